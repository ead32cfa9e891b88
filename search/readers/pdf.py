"""PDF with a text layer: lines in reading order, made paragraphs again; page numbers and running heads dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from search.readers.errors import Unreadable
from search.readers.flow import FAR, Line, paragraphs, without_furniture
from search.readers.reading import Reading
from search.readers.table_rows import in_rows

_HAN = "一-鿿，。、；：（）《》〔〕"
_GAP = re.compile(rf"(?<=[{_HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_HAN}])")
"""The space that typesetters put between Chinese and figures: layout, not text."""

_SAME_LINE = 0.5  # of a character's height
_GAP_HEIGHTS = 0.8
_NAMED = 5  # pages named in a warning
MAX_PAGES = 5_000


def read(data: bytes, name: str) -> list[Reading]:
    """The text of all pages; a PDF without text is said to be a scan, and pages that are broken are named."""
    lost: list[int] = []
    pages = list(_pages(data, name, lost))
    if not any(line.text.strip() for page in pages for line in page):
        raise Unreadable(f"“{name}”没有文字层，像是扫描件；请先用文字识别软件转成带文字的 PDF 再导入。")
    text = _GAP.sub("", "\n".join(paragraphs(without_furniture(pages))))
    named = "、".join(str(number) for number in lost[:_NAMED]) + ("等" if len(lost) > _NAMED else "")
    return [Reading(text, warnings=(f"“{name}”第 {named} 页已损坏，读不出来。",) if lost else ())]


def _pages(data: bytes, name: str, lost: list[int]) -> Iterator[list[Line]]:
    """The lines of each page; the numbers of pages that cannot be read are added to `lost`."""
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
                lost.append(number + 1)
                continue
            yield _lines(pypdfium2.raw, text.raw, page.get_height())
            text.close()
            page.close()
    finally:
        document.close()


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
