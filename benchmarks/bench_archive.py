"""Import rate and search latency on an archive of mixed samples (BENCH_DOCUMENTS=2000)."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.texts import COUNT, literals, write_jsonl
from search.archive import Archive

QUERIES = 60
KINDS: dict[str, Callable[[], list[str]]] = {
    "one word": lambda: literals(QUERIES, 2, 4),
    "two words": lambda: [f"{a} {b}" for a, b in zip(literals(QUERIES, 2, 3), literals(QUERIES, 4, 4), strict=True)],
    "quoted phrase": lambda: [f"“{piece}”" for piece in literals(QUERIES, 6, 12)],
    "one character": lambda: literals(QUERIES, 1, 1),
}


def run() -> list[tuple[str, float, str, str]]:
    """Documents a second in, milliseconds a query out, bytes of the index against those of the text."""
    with tempfile.TemporaryDirectory() as name:
        ready = write_jsonl(Path(name, "ready.jsonl"), COUNT)
        with Archive.open(Path(name, "archive")) as archive:
            wall, processor = time.perf_counter(), time.process_time()
            added = sum(len(result.ids) for result in archive.import_paths([ready]) if result.status == "added")
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
            archive.search("亮化工程")
            rows = [
                ("documents imported", added, "", ""),
                ("import rate", added / wall, "documents/s", "archive and index"),
                ("import rate", added / processor, "documents/CPU-s", "asked: at least 60 on whoosh"),
            ]
            for kind, make in KINDS.items():
                rows += _latencies(archive, kind, make())
    return rows


def _latencies(archive: Archive, kind: str, queries: list[str]) -> list[tuple[str, float, str, str]]:
    times = sorted(1000 * _seconds(archive, query) for query in queries)
    note = f"{COUNT:,} documents, 20 snippets"
    return [
        (f"search, {kind}: median", statistics.median(times), "ms", note),
        (f"search, {kind}: p95", times[int(0.95 * len(times))], "ms", "asked: at most 50 at 10,000"),
    ]


def _seconds(archive: Archive, query: str) -> float:
    start = time.perf_counter()
    archive.search(query, limit=20)
    return time.perf_counter() - start
