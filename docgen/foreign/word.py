"""The paragraphs, tables and looks of a .docx, in order."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# python-docx gives no types for the file's XML

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Node
from docx.section import Section
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from docgen.foreign.lines import Line, Word
from docgen.foreign.listing import Listing
from docgen.foreign.styles import Styles
from docgen.formats.docx.xml import node
from docgen.model import Picture, Table
from docgen.source.head import one_line
from papers.looks import Look, Page, PageNumber, WordLooks

_MM = 36000
"""English Metric Units to the millimetre, as python-docx counts lengths."""

_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_HEAD_TABLE = re.compile(r"签发人|〔\d{4}〕|抄\s*送|印\s*发|主\s*送")


def read_word(file: IO[bytes]) -> Word:
    """Read a .docx. Raise whatever python-docx raises for a damaged file."""
    word = docx.Document(file)
    reading = _Reading(word, Styles(word), Listing(word))
    blocks = [*letter_head(word, reading.styles), *word.iter_inner_content()]
    found = [(line, look) for block in blocks for line, look in reading.lines(block)]
    lines = [replace(line, number=number) for number, (line, _) in enumerate(found, 1)]
    odd, even = _numbers(word, reading.styles)
    looks = WordLooks(tuple(_pages(word)), tuple(look for _, look in found), odd, even, _unread(word))
    return Word(lines, looks, reading.pictures)


_UNREAD = {
    "w:ins": "修订痕迹",
    "w:del": "修订痕迹",
    "w:sdt": "内容控件",
    "w:txbxContent": "文本框",
    "m:oMath": "公式",
    "w:footnoteReference": "脚注",
    "w:endnoteReference": "尾注",
    "w:object": "嵌入对象",
    "w:smartTag": "智能标记",
}


def _unread(word: WordDocument) -> tuple[str, ...]:
    """What is in the body that lines cannot tell."""
    tags = {node.tag for node in word.element.body.iter() if isinstance(node.tag, str)}
    names = {_qualified(tag): label for tag, label in _UNREAD.items()}
    return tuple(dict.fromkeys(label for tag, label in names.items() if tag in tags))


def _qualified(tag: str) -> str:
    math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
    return math + tag[2:] if tag.startswith("m:") else qn(tag)


@dataclass(slots=True)
class _Reading:
    """A file being read: its numbers counted and its pictures gathered as its lines come."""

    word: WordDocument
    styles: Styles
    listing: Listing
    pictures: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def lines(self, block: WordParagraph | WordTable) -> Iterator[tuple[Line, Look]]:
        """The lines of one paragraph or table."""
        if isinstance(block, WordParagraph):
            yield from self._paragraph(block)
        elif is_frame(block):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield Line("　".join(filter(None, cells)), 0), Look()
        else:
            yield Line("", 0, _table(block)), Look()

    def _paragraph(self, paragraph: WordParagraph) -> Iterator[tuple[Line, Look]]:
        look = self.styles.look(paragraph)
        number = self.listing.number(self.styles.numbering(paragraph)) if paragraph.text.strip() else ""
        pictures = [Line("", 0, picture) for picture in self._pictures(paragraph)]
        if paragraph.text.strip() or not pictures:
            for text in re.split(r"[\n\f]", number + paragraph.text):
                yield Line(text, 0, None, look), look
        yield from ((picture, look) for picture in pictures)

    def _pictures(self, paragraph: WordParagraph) -> Iterator[Picture]:
        for blip in node(paragraph).iter(_BLIP):
            part = self.word.part.related_parts.get(str(blip.get(qn("r:embed"))))
            if part is not None:
                name = str(part.partname).lstrip("/")
                self.pictures[name] = part.blob
                yield Picture(name)


def letter_head(word: WordDocument, styles: Styles) -> Iterator[WordParagraph]:
    """A red mark that stands in the header of page 1, as in a letter."""
    first = word.sections[0]
    header = first.first_page_header if first.different_first_page_header_footer else first.header
    if not header.is_linked_to_previous:
        yield from (one for one in header.paragraphs if one.text.strip() and styles.look(one).red)


def is_frame(table: WordTable) -> bool:
    """A table that only holds number and signers, or the imprint, in place."""
    texts = [cell.text for row in table.rows for cell in row.cells]
    return len(texts) <= 8 and any(_HEAD_TABLE.search(text) for text in texts)


def _table(table: WordTable) -> Table:
    """The cells of a table; the text of merged cells stands in the first of them."""
    seen: set[Node] = set()  # the nodes themselves: an id would be given again once its node is gone
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        texts: list[str] = []
        for cell in row.cells:
            texts.append("" if cell._tc in seen else one_line(cell.text))  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
            seen.add(cell._tc)  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
        rows.append(tuple(texts))
    return Table(tuple(rows))


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
