"""The positioned pages as PDF, through reportlab. Nothing is laid out here.

The same layout gives the same bytes: no clock, no random numbers, objects in the order of the pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from docgen.model import Document
from docgen.pages import Image, Layout, Page, Rule, Text
from docgen.pdf_fonts import SubsetFont


def write_pdf(layout: Layout, document: Document) -> bytes:
    """The PDF of a layout; title, issuer and number of `document` become its metadata."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(1, 1), invariant=1, pageCompression=1)
    _describe(canvas, document)
    writer = _Writer(canvas)
    for index, page in enumerate(layout.pages):
        canvas.setPageSize((page.width, page.height))
        writer.page(page)
        for entry in layout.outline:
            if entry.page == index:
                writer.outline(entry.title, entry.level, page.height - entry.y)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _describe(canvas: Canvas, document: Document) -> None:
    title = "".join(document.title.split("\n")) or document.issuer_mark or "公文"
    canvas.setTitle(title)
    canvas.setAuthor(document.issuer or document.supplied_by)
    canvas.setSubject(document.document_number or document.kind or document.form.value)
    canvas.setCreator("文渊")
    canvas.setCatalogEntry("Lang", "zh-CN")


@dataclass(slots=True)
class _Writer:
    """Draws pages on one canvas."""

    canvas: Canvas
    fonts: dict[str, SubsetFont] = field(default_factory=dict[str, SubsetFont])
    level: int = -1
    entries: int = 0

    def page(self, page: Page) -> None:
        for item in page.items:
            if isinstance(item, Rule):
                self._rule(item, page)
            elif isinstance(item, Image):
                self._image(item, page)
        self._texts([item for item in page.items if isinstance(item, Text)], page)

    def outline(self, title: str, level: int, y: float) -> None:
        """An outline entry; a level may be at most one deeper than the entry before it."""
        self.level = min(level, self.level + 1)
        key = f"h{self.entries}"
        self.entries += 1
        self.canvas.bookmarkHorizontal(key, 0, y)
        self.canvas.addOutlineEntry(title, key, self.level)

    def _rule(self, rule: Rule, page: Page) -> None:
        self.canvas.setStrokeColor(HexColor(rule.colour))
        self.canvas.setLineWidth(rule.width)
        self.canvas.line(rule.x1, page.height - rule.y1, rule.x2, page.height - rule.y2)

    def _image(self, image: Image, page: Page) -> None:
        self.canvas.drawImage(image.path, image.x, page.height - image.y - image.height, image.width, image.height)

    def _texts(self, texts: list[Text], page: Page) -> None:
        """One text object for the page, written directly: every character has its own advance."""
        if not texts:
            return
        code: list[str] = ["BT"]
        colour = ""
        for text in texts:
            if text.colour != colour:
                colour = text.colour
                red, green, blue = HexColor(colour).rgb()
                code.append(f"{_number(red)} {_number(green)} {_number(blue)} rg")
            code.append(f"{_number(text.scale)} 0 0 1 {_number(text.x)} {_number(page.height - text.baseline)} Tm")
            code += self._show(text)
        code.append("ET")
        self.canvas._code.append("\n".join(code))  # noqa: SLF001  # reportlab has no call for TJ

    def _show(self, text: Text) -> Iterator[str]:
        """The characters of a run, subset by subset; the advances are told in thousandths of the size."""
        font = self._font(text.file)
        place = 0
        for subset, codes in font.splitString(text.text, self.canvas._doc):  # noqa: SLF001  # its only home
            parts: list[str] = []
            held = ""
            for value in codes:
                held += f"{value:02X}"
                natural = font.face.getCharWidth(ord(text.text[place]))
                kern = round(natural - text.advances[place] / text.scale / text.size * 1000, 1)
                place += 1
                if abs(kern) >= _LEAST_KERN:
                    parts.append(f"<{held}>{kern:g}")
                    held = ""
            name = font.getSubsetInternalName(subset, self.canvas._doc)  # noqa: SLF001
            tail = f"<{held}>" if held else ""
            yield f"{name} {_number(text.size)} Tf [{''.join(parts)}{tail}] TJ"

    def _font(self, file: str) -> SubsetFont:
        font = self.fonts.get(file)
        if font is None:
            font = self.fonts[file] = SubsetFont(f"wenyuan{len(self.fonts)}", file)
        return font


_LEAST_KERN = 0.1
"""Thousandths of an em that are too little to be written."""


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
