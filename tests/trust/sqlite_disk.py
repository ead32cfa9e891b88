"""A window between SQLite and its files: every write, sync, truncation and deletion is told first, and may be refused.

It is a VFS of SQLite (https://sqlite.org/vfs.html) that hands everything on to the usual one, made with ctypes, so that
nothing has to be compiled. It needs the library that Python's sqlite3 itself uses, as a shared object.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import sqlite3
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

Told = Callable[[str, Path], int]
"""Gets what is about to happen (write, sync, truncate, delete) and to which file; 0, or the errno to fail with."""

_FULL = 13  # SQLITE_FULL
_IO_ERROR = {"write": 778, "truncate": 1546, "sync": 1034, "delete": 2570}  # SQLITE_IOERR_WRITE and so on
_POINTER = ctypes.c_void_p
_INT = ctypes.c_int


_WRITE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _POINTER, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
_OPEN = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)  # names as addresses: SQLite keeps them
_DELETE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)


class _Vfs(ctypes.Structure):
    _fields_ = (
        [("version", _INT), ("file_size", _INT), ("longest_path", _INT), ("next", _POINTER), ("name", ctypes.c_char_p)]
        + [("data", _POINTER), ("open", _POINTER), ("delete", _POINTER)]
        + [(f"other{number}", _POINTER) for number in range(14)]
    )


class _Methods(ctypes.Structure):
    _fields_ = (
        [("version", _INT), ("close", _POINTER), ("read", _POINTER), ("write", _POINTER), ("truncate", _POINTER)]
        + [("sync", _POINTER)]
        + [(f"other{number}", _POINTER) for number in range(13)]
    )


def library() -> ctypes.CDLL | None:
    """The library that sqlite3 uses; None when it cannot be reached."""
    if not sys.platform.startswith("linux"):
        return None
    import _sqlite3  # pyright: ignore[reportMissingModuleSource]  # the compiled half of sqlite3

    try:
        found = ctypes.CDLL(_sqlite3.__file__).sqlite3_libversion
        loaded = ctypes.CDLL(ctypes.util.find_library("sqlite3") or "libsqlite3.so.0")
    except (OSError, AttributeError):
        return None
    found.restype = ctypes.c_char_p
    return loaded if found().decode() == sqlite3.sqlite_version and _is_shared() else None


def _is_shared() -> bool:
    return "libsqlite3.so" in Path("/proc/self/maps").read_text(encoding="utf-8")


class _Window:
    """The VFS, its callbacks, and what keeps them alive."""

    def __init__(self, sqlite: ctypes.CDLL, told: Told) -> None:
        sqlite.sqlite3_vfs_find.restype = _POINTER
        self.usual = _Vfs.from_address(sqlite.sqlite3_vfs_find(None))
        self.told = told
        self.paths: dict[int, Path] = {}
        self.methods: dict[int, _Methods] = {}
        self.own = _Vfs.from_buffer_copy(self.usual)
        self.own.name = b"window"
        self.callbacks = [_OPEN(self._open), _DELETE(self._delete), _WRITE(self._write), _TRUNCATE(self._truncate)]
        self.callbacks.append(_SYNC(self._sync))
        self.addresses = [ctypes.cast(callback, _POINTER) for callback in self.callbacks]
        self.own.open, self.own.delete = self.addresses[0], self.addresses[1]

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        result = _OPEN(self.usual.open)(ctypes.addressof(self.usual), name, file, flags, out)
        slot = _POINTER.from_address(file)
        if result == 0 and slot.value:
            if slot.value not in self.methods:
                usual = _Methods.from_address(slot.value)
                own = _Methods.from_buffer_copy(usual)
                own.write, own.truncate, own.sync = self.addresses[2:]
                self.methods[slot.value] = own
                self.methods[ctypes.addressof(own)] = usual
            slot.value = ctypes.addressof(self.methods[slot.value])
            self.paths[file] = _path(name)
        return int(result)

    def _ask(self, action: str, path: Path) -> int:
        number = self.told(action, path)
        if number == errno.ENOSPC and action == "write":
            return _FULL
        return _IO_ERROR[action] if number else 0

    def _usual(self, file: int) -> _Methods:
        return self.methods[_POINTER.from_address(file).value or 0]

    def _write(self, file: int, data: int, size: int, offset: int) -> int:
        return self._ask("write", self.paths[file]) or _WRITE(self._usual(file).write)(file, data, size, offset)

    def _truncate(self, file: int, size: int) -> int:
        return self._ask("truncate", self.paths[file]) or _TRUNCATE(self._usual(file).truncate)(file, size)

    def _sync(self, file: int, flags: int) -> int:
        return self._ask("sync", self.paths[file]) or _SYNC(self._usual(file).sync)(file, flags)

    def _delete(self, _vfs: int, name: int, sync: int) -> int:
        usual = ctypes.addressof(self.usual)
        return self._ask("delete", _path(name)) or _DELETE(self.usual.delete)(usual, name, sync)


def _path(name: int | None) -> Path:
    return Path(ctypes.string_at(name).decode()) if name else Path()


_KEPT: list[_Window] = []  # connections that outlive a test still hold pointers into it


@contextmanager
def window(told: Told) -> Generator[None]:
    """Have all connections that are opened meanwhile go through `told`."""
    sqlite = library()
    assert sqlite is not None
    _KEPT.append(_Window(sqlite, told))
    own = ctypes.byref(_KEPT[-1].own)
    sqlite.sqlite3_vfs_register(own, 1)
    try:
        yield
    finally:
        sqlite.sqlite3_vfs_unregister(own)
