"""The pages of an archived paper as PDF, for filing: a PDF as it is, anything else set from its text (按文本重排)."""

from __future__ import annotations

from docgen.check.files import foreign_subject
from docgen.foreign.lines import Line
from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.model import Document
from docgen.source import parse
from office.filing.stamps import stamped
from search.records import Record


def paper_pdf(record: Record, original: bytes) -> bytes:
    """The pages of a paper. Of what is no PDF the text is set; nothing but its own source text looks as it did."""
    if original.startswith(b"%PDF"):
        return original
    document = _document(record, original)
    return write_pdf(typeset(document), document)


def pages(record: Record, original: bytes) -> int:
    """How many pages a paper prints on. FilingError for a PDF that cannot be opened."""
    if original.startswith(b"%PDF"):
        return stamped([original]).pages
    return len(typeset(_document(record, original)).pages)


def _document(record: Record, original: bytes) -> Document:
    if record.original_name.lower().endswith(".md"):
        return parse(original.decode("utf-8-sig", "replace"))[0]
    lines = [Line(line, number) for number, line in enumerate(record.text.split("\n"), 1)]
    return foreign_subject(lines).document
