"""PDF: lines of the text layer in reading order, made paragraphs again; page numbers and running heads dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from typing import Any

from search.readers.errors import Unreadable
from search.readers.flow import FAR, Line, paragraphs, without_furniture
from search.readers.reading import Reading, Recognise
from search.readers.recognising import DPI, LONGEST
from search.readers.table_rows import in_rows

_HAN = "一-鿿，。、；：（）《》〔〕"
_GAP = re.compile(rf"(?<=[{_HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_HAN}])")
"""The space that typesetters put between Chinese and figures: layout, not text."""

_SAME_LINE = 0.5  # of a character's height
_GAP_HEIGHTS = 0.8
_NAMED = 5  # pages named in a warning
MAX_PAGES = 5_000

_STAMPED = 30  # characters: what scanners and their programs print over a picture
_COVERED = 0.3  # share of the page
_DRAWN = 50  # shapes: text drawn as outlines has some for each character
_LOOKED_AT = 2000  # objects of a page
_A_POINT = 72  # points to the inch


@dataclass(slots=True)
class _Found:
    """What the pages turn out to be, by their numbers."""

    lost: list[int] = field(default_factory=list[int])
    scanned: list[int] = field(default_factory=list[int])


def read(data: bytes, name: str, recognise: Recognise | None = None) -> list[Reading]:
    """The text of all pages; pages that are pictures of text are named, and read where `recognise` is there."""
    found = _Found()
    text = text_of(list(_pages(data, name, found, recognise)))
    warnings = (f"“{name}”第 {named(found.lost)} 页已损坏，读不出来。",) if found.lost else ()
    return [Reading(text, warnings=warnings, scanned=tuple(found.scanned), recognised=recognise is not None)]


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of pages of lines, without page numbers and running heads."""
    return _GAP.sub("", "\n".join(paragraphs(without_furniture(pages))))


def named(pages: Sequence[int]) -> str:
    """The numbers of some pages as a sentence has them."""
    return "、".join(str(number) for number in pages[:_NAMED]) + ("等" if len(pages) > _NAMED else "")


def _pages(data: bytes, name: str, found: _Found, recognise: Recognise | None) -> Iterator[list[Line]]:
    """The lines of each page; the numbers of those that cannot be read, or are pictures, are added to `found`."""
    pypdfium2: Any = import_module("pypdfium2")  # it has no types
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "加了密码，请去掉密码" if "assword" in str(error) else "不完整或已损坏，请重新取得一份"
        raise Unreadable(f"“{name}”{reason}再导入。") from error
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(f"“{name}”超过 {MAX_PAGES} 页，请拆成几个文件再导入。")
        for number in range(len(document)):
            try:
                page = document[number]
                text = page.get_textpage()
            except pypdfium2.PdfiumError:
                found.lost.append(number + 1)
                continue
            lines = _lines(pypdfium2.raw, text.raw, page.get_height())
            if _is_scan(pypdfium2.raw, page, lines):
                found.scanned.append(number + 1)
                lines = lines if recognise is None else _recognised(page, recognise)
            yield lines
            text.close()
            page.close()
    finally:
        document.close()


def _is_scan(pdfium: Any, page: Any, lines: Sequence[Line]) -> bool:  # noqa: ANN401  pypdfium2 has no types
    """Whether a page is a picture of text: one that covers it, with hardly a character over it, or outlines alone."""
    characters = sum(len(line.text) for line in lines)
    if characters > _STAMPED:
        return False
    objects: list[Any] = list(islice(page.get_objects(max_depth=3), _LOOKED_AT))
    drawn = sum(each.type == pdfium.FPDF_PAGEOBJ_PATH for each in objects)
    boxes: list[Any] = [each.get_bounds() for each in objects if each.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    return covered > _COVERED * page.get_width() * page.get_height() or (not characters and drawn > _DRAWN)


def _recognised(page: Any, recognise: Recognise) -> list[Line]:  # noqa: ANN401  pypdfium2 has no types
    """The lines on a page drawn as a picture; never more dots than the models look at, however large the page."""
    scale = min(DPI / _A_POINT, LONGEST / max(page.get_size()))
    picture = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
    return list(in_rows(recognise(picture.to_numpy()[:, :, :3], scale)))


class _Run:
    """A line as it grows, character by character."""

    __slots__ = ("bottom", "left", "pieces", "right", "top")

    def __init__(self, left: float, top: float, bottom: float) -> None:
        self.pieces: list[str] = []
        self.left, self.right, self.top, self.bottom = left, left, top, bottom

    def takes(self, left: float, top: float, bottom: float) -> bool:
        """Whether a character with this box stands next on the line."""
        overlap = min(self.bottom, bottom) - max(self.top, top)
        lower = min(self.bottom - self.top, bottom - top)
        near = self.right - lower < left < self.right + FAR * lower
        return near and overlap > _SAME_LINE * max(lower, 0.1)

    def add(self, character: str, left: float, right: float, top: float, bottom: float) -> None:
        """Put the character at the end; a gap before it is kept as a space."""
        if left - self.right > _GAP_HEIGHTS * (self.bottom - self.top) and self.pieces and self.pieces[-1] != " ":
            self.pieces.append(" ")
        self.pieces.append(character)
        self.right = max(self.right, right)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)

    def line(self) -> Line:
        """The finished line."""
        return Line("".join(self.pieces).rstrip(), self.left, self.right, self.top, self.bottom)


def _lines(pdfium: Any, page: Any, height: float) -> list[Line]:  # noqa: ANN401  pypdfium2 has no types
    """The lines of one page, in the order in which the file draws them; y grows downwards."""
    runs: list[_Run] = []
    box = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code < 32 or 0xFFFE <= code <= 0xFFFF or not pdfium.FPDFText_GetLooseCharBox(page, index, box):
            continue
        if code == 32 and pdfium.FPDFText_IsGenerated(page, index) == 1:  # pdfium's own guess at a gap
            continue
        character, left, top, bottom = chr(code), box.left, height - box.top, height - box.bottom
        if not runs or not runs[-1].takes(left, top, bottom):
            if character.isspace():
                continue
            runs.append(_Run(left, top, bottom))
        runs[-1].add(character, left, box.right, top, bottom)
    return list(in_rows([run.line() for run in runs]))
