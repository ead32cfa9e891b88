"""Formats that only an office suite reads (.doc .wps .rtf .odt): made .docx by an installed LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from fence.limits import surroundings
from search.readers.errors import Unreadable
from search.saving import save

SECONDS = 60
"""LibreOffice's first start on a slow machine takes many seconds; a hung one is killed all the same."""

MEMORY = 4_000_000_000
"""Bytes of addresses; LibreOffice maps over one billion before it has read anything."""

MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a place that any program may use, and that no disk keeps
"""Where Linux keeps files in memory alone."""

LARGEST = 500_000_000
"""Bytes of one file that it may write."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Word and WPS keep a document that needs a password."""

_HEAD = 600
_WHOLE = ("WordDocument".encode("utf-16-le"), "WPS".encode("utf-16-le"), b"PK\x03\x04")
"""What a binary document must have; LibreOffice would take the rest of a damaged one for plain text."""


def to_docx(data: bytes, ending: str, name: str, *, private: bool = False) -> bytes:
    """A .docx made of a file's bytes, which are of the kind that `ending` names.

    Raises Unreadable, which tells of the file as `name`. `private`: nothing of it may lie on the disk in passing.

    A fresh profile: no macro of the user's runs, macro security is at its default (never for files from elsewhere).
    """
    if _ENCRYPTED in data:
        raise Unreadable(f"“{name}”加了密码，请去掉密码后再导入。")
    if b"\x00" in data[:_HEAD] and not any(mark in data for mark in _WHOLE):
        raise Unreadable(f"“{name}”不完整或已损坏，请重新取得一份，或用 Word、WPS 另存为 .docx。")
    program = _program()
    if program is None:
        raise Unreadable(f"读“{name}”要用 LibreOffice；请安装它，或把文件另存为 .docx。")
    with tempfile.TemporaryDirectory(prefix="wenyuan-", dir=_in_memory(name) if private else None) as folder:
        source = Path(folder) / f"source{ending}"
        save(source, data)
        _convert(program, source, Path(folder), name)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise Unreadable(f"LibreOffice 打不开“{name}”，可能已损坏或加了密码；请用 Word 或 WPS 另存为 .docx。")
        return made.read_bytes()


def _in_memory(name: str) -> Path:
    """A folder that lies in memory; Unreadable where the system has none."""
    if sys.platform == "linux" and os.access(MEMORY_DISK, os.W_OK):
        return MEMORY_DISK
    raise Unreadable(f"档案库有口令，而读“{name}”要在硬盘上留下明文；请用 Word 或 WPS 另存为 .docx 再导入。")


def _convert(program: str, source: Path, folder: Path, name: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
    environment = {
        **surroundings(),
        "http_proxy": "127.0.0.1:9",
        "https_proxy": "127.0.0.1:9",
    }  # linked content stays out
    process = subprocess.Popen(
        [*without_network(), *command, "--outdir", str(folder), str(source)],
        env={**environment, "TMPDIR": str(folder)},  # what it keeps in passing lies there too
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _bound(process.pid)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"LibreOffice 在 {SECONDS} 秒内没有读完“{name}”，已跳过。") from error
    finally:
        _end(process)


@cache
def without_network() -> tuple[str, ...]:
    """A prefix that runs a program in an empty network of its own; () where the system does not allow it."""
    prefix = ("unshare", "--map-current-user", "--net")
    if sys.platform != "linux" or shutil.which(prefix[0]) is None:
        return ()
    allowed = subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    return prefix if allowed else ()


def _bound(process: int) -> None:
    """Bound the memory and the files of LibreOffice and all that it will start, where the system can."""
    if sys.platform != "linux":
        return
    import resource

    with suppress(OSError):  # it has ended already
        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.prlimit(process, resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
        resource.prlimit(process, resource.RLIMIT_CORE, (0, 0))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started: `soffice` is a script around the program itself."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _program() -> str | None:
    usual = {
        "win32": r"C:\Program Files\LibreOffice\program\soffice.exe",
        "darwin": "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    }
    return shutil.which("soffice") or shutil.which(usual.get(sys.platform, "soffice"))
