"""PDF with a text layer: lines in reading order, made paragraphs again; page numbers and running heads dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
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
MAX_PAGES = 5_000


def read(data: bytes, name: str) -> list[Reading]:
    """The text of all pages; a PDF without text is said to be a scan."""
    pages = [list(page) for page in _pages(data, name)]
    if not any(line.text.strip() for page in pages for line in page):
        raise Unreadable(f"“{name}”没有文字层，像是扫描件；请先用文字识别软件转成带文字的 PDF 再导入。")
    return [Reading(_GAP.sub("", "\n".join(paragraphs(without_furniture(pages)))))]


def _pages(data: bytes, name: str) -> Iterator[list[Line]]:
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
            except pypdfium2.PdfiumError:  # a page that is listed and not there, or broken
                continue
            text = page.get_textpage()
            yield _lines(pypdfium2.raw, text.raw, page.get_height())
            text.close()
            page.close()
    finally:
        document.close()


def _lines(pdfium: Any, page: Any, height: float) -> list[Line]:  # noqa: ANN401  pypdfium2 has no types
    """The lines of one page, in the order in which the file draws them; y grows downwards."""
    lines: list[Line] = []
    for shown in _characters(pdfium, page, height):
        if lines and _on_one_line(lines[-1], shown):
            lines[-1] = lines[-1].joined(shown)
        elif shown.text.strip():
            lines.append(shown)
    return list(in_rows([replace(line, text=line.text.rstrip()) for line in lines]))


def _characters(pdfium: Any, page: Any, height: float) -> Iterator[Line]:  # noqa: ANN401  as above
    """Each character with the box of its advance and its font's height; those that pdfium made up are left out."""
    box = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code < 32 or 0xFFFE <= code <= 0xFFFF or pdfium.FPDFText_IsGenerated(page, index) == 1:
            continue
        if pdfium.FPDFText_GetLooseCharBox(page, index, box):
            yield Line(chr(code), box.left, box.right, height - box.top, height - box.bottom)


def _on_one_line(before: Line, after: Line) -> bool:
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    lower = min(before.bottom - before.top, after.bottom - after.top)
    near = before.right - lower < after.left < before.right + FAR * lower
    return near and overlap > _SAME_LINE * max(lower, 0.1)
