"""The worker process: one JSON question a line on stdin, one JSON answer a line on stdout. Anything else kills it."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path, PurePath
from typing import Any

from search.metadata import read_metadata
from search.newspaper import split
from search.readers.errors import Unreadable
from search.readers.formats import read_bytes
from search.readers.limits import MAX_FILE, restrict
from search.readers.reading import Reading
from search.records import Parsed


def main() -> None:
    """Answer until stdin ends, or until a file was too much: what it left in memory must not fell the next one."""
    out = sys.stdout
    sys.stdout = sys.stderr  # what a library prints must not be taken for an answer
    restrict()
    for line in sys.stdin:
        question = json.loads(line)
        answered = answer(Path(question["path"]), question["name"], split_pages=question["split"])
        out.write(json.dumps(answered) + "\n")
        out.flush()
        if answered.get("worn"):
            return


def answer(path: Path, name: str, *, split_pages: bool) -> dict[str, Any]:
    """{"documents": [{"text", "metadata" as JSON, "warnings"}, ...]}, or {"problem": a sentence}."""
    try:
        readings = read_bytes(_bytes(path, name), name)
        parsed = [document for reading in readings for document in _parsed(reading, name, split_pages=split_pages)]
        return {"documents": [_document(document) for document in parsed]}
    except Unreadable as problem:
        return {"problem": str(problem)}
    except OSError as error:
        return {"problem": f"“{name}”打不开（{error.strerror}），请核对权限。"}
    except (MemoryError, RecursionError):
        return {"problem": f"“{name}”的内容展开后超出限度，已拒收。", "worn": True}
    except Exception:  # noqa: BLE001  a broken file may break a library in any way
        return {"problem": f"“{name}”的内容已损坏，读不出来；请用原来的程序打开后另存一份再导入。"}


def _document(parsed: Parsed) -> dict[str, Any]:
    metadata = json.dumps(dataclasses.asdict(parsed.metadata))
    return {"text": parsed.text, "metadata": metadata, "warnings": parsed.warnings}


def _parsed(reading: Reading, name: str, *, split_pages: bool) -> tuple[Parsed, ...]:
    """The documents in a reading; what the reader warned of goes with the first."""
    if not split_pages:
        metadata = read_metadata(reading.text, PurePath(reading.name or name).stem, reading.given)
        return (Parsed(reading.text, metadata, reading.warnings),)
    first, *others = split(reading.text)
    return (dataclasses.replace(first, warnings=(*reading.warnings, *first.warnings)), *others)


def _bytes(path: Path, name: str) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise Unreadable(f"“{name}”超过 {MAX_FILE // 1_000_000} MB，请拆成几个文件再导入。")
    return path.read_bytes()
