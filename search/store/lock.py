"""One writer an archive: a lock file with the holder's name, held by the operating system's own file lock.

The system lets go of such a lock when its holder dies, however it dies, so a lock left by a crash never blocks anyone:
the file stays, the lock does not. The name in it tells people whom to ask; one that still stands there when the lock is
free tells that its holder did not end as it should.
"""

from __future__ import annotations

import getpass
import os
import socket
from contextlib import suppress
from pathlib import Path

from search.filelock import hold, let_go
from search.store.errors import ArchiveBusy

_NAME = "archive.lock"
_LONGEST = 1000  # bytes of a name


class Lock:
    """The right to write into one archive."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; ArchiveBusy names its holder when another program has it."""
        self._path = folder / _NAME
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            hold(self._file)
        except OSError as error:
            os.close(self._file)
            raise ArchiveBusy(
                f"档案库正被{_holder(self._path)}使用，现在只能查阅，不能改动；请等它关闭后再试。"
            ) from error
        self.left_by = _read(self._file)
        """Who had the lock last and did not end as it should; "" when all is well."""
        _write(self._file, _whoami())

    def release(self, *, clean: bool = True) -> None:
        """Let go; what was left undone (not `clean`) is for the next holder to mend."""
        if self._file >= 0:
            if clean:
                _write(self._file, "")
            let_go(self._file)
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
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return "另一个程序"
    try:
        return _read(file) or "另一个程序"
    except OSError:
        return "另一个程序"
    finally:
        os.close(file)


def _read(file: int) -> str:
    """The name: it stands after the first byte, which is the one that is locked."""
    os.lseek(file, 1, os.SEEK_SET)
    return os.read(file, _LONGEST).decode("utf-8", "replace").strip()


def _write(file: int, name: str) -> None:
    with suppress(OSError):  # a full disk: the lock holds without a name
        os.ftruncate(file, 1)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, f"\n{name}".encode())
        os.fsync(file)
