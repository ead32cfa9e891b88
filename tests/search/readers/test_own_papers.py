"""Papers that this program makes are read back alike from .docx and PDF: paragraphs, tables, and what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.cli.main import main
from search.readers import Readers
from search.records import Metadata

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "resources" / "samples").glob("*.md"))
A_FEW = [path for path in SAMPLES if path.name.startswith(("06", "07", "12"))]
"""An opinion with a table, minutes with a list of those present, a letter."""


def lines(text: str) -> list[str]:
    """The paragraphs without their white space."""
    return sorted(shown for line in text.split("\n") if (shown := re.sub(r"\s", "", line)))


def stated(metadata: Metadata) -> tuple[str, ...]:
    return (metadata.document_number, metadata.issue_date, metadata.title)


def reads_alike(source: Path, folder: Path, readers: Readers) -> None:
    """Render a sample, read both files, compare them with each other and with the sample's own head."""
    word, page = folder / "a.docx", folder / "a.pdf"
    assert main(["render", str(source), "--docx", str(word), "--pdf", str(page)]) in {0, 1}
    (wanted,), (from_word,), (from_page,) = (readers.read(path) for path in (source, word, page))
    assert lines(from_page.text) == lines(from_word.text)
    assert stated(from_word.metadata) == stated(from_page.metadata) == stated(wanted.metadata)


@pytest.mark.parametrize("source", A_FEW, ids=lambda path: path.stem)
def test_a_paper_of_ours_is_read_back_alike(source: Path, tmp_path: Path, readers: Readers) -> None:
    reads_alike(source, tmp_path, readers)


@pytest.mark.slow
@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_every_paper_of_ours_is_read_back_alike(source: Path, tmp_path: Path, readers: Readers) -> None:
    reads_alike(source, tmp_path, readers)
