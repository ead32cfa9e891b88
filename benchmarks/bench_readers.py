"""How many documents a second each reader takes in, metadata and all, through its warm worker (BENCH_READINGS=40)."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.texts import documents
from search.readers import Readers
from search.saving import save
from tests.search.readers.making import docx_of, ofd_of, pdf_of, wrapped, zip_bytes

READINGS = int(os.environ.get("BENCH_READINGS", "40"))
LINES_A_PAGE = 22  # GB/T 9704—2012, 5.2.3

MAKERS: dict[str, Callable[[str], bytes]] = {
    ".txt": lambda text: text.encode("gb18030"),
    ".html": lambda text: "".join(f"<p>{line}</p>" for line in text.split("\n")).encode(),
    ".docx": lambda text: docx_of(text.split("\n")),
    ".pdf": lambda text: pdf_of(_pages(text)),
    ".ofd": lambda text: ofd_of(_pages(text)),
    ".zip": lambda text: zip_bytes({"a.txt": text}),
}


def run() -> list[tuple[str, float, str, str]]:
    """Documents a second by reader."""
    texts = [f"{row['title']}\n{row['text']}" for row in documents(READINGS)]
    note = f"{sum(map(len, texts)) // len(texts):,} characters each"
    with tempfile.TemporaryDirectory() as name, Readers() as readers:
        return [(f"read {ending}", _rate(readers, Path(name), ending, texts), "documents/s", note) for ending in MAKERS]


def _rate(readers: Readers, folder: Path, ending: str, texts: list[str]) -> float:
    paths = [folder / f"{number}{ending}" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        save(path, MAKERS[ending](text))
    readers.read(paths[0])  # the reader's libraries are loaded with its first file
    start = time.perf_counter()
    for path in paths:
        readers.read(path)
    return len(paths) / (time.perf_counter() - start)


def _pages(text: str) -> list[list[str]]:
    lines = wrapped(text.split("\n"))
    return [lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)]
