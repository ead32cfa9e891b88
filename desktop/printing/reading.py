"""A file as a paper to print: PDF as it is, source text and .docx set as pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.printing.paper import Paper
from docgen.model import Document
from fence.regular import read_plain, refuse_odd
from office.foreign import SOURCE
from office.rendering import document_pdf, is_source, render, render_file, written
from search.records import Record

SUFFIXES = (".pdf", ".md", ".docx", ".txt")


def read_paper(path: Path) -> Paper:
    """Read a file; raise OSError, or the reader's sentence, where that fails."""
    if path.suffix.lower() == ".pdf":
        return Paper(path.stem, read_plain(path))
    if path.suffix.lower() in SOURCE:
        made = render_file(path)
        return document_paper(made.document, written(made, ".pdf"), path.parent)
    from search.readers import read

    refuse_odd(path)
    text = "\n\n".join(parsed.text for parsed in read(path))
    return Paper(path.stem, written(render(text), ".pdf"))


def document_paper(document: Document, pdf: bytes, folder: Path | None = None) -> Paper:
    """A document that was set: its copies can have numbers."""
    return Paper(
        document.title.replace("\n", "") or "草稿",
        pdf,
        lambda number: document_pdf(replace(document, copy_number=number), folder),
    )


def record_paper(record: Record, original: bytes, pdf: bytes) -> tuple[Paper, str, str]:
    """An archived document with its 主送 and 抄送; one in our own source text can have numbers."""
    if is_source(record, original):
        from docgen.source import parse

        document, _ = parse(original.decode("utf-8", errors="replace"))
        return document_paper(document, pdf), document.recipients, document.copies_to
    return Paper(record.title, pdf), record.metadata.recipients, record.metadata.copies_to
