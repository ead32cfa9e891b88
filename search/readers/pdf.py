"""PDF: lines of the text layer in reading order, made paragraphs again; page numbers and running heads dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice, pairwise
from typing import Any

from fence.limits import at_most
from papers.foreign import Warned
from search.readers.errors import Unreadable
from search.readers.flow import FAR, HYPHEN, Line, paragraphs, without_furniture
from search.readers.garbage import is_garbage
from search.readers.glyphs import UNKNOWN, Glyph, glyphs_of
from search.readers.limits import DRAWING_SECONDS
from search.readers.reading import Reading, Recognise
from search.readers.recognising import DPI, LONGEST
from search.readers.table_rows import in_rows

_HAN = "一-鿿，。、；：（）《》〔〕"
_GAP = re.compile(rf"(?<=[{_HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_HAN}])")
"""The space that typesetters put between Chinese and figures: layout, not text."""

_SAME_LINE = 0.5  # of a character's height
_GAP_HEIGHTS = 0.8
_WORD_GAP = 0.12
"""Heights of a character between two Latin words, at the least, where pdfium too takes it for a gap."""
_NAMED = 5  # pages named in a warning
MAX_PAGES = 5_000

_STAMPED = 30  # characters: what scanners and their programs print over a picture
_COVERED = 0.3  # share of the page
_DRAWN = 50  # shapes: text drawn as outlines has some for each character
_LOOKED_AT = 2000  # objects of a page
_A_POINT = 72  # points to the inch
_OWN = "source.md"
"""The attachment that our own PDFs carry: their source text."""
_LAUNCHES = re.compile(rb"/S\s*/(?:Launch|JavaScript|ImportData|SubmitForm)\b|/JS\s*[(<]")


@dataclass(slots=True)
class _Found:
    """What the pages turn out to be, by their numbers."""

    lost: list[int] = field(default_factory=list[int])
    scanned: list[int] = field(default_factory=list[int])
    garbage: list[int] = field(default_factory=list[int])
    told: list[Warned] = field(default_factory=list[Warned])


def read(data: bytes, name: str, recognise: Recognise | None = None) -> list[Reading]:
    """The text of all pages; pages that are pictures of text are named, and read where `recognise` is there.

    So are pages whose text layer is no text: it is never taken in.
    """
    found = _Found()
    text = text_of(list(_pages(data, name, found, recognise)))
    if found.lost:
        found.told.append(Warned("other", f"“{name}”第 {named(found.lost)} 页已损坏，读不出来。"))
    if found.garbage:
        found.told.append(Warned("other", f"“{name}”第 {named(found.garbage)} 页的文字层不可用（字体没有文字编码）。"))
    if UNKNOWN in text:
        found.told.append(
            Warned("other", f"“{name}”有 {text.count(UNKNOWN)} 个字符没有文字编码，正文里写作“{UNKNOWN}”。")
        )
    return [
        Reading(
            text,
            warnings=tuple(each.text for each in found.told),
            scanned=tuple(found.scanned),
            recognised=recognise is not None,
            told=tuple(found.told),
            garbage=bool(found.garbage),
        )
    ]


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of pages of lines, without page numbers and running heads."""
    return _GAP.sub("", "\n".join(paragraphs(without_furniture(pages)))).replace(HYPHEN, "-")


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
        found.told.extend(_warnings(pypdfium2.raw, document.raw, data, name))
        for number in range(len(document)):
            try:
                page = document[number]
                lines = _lines_on(pypdfium2.raw, page, number + 1, found, recognise)
            except pypdfium2.PdfiumError:
                found.lost.append(number + 1)
                continue
            yield lines
            page.close()
    finally:
        document.close()


def _lines_on(pdfium: Any, page: Any, number: int, found: _Found, recognise: Recognise | None) -> list[Line]:  # noqa: ANN401
    """The lines of one page, those of a picture of text, or none where they are not readable."""
    text = page.get_textpage()
    glyphs = glyphs_of(pdfium, text.raw)
    text.close()
    lines = lines_of(glyphs.every)
    garbage = is_garbage("".join(line.text for line in lines), glyphs.unmapped)
    if not garbage and not _is_scan(pdfium, page, lines):
        return lines
    found.scanned.append(number)
    if garbage:
        found.garbage.append(number)
    if recognise is None:
        return [] if garbage else lines
    return _recognised(page, recognise)


def _warnings(pdfium: Any, document: Any, data: bytes, name: str) -> Iterator[Warned]:  # noqa: ANN401  as above
    """Embedded files, and actions that start something."""
    count = max(0, pdfium.FPDFDoc_GetAttachmentCount(document))
    own = count == 1 and _OWN.encode("utf-16-le") in _attachment(pdfium, document)
    if count and not own:
        yield Warned("embedded", f"“{name}”里附有 {count} 个其他文件，没有打开。")
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or _LAUNCHES.search(data):
        yield Warned("launch", f"“{name}”里有会启动程序或脚本的动作，没有执行。")


def _attachment(pdfium: Any, document: Any) -> bytes:  # noqa: ANN401  as above
    """The name of the first attachment in UTF-16."""
    import ctypes

    attachment = pdfium.FPDFDoc_GetAttachment(document, 0)
    size = min(pdfium.FPDFAttachment_GetName(attachment, None, 0), 1000)
    buffer = ctypes.create_string_buffer(size + 2)
    pdfium.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw


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
    with at_most(DRAWING_SECONDS):
        picture = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
    return list(in_rows(recognise(picture.to_numpy()[:, :, :3], scale)))


_STRUCK = 0.3
"""Heights of a character: what is struck again no farther off is the same, made bold."""


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Each line once: some programs strike bold ones, or bold words within one, twice or four times, a little off."""
    rows: dict[int, list[Line]] = {}
    for line in lines:
        row, near = int(line.top // line.height), _STRUCK * line.height
        beside = (other for place in (row - 1, row, row + 1) for other in rows.get(place, ()))
        if not any(_covers(other, line, near) for other in beside):
            rows.setdefault(row, []).append(line)
            yield line


def _covers(line: Line, other: Line, near: float) -> bool:
    """Whether another line stands where this one does, and says nothing else."""
    along = line.left - near <= other.left and other.right <= line.right + near
    return along and abs(line.top - other.top) < near and other.text in line.text


class _Run:
    """A line as it grows, character by character."""

    __slots__ = ("bottom", "left", "pieces", "right", "top")

    def __init__(self, glyph: Glyph) -> None:
        self.pieces: list[str] = []
        self.left, self.right, self.top, self.bottom = glyph.left, glyph.left, glyph.top, glyph.bottom

    def takes(self, glyph: Glyph) -> bool:
        """Whether a character stands next on the line."""
        overlap = min(self.bottom, glyph.bottom) - max(self.top, glyph.top)
        lower = min(self.bottom - self.top, glyph.bottom - glyph.top)
        near = self.right - lower < glyph.left < self.right + FAR * lower
        return near and overlap > _SAME_LINE * max(lower, 0.1)

    def has(self, glyph: Glyph) -> bool:
        """Whether a character was just struck here, to make it bold."""
        struck = self.pieces and self.pieces[-1] == glyph.character and not glyph.character.isspace()
        return bool(struck) and glyph.right < self.right + _STRUCK * (glyph.right - glyph.left)

    def add(self, glyph: Glyph) -> None:
        """Put the character at the end; a gap before it is kept as a space."""
        if self.pieces and self.pieces[-1] != " " and self._is_apart(glyph):
            self.pieces.append(" ")
        self.pieces.append(glyph.character)
        self.right = max(self.right, glyph.right)
        self.top, self.bottom = min(self.top, glyph.top), max(self.bottom, glyph.bottom)

    def _is_apart(self, glyph: Glyph) -> bool:
        gap, height = glyph.left - self.right, self.bottom - self.top
        latin = self.pieces[-1].isascii() and glyph.character.isascii() and glyph.character.isalnum()
        return gap > _GAP_HEIGHTS * height or (latin and glyph.blank and gap > _WORD_GAP * height)

    def line(self) -> Line:
        """The finished line."""
        return Line("".join(self.pieces).rstrip(), self.left, self.right, self.top, self.bottom)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that characters make, in the order in which the file draws them; rows of tables are one line each."""
    runs: list[_Run] = []
    for glyph in glyphs:
        if not runs or not runs[-1].takes(glyph):
            if glyph.character.isspace():
                continue
            runs.append(_Run(glyph))
        if not runs[-1].has(glyph):
            runs[-1].add(glyph)
    lines = list(_once(run.line() for run in runs))
    up = sum(after.bottom < before.top for before, after in pairwise(lines))
    down = sum(after.top > before.bottom for before, after in pairwise(lines))
    return list(in_rows(lines[::-1] if up > 2 * down else lines))  # pdfium gives a page on its head from below
