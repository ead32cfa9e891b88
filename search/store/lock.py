"""One writer an archive: a lock file with the holder's name, held by the operating system's own file lock.

The system lets go of such a lock when its holder dies, however it dies, so a lock left by a crash never blocks anyone:
the file stays, the lock does not. The name in it only tells people whom to ask.
"""

from __future__ import annotations

import getpass
import os
import socket
import sys
from pathlib import Path

from search.store.errors import ArchiveBusy

_NAME = "archive.lock"


class Lock:
    """The right to write into one archive."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; ArchiveBusy names its holder when another program has it."""
        self._path = folder / _NAME
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise ArchiveBusy(
                f"档案库正被{_holder(self._path)}使用，现在只能查阅，不能改动；请等它关闭后再试。"
            ) from error
        os.ftruncate(self._file, 1)
        _write(self._file, _whoami())

    def release(self) -> None:
        """Let go."""
        if self._file >= 0:
            _unlock(self._file)
            os.close(self._file)
            self._file = -1


def _whoami() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    return f"{user}（{socket.gethostname()}，进程 {os.getpid()}）"


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip() or "另一个程序"
    except OSError:
        return "另一个程序"


def _write(file: int, name: str) -> None:
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, f"\n{name}".encode())


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # only the first byte, so that others can read the name after it

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
