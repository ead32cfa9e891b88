"""Files that a person names: read at once or refused in a sentence; a pipe, device or socket is never waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from papers.problem import Problem

MOST = 200_000_000
"""Bytes of a file that are read into the memory; an archive's reader takes no larger one either."""

_NONBLOCK = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NotAFile(Problem):
    """What was named is no file that can be read or replaced."""


def read_given(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file that a person named. NotAFile for what is none or has more than `most`, else OSError."""
    refuse_special(path)
    handle = os.open(path, os.O_RDONLY | _NONBLOCK)  # what took the file's place since then makes nobody wait
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise special(path)
        data = file.read(most + 1)
    if len(data) > most:
        raise NotAFile(f"“{path.name}”超过 {most // 1_000_000} MB，太大了；请拆小以后再试。")
    return data


def refuse_special(path: Path) -> None:
    """Raise NotAFile for a pipe, device, socket, a link to one, and for a folder; OSError where nothing is there."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise NotAFile(f"“{path}”是一个文件夹，这里要的是文件。")
    if not stat.S_ISREG(mode):
        raise special(path)


def special(path: Path) -> NotAFile:
    """The refusal of a pipe, device or socket."""
    return NotAFile(f"“{path}”不是普通文件，而是管道、设备或套接字一类的东西，不能读写；请换一个文件。")
