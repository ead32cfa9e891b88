"""The positioned pages as PDF, through reportlab. Nothing is laid out here.

The same layout gives the same bytes: no clock, no random numbers, objects in the order of the pages.
"""

from __future__ import annotations

import io
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from docgen.formats.pdf.fonts import SubsetFont, subset_font
from docgen.formats.pdf.images import printable
from docgen.model import Document
from docgen.pages import Image, Item, Layout, OutlineEntry, Page, Rule, Text

_ONE_AT_A_TIME = threading.Lock()  # reportlab's font objects keep a reading position


def write_pdf(layout: Layout, document: Document) -> bytes:
    """The PDF of a layout; title, issuer, number and date of `document` become its metadata."""
    target = io.BytesIO()
    headings: defaultdict[int, list[OutlineEntry]] = defaultdict(list)
    for entry in layout.outline:
        headings[entry.page].append(entry)
    rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller
    with _ONE_AT_A_TIME:
        make: Any = Canvas  # its stubs leave half of it out
        canvas = make(target, invariant=1, pageCompression=1, lang="zh-CN", initialFontName=_first_font(layout))
        _describe(canvas, document)
        writer = _Writer(canvas)
        for index, page in enumerate(layout.pages):
            canvas.setPageSize((page.width, page.height))
            writer.page(page)
            for entry in headings[index]:
                writer.outline(entry.title, entry.level, page.height - entry.y)
            canvas.showPage()
        canvas.save()
    return target.getvalue()


def _describe(canvas: Any, document: Document) -> None:  # noqa: ANN401  # see write_pdf
    canvas.setTitle(_whole("".join(document.title.split("\n")) or document.issuer_mark or "公文"))
    canvas.setAuthor(_whole(document.issuer or document.supplied_by))
    canvas.setSubject(_whole(document.document_number or document.kind or document.form.value))
    canvas.setCreator("文渊")
    if document.issue_date:
        stamp = document.issue_date.strftime("D:%Y%m%d000000+08'00'")

        def formatted(*_clock: int) -> str:
            return stamp

        canvas.setDateFormatter(formatted)


def _whole(text: str) -> str:
    """The text without halves of characters (lone surrogates), which a keyboard may send and no file can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _first_font(layout: Layout) -> str | None:
    """A font that the PDF embeds anyhow: else reportlab asks for a Helvetica that it does not embed."""
    texts = (item for page in layout.pages for item in page.items if isinstance(item, Text))
    first = next(texts, None)
    if first is None:
        return None
    font = subset_font(first.file)
    pdfmetrics.registerFont(font)  # pyright: ignore[reportUnknownMemberType]  # its stub has no types
    return font.fontName


@dataclass(slots=True)
class _Writer:
    """Draws pages on one canvas."""

    canvas: Any
    fonts: dict[str, SubsetFont] = field(default_factory=dict[str, SubsetFont])
    level: int = -1
    entries: int = 0

    def page(self, page: Page) -> None:
        """Rules and pictures, then all text in one object, in reading order."""
        for item in page.items:
            if isinstance(item, Rule):
                self._rule(item, page)
            elif isinstance(item, Image):
                self._image(item, page)
        self._texts(page.items, page.height)

    def outline(self, title: str, level: int, y: float) -> None:
        """An outline entry; a level may be at most one deeper than the entry before it."""
        self.level = min(level, self.level + 1)
        key = f"h{self.entries}"
        self.entries += 1
        self.canvas.bookmarkHorizontalAbsolute(key, y)
        self.canvas.addOutlineEntry(_whole(title), key, self.level)

    def _rule(self, rule: Rule, page: Page) -> None:
        self.canvas.setStrokeColor(HexColor(rule.colour))
        self.canvas.setLineWidth(rule.width)
        self.canvas.line(rule.x1, page.height - rule.y1, rule.x2, page.height - rule.y2)

    def _image(self, image: Image, page: Page) -> None:
        picture = printable(image)
        if picture is not None:
            y = page.height - image.y - image.height
            self.canvas.drawImage(picture, image.x, y, image.width, image.height, mask="auto")

    def _texts(self, items: tuple[Item, ...], height: float) -> None:
        """One text object, written directly: every character has its own advance."""
        code: list[str] = ["BT"]
        colour = "#000000"
        for text in items:
            if isinstance(text, Text):
                code += _colour(text.colour, colour)
                colour = text.colour
                code.append(f"{_matrix(text)} {_number(text.x)} {_number(height - text.baseline)} Tm")
                code += self._bold(text) if text.bold else self._show(text)
        self.canvas._code.append("\n".join([*code, "ET"]))  # noqa: SLF001  # reportlab has no call for TJ

    def _bold(self, text: Text) -> Iterator[str]:
        yield f"2 Tr {_number(text.size * _BOLD)} w"
        yield from self._show(text)
        yield "0 Tr"

    def _show(self, text: Text) -> Iterator[str]:
        """The characters of a run, subset by subset; advances are told in thousandths of the size."""
        document = self.canvas._doc  # noqa: SLF001  # fonts are kept per document
        font = self.fonts.get(text.file)
        if font is None:
            font = self.fonts[text.file] = subset_font(text.file)
        place = 0
        for subset, codes in font.split(text.text, document):
            kerns = _kerns(text, place, len(codes), font)
            place += len(codes)
            name = font.resource(subset, document)
            yield f"{name} {_number(text.size)} Tf [{_array(codes, kerns)}] TJ"


_BOLD = 1 / 30
"""Stroke of thickened characters as a fraction of their size."""

_LEAST_KERN = 0.15
"""Thousandths of an em that are too little to be written: 0.002 points."""


def _kerns(text: Text, start: int, count: int, font: SubsetFont) -> list[float]:
    """How much less than its own width each character takes, in thousandths of the size."""
    em = text.size * text.scale / 1000
    return [round(font.width(text.text[place]) - text.advances[place] / em, 1) for place in range(start, start + count)]


def _array(codes: bytes, kerns: list[float]) -> str:
    """The array of a TJ operator."""
    parts: list[str] = ["<"]
    for code, kern in zip(codes, kerns, strict=True):
        parts.append(f"{code:02X}")
        if abs(kern) > _LEAST_KERN:
            parts.append(f">{kern:g}<")
    return "".join([*parts, ">"]).replace("<>", "")


def _colour(wanted: str, current: str) -> list[str]:
    if wanted == current:
        return []
    red, green, blue = HexColor(wanted).rgb()
    components = f"{_number(red)} {_number(green)} {_number(blue)}"
    return [f"{components} rg {components} RG"]


def _matrix(text: Text) -> str:
    """The text matrix without its place: stretched across by `scale`, or turned by a quarter to the left."""
    scale = _number(text.scale)
    return f"0 {scale} -1 0" if text.turned else f"{scale} 0 0 1"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
