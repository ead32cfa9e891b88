"""The positioned pages as PDF, through reportlab. Nothing is laid out here.

The same layout gives the same bytes: no clock, no random numbers, objects in the order of the pages.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from docgen.formats.images import printable
from docgen.formats.pdf import archive
from docgen.formats.pdf.fonts import SubsetFont, subset_font
from docgen.formats.pdf.structure import Marked, Structure
from docgen.model import Document
from docgen.pages import Image, Layout, OutlineEntry, Page, Rule, Text

_ONE_AT_A_TIME = threading.Lock()  # reportlab's font objects keep a reading position


def write_pdf(layout: Layout, document: Document, source: bytes = b"") -> bytes:
    """The PDF of a layout, tagged and written to PDF/A-3u; its metadata are those of `document`.

    `source`: the draft's own bytes, attached as `source.md`.
    """
    target = io.BytesIO()
    rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller
    with _ONE_AT_A_TIME:
        make: Any = Canvas  # its stubs leave half of it out
        first = _first_font(layout)
        canvas = make(
            target, invariant=1, pageCompression=1, lang="zh-CN", initialFontName=first, pdfVersion=PDF_VERSION
        )
        archive.prepare(canvas, document, _describe(canvas, document))
        if source:
            archive.attach(canvas, source)
        writer = _Writer(canvas, Structure(layout))
        writer.pages(layout)
        canvas.save()
    return target.getvalue()


PDF_VERSION = (1, 7)
"""That of ISO 32000-1, on which PDF/A-2 and 3 stand."""


def _describe(canvas: Any, document: Document) -> dict[str, str]:  # noqa: ANN401  # see write_pdf
    """Fill the info dictionary; its title, author and subject."""
    title = _whole("".join(document.title.split("\n")) or document.issuer_mark or "公文")
    author = _whole(document.issuer or document.supplied_by)
    subject = _whole(document.document_number or document.kind or document.form.value)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator(archive.PRODUCER)
    canvas.setProducer(archive.PRODUCER)
    day = document.issue_date.strftime("%Y%m%d") if document.issue_date else archive.UNDATED.replace("-", "")

    def formatted(*_clock: int) -> str:
        return f"D:{day}000000+08'00'"

    canvas.setDateFormatter(formatted)
    return {"title": title, "author": author, "subject": subject}


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
    structure: Structure
    fonts: dict[str, SubsetFont] = field(default_factory=dict[str, SubsetFont])
    level: int = -1
    entries: int = 0

    def pages(self, layout: Layout) -> None:
        """All pages with their outline, then what ties their text together."""
        headings: defaultdict[int, list[OutlineEntry]] = defaultdict(list)
        for entry in layout.outline:
            headings[entry.page].append(entry)
        references: list[Any] = []
        digest = hashlib.sha256(repr(layout.outline).encode("utf-8", "replace"))
        document = self.canvas._doc  # noqa: SLF001  # see _show
        for index, page in enumerate(layout.pages):
            self.canvas.setPageSize((page.width, page.height))
            self.canvas.setTrimBox((0, 0, page.width, page.height))
            self.page(page)
            for entry in headings[index]:
                self.outline(entry.title, entry.level, page.height - entry.y)
            digest.update("".join(self.canvas._code).encode())  # noqa: SLF001  # what the page says, before packing
            reference = document.thisPageRef()
            self.canvas.showPage()
            archive.tag_page(document.idToObject[reference.name], index)
            references.append(reference)
        archive.write_structure(self.canvas, self.structure.finish(), self.structure.parents, references)
        archive.identify(self.canvas, digest.digest())

    def page(self, page: Page) -> None:
        """Rules and pictures, then all text in one object, in reading order."""
        pieces, pictures = self.structure.page(page.items)
        for index, item in enumerate(page.items):
            if isinstance(item, Rule):
                self._write("/Artifact BMC")
                self._rule(item, page)
                self._write("EMC")
            elif isinstance(item, Image):
                self._write(f"/Figure <</MCID {pictures[index]}>> BDC")
                self._image(item, page)
                self._write("EMC")
        self._texts(pieces, page.height)

    def _write(self, code: str) -> None:
        self.canvas._code.append(code)  # noqa: SLF001  # reportlab has no calls for these operators

    def outline(self, title: str, level: int, y: float) -> None:
        """An outline entry; a level may be at most one deeper than the entry before it."""
        self.level = min(level, self.level + 1)
        key = f"h{self.entries}"
        self.entries += 1
        self.canvas.bookmarkHorizontalAbsolute(key, y)
        self.canvas.addOutlineEntry(_whole(title), key, self.level)

    def _rule(self, rule: Rule, page: Page) -> None:
        colour = _colour(rule.colour, "") or ["0 g 0 G"]
        ends = (rule.x1, page.height - rule.y1, rule.x2, page.height - rule.y2)
        x1, y1, x2, y2 = map(_number, ends)
        self._write(f"{colour[0]} {_number(rule.width)} w {x1} {y1} m {x2} {y2} l S")

    def _image(self, image: Image, page: Page) -> None:
        picture = printable(image)
        if picture is not None:
            y = page.height - image.y - image.height
            drawn = ImageReader(io.BytesIO(picture.data))
            self.canvas.drawImage(drawn, image.x, y, image.width, image.height, mask="auto")

    def _texts(self, pieces: list[Marked], height: float) -> None:
        """One text object, written directly: every character has its own advance."""
        code: list[str] = ["0 g 0 G", "BT"]
        colour = "#000000"
        for piece in pieces:
            code.append(f"/{piece.tag} <</MCID {piece.mcid}>> BDC" if piece.tag else "/Artifact BMC")
            for text in piece.texts:
                code += _colour(text.colour, colour)
                colour = text.colour
                code.append(f"{_matrix(text)} {_number(text.x)} {_number(height - text.baseline)} Tm")
                code += self._bold(text) if text.bold else self._show(text)
            code.append("EMC")
        self._write("\n".join([*code, "ET"]))

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
    parts = [_HEX[code] + _kern(kern) for code, kern in zip(codes, kerns, strict=True)]
    return f"<{''.join(parts)}>".replace("<>", "")


_HEX = tuple(f"{code:02X}" for code in range(256))


@lru_cache(maxsize=4096)
def _kern(kern: float) -> str:
    return f">{kern:g}<" if abs(kern) > _LEAST_KERN else ""


def _colour(wanted: str, current: str) -> list[str]:
    """The operators for a colour; black is that of the black ink alone, not of three mixed."""
    if wanted == current:
        return []
    if wanted == "#000000":
        return ["0 g 0 G"]
    red, green, blue = HexColor(wanted).rgb()
    components = f"{_number(red)} {_number(green)} {_number(blue)}"
    return [f"{components} rg {components} RG"]


def _matrix(text: Text) -> str:
    """The text matrix without its place: stretched across by `scale`, or turned by a quarter to the left."""
    scale = _number(text.scale)
    return f"0 {scale} -1 0" if text.turned else f"{scale} 0 0 1"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
