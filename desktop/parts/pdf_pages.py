"""A PDF read by pdfium: page sizes, page pictures, and where a text stands on them.

pdfium is not made for several threads: everything here runs on the pages worker.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page (from 0), in points from its top left corner."""

    page: int
    rect: QRectF


_DROPPED: deque[Any] = deque()
"""Documents that nobody wants any more. Garbage is collected on any thread; they are closed on the worker."""


_OPEN: WeakSet[PdfPages] = WeakSet()


def close_all() -> None:
    """Close every document: the worker's last work."""
    for pages in list(_OPEN):
        pages.close()
    close_dropped()


def close_dropped() -> None:
    """Close the documents that were dropped."""
    while _DROPPED:
        _DROPPED.popleft().close()


class PdfPages:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        """Open `data`; raise pypdfium2.PdfiumError for what is no PDF."""
        import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  it has none

        close_dropped()
        self._document: Any = pypdfium2.PdfDocument(data)
        _OPEN.add(self)
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(page) for page in range(len(self._document))
        )

    def __del__(self) -> None:
        document = getattr(self, "_document", None)
        if document is not None:
            _DROPPED.append(document)

    def close(self) -> None:
        """Close it; nothing can be drawn any more."""
        self._document.close()

    def render(self, page: int, width: int) -> QImage:
        """The picture of a page, `width` device pixels wide."""
        opened = self._document[page]
        bitmap = opened.render(scale=width / self.sizes[page][0], rev_byteorder=True, prefer_bgrx=True)
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        bitmap.close()
        opened.close()
        return image

    def find(self, literals: Iterable[str]) -> tuple[Spot, ...]:
        """Where the literals stand, page by page in reading order; line breaks and spaces inside do not matter."""
        wanted = [folded for literal in literals if (folded := _fold(literal))]
        found: list[Spot] = []
        for page in range(len(self.sizes)) if wanted else ():
            found += self._find_on(page, wanted)
        return tuple(found)

    def _find_on(self, page: int, wanted: list[str]) -> list[Spot]:
        opened = self._document[page]
        text = opened.get_textpage()
        characters, places = _characters(text)
        hits = sorted(hit for literal in wanted for hit in _occurrences(characters, literal))
        height = self.sizes[page][1]
        spots = [Spot(page, rect) for start, end in hits for rect in _rectangles(text, places[start:end], height)]
        text.close()
        opened.close()
        return spots


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _characters(text: Any) -> tuple[str, list[int]]:  # noqa: ANN401  pypdfium2 has no types
    """The folded characters of a page and the index of each in pdfium's text."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text.get_text_range()):
        for part in _fold(character):
            folded.append(part)
            places.append(place)
    return "".join(folded), places


def _occurrences(text: str, literal: str) -> Iterable[tuple[int, int]]:
    start = text.find(literal)
    while start >= 0:
        yield start, start + len(literal)
        start = text.find(literal, start + len(literal))


def _rectangles(text: Any, places: list[int], height: float) -> list[QRectF]:  # noqa: ANN401  as above
    """One rectangle for each line that the characters stand on."""
    rows: list[QRectF] = []
    for place in places:
        left, bottom, right, top = text.get_charbox(place, loose=True)
        box = QRectF(left, height - top, right - left, top - bottom)
        if rows and abs(rows[-1].center().y() - box.center().y()) < box.height() / 2:
            rows[-1] = rows[-1].united(box)
        else:
            rows.append(box)
    return rows
