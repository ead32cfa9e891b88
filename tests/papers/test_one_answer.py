"""Archive and 体检 read a paper alike: they differed on the kind of 90 papers in 497, on the date of 244."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.foreign.lines import Line, lines_of
from docgen.foreign.recognition import read_lines, recognise_document
from docgen.formats.docx import write_docx
from docgen.model import Document
from docgen.source import parse
from office.foreign import read_foreign
from papers.head import Head
from papers.kinds import base_kind
from search.metadata import read_metadata
from search.readers.formats import read_bytes
from search.records import Metadata

PROJECT = Path(__file__).resolve().parents[2]
OWN = sorted((PROJECT / "resources" / "samples").glob("*.md"))
SPECIMENS = sorted((PROJECT / "docs" / "specimens").glob("*.md"))
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


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem[:5])
def test_archive_and_check_give_one_answer_on_a_word_file(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(write_docx(parse(path.read_text("utf-8"))[0], folder=path.parent))
    checked = read_lines(lines_of(read_foreign(file)))
    (reading,) = read_bytes(file.read_bytes(), file.name, None)
    archived = read_metadata(reading.text)
    assert {name: getattr(checked, name) for name in FIELDS} == {name: getattr(archived, name) for name in FIELDS}
    assert str(checked.issue_date or "") == archived.issue_date
