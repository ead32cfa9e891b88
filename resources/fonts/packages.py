"""Getting the files of Debian packages without being root: downloaded by apt and unpacked in a folder of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

# Each line: names of one package, newest first (Debian renamed fonts-liberation2 to fonts-liberation).
PACKAGES = (("texlive-lang-chinese",), ("fonts-lxgw-wenkai",), ("fonts-liberation2", "fonts-liberation"))
TIMEOUT = 600  # seconds for one call of apt


class BuildError(RuntimeError):
    """The fonts cannot be built here; the message is a plain Chinese sentence with the way out."""


def unpack_packages(work: Path, given: Path | None) -> Path:
    """Unpack the packages below `work` and return the root of their files.

    `given` is a folder that has the .deb files already (for machines without a network). Raises BuildError.
    """
    if shutil.which("dpkg-deb") is None:
        raise BuildError(
            "本机没有 apt 和 dpkg-deb（不是 Debian 系的系统），无法制作备用字体："
            "请直接在系统里安装仿宋、楷体、黑体、宋体等字体。"
        )
    packages = sorted(given.glob("*.deb")) if given else _download(work)
    if not packages:
        raise BuildError(f"文件夹 {given} 里没有 .deb 文件：请放入 {_names()} 三个软件包。")
    root = work / "root"
    for package in packages:
        subprocess.run(["dpkg-deb", "-x", str(package), str(root)], check=True, timeout=TIMEOUT)
    return root


def _names() -> str:
    return "、".join(names[0] for names in PACKAGES)


def _download(work: Path) -> list[Path]:
    """Download with the machine's package lists, or, where it has none, with lists of our own."""
    if shutil.which("apt-get") is None:
        raise BuildError("本机没有 apt-get，无法下载备用字体：请用 make fonts FROM=文件夹 指定装有 .deb 文件的文件夹。")
    folder = work / "debs"
    folder.mkdir()
    if not all(_fetch(names, folder, ()) for names in PACKAGES):
        options = _own_lists(work)
        _apt(["update"], work, options)
        if not all(_fetch(names, folder, options) for names in PACKAGES):
            raise BuildError(
                f"无法下载字体软件包 {_names()}：请检查网络后重试 make fonts，"
                "或者在能上网的机器上下载这三个 .deb 文件，再用 make fonts FROM=文件夹 制作。"
            )
    return sorted(folder.glob("*.deb"))


def _fetch(names: Sequence[str], folder: Path, options: Sequence[str]) -> bool:
    """Download the first of the names that apt knows; False where it knows none or cannot reach it."""
    have = any(next(folder.glob(f"{name}_*.deb"), None) for name in names)
    return have or any(_apt(["download", name], folder, options) for name in names)


def _own_lists(work: Path) -> tuple[str, ...]:
    """Options that keep apt's lists and caches in our folder, so that it can refresh them without being root."""
    state, cache = work / "apt-state", work / "apt-cache"
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (cache / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    status = "Dir::State::status=/var/lib/dpkg/status"
    return ("-o", f"Dir::State={state}", "-o", f"Dir::Cache={cache}", "-o", status)


def _apt(command: Sequence[str], folder: Path, options: Sequence[str]) -> bool:
    quiet = ("apt-get", "-q", "-o", "APT::Sandbox::User=root")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            [*quiet, *options, *command], cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
