"""Reading a file that a person named: a plain one (regular file), never a pipe (FIFO), device, socket or a link to one.

Opening a pipe waits for whoever writes to it, reading a device may never end.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from papers.problem import Problem

LARGEST = 200_000_000
"""Bytes of a file that is read at all."""


class NotAPlainFile(Problem):
    """What was named is no plain file, or is too large; the message says so."""


def refuse_odd(path: Path, shown: str = "") -> os.stat_result:
    """What the system says of the file. Raises NotAPlainFile, OSError for one that is not there. Opens nothing.

    `shown`: the name that messages have, where it is not the path's own.
    """
    status = path.stat()
    _refuse(status, shown or path.name)
    return status


def read_plain(path: Path, shown: str = "", *, largest: int = LARGEST) -> bytes:
    """The bytes of a plain file of at most `largest` bytes. Raises NotAPlainFile, OSError."""
    name = shown or path.name
    refuse_odd(path, name)
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as file:
        status = os.fstat(opened)  # another one may stand there by now
        _refuse(status, name)
        data = file.read(largest + 1)
    if len(data) > largest:
        raise NotAPlainFile(f"“{name}”超过 {_size(largest)}，太大了；请拆成几个文件再试。")
    return data


def read_own(path: Path) -> bytes:
    """The bytes of a file in a folder of our own, which may be from someone else: OSError for what is no plain one."""
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as file:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return file.read()


def _refuse(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotAPlainFile(f"“{name}”是文件夹，不是文件；请选里面的文件。")
    if not stat.S_ISREG(status.st_mode):
        raise NotAPlainFile(f"“{name}”不是普通文件（是管道、设备或套接字），读不了；请换一个文件。")


def _size(count: int) -> str:
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count // 1_000} KB"
