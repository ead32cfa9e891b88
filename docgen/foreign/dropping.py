"""What a .docx loses when it is laid out anew: text outside of the body, marks within paragraphs, merged cells."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# python-docx gives no types for the file's XML

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Node
from docx.section import _Footer, _Header  # pyright: ignore[reportPrivateUsage]  # the only names they have

from docgen.foreign.styles import Styles
from docgen.foreign.word import is_frame, letter_head

_PAGE_NUMBER = re.compile(r"[\s\d—–\-－·第共页/，,()（）]*")
_AROUND = (
    ("页眉", ("header", "first_page_header", "even_page_header")),
    ("页脚", ("footer", "first_page_footer", "even_page_footer")),
)
_MARKS = (
    ("w:b", "加粗"),
    ("w:u", "下划线"),
    ("w:i", "斜体"),
    ("w:em", "着重号"),
    ("w:strike", "删除线"),
    ("w:highlight", "突出显示"),
)
_OFF = ("0", "false", "off", "none")
_SHOWN = 12  # characters of a text that tell which it is


def dropped(path: Path) -> tuple[str, ...]:
    """What of a .docx is not in it once it is laid out anew, one Chinese phrase each (“加粗 3 处（“各单位”等）”)."""
    word = docx.Document(str(path))
    body: Node = word.element.body
    comments = sum(1 for _ in body.iter(qn("w:commentReference")))
    return (*_around(word), *_marked(body), *_merged(word), *([f"批注 {comments} 条"] if comments else ()))


def _around(word: WordDocument) -> Iterator[str]:
    """Headers and footers whose text is more than a page number; the red mark of a letter is kept."""
    kept = {one.text.strip() for one in letter_head(word, Styles(word))}
    for name, attributes in _AROUND:
        parts = [getattr(section, attribute) for section in word.sections for attribute in attributes]
        for text in dict.fromkeys(text for part in parts if not part.is_linked_to_previous for text in _texts(part)):
            if text not in kept and not _PAGE_NUMBER.fullmatch(text):
                yield f"{name}里的文字“{_short(text)}”"


def _texts(part: _Header | _Footer) -> Iterator[str]:
    yield from (paragraph.text.strip() for paragraph in part.paragraphs)
    yield from (cell.text.strip() for table in part.tables for row in table.rows for cell in row.cells)


def _marked(body: Node) -> Iterator[str]:
    """Marks that runs of the text have of their own; those next to each other count as one."""
    for tag, name in _MARKS:
        texts = [text for paragraph in body.iter(qn("w:p")) for text in _stretches(paragraph, tag)]
        if texts:
            yield f"{name} {len(texts)} 处（“{_short(texts[0])}”{'等' if len(texts) > 1 else ''}）"


def _stretches(paragraph: Node, tag: str) -> Iterator[str]:
    stretch = ""
    for run in paragraph.iter(qn("w:r")):
        text = "".join(node.text or "" for node in run.iter(qn("w:t")))
        mark = run.find(f"{qn('w:rPr')}/{qn(tag)}")
        if mark is not None and mark.get(qn("w:val")) not in _OFF:
            stretch += text
        elif text:
            if stretch.strip():
                yield stretch
            stretch = ""
    if stretch.strip():
        yield stretch


def _merged(word: WordDocument) -> Iterator[str]:
    """Merged cells: a source text has no way to say them, so each becomes the cells that it covers."""
    count = 0
    for table in word.tables:
        if not is_frame(table):
            cells = [cell._tc for row in table.rows for cell in row.cells]  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
            count += sum(times > 1 for times in Counter(cells).values())
    if count:
        yield f"合并的单元格 {count} 处（已拆开，文字在第一格）"


def _short(text: str) -> str:
    bare = re.sub(r"\s+", " ", text.strip())
    return bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]}…"
