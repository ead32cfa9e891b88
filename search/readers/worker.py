"""The worker process: one JSON question a line on stdin, one JSON answer a line on stdout. Anything else kills it."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from search.readers.errors import Unreadable
from search.readers.formats import read_bytes
from search.readers.limits import MAX_FILE, restrict


def main() -> None:
    """Answer until stdin ends."""
    out = sys.stdout
    sys.stdout = sys.stderr  # what a library prints must not be taken for an answer
    restrict()
    for line in sys.stdin:
        question = json.loads(line)
        out.write(json.dumps(answer(Path(question["path"]), question["name"])) + "\n")
        out.flush()


def answer(path: Path, name: str) -> dict[str, Any]:
    """The documents in a file, or the problem with it."""
    try:
        readings = read_bytes(_bytes(path, name), name)
    except Unreadable as problem:
        return {"problem": str(problem)}
    except OSError as error:
        return {"problem": f"“{name}”打不开（{error.strerror}），请核对权限。"}
    except (MemoryError, RecursionError):
        return {"problem": f"“{name}”的内容展开后超出限度，已拒收。"}
    except Exception:  # noqa: BLE001  a broken file may break a library in any way
        return {"problem": f"“{name}”的内容已损坏，读不出来；请用原来的程序打开后另存一份再导入。"}
    return {"documents": [dataclasses.asdict(reading) for reading in readings]}


def _bytes(path: Path, name: str) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise Unreadable(f"“{name}”超过 {MAX_FILE // 1_000_000} MB，请拆成几个文件再导入。")
    return path.read_bytes()
