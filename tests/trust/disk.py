# ruff: noqa: ANN401  what stands in for functions of the library takes whatever they take
"""A disk that can be watched and can refuse: what Python and SQLite do to files, told one by one."""

from __future__ import annotations

import builtins
import io
import os
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.trust import sqlite_disk

needs_sqlite_library = pytest.mark.skipif(
    sqlite_disk.library() is None, reason="this Python carries SQLite within itself, out of reach"
)
Told = Callable[[str, Path], int]


@contextmanager
def watched(root: Path, told: Told) -> Generator[None]:
    """Tell `told` of each change below `root` before it happens; a number other than 0 is the errno to fail with.

    The changes: create, write, sync, truncate, rename, delete, folder (made) and sync folder.
    """
    lock = threading.RLock()

    def ask(action: str, path: Path) -> int:
        if not path.is_relative_to(root):
            return 0
        with lock:
            return told(action, path)

    with pytest.MonkeyPatch.context() as patch, sqlite_disk.window(ask):
        _watch_python(patch, ask)
        yield


Refuse = Callable[[str, Path], None]


def _watch_python(patch: pytest.MonkeyPatch, ask: Told) -> None:
    def refuse(action: str, path: Path) -> None:
        number = ask(action, path)
        if number:
            raise OSError(number, os.strerror(number), str(path))

    _watch_contents(patch, refuse)
    for owner, name, action in (
        (Path, "replace", "rename"),
        (Path, "unlink", "delete"),
        (Path, "mkdir", "folder"),
        (os, "rename", "rename"),
        (os, "remove", "delete"),
    ):
        _watch_names(patch, refuse, owner, name, action)


def _watch_names(patch: pytest.MonkeyPatch, refuse: Refuse, owner: Any, name: str, action: str) -> None:
    usual = getattr(owner, name)

    def call(path: Any, *arguments: Any, **named: Any) -> Any:
        refuse(action, Path(path))
        return usual(path, *arguments, **named)

    patch.setattr(owner, name, call)


def _watch_contents(patch: pytest.MonkeyPatch, refuse: Refuse) -> None:
    usual_sync, usual_open, usual_path_open = os.fsync, builtins.open, Path.open

    def sync(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        refuse("sync folder" if path.is_dir() else "sync", path)
        usual_sync(handle)

    def opened(path: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if isinstance(path, int) or mode not in {"wb", "xb", "w+b", "ab"}:
            return usual_open(path, mode, *arguments, **named)
        refuse("create", Path(path))
        return _Told(Path(path), mode.replace("b", ""), refuse)

    def path_opened(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        return opened(path, mode) if mode == "xb" else usual_path_open(path, mode, *arguments, **named)

    patch.setattr(os, "fsync", sync)
    patch.setattr(builtins, "open", opened)
    patch.setattr(Path, "open", path_opened)


class _Told(io.BufferedWriter):
    """A file that tells of each write."""

    def __init__(self, path: Path, mode: str, refuse: Refuse) -> None:
        super().__init__(io.FileIO(path, mode))
        self._path = path
        self._refuse = refuse

    def write(self, data: Any, /) -> int:
        """Told, then done; a refused write leaves half of it behind, as a full disk does."""
        try:
            self._refuse("write", self._path)
        except OSError:
            super().write(bytes(data)[: len(data) // 2])
            raise
        return super().write(data)
