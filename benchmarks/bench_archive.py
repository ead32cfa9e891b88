"""Searching and importing at 1,000 and 10,000 documents, beside SQLite's FTS5 and bare tantivy on the same texts.

BENCH_SIZES=1000,10000,100000 sets the sizes; whoosh is measured up to that from which an archive changes to tantivy.
Times are CPU seconds of the thread that searches: what they are on a machine that does nothing else.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.rivals import BareTantivy, Fts5, Search
from benchmarks.texts import corpus_paragraphs, documents, write_jsonl
from search.archive import Archive
from search.index.index import TANTIVY_FROM
from search.records import Metadata, Parsed, Query, SearchResult

Row = tuple[str, float, str, str]
Asked = tuple[tuple[str, ...], str]  # words, year
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000").split(",")]
QUERIES = 60
_MEMORY = """
import sys
from pathlib import Path
from search.archive import Archive, Query
with Archive.open(Path(sys.argv[1]), read_only=True) as archive:
    for query in sys.argv[2:]:
        archive.search(Query(query))
    import psutil
    print(psutil.Process().memory_info().rss)
"""


def run() -> list[Row]:
    """All sizes, one after the other."""
    paragraphs = corpus_paragraphs()
    return [row for size in SIZES for row in _size(size, paragraphs)]


def kinds(rows: Iterable[Mapping[str, str]]) -> dict[str, list[Asked]]:
    """Each kind of query with its queries, cut out of the texts: words that must occur, and a year or ""."""
    chance = random.Random(1)
    lines = [chance.choice(row["text"].split("\n")) for row in rows]
    runs = [run for line in lines for run in re.findall(r"[\u4e00-\u9fff]{12,}", line)]
    chance.shuffle(runs)

    def pieces(shortest: int, longest: int) -> list[str]:
        return [run[: chance.randint(shortest, longest)] for run in runs[:QUERIES]]

    words = pieces(2, 4)
    return {
        "word": [((word,), "") for word in words],
        "two words": [((run[:2], run[5:8]), "") for run in runs[:QUERIES]],
        "phrase": [((phrase,), "") for phrase in pieces(6, 12)],
        "prefix": [((word[:1],), "") for word in words],
        "word, date, facets": [((word,), "2018") for word in words],
    }


def _size(size: int, paragraphs: list[str]) -> list[Row]:
    asked = kinds(islice(documents(size, paragraphs), 0, None, max(1, size // 1000)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = sum(len(row["text"].encode()) for row in documents(size, paragraphs))
        rivals, rows = _rivals(folder, size, paragraphs, asked, texts)
        ready = write_jsonl(folder / "ready.jsonl", size, paragraphs)
        for engine in ("whoosh", "tantivy") if size < TANTIVY_FROM else ("tantivy",):
            rows += _engine(folder / engine, f"{size:,}: {engine}", engine, ready, asked, rivals)
            rows += [(f"{size:,}: {engine}, index to text", _bytes(folder / engine / "index") / texts, "×", "")]
    return rows


def _engine(
    folder: Path,
    what: str,
    engine: str,
    ready: Path,
    asked: dict[str, list[Asked]],
    rivals: dict[tuple[str, str], float],
) -> list[Row]:
    """What our archive does with `engine`, beside the rivals."""
    words = [words[0] for words, _ in asked["word"]]
    with Archive.open(folder) as archive:
        archive.care.reindex(engine)
        rows = [_cpu_rate(f"{what}, import of ready texts", lambda: _bring_in(archive, ready), archive)]
        rows += [_cpu_rate(f"{what}, indexing alone", lambda: archive.care.reindex(engine), archive)]
        for kind, queries in asked.items():
            ours = _p95(lambda words, year: _ask(archive, words, year).total, queries)
            beside = ", ".join(f"{rivals[rival, kind] / ours:.2g} × {rival}" for rival in ("FTS5", "bare"))
            sure = sum(_ask(archive, words, year).exact for words, year in queries)
            note = f"faster by {beside}; {sure} of {len(queries)} counts exact"
            rows += [(f"{what}, {kind}: p95", ours, "ms", note)]
        rows += _adding(archive, what, words)
    return [*rows, _memory(folder, what, words)]


def _rivals(
    folder: Path, size: int, paragraphs: list[str], asked: dict[str, list[Asked]], texts: int
) -> tuple[dict[tuple[str, str], float], list[Row]]:
    """The p95 of each rival for each kind of query, and rows about them."""
    times: dict[tuple[str, str], float] = {}
    rows: list[Row] = []
    fts, bare = Fts5(folder / "fts5.db"), BareTantivy(folder / "bare")
    searches: dict[str, tuple[Callable[[], None], Search]] = {
        "FTS5": (lambda: fts.fill(documents(size, paragraphs)), fts.search),
        "bare": (lambda: bare.fill(documents(size, paragraphs)), bare.search),
    }
    for rival, (fill, search) in searches.items():
        start = time.process_time()
        fill()
        rows.append((f"{size:,}: {rival}, indexing", size / (time.process_time() - start), "documents/CPU-s", ""))
        for kind, queries in asked.items():
            if (rival, kind) == ("bare", "prefix"):  # it holds pairs alone: one character is not asked of it
                times[rival, kind] = float("nan")
                continue
            times[rival, kind] = _p95(search, queries)
            rows.append((f"{size:,}: {rival}, {kind}: p95", times[rival, kind], "ms", ""))
    fts.close()
    rows.append((f"{size:,}: FTS5, file to text", (folder / "fts5.db").stat().st_size / texts, "×", "texts included"))
    return times, rows


def _bring_in(archive: Archive, ready: Path) -> None:
    assert all(result.status == "added" for result in archive.importing.paths([ready]))
    archive.care.wait_for_index()


def _ask(archive: Archive, words: tuple[str, ...], year: str) -> SearchResult:
    return archive.search(Query(" ".join(words), since=year, until=year))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _cpu_rate(what: str, work: Callable[[], object], archive: Archive) -> Row:
    """How many documents there are after `work` for each second of this process."""
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    return (what, archive.care.stats()["documents"] / seconds, "documents/CPU-s", "")


def _p95(search: Search, queries: Sequence[Asked]) -> float:
    """Milliseconds of the thread, caches warm."""
    for words, year in queries[:5]:
        search(words, year)
    times: list[float] = []
    for words, year in queries:
        start = time.thread_time()
        search(words, year)
        times.append(1000 * (time.thread_time() - start))
    return sorted(times)[int(0.95 * len(times))]


def _adding(archive: Archive, what: str, words: list[str]) -> list[Row]:
    """One document added while others search: when it is found and how long the longest search took."""
    longest = 0.0
    done = threading.Event()

    def search() -> None:
        nonlocal longest
        while not done.is_set():
            for word in words[:10]:
                start = time.perf_counter()
                archive.search(Query(word))
                longest = max(longest, time.perf_counter() - start)

    searching = threading.Thread(target=search)
    searching.start()
    mark = f"新增之件{time.time_ns()}"
    start = time.perf_counter()
    archive.importing.add([Parsed(mark, Metadata(title=mark))], mark.encode(), "new.txt")
    found = archive.search(Query(mark)).total
    seconds = time.perf_counter() - start
    archive.care.wait_for_index()
    done.set()
    searching.join()
    assert found == 1
    return [
        (f"{what}, one document added is found after", seconds, "s", "asked: at most 1"),
        (f"{what}, longest search while it is indexed", 1000 * longest, "ms", "of another thread, wall clock"),
    ]


def _memory(folder: Path, what: str, words: list[str]) -> Row:
    """The memory of a fresh process that opens the archive and searches."""
    command = [sys.executable, "-c", _MEMORY, str(folder), *words]
    size = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return (f"{what}, memory of a process that searches", size / 1e6, "MB", "asked: at most 600 at 100,000")
