"""Small files made on the spot for the tests of the readers. Texts are about the invented 青澜新区."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

NOTICE = """青澜新区管理委员会关于开展城区路灯检修的通知
青管〔2026〕12号
各街道办事处：
为保障群众夜间出行安全，现就开展城区路灯检修通知如下。
一、检修范围。城区主次干道、背街小巷和公园广场的照明设施。
二、检修时间。请于5月31日前完成。
青澜新区管理委员会
2026年4月15日"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PDF_FONT = "STSong-Light"


def zip_bytes(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the parts, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def docx_bytes(document: Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def docx_of(lines: Iterable[str]) -> bytes:
    """A .docx with one paragraph a line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return docx_bytes(document)


def docx_with(*blocks: str) -> bytes:
    """A .docx whose body is the given WordprocessingML, `w:` bound."""
    document: Any = docx.Document()
    section = document.element.body.sectPr
    for block in blocks:
        section.addprevious(parse_xml(_bound(block)))
    return docx_bytes(document)


def _bound(block: str) -> str:
    spaces = {
        "w": W,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }
    bindings = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    name_end = min(place for mark in " >/" if (place := block.find(mark)) > 0)
    return f"{block[:name_end]} {bindings}{block[name_end:]}"


def with_parts(package: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The package with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    return zip_bytes({**kept, **parts})


def pdf_of(
    pages: Sequence[Sequence[str]],
    size: float = 16.0,
    columns: Sequence[Sequence[str]] = (),
    **options: Any,  # noqa: ANN401  reportlab's own
) -> bytes:
    """A PDF with the given lines on its pages, from the top of a type area of 28 characters.

    `columns` stand side by side below the lines of the last page.
    """
    metrics: Any = pdfmetrics
    metrics.registerFont(UnicodeCIDFont(PDF_FONT))
    made = io.BytesIO()
    canvas = Canvas(made, **options)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont(PDF_FONT, size)
        _draw(canvas, lines, 80, 760, size)
        for place, column in enumerate(columns if number == len(pages) else ()):
            _draw(canvas, column, 60 + 260 * place, 700, size)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _draw(canvas: Canvas, lines: Sequence[str], left: float, top: float, size: float) -> None:
    """Draw lines below each other; 　 at the beginning of one is an indent."""
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        canvas.drawString(left + indent * size, top - index * 1.8 * size, line.strip("　"))


def wrapped(paragraphs: Iterable[str], width: int = 28) -> list[str]:
    """Paragraphs as printed lines: the first of each indented by two characters."""
    lines: list[str] = []
    for paragraph in paragraphs:
        text = "　　" + paragraph
        lines.extend(text[start : start + width] for start in range(0, len(text), width))
    return lines


def ofd_of(pages: Sequence[Sequence[str]], **extra: str) -> bytes:
    """An OFD package (GB/T 33190—2016) with the given lines on its pages."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    places = [f"Pages/Page_{index}/Content.xml" for index in range(len(pages))]
    page_list = "".join(f'<ofd:Page ID="{index}" BaseLoc="{place}"/>' for index, place in enumerate(places, start=1))
    parts = {
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>a</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>"
        f"{extra.get('common', '')}</ofd:CommonData><ofd:Pages>{page_list}</ofd:Pages></ofd:Document>",
    }
    for place, lines in zip(places, pages, strict=True):
        objects = "".join(ofd_line(line, 40 + 10 * index) for index, line in enumerate(lines))
        parts[f"Doc_0/{place}"] = ofd_page(objects, extra.get("template", ""))
    return zip_bytes(parts)


def ofd_page(objects: str, template: str = "") -> str:
    """A page's content."""
    return (
        f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{template}<ofd:Content><ofd:Layer ID="2">{objects}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def ofd_line(line: str, top: float, size: float = 5.6) -> str:
    """A text object as printers of OFD write it: millimetres, one glyph step a character; leading 　 is an indent."""
    text = line.strip("　")
    left = 28 + size * (len(line) - len(line.lstrip("　")))
    width = size * len(text)
    return (
        f'<ofd:TextObject ID="3" Boundary="{left} {top} {width} {size}" Font="4" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{0.86 * size:.2f}" DeltaX="g {len(text) - 1} {size}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )
