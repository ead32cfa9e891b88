"""Scans: characters read wrong, seconds a page, memory (BENCH_SCANS=18 sample papers; the extra `ocr` is needed).

The scans are made here: printed, turned by 0.4 degrees, softened, speckled, 200 dots per inch, JPEG. What is wanted is
what the printed paper's own text layer says.
"""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import psutil
from pypdf import PdfReader

from desktop.cli.main import main
from search.readers import Readers
from search.readers.recognising import threads
from search.saving import save
from tests.search.readers.scans import errors, scanned

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "resources" / "samples").glob("*.md"))
COUNT = int(os.environ.get("BENCH_SCANS", "18"))
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "files"
EVERY = 40  # of its texts, which are not our own and are set as plain papers; none where it is not there
LENGTH = 2000  # characters of each
MEGA = 1_000_000
Row = tuple[str, float, str, str]


def run() -> list[Row]:
    """Error rates of our samples and of other texts; what a page costs."""
    with tempfile.TemporaryDirectory() as name, Readers() as readers:
        ours = [_wrong(path, Path(name), readers) for path in SAMPLES[:COUNT]]
        others = [_wrong(path, Path(name), readers) for path in _others(Path(name))]
        worker = psutil.Process(readers.scans_id)
        spent = worker.cpu_times()
        pages = sum(count for *_, count in ours + others)
        seconds = (spent.user + spent.system) / pages
        status = Path(f"/proc/{worker.pid}/status").read_text(encoding="utf-8").splitlines()
    peaks = {line.split(":")[0]: int(line.split()[1]) * 1024 / MEGA for line in status if line.startswith("Vm")}
    return [
        *_rows("our samples", ours),
        *_rows("other texts", others),
        ("one page", seconds, "CPU s", f"{pages} pages, {threads()} thread(s), starting the models in it"),
        ("real memory, peak", peaks["VmHWM"], "MB", ""),
        ("addresses, peak", peaks["VmPeak"], "MB", "the limit is 3,000"),
    ]


def _rows(what: str, found: list[tuple[float, int, int]]) -> list[Row]:
    characters = sum(length for _, length, _ in found)
    all_wrong = sum(wrong * length for wrong, length, _ in found) / max(1, characters)
    note = f"{len(found)} papers, {characters:,} characters"
    return [
        (f"{what}: characters wrong", 100 * all_wrong, "%", note),
        (f"{what}: the worst paper", 100 * max((wrong for wrong, *_ in found), default=0), "%", ""),
    ]


def _wrong(source: Path, folder: Path, readers: Readers) -> tuple[float, int, int]:
    """(character error rate, characters, pages) of a source text that is printed and scanned."""
    paper, scan = folder / "paper.pdf", folder / "scan.pdf"
    with redirect_stdout(io.StringIO()):
        main(["render", str(source), "--pdf", str(paper)])
    save(scan, scanned(paper.read_bytes()))
    (wanted,), (found,) = readers.read(paper), readers.read(scan)
    return errors(wanted.text, found.text), len(wanted.text), len(PdfReader(scan).pages)


def _others(folder: Path) -> list[Path]:
    paths: list[Path] = []
    for text in sorted(CORPUS.glob("*.txt"))[::EVERY]:
        path = folder / f"{len(paths)}.md"
        body = text.read_text(encoding="utf-8")[:LENGTH]
        save(path, f"---\n版式: 普通\n标题: {text.stem}\n---\n{body}\n".encode())
        paths.append(path)
    return paths
