"""The files that a typeset document becomes, in one table: suffix, title, writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docgen.model import Document
from docgen.pages import Layout
from docgen.profile import Profile


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its pages: what every writer gets. `source`: the draft's own bytes, to be attached."""

    document: Document
    layout: Layout
    source: bytes = b""
    profile: Profile | None = None
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its suffix, its title for people and what makes its bytes."""

    suffix: str
    title: str
    write: Callable[[Made], bytes]
    attaches: bool = False


def _pdf(made: Made) -> bytes:
    from docgen.formats.pdf import write_pdf

    return write_pdf(made.layout, made.document, made.source)


def _ofd(made: Made) -> bytes:
    from docgen.formats.ofd import write_ofd

    return write_ofd(made.layout, made.document, made.source)


def _docx(made: Made) -> bytes:
    from docgen.formats.docx import write_docx

    return write_docx(made.document, made.profile, made.folder)


FORMATS: tuple[Format, ...] = (
    Format(".pdf", "PDF 文件", _pdf, attaches=True),
    Format(".ofd", "OFD 版式文件", _ofd, attaches=True),
    Format(".docx", "Word 文档", _docx),
)


def format_of(suffix: str) -> Format | None:
    """The format of a suffix (“.ofd”, in any case), None for one that is not written."""
    return next((known for known in FORMATS if known.suffix == suffix.lower()), None)
