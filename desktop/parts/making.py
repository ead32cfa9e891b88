"""From source text or an archived record to pages that can be shown. Runs on the pages worker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QRectF

from desktop.parts.pdf_pages import PdfPages, Spot
from docgen.finding import Finding
from docgen.model import Document, Form
from docgen.pages import FontUse, Layout, Text
from office.house import house_profile
from search.records import Record

LONGEST = 80_000
"""Characters of a record that are still set as pages; longer ones are shown as text."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A source text on its way to paper: `places` gives (page, top in points) by source line."""

    text: str
    document: Document
    findings: tuple[Finding, ...]
    layout: Layout
    pdf: bytes
    pages: PdfPages
    places: dict[int, tuple[int, float]]

    @property
    def fonts(self) -> tuple[FontUse, ...]:
        """Which face each role got."""
        return self.layout.fonts

    def place_of(self, line: int) -> tuple[int, float] | None:
        """Where a source line (or the nearest printed one above it) stands."""
        above = [known for known in self.places if known <= line]
        return self.places[max(above)] if above else None

    def spots(self, line: int, start: int = 0, end: int = 0) -> tuple[Spot, ...]:
        """Where the characters from `start` to `end` of a source line are printed; without them the whole line."""
        whole = end <= start
        found: list[Spot] = []
        for number, page in enumerate(self.layout.pages):
            for item in page.items:
                if isinstance(item, Text) and item.line == line and not item.turned:
                    first, last = max(0, start - item.offset), min(len(item.text), end - item.offset)
                    if whole:
                        found.append(Spot(number, _box(item, 0, len(item.text))))
                    elif first < last:
                        found.append(Spot(number, _box(item, first, last)))
        return tuple(found) or (self.spots(line) if not whole else ())

    def line_at(self, page: int, y: float) -> int:
        """The source line printed at a height of a page, 0 for none."""
        found = [(top, line) for line, (at, top) in self.places.items() if at == page and top <= y]
        return max(found)[1] if found else 0


def render(text: str, folder: Path | None = None) -> Rendered:
    """Parse, typeset, write; raise docgen.fonts.FontsMissing where no font is to be had."""
    from docgen.formats.pdf import write_pdf
    from docgen.layout import typeset
    from docgen.source import parse

    document, findings = parse(text)
    layout = typeset(document, profile=house_profile(), folder=folder)
    pdf = write_pdf(layout, document)
    return Rendered(text, document, findings + layout.findings, layout, pdf, PdfPages(pdf), _places(layout))


def _box(item: Text, first: int, last: int) -> QRectF:
    left = item.x + sum(item.advances[:first])
    return QRectF(left, item.baseline - item.size * 0.9, sum(item.advances[first:last]), item.size * 1.1)


def _places(layout: Layout) -> dict[int, tuple[int, float]]:
    """The first printed place of every source line."""
    places: dict[int, tuple[int, float]] = {}
    for number, page in enumerate(layout.pages):
        for item in page.items:
            if isinstance(item, Text) and item.line and item.line not in places:
                places[item.line] = (number, item.baseline - item.size)
    return places


def record_pdf(record: Record, original: bytes) -> bytes | None:
    """The pages of an archived document as PDF: its own, or set from its text. None: it is too long to be set."""
    if original[:5] == b"%PDF-":
        return original
    if len(record.text) > LONGEST:
        return None
    if record.original_name.endswith(".md") and original.startswith(b"---"):
        return render(original.decode("utf-8", errors="replace")).pdf
    return render_document(plain_document(record))


def render_document(document: Document, folder: Path | None = None) -> bytes:
    """A document as PDF; its pictures stand in `folder`."""
    from docgen.formats.pdf import write_pdf
    from docgen.layout import typeset

    return write_pdf(typeset(document, folder=folder), document)


def plain_document(record: Record) -> Document:
    """A record that came without a layout, set plainly: its title above its text."""
    from docgen.source import parse

    text = record.text.strip()
    first, _, rest = text.partition("\n")
    if _bare(first) == _bare(record.title):
        text = rest
    body, _ = parse(text.replace("\n---", "\n－－－"))
    return replace(body, form=Form.PLAIN, title=record.title, kind=record.kind)


def _bare(text: str) -> str:
    return re.sub(r"\s|#", "", text)
