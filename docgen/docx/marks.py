"""The issuer mark in a .docx: one line, several, or the names of a joint document with 文件 at their right (7.2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Twips
from docx.table import Table
from docx.text.paragraph import Paragraph

from docgen.docx.writer import TW, Indent, Look, Writer, add_runs
from docgen.docx.xml import set_values, spacing, table_settings
from docgen.layout import standard as std
from docgen.layout.masthead import Head
from docgen.layout.shaping import Span
from docgen.pages import Part, Text

HEIGHT = 1.2
"""Exact line height of the mark in its sizes."""

BASE = 0.8
"""Word processors put the base line at 80 % of an exact line."""

_SPARE = 200
"""tw at both sides: a mark that is as wide as the type area must not wrap for a rounded width."""


def texts_of(head: Head, *parts: Part) -> list[Text]:
    """The head's texts of some parts."""
    return [item for item in head.items if isinstance(item, Text) and item.part in parts]


def lines_of(texts: Sequence[Text]) -> list[list[Text]]:
    """Texts grouped into lines, from above, each from the left."""
    ordered = sorted(texts, key=lambda text: (round(text.baseline, 1), text.x))
    return [list(line) for _, line in groupby(ordered, key=lambda text: round(text.baseline, 1))]


def mark_top(text: Text) -> int:
    """The top (tw) of the exact line that puts a mark's base line where our own page has it."""
    return round(text.baseline * TW - BASE * mark_height(text))


def mark_height(text: Text) -> int:
    """The exact line height (tw) of a mark."""
    return round(text.size * HEIGHT * TW)


def write_mark(head: Head, writer: Writer, y: int, *, right: str = "") -> int:
    """The mark, from y (tw below the type area's top) on; `right` stands at the names' right. Returns the y below."""
    texts = texts_of(head, Part.MARK)
    if not texts:
        return y
    if right and len(texts) > 1:
        return _write_joint(texts, writer, y)
    for line in lines_of(texts):
        top = max(mark_top(line[0]), y)
        writer.blanks = top - y
        paragraph = writer.paragraph("发文机关标志", (), Indent(left=-_SPARE, right=-_SPARE), line=mark_height(line[0]))
        _mark_runs(paragraph, line)
        y = top + mark_height(line[0])
    return y


def _mark_runs(paragraph: Paragraph, line: Sequence[Text]) -> None:
    for text in line:
        add_runs(paragraph, Span(text.text, text.role), Look(scale=text.scale, size=text.size))


def _write_joint(texts: Sequence[Text], writer: Writer, y: int) -> int:
    """Names spread to one width in the left cell of a table without rules, 文件 in the right one."""
    *names, right = texts
    lines = lines_of(names)
    left_edge, middle = lines[0][0].x - std.LEFT, right.x - std.LEFT
    width = max(sum(sum(text.advances) for text in line) for line in lines) + right.size * right.scale * 0.05
    table = writer.word.add_table(1, 2)
    table_settings(table, round(left_edge * TW), (round(width * TW), round((std.WIDTH - left_edge - width) * TW)))
    top = y
    for index, line in enumerate(lines):
        before, top = mark_top(line[0]) - top, mark_top(line[0]) + mark_height(line[0])
        _cell_mark(table, 0, index, line, before)
    _cell_mark(table, 1, 0, [right], mark_top(right) - y, left=round((middle - left_edge - width) * TW))
    writer.after_table = True
    return top


def _cell_mark(table: Table, column: int, index: int, line: Sequence[Text], before: int, *, left: int = 0) -> None:
    cell = table.cell(0, column)
    paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
    paragraph.style = "发文机关标志"
    set_values(spacing(paragraph), before=max(before, 0), line=mark_height(line[0]), lineRule="exact")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if column else WD_ALIGN_PARAGRAPH.DISTRIBUTE
    if left:
        paragraph.paragraph_format.left_indent = Twips(left)
    _mark_runs(paragraph, line)
