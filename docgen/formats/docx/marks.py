"""The issuer mark in a .docx: one line, several, or the names of a joint document with 文件 at their right (7.2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table
from docx.text.paragraph import Paragraph

from docgen.formats.docx.writer import TW, Indent, Look, Writer, add_runs, set_indent
from docgen.formats.docx.xml import set_values, spacing, table_settings
from docgen.layout import standard as std
from docgen.layout.masthead import Head
from docgen.layout.shaping import Span
from docgen.pages import Part, Text

HEIGHT = 1.2
"""Exact line height of the mark in its sizes."""

BASE = 0.8
"""Word processors put the base line at 80 % of an exact line."""

_TIGHT = 0.7
"""Part of the room between the names and 文件 that the names must leave: the rest is for rounded widths."""

_SPARE = 200
"""tw at both sides: a mark that is as wide as the type area must not wrap for a rounded width."""


def texts_of(head: Head, *parts: Part) -> list[Text]:
    """The head's texts of some parts."""
    return [item for item in head.items if isinstance(item, Text) and item.part in parts]


def lines_of(texts: Sequence[Text]) -> list[list[Text]]:
    """Texts grouped into lines, from above, each from the left."""
    ordered = sorted(texts, key=lambda text: (round(text.baseline, 1), text.x))
    return [list(line) for _, line in groupby(ordered, key=lambda text: round(text.baseline, 1))]


def spans_of(line: Sequence[Text]) -> list[Span]:
    """What stands on a line, neighbours of one role joined."""
    return [Span("".join(text.text for text in group), role) for role, group in groupby(line, lambda text: text.role)]


def mark_height(lines: Sequence[Sequence[Text]]) -> int:
    """The exact line height (tw) of a mark: from line to line, or a little more than its size."""
    if len(lines) > 1:
        return round((lines[1][0].baseline - lines[0][0].baseline) * TW)
    return round(lines[0][0].size * HEIGHT * TW)


def mark_top(text: Text, height: int) -> int:
    """The top (tw) of the exact line that puts a mark's base line where our own page has it."""
    return round(text.baseline * TW - BASE * height)


def write_mark(head: Head, writer: Writer, y: int, *, right: str = "") -> int:
    """The mark, from y (tw below the type area's top) on; `right` stands at the names' right. Returns the y below."""
    texts = texts_of(head, Part.MARK)
    if not texts:
        return y
    if right and len(texts) > 1:
        return _write_joint(texts, writer, y)
    lines = lines_of(texts)
    height = mark_height(lines)
    for line in lines:
        top = max(mark_top(line[0], height), y)
        writer.blanks = top - y
        _mark_runs(writer.paragraph("发文机关标志", (), Indent(left=-_SPARE, right=-_SPARE), line=height), line)
        y = top + height
    return y


def _mark_runs(paragraph: Paragraph, line: Sequence[Text]) -> None:
    for span in spans_of(line):
        add_runs(paragraph, span, Look(scale=line[0].scale, size=line[0].size))


def _write_joint(texts: Sequence[Text], writer: Writer, y: int) -> int:
    """Names spread to one width in the left cell of a table without rules, 文件 in the right one."""
    *names, right = texts
    lines = lines_of(names)
    height = mark_height(lines)
    start = min(line[0].x for line in lines)
    gap = right.size * right.scale / 4
    width = right.x - gap - start
    table = writer.word.add_table(1, 2)
    table_settings(table, _tw(start - std.LEFT), (_tw(width), _tw(std.RIGHT - start - width)))
    top = y
    for index, line in enumerate(lines):
        before = max(mark_top(line[0], height) - top, 0)
        _cell_mark(table, (0, index), line, (before, height), right=_tw(gap * _TIGHT))
        top += before + height
    _cell_mark(table, (1, 0), [right], (mark_top(right, height) - y, height), left=_tw(gap))
    writer.after_table = True
    return top


def _tw(points: float) -> int:
    return round(points * TW)


def _cell_mark(
    table: Table,
    place: tuple[int, int],
    line: Sequence[Text],
    heights: tuple[int, int],
    *,
    left: int = 0,
    right: int = 0,
) -> None:
    """Paragraph `place[1]` of the cell in column `place[0]`; `heights`: the space before it and its line."""
    column, index = place
    cell = table.cell(0, column)
    paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
    paragraph.style = "发文机关标志"
    set_values(spacing(paragraph), before=max(heights[0], 0), line=heights[1], lineRule="exact")
    set_indent(paragraph, Indent(left=left, right=right))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if column else WD_ALIGN_PARAGRAPH.DISTRIBUTE
    _mark_runs(paragraph, line)
