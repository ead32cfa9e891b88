"""Ready texts: the rows of a .jsonl or .jsonl.gz file, one JSON object a document, read in the fenced worker."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from search.readers.rows import Line, Row, read_rows
from search.store.errors import ArchiveError

MEDIA_TYPE = "application/json"
_MAX_ROW = 20_000_000  # bytes
_MAX_EXPANDED = 4_000_000_000  # bytes: what a .gz may grow to
_RATIO = 100
"""How many times its own size a .gz may grow to: text packs to a third or a tenth."""
_SMALL = 1_000_000


def is_ready(name: str) -> bool:
    """Whether a file of this name holds ready texts."""
    return name.lower().endswith((".jsonl", ".jsonl.gz"))


def rows(data: bytes) -> Iterator[Row]:
    """What the rows of a file say, blank lines left out; numbers count lines from 1. Raises ArchiveError."""
    yield from read_rows(lines(data))


def row_bytes(data: bytes, number: int) -> bytes:
    """The bytes of one row; ArchiveError when the file has no such line."""
    for found, line in lines(data):
        if found == number:
            return line
    raise ArchiveError(f"原件里没有第 {number} 行，请从备份恢复。")


def lines(data: bytes) -> Iterator[Line]:
    """The lines of a file as they stand in it, blank ones left out. Raises ArchiveError for more than is read."""
    most = max(_SMALL, _RATIO * len(data)) if _is_packed(data) else _MAX_EXPANDED
    total = 0
    with _opened(data) as file:
        for number, line in enumerate(_each(file), start=1):
            total += len(line)
            if total > min(most, _MAX_EXPANDED):
                raise ArchiveError("文件展开后大得反常，可能是恶意文件，已停止；确要导入请先解压并拆成几个。")
            if len(line) >= _MAX_ROW:
                raise ArchiveError(f"第 {number} 行超过 {_MAX_ROW // 1_000_000} MB，已停止；请拆开这一行再导入。")
            if line.strip():
                yield number, line.strip()


def _each(file: BinaryIO) -> Iterator[bytes]:
    """The lines; ArchiveError where the rest of the file is missing or broken."""
    while True:
        try:
            line = file.readline(_MAX_ROW)
        except (OSError, EOFError, zlib.error):
            raise ArchiveError("文件的后半部分读不出来，可能没有下载完整。") from None
        if not line:
            return
        yield line


def _is_packed(data: bytes) -> bool:
    return data[:2] == b"\x1f\x8b"


def _opened(data: bytes) -> BinaryIO:
    raw = io.BytesIO(data)
    return gzip.GzipFile(fileobj=raw) if _is_packed(data) else raw  # type: ignore[return-value]  # reads alike
