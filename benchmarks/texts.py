"""Documents in any number for benchmarks: the paragraphs of the samples mixed anew, the same ones every time."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from search.saving import save

COUNT = int(os.environ.get("BENCH_DOCUMENTS", "2000"))  # documents in the archive that is measured
_SEED = 20260415


def documents(count: int, paragraphs: list[str] | None = None) -> Iterator[dict[str, str]]:
    """Rows for a .jsonl import, 6 to 24 `paragraphs` (those of the samples) each; issuers, kinds and years vary."""
    chance = random.Random(_SEED)
    paragraphs = paragraphs or _paragraphs()
    for number in range(1, count + 1):
        year = chance.randint(2010, 2026)
        issuer, code = chance.choice(
            [("青澜新区管理委员会", "青管"), ("澜河镇人民政府", "澜政"), ("青澜新区财政局", "青财")]
        )
        kind = chance.choice(["通知", "意见", "批复", "通报"])
        topic = chance.choice(paragraphs)[:12].strip("，。；、")
        yield {
            "title": f"关于{topic}的{kind}",
            "text": "\n".join(chance.sample(paragraphs, chance.randint(6, 24))) + f"\n编号{number}。",
            "kind": kind,
            "issuer": issuer,
            "doc_number": f"{code}〔{year}〕{chance.randint(1, 99)}号",
            "date": f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        }


def write_jsonl(path: Path, count: int, paragraphs: list[str] | None = None) -> Path:
    """The documents as one file to import."""
    rows = (json.dumps(row, ensure_ascii=False) for row in documents(count, paragraphs))
    save(path, ("\n".join(rows) + "\n").encode("utf-8"))
    return path


def literals(count: int, shortest: int, longest: int) -> list[str]:
    """Pieces of the documents' text to look for, of so many characters."""
    chance = random.Random(_SEED + 1)
    pieces: list[str] = []
    for paragraph in chance.choices(_paragraphs(), k=count):
        length = chance.randint(shortest, longest)
        start = chance.randint(0, max(0, len(paragraph) - length))
        pieces.append(paragraph[start : start + length])
    return pieces


def _paragraphs() -> list[str]:
    with as_file(files("resources") / "samples") as folder:
        texts = [path.read_text(encoding="utf-8").split("---\n", 2)[-1] for path in sorted(folder.glob("*.md"))]
    lines = (line.strip() for text in texts for line in text.splitlines())
    return sorted({line for line in lines if len(line) >= 20 and not line.startswith(("|", ":", "!"))})


def corpus_paragraphs() -> list[str]:
    """Paragraphs of real official texts where they lie beside the project, else those of the samples."""
    path = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "corpus.jsonl.gz"
    if not path.is_file():
        return _paragraphs()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    return sorted({line.strip() for text in texts for line in text.split("\n") if 20 <= len(line.strip()) <= 400})
