"""Ready texts (.jsonl): the rows of a file read in the fenced worker, a few at a time, their metadata with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

from fence.messages import Message
from fence.process import Died, Process
from search.metadata import read_metadata
from search.readers.transport import metadata_of
from search.records import Metadata

SECONDS = 10
"""Processor time (CPU) that the rows of one batch may take together."""

_BATCH = 100  # rows
_BATCH_BYTES = 4_000_000
_TOO_MUCH = "第 {} 行的内容太大或太深，读不出来，已跳过。"
_GIVEN = {
    "title": "title",
    "kind": "kind",
    "issuer": "issuer",
    "doc_number": "document_number",
    "document_number": "document_number",
    "date": "issue_date",
    "issue_date": "issue_date",
}

Line = tuple[int, bytes]
"""The number of a row, from 1, and its bytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its bytes as they stand in the file and what they say; `problem` is a sentence when that is nothing."""

    number: int
    data: bytes
    text: str = ""
    metadata: Metadata | None = None
    problem: str = ""


def read_rows(lines: Iterable[Line]) -> Iterator[Row]:
    """What the lines say, in their order. A row that is too much for the worker costs itself alone."""
    with closing(Process("readers")) as worker:
        for batch in _batches(lines):
            try:
                yield from _asked(worker, batch)
            except Died:
                for line in batch:
                    yield _alone(worker, line)


def answer_rows(question: Message) -> dict[str, Any]:
    """The worker's side: {"rows": [[text, metadata as JSON, problem], …]}."""
    found: list[list[str]] = []
    start = 0
    for number, size in zip(question.head["numbers"], question.head["sizes"], strict=True):
        found.append(_read(number, question.data[start : start + size]))
        start += size
    return {"rows": found}


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line[1])
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _alone(worker: Process, line: Line) -> Row:
    try:
        (row,) = _asked(worker, [line])
    except Died:
        return Row(*line, problem=_TOO_MUCH.format(line[0]))
    return row


def _asked(worker: Process, batch: list[Line]) -> list[Row]:
    head = {
        "as": "rows",
        "numbers": [number for number, _ in batch],
        "sizes": [len(data) for _, data in batch],
    }
    answer = worker.answer(head, b"".join(data for _, data in batch), seconds=SECONDS).head
    if "rows" not in answer:
        raise Died
    made: list[Row] = []
    for (number, data), (text, metadata, problem) in zip(batch, answer["rows"], strict=True):
        made.append(Row(number, data, text, metadata_of(metadata) if metadata else None, problem))
    return made


def _read(number: int, line: bytes) -> list[str]:
    try:
        value: dict[str, Any] = json.loads(line)
    except (ValueError, RecursionError):
        return ["", "", f"第 {number} 行不是一个 JSON 对象。"]
    if type(value) is not dict or not isinstance(value.get("text"), str) or not value["text"].strip():
        return ["", "", f"第 {number} 行没有正文（text）。"]
    given = {field: str(value[key]).strip() for key, field in _GIVEN.items() if isinstance(value.get(key), str | int)}
    if not given.get("title"):
        return ["", "", f"第 {number} 行没有标题（title）。"]
    stated = {field: text for field, text in given.items() if text}
    metadata = read_metadata(value["text"], stated["title"], stated)
    return [value["text"], json.dumps(asdict(metadata)), ""]
