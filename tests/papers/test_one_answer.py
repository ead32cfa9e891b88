"""Archive and 体检 read a paper alike: they differed on the kind of 90 papers in 497, on the date of 244."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.foreign.lines import Line
from docgen.foreign.recognition import read_lines, recognise_document
from docgen.model import Document
from docgen.source import parse
from papers.head import Head
from papers.kinds import base_kind
from search.metadata import read_metadata
from search.records import Metadata

PROJECT = Path(__file__).resolve().parents[2]
OWN = sorted((PROJECT / "resources" / "samples").glob("*.md"))
FIELDS = (
    *("title", "kind", "issuer", "document_number", "recipients", "copies_to", "secrecy", "urgency", "copy_number"),
    "signers",
)


def lines(text: str) -> list[Line]:
    return [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]


def answers(text: str) -> tuple[Head, Document, Metadata]:
    return read_lines(lines(text)), recognise_document(lines(text))[0], read_metadata(text)


def differences(text: str) -> Iterator[str]:
    """Where the two answers differ; an element that the document does not have as one may be in its text."""
    head, document, metadata = answers(text)
    day = head.issue_date.isoformat() if head.issue_date else ""
    yield from (name for name in FIELDS if getattr(head, name) != getattr(metadata, name))
    yield from ("issue_date",) if day != metadata.issue_date else ()
    yield from ("document: kind",) if document.kind != base_kind(metadata.kind) else ()
    if document.title and document.title != metadata.title:
        yield "document: title"
    if document.issue_date and document.issue_date != head.issue_date:
        yield "document: issue_date"
    if document.recipients.rstrip("：:") not in {"", metadata.recipients}:
        yield "document: recipients"


@pytest.mark.corpus
def test_archive_and_check_give_one_answer_on_every_published_paper(shared: Path) -> None:
    with gzip.open(shared / "corpus" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    differing = {row["id"]: found for row in rows if (found := list(differences(row["text"])))}
    assert differing == {}
    assert len(rows) > 497


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem[:2])
def test_archive_and_check_give_one_answer_on_our_own_papers(path: Path) -> None:
    document = parse(path.read_text("utf-8"))[0]
    body = "\n".join(getattr(block, "text", "") for block in document.body)
    text = f"{document.title}\n{document.recipients}：\n{body}\n{document.signature}\n{document.issue_date}"
    assert list(differences(text)) == []
