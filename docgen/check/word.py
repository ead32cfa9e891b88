"""The paragraphs, tables and looks of a .docx, in order."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# python-docx gives no types for the file's XML

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Node
from docx.section import Section
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from docgen.check.lines import Line
from docgen.check.listing import Listing
from docgen.check.looks import Look, Page, PageNumber, WordLooks
from docgen.check.styles import Styles
from docgen.docx.xml import node
from docgen.model import Table
from docgen.source.head import one_line

_MM = 36000
"""English Metric Units to the millimetre, as python-docx counts lengths."""

_HEAD_TABLE = re.compile(r"签发人|〔\d{4}〕|抄\s*送|印\s*发|主\s*送")


def read_word(path: Path) -> tuple[list[Line], WordLooks]:
    """The lines and looks of a .docx. Raise whatever python-docx raises for a damaged file."""
    with path.open("rb") as file:
        word = docx.Document(file)
    styles, listing = Styles(word), Listing(word)
    blocks = [*_letter_head(word, styles), *word.iter_inner_content()]
    found = [(line, look) for block in blocks for line, look in _lines(block, styles, listing)]
    lines = [replace(line, number=number) for number, (line, _) in enumerate(found, 1)]
    odd, even = _numbers(word, styles)
    return lines, WordLooks(tuple(_pages(word)), tuple(look for _, look in found), odd, even)


def _lines(block: WordParagraph | WordTable, styles: Styles, listing: Listing) -> Iterator[tuple[Line, Look]]:
    if isinstance(block, WordParagraph):
        look = styles.look(block)
        number = listing.number(styles.numbering(block)) if block.text.strip() else ""
        for text in re.split(r"[\n\f]", number + block.text):
            yield Line(text, 0, None, look), look
    elif _is_frame(block):
        for row in block.rows:
            cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
            yield Line("　".join(filter(None, cells)), 0), Look()
    else:
        yield Line("", 0, _table(block)), Look()


def _letter_head(word: WordDocument, styles: Styles) -> Iterator[WordParagraph]:
    """A red mark that stands in the header of page 1, as in a letter."""
    first = word.sections[0]
    header = first.first_page_header if first.different_first_page_header_footer else first.header
    if not header.is_linked_to_previous:
        yield from (one for one in header.paragraphs if one.text.strip() and styles.look(one).red)


def _is_frame(table: WordTable) -> bool:
    """A table that only holds number and signers, or the imprint, in place."""
    texts = [cell.text for row in table.rows for cell in row.cells]
    return len(texts) <= 8 and any(_HEAD_TABLE.search(text) for text in texts)


def _table(table: WordTable) -> Table:
    return Table(tuple(tuple(one_line(cell.text) for cell in row.cells) for row in table.rows))


def _pages(word: WordDocument) -> Iterator[Page]:
    ends = word.element.body.iter(qn("w:sectPr"))
    for section, end in zip(word.sections, ends, strict=False):
        sizes = (section.page_width, section.page_height, *_margins(section))
        grid = end.find(qn("w:docGrid"))
        pitch = grid.get(qn("w:linePitch")) if grid is not None and grid.get(qn("w:type")) else None
        yield Page(*(float(size or 0) / _MM for size in sizes), grid_pitch=float(pitch or 0) / 20)


def _margins(section: Section) -> tuple[int | None, ...]:
    return section.top_margin, section.bottom_margin, section.left_margin, section.right_margin


def _numbers(word: WordDocument, styles: Styles) -> tuple[PageNumber | None, PageNumber | None]:
    """The page numbers of odd and even pages: of the first section that has one."""
    apart = word.settings.odd_and_even_pages_header_footer
    for section in word.sections:
        odd = _number(section.footer.paragraphs, styles)
        even = _number(section.even_page_footer.paragraphs, styles) if apart else odd
        if odd or even:
            return odd, even
    return None, None


def _number(paragraphs: list[WordParagraph], styles: Styles) -> PageNumber | None:
    for paragraph in paragraphs:
        element = node(paragraph)
        fields = [field.text or "" for field in element.iter(qn("w:instrText"))]
        simple = [field.get(qn("w:instr")) or "" for field in element.iter(qn("w:fldSimple"))]
        if any("PAGE" in text for text in (*fields, *simple)):
            look = styles.look(paragraph)
            return PageNumber(_framed(element) or look.align or "left", look.size, paragraph.text.count("—") >= 2)
    return None


def _framed(element: Node) -> str:
    """Where a frame that the word processor made for the number stands."""
    frame = element.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    align = frame.get(qn("w:xAlign")) if frame is not None else None
    return {"outside": "outside", "right": "right", "center": "center", "left": "left"}.get(align or "", "")
