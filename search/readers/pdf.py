"""PDF with a text layer: lines in reading order, made paragraphs again; page numbers and running heads dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from search.readers.errors import Unreadable
from search.readers.flow import Line, paragraphs
from search.readers.reading import Reading

_EDGE = r"[\s—–\-－―─·•]*"
_COUNT = r"\s*\d{1,4}\s*"
_NUMBER = re.compile(rf"^{_EDGE}第?{_COUNT}(?:[/／]{_COUNT})?页?(?:[，\s]*共{_COUNT}页)?{_EDGE}$")
_HAN = "一-鿿，。、；：（）《》〔〕"
_GAP = re.compile(rf"(?<=[{_HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_HAN}])")
"""The space that typesetters put between Chinese and figures: layout, not text."""

_SAME_LINE = 0.5  # of a character's height


def read(data: bytes, name: str) -> list[Reading]:
    """The text of all pages; a PDF without text is said to be a scan."""
    pages = [list(page) for page in _pages(data, name)]
    if not any(line.text.strip() for page in pages for line in page):
        raise Unreadable(f"“{name}”没有文字层，像是扫描件；请先用文字识别软件转成带文字的 PDF 再导入。")
    running = _running_heads(pages)
    kept = [[line for line in page if not _is_furniture(line, page, running)] for page in pages]
    return [Reading(_GAP.sub("", "\n".join(paragraphs(kept))))]


def _pages(data: bytes, name: str) -> Iterator[list[Line]]:
    pypdfium2: Any = import_module("pypdfium2")  # it has no types
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "加了密码，请去掉密码" if "assword" in str(error) else "不完整或已损坏，请重新取得一份"
        raise Unreadable(f"“{name}”{reason}再导入。") from error
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield _lines(text, page.get_height())
            text.close()
            page.close()
    finally:
        document.close()


def _lines(page: Any, height: float) -> list[Line]:  # noqa: ANN401  pypdfium2 has no types
    """The lines of one page, in the order in which the file draws them; y grows downwards."""
    lines: list[Line] = []
    count: int = page.count_rects()
    for index in range(count):
        left, bottom, right, top = page.get_rect(index)
        text: str = page.get_text_bounded(left, bottom, right, top)
        shown = Line(_clean(text), left, right, height - top, height - bottom)
        if lines and _on_one_line(lines[-1], shown):
            lines[-1] = lines[-1].joined(shown)
        elif shown.text.strip():
            lines.append(shown)
    return lines


def _clean(text: str) -> str:
    return re.sub(r"[\r\n\x00\ufffe\uffff]+", "", text)


def _on_one_line(before: Line, after: Line) -> bool:
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    lower = min(before.bottom - before.top, after.bottom - after.top)
    return after.left >= before.left and overlap > _SAME_LINE * max(lower, 0.1)


def _running_heads(pages: list[list[Line]]) -> set[str]:
    """Texts that stand first or last on most pages (at least three)."""
    edges = Counter(line.text.strip() for page in pages if page for line in {page[0], page[-1]})
    return {text for text, times in edges.items() if times >= 3 and times * 2 > len(pages)}


def _is_furniture(line: Line, page: list[Line], running: set[str]) -> bool:
    if line is not page[0] and line is not page[-1]:
        return False
    return bool(_NUMBER.match(line.text)) or line.text.strip() in running
