"""PDF pages drawn by pdfium: sizes, pictures, and where a text stands; and the worker that does so for foreign PDFs."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from fence.messages import Message
from fence.worker import Say, serve

MEMORY = 1_000_000_000
"""Bytes of addresses of the worker that draws."""

MOST_DOTS = 40_000_000
"""Dots of one picture: A3 at 400 dots an inch has 31 million."""

_KEPT = 4
"""Documents that the worker has open."""

Spot = tuple[int, float, float, float, float]
"""A place: page (from 0), left, top, width, height in points from the page's top left corner."""


class Drawing:
    """An open PDF. pdfium is not made for several threads: one thread alone may use drawings."""

    def __init__(self, data: bytes) -> None:
        """Open `data`; raise pypdfium2.PdfiumError for what is no PDF."""
        pypdfium2: Any = import_module("pypdfium2")  # it has no types
        self._document: Any = pypdfium2.PdfDocument(data)
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(page) for page in range(len(self._document))
        )

    def close(self) -> None:
        """Close it; nothing can be drawn any more."""
        self._document.close()

    def render(self, page: int, width: int) -> tuple[int, int, int, bytes]:
        """The picture of a page, `width` dots wide or as many as there may be: (width, height, bytes a row, RGBX)."""
        across, down = self.sizes[page]
        scale = width / max(across, 1.0)
        dots = scale * scale * across * down
        if dots > MOST_DOTS:
            scale *= (MOST_DOTS / dots) ** 0.5
        opened = self._document[page]
        bitmap = opened.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        made = (bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        opened.close()
        return made

    def find(self, literals: Iterable[str]) -> tuple[Spot, ...]:
        """Where the literals stand, page by page in reading order; line breaks and spaces inside do not matter."""
        wanted = [folded for literal in literals if (folded := _fold(literal))]
        pages = range(len(self.sizes)) if wanted else ()
        return tuple(spot for page in pages for spot in self._find_on(page, wanted))

    def _find_on(self, page: int, wanted: list[str]) -> list[Spot]:
        opened = self._document[page]
        text = opened.get_textpage()
        characters, places = _characters(text)
        hits = sorted(hit for literal in wanted for hit in _occurrences(characters, literal))
        height = self.sizes[page][1]
        spots = [(page, *box) for start, end in hits for box in _rectangles(text, places[start:end], height)]
        text.close()
        opened.close()
        return spots


def draw_pages() -> None:
    """The worker: keeps the last few documents open under the keys that they came with."""
    kept: dict[str, Drawing] = {}

    def answer(question: Message, say: Say) -> None:
        try:
            say(*_answered(kept, question))
        except (MemoryError, RecursionError):
            say({"problem": True, "worn": True})
        except Exception:  # noqa: BLE001  a broken file may break a library in any way
            say({"problem": True})

    serve(answer, MEMORY)


def _answered(kept: dict[str, Drawing], question: Message) -> tuple[dict[str, Any], bytes]:
    head = question.head
    if head["op"] == "joined":
        return {}, joined(_parts(question), sheets=head["sheets"])
    if head["op"] == "stamped":
        pdf, *marks = _parts(question)
        sizes = [(float(across), float(down)) for across, down in head["marked"]]
        return {}, stamped(pdf, dict(zip(sizes, marks, strict=True)))
    if head["op"] == "open":
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept))).close()
        kept[head["key"]] = drawing = Drawing(question.data)
        return {"sizes": drawing.sizes}, b""
    drawing = kept.get(head["key"])
    if drawing is None:
        return {"gone": True}, b""
    if head["op"] == "find":
        return {"spots": drawing.find(head["literals"])}, b""
    width, height, stride, dots = drawing.render(head["page"], head["width"])
    return {"picture": [width, height, stride]}, dots


def _parts(question: Message) -> Iterator[bytes]:
    start = 0
    for size in question.head["sizes"]:
        yield question.data[start : start + size]
        start += size


def joined(parts: Iterable[bytes], *, sheets: bool = False) -> bytes:
    """Several PDFs as one; with `sheets` each begins on the front of a sheet."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for part in parts:
        if sheets and len(writer.pages) % 2:
            writer.add_blank_page()
        writer.append(io.BytesIO(part))
    return _written(writer)


def stamped(pdf: bytes, marks: dict[tuple[float, float], bytes]) -> bytes:
    """`pdf` with a mark (a PDF page) over each page of its size, as near as there is one."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    pages = {size: PdfReader(io.BytesIO(mark)).pages[0] for size, mark in marks.items()}
    for page in writer.pages:
        across, down = float(page.mediabox.width), float(page.mediabox.height)
        nearest = min(pages, key=lambda size: abs(size[0] - across) + abs(size[1] - down))
        page.merge_page(pages[nearest])
    return _written(writer)


def _written(writer: Any) -> bytes:  # noqa: ANN401  pypdf's writer, imported late
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


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


Box = tuple[float, float, float, float]


def _rectangles(text: Any, places: list[int], height: float) -> list[Box]:  # noqa: ANN401  as above
    """One rectangle for each line that the characters stand on."""
    rows: list[Box] = []
    for place in places:
        left, bottom, right, top = text.get_charbox(place, loose=True)
        box = (left, height - top, right - left, top - bottom)
        if rows and abs(rows[-1][1] + rows[-1][3] / 2 - box[1] - box[3] / 2) < box[3] / 2:
            rows[-1] = _united(rows[-1], box)
        else:
            rows.append(box)
    return rows


def _united(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right = max(one[0] + one[2], other[0] + other[2])
    bottom = max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top
