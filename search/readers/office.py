"""Formats that only an office suite reads (.doc .wps .rtf .odt): made .docx by an installed LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from search.names import shown
from search.readers.errors import Unreadable

SECONDS = 60
"""LibreOffice's first start on a slow machine takes many seconds; a hung one is killed all the same."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Word and WPS keep a document that needs a password."""


@contextmanager
def to_docx(path: Path, ending: str) -> Generator[Path]:
    """A .docx made of `path`, which is of the kind that `ending` names, in a folder that is gone afterwards.

    Raises Unreadable.

    A fresh profile: no macro of the user's runs, macro security is at its default (never for files from elsewhere).
    """
    if _ENCRYPTED in path.read_bytes():
        raise Unreadable(f"“{shown(path.name)}”加了密码，请去掉密码后再导入。")
    program = _program()
    if program is None:
        raise Unreadable(f"读“{shown(path.name)}”要用 LibreOffice；请安装它，或把文件另存为 .docx。")
    with tempfile.TemporaryDirectory(prefix="wenyuan-") as folder:
        source = Path(folder) / f"source{ending}"
        shutil.copyfile(path, source)
        _convert(program, source, Path(folder), shown(path.name))
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise Unreadable(
                f"LibreOffice 打不开“{shown(path.name)}”，可能已损坏或加了密码；请用 Word 或 WPS 另存为 .docx。"
            )
        yield made


def _convert(program: str, source: Path, folder: Path, name: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
    environment = {**os.environ, "http_proxy": "127.0.0.1:9", "https_proxy": "127.0.0.1:9"}  # linked content stays out
    process = subprocess.Popen(
        [*command, "--outdir", str(folder), str(source)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"LibreOffice 在 {SECONDS} 秒内没有读完“{name}”，已跳过。") from error
    finally:
        _end(process)


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
