"""Ready texts: the rows of a .jsonl or .jsonl.gz file, one JSON object a document."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from search.store.errors import ArchiveError

MEDIA_TYPE = "application/json"
_MAX_ROW = 50_000_000  # bytes
_MAX_EXPANDED = 4_000_000_000  # bytes: what a .gz may grow to
_GIVEN = {
    "title": "title",
    "kind": "kind",
    "issuer": "issuer",
    "doc_number": "document_number",
    "document_number": "document_number",
    "date": "issue_date",
    "issue_date": "issue_date",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its bytes as they stand in the file and what they say; `problem` is a sentence when that is nothing."""

    number: int
    data: bytes
    text: str = ""
    given: dict[str, str] | None = None
    problem: str = ""


def is_ready(name: str) -> bool:
    """Whether a file of this name holds ready texts."""
    return name.lower().endswith((".jsonl", ".jsonl.gz"))


def rows(data: bytes) -> Iterator[Row]:
    """The rows of a file, blank lines left out; numbers count lines from 1."""
    for number, line in _lines(data):
        yield _read(number, line)


def row_bytes(data: bytes, number: int) -> bytes:
    """The bytes of one row; ArchiveError when the file has no such line."""
    for found, line in _lines(data):
        if found == number:
            return line
    raise ArchiveError(f"原件里没有第 {number} 行，请从备份恢复。")


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    with _opened(data) as file:
        total = 0
        for number, line in enumerate(iter(lambda: file.readline(_MAX_ROW), b""), start=1):
            total += len(line)
            if total > _MAX_EXPANDED:
                raise ArchiveError("文件展开后太大，请拆成几个再导入。")
            if line.strip():
                yield number, line.strip()


def _opened(data: bytes) -> BinaryIO:
    raw = io.BytesIO(data)
    return gzip.GzipFile(fileobj=raw) if data[:2] == b"\x1f\x8b" else raw  # type: ignore[return-value]  # reads alike


def _read(number: int, line: bytes) -> Row:
    try:
        value: dict[str, Any] = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, line, problem=f"第 {number} 行不是一个 JSON 对象。")
    if type(value) is not dict or not isinstance(value.get("text"), str) or not value["text"].strip():
        return Row(number, line, problem=f"第 {number} 行没有正文（text）。")
    given = {field: str(value[key]).strip() for key, field in _GIVEN.items() if isinstance(value.get(key), str | int)}
    if not given.get("title"):
        return Row(number, line, problem=f"第 {number} 行没有标题（title）。")
    return Row(number, line, value["text"], {field: text for field, text in given.items() if text})
