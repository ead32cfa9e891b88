"""The workers that read files: a question is a file's bytes with its name, the answer its documents (JSON)."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import PurePath
from typing import Any

from fence.messages import Message
from fence.worker import Say, serve
from papers.foreign import ForeignPaper
from search.metadata import read_metadata
from search.newspaper import as_article, split
from search.readers.errors import Unreadable
from search.readers.flow import Line
from search.readers.formats import is_word, lying_name, read_bytes
from search.readers.limits import MEMORY, SCANS_MEMORY
from search.readers.reading import Reading, Recognise
from search.readers.recognising import installed, recognised
from search.readers.risks import risks
from search.readers.rows import answer_rows
from search.readers.transport import packed
from search.readers.word import read_paper
from search.records import Parsed


def read_files() -> None:
    """Read files until stdin ends, or until one was too much: what it left in memory must not fell the next one."""
    serve(_read_file, MEMORY)


def _read_file(question: Message, say: Say) -> None:
    head = question.head
    if head.get("as") == "risks":
        say(guarded(head["name"], lambda: (_risks(question.data, head["name"]), b""))[0])
    elif head.get("as") == "rows":
        say(guarded("", lambda: (answer_rows(question), b""))[0])
    elif head.get("as") == "paper" and is_word(question.data, head["name"]):
        said = guarded(head["name"], lambda: packed(_paper(question.data, head["name"])))
        say(*said)
    else:
        say(documents(question.data, head["name"], split_pages=head["split"]))


def _risks(data: bytes, name: str) -> dict[str, Any]:
    ending, told = risks(data, name)
    return {"ending": ending, "told": [[each.kind, each.text] for each in told]}


def _paper(data: bytes, name: str) -> ForeignPaper:
    paper = read_paper(data, name)
    lie = lying_name(data, name)
    return dataclasses.replace(paper, warnings=(*paper.warnings, lie)) if lie else paper


def read_scans() -> None:
    """Recognise the text of scans; {"page": how many} is said after each page, and everything else goes first."""
    if hasattr(os, "nice"):
        os.nice(10)
    pages = count(1)

    def answer(question: Message, say: Say) -> None:
        def recognise(picture: Any, scale: float) -> list[Line]:  # noqa: ANN401  numpy is there only with the extra
            lines = recognised(picture, scale)
            say({"page": next(pages)})
            return lines

        head = question.head
        say(documents(question.data, head["name"], split_pages=head["split"], recognise=recognise))

    serve(answer, SCANS_MEMORY)


def documents(data: bytes, name: str, *, split_pages: bool, recognise: Recognise | None = None) -> dict[str, Any]:
    """{"documents": [{"text", "metadata" as JSON, "warnings", ...}, ...]}, or {"problem": a sentence}.

    A document with pages to be recognised has their numbers in "scanned", its "name", and in a zip its bytes in
    "scan" as base64. A member of a zip that only an office suite reads is {"name", "office" in base64, "warnings"}.
    """

    def read() -> tuple[dict[str, Any], bytes]:
        readings = read_bytes(data, name, recognise)
        return {"documents": [each for reading in readings for each in _documents(reading, name, split_pages)]}, b""

    return guarded(name, read)[0]


def guarded(name: str, read: Callable[[], tuple[dict[str, Any], bytes]]) -> tuple[dict[str, Any], bytes]:
    """What `read` gives, or {"problem": a sentence} for whatever a broken file makes of a library."""
    try:
        return read()
    except Unreadable as problem:
        return {"problem": str(problem)}, b""
    except (MemoryError, RecursionError):
        return {"problem": f"“{name}”的内容展开后超出限度，已拒收。", "worn": True}, b""
    except Exception:  # noqa: BLE001  a broken file may break a library in any way
        return {"problem": f"“{name}”的内容已损坏，读不出来；请用原来的程序打开后另存一份再试。"}, b""


def _documents(reading: Reading, name: str, split_pages: bool) -> Iterator[dict[str, Any]]:
    if reading.office:
        data = base64.b64encode(reading.office).decode()
        yield {"name": reading.name, "office": data, "warnings": reading.warnings}
        return
    left = () if reading.recognised else reading.scanned  # pages that the other worker reads, and all else again
    for parsed in _parsed(reading, name, split_pages=split_pages and not (left and installed())):
        stated = dataclasses.replace(parsed.metadata, recognised=reading.recognised)
        metadata = json.dumps(dataclasses.asdict(stated))
        yield {"text": parsed.text, "metadata": metadata, "warnings": parsed.warnings, **_scan(reading, name, left)}
        left = ()


def _scan(reading: Reading, name: str, left: tuple[int, ...]) -> dict[str, Any]:
    """What the other worker has to know of a document with pages left to be recognised."""
    return {
        "scanned": left,
        "scan": base64.b64encode(reading.scan).decode(),
        "name": reading.name or name,
        "garbage": reading.garbage,
    }


def _parsed(reading: Reading, name: str, *, split_pages: bool) -> tuple[Parsed, ...]:
    """The documents in a reading; what the reader warned of goes with the first."""
    if not split_pages:
        body = reading.text[: reading.body or None]
        metadata = read_metadata(body, PurePath(reading.name or name).stem, reading.given)
        metadata = metadata if "title" in reading.given else as_article(body, metadata)
        return (Parsed(reading.text, metadata, reading.warnings),)
    first, *others = split(reading.text)
    return (dataclasses.replace(first, warnings=(*reading.warnings, *first.warnings)), *others)
