"""Saving files: the one place of the program that opens a file for writing."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def save(path: Path, data: bytes) -> None:
    """Put `data` into `path`, wholly or not at all; when this returns the file is on the disk, not only in its cache.

    A link is followed, and the file it points to replaced; a device, a pipe or a socket never is. OSError (its
    filename is `path`) when the disk refuses: what stood at `path` before is then unchanged.
    """
    save_with(path, lambda file: _write_all(file, data))


def save_with(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """As `save`, for what is too long for the memory: `write` puts the content into the file that it is given."""
    target = Path(os.path.realpath(path))
    if target.exists() and not (target.is_file() or target.is_dir()):  # a device or a pipe would be gone for good
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    temporary = target.with_name(f".{target.name[:60]}.{os.getpid()}-{secrets.token_hex(6)}.tmp")
    try:
        _write_out(temporary, write)
        if target.is_file():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def is_own(temporary: Path) -> bool:
    """Whether a temporary file may be one that this process is writing just now."""
    return f".{os.getpid()}-" in temporary.name


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on the disk: a renamed file is only safe once its folder is. Not needed on Windows."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Have `folder` and those above it on the disk; nothing happens when it is there. OSError when the disk refuses."""
    if not folder.is_dir():
        if folder.parent != folder:  # a drive that is not there has none above it
            make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _write_out(path: Path, write: Callable[[BinaryIO], None]) -> None:
    with path.open("xb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())


def _write_all(file: BinaryIO, data: bytes) -> None:
    file.write(data)
