"""The window at work: typing to first hits, gaps of the event loop during an import, memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from benchmarks.texts import COUNT, documents, write_jsonl
from search.archive import Archive
from search.saving import save

FILES = int(os.environ.get("BENCH_FILES", "1000"))  # files that come in while someone types


def run() -> list[tuple[str, float, str, str]]:
    """One process at work on an archive of BENCH_DOCUMENTS documents."""
    with tempfile.TemporaryDirectory() as name:
        archive, files = Path(name, "archive"), Path(name, "files")
        with Archive.open(archive) as opened:
            for _result in opened.importing.paths([write_jsonl(Path(name, "ready.jsonl"), COUNT)]):
                pass
        files.mkdir()
        for number, row in enumerate(islice(documents(COUNT + FILES), COUNT, None)):
            save(files / f"{number:05}.txt", f"{row['title']}\n{row['doc_number']}\n{row['text']}".encode())
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "benchmarks.window_at_work", str(archive), str(files)]
        done = subprocess.run(command, check=True, capture_output=True, env=surroundings, timeout=1800)
    figures = json.loads(done.stdout)
    at = f"{COUNT:,} documents"
    while_importing = f"{FILES:,} files in {figures['import_seconds']:.0f} s"
    return [
        ("typing to first hits, median", figures["typing_median"], "ms", f"{at}, painted"),
        ("typing to first hits, p95", figures["typing_p95"], "ms", "asked: at most 100"),
        (
            "longest gap of the event loop",
            figures["gap_longest"],
            "ms",
            f"asked: at most 50; {while_importing}, typing",
        ),
        ("the same, of our own making", figures["gap_own"], "ms", "our processor time in it, if less"),
        ("longest work in one turn", figures["turn_longest"], "ms", "processor time of the window's thread alone"),
        ("gap of the event loop, p99", figures["gap_p99"], "ms", ""),
        ("memory, idle", figures["idle_megabytes"], "MB", "asked: at most 250"),
        ("memory, idle, without mapped files", figures["idle_own_megabytes"], "MB", ""),
        ("memory after the import", figures["megabytes"], "MB", ""),
    ]
