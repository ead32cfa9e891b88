"""The files of the index on whoosh: its table of segments, and whoosh's structured files without pickle.

whoosh keeps its table of contents, and what stands beside its hash tables, as pickles, which run whatever whoever wrote
them wished. Here both are JSON that is looked through before it is believed; whoosh asks for them through the same two
methods. Where the archive has a password each file is sealed as a whole on the disk and in clear only in memory.
"""

# pyright: basic
# whoosh has no types: strict would report every use of it.

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from functools import partial
from io import BytesIO, RawIOBase
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, NamedTuple

from whoosh.filedb.structfile import BufferFile, StructFile

from fence.plain_json import load
from search.index.mapped import mapped
from search.saving import save, save_with
from search.store.vault import CLEAR, Vault

MOST_DOCUMENTS = 10_000_000  # of a segment: no archive of an office has as many
_TABLE = "segments.json"
_LABEL = "index"  # of what is sealed
_NAME = re.compile("[0-9a-f]{16}")
_LENGTH = Struct("<I")
_LONGEST = 65_536  # bytes of what stands beside a hash table: the names of a few fields
_MOST_SEGMENTS = 10_000


class Listed(NamedTuple):
    """A segment in the table: its name, and how many documents it holds."""

    name: str
    documents: int


class Folder:
    """The folder of an index. A file is there wholly or not at all, and on the disk once it has been written."""

    def __init__(self, path: Path, vault: Vault = CLEAR) -> None:
        self._path = path
        self._vault = vault

    @property
    def exists(self) -> bool:
        """Whether there is an index in it."""
        return (self._path / _TABLE).is_file()

    def table(self) -> list[Listed]:
        """The segments that make the index. OSError where there is no table, ValueError for what is none."""
        entries = load(bytes(self.read(_TABLE)))
        if not isinstance(entries, list) or len(entries) > _MOST_SEGMENTS:
            raise ValueError("damaged table of segments")
        return [_listed(entry) for entry in entries]

    def save_table(self, segments: list[Listed]) -> None:
        """Let these segments be the index; the files of others are removed."""
        self.write(_TABLE, partial(_put, json.dumps(segments).encode()))
        names = {segment.name for segment in segments}
        for path in self._path.iterdir():
            if _NAME.fullmatch(path.stem) and path.stem not in names:
                _remove(path)

    def read(self, name: str) -> memoryview:
        """The content of a file, mapped where it lies in clear. OSError or ArchiveError where it cannot be had."""
        return mapped(self._path / name, self._vault, _LABEL)

    def write(self, name: str, fill: Callable[[BinaryIO], None]) -> None:
        """Write a file: `fill` puts the content into what it is given."""
        if not self._vault.sealed:
            save_with(self._path / name, fill)
            return
        content = BytesIO()
        fill(content)
        save(self._path / name, self._vault.seal(content.getvalue(), _LABEL))


def _put(data: bytes, file: BinaryIO) -> None:
    file.write(data)


def new_name() -> str:
    """A name for a segment that none has had."""
    return secrets.token_hex(8)


def _listed(entry: object) -> Listed:
    match entry:
        case [str(name), int(documents)] if _NAME.fullmatch(name) and 0 <= documents <= MOST_DOCUMENTS:
            return Listed(name, documents)
        case _:
            raise ValueError("damaged table of segments")


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:  # on Windows, while a search reads it: the next batch removes it
        return


class Written(StructFile):
    """A file as whoosh writes it; what whoosh would pickle is written as JSON, its length before it."""

    def write_pickle(self, obj: object, protocol: int = -1) -> None:  # noqa: ARG002 - whoosh's signature
        """Called by whoosh."""
        data = json.dumps(obj).encode()
        self.write(_LENGTH.pack(len(data)) + data)

    def close(self) -> None:
        """Called by whoosh, which has not opened it: nothing happens."""


class Read(BufferFile):
    """A file as whoosh reads it, where it lies mapped: whoosh would make a copy of the whole in memory."""

    def __init__(self, data: memoryview) -> None:
        StructFile.__init__(self, _Stream(data))
        self._buf, self.is_real = data, False

    def read_pickle(self) -> Any:  # noqa: ANN401 - whoosh's signature
        """Called by whoosh: plain data. ValueError for anything else, struct.error when the file has ended."""
        length = _LENGTH.unpack(self.read(_LENGTH.size))[0]
        if length > _LONGEST:
            raise ValueError("damaged index file")
        return load(self.read(length))


class _Stream(RawIOBase):
    """What whoosh reads of a file in its order."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def readable(self) -> bool:
        """As files do, here and below."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """From the start, from here, or from the end. ValueError for a place before the start."""
        self._at = offset + (0, self._at, len(self._data))[whence]
        if self._at < 0:
            raise ValueError("damaged index file")
        return self._at

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """What there is, up to the length of `buffer`."""
        part = self._data[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)
