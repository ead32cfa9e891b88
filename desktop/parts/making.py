"""From source text to pages that can be shown. Runs on the pages worker; office.rendering without pages to show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF

from desktop.parts.pdf_pages import PdfPages, Spot
from docgen.pages import Layout, Text
from office import rendering
from office.rendering import Rendering


@dataclass(frozen=True, slots=True)
class Rendered(Rendering):
    """A rendering with its PDF opened; `places` gives (page, top in points) by source line."""

    pdf: bytes
    pages: PdfPages
    places: dict[int, tuple[int, float]]

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
    """Render a source text and open its pages; raise docgen.fonts.FontsMissing where no font is to be had."""
    return opened(rendering.render(text, folder))


def opened(made: Rendering) -> Rendered:
    """A rendering with its pages, ready to be shown."""
    pdf = rendering.written(made, ".pdf")
    parts = (made.text, made.document, made.findings, made.layout, made.profile, made.folder, made.source)
    return Rendered(*parts, pdf, PdfPages(pdf), _places(made.layout))


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
