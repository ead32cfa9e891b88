"""Tables as rows; landscape ones stand on turned pages (8). What the standard leaves open is settled by practice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from docgen.layout import standard as std
from docgen.layout.frame import Frame
from docgen.layout.rows import SMALL, Row
from docgen.layout.shaping import Span
from docgen.model import Align, Table
from docgen.pages import Item, Part, Role, Rule

PADDING = 5.0
"""Points between a cell's text and its rules."""

LINE = 20.0
"""Points from line to line within a cell (4号 text)."""

CELL_STYLE = replace(SMALL, part=Part.TABLE, fill=False, pitch=LINE)
"""How cells are set: 4号, lines not filled."""

RULE = 0.5
"""Thickness of a table's rules in points."""

NARROWEST = 3 * std.SMALL_SIZE
"""No column is narrower than three characters, as long as there is room."""

NUMBER = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?\s*[%‰]?|[—–-]{1,2}")
"""A cell that counts as a number, for columns that line up on the right."""


def table_rows(table: Table, frame: Frame) -> list[Row]:
    """The rows of a table: caption, header (repeated on every page) and body, all on the grid."""
    if not table.rows or not any(table.rows):
        return []
    width = std.HEIGHT if table.landscape else std.WIDTH
    capacity = frame.turned_rows if table.landscape else frame.rows
    grid = Grid.of(table, frame, width)
    heads = [row for cells in table.rows[: table.header_rows] for row in grid.rows(cells, capacity, header=True)]
    if sum(row.rows for row in heads) > capacity // 2:
        heads = [replace(row, keep_next=False) for row in heads]
        repeat = ()
    else:
        repeat = tuple(heads)
    room = capacity - sum(row.rows for row in repeat)
    body = [replace(row, repeat=repeat) for cells in table.rows[table.header_rows :] for row in grid.rows(cells, room)]
    rows = [*_caption(table, frame, width), *heads, *body]
    return [replace(row, turned=True) for row in rows] if table.landscape else rows


def _caption(table: Table, frame: Frame, width: float) -> list[Row]:
    if not table.caption:
        return []
    style = replace(SMALL, part=Part.TABLE, fill=False, align=Align.CENTRE, right=std.WIDTH - width)
    rows = frame.setter.paragraph([Span(table.caption, Role.HEI)], style, line=table.line)
    return [replace(row, keep_next=True) for row in rows]


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of one table: left edges (one more than columns, points from the type area) and alignments."""

    edges: tuple[float, ...]
    aligns: tuple[Align, ...]
    frame: Frame
    line: int

    @classmethod
    def of(cls, table: Table, frame: Frame, width: float) -> Grid:
        """The columns of a table (with at least one row) that is `width` points wide."""
        count = max(len(cells) for cells in table.rows)
        columns = [[cells[index] if index < len(cells) else "" for cells in table.rows] for index in range(count)]
        split = [(column[: table.header_rows], column[table.header_rows :]) for column in columns]
        edges = (0.0, *accumulate(_widths(split, frame, width)))
        aligns = tuple(_align(table, index, cells) for index, (_, cells) in enumerate(split))
        return cls(edges, aligns, frame, table.line)

    def rows(self, cells: Sequence[str], capacity: int, *, header: bool = False) -> list[Row]:
        """One table row, as several rows where its cells are higher than a page."""
        set_cells = [self._cell(text, index, header=header) for index, text in enumerate(cells[: len(self.aligns)])]
        lines = max((len(cell) for cell in set_cells), default=1)
        most = max(int((capacity * self.frame.pitch - PADDING) / LINE), 1)
        return [
            self._row([cell[start : start + most] for cell in set_cells], header) for start in range(0, lines, most)
        ]

    def _cell(self, text: str, index: int, *, header: bool) -> list[tuple[Item, ...]]:
        left, right = self.edges[index] + PADDING, self.edges[index + 1] - PADDING
        align = Align.CENTRE if header else self.aligns[index]
        style = replace(CELL_STYLE, first=left, left=left, right=std.WIDTH - right, align=align)
        role = Role.HEI if header else Role.BODY
        setter = self.frame.setter
        return [
            row.items for part in _parts(text) for row in setter.paragraph([Span(part, role)], style, line=self.line)
        ]

    def _row(self, cells: list[list[tuple[Item, ...]]], header: bool) -> Row:
        lines = max((len(cell) for cell in cells), default=1)
        rows = max(-int(-(lines * LINE + PADDING) // self.frame.pitch), 1)
        height = rows * self.frame.pitch
        items: list[Item] = []
        for cell in cells:
            top = (height - len(cell) * LINE) / 2
            for number, texts in enumerate(cell):
                items += self.frame.shifted(texts, top + number * LINE)
        return Row((*items, *self._rules(height)), rows=rows, keep_next=header)

    def _rules(self, height: float) -> tuple[Rule, ...]:
        left, right = std.LEFT + self.edges[0], std.LEFT + self.edges[-1]
        across = [Rule(left, y, right, y, RULE, Part.TABLE) for y in (0.0, height)]
        down = [Rule(std.LEFT + x, 0.0, std.LEFT + x, height, RULE, Part.TABLE) for x in self.edges]
        return (*across, *down)


def _align(table: Table, index: int, cells: Sequence[str]) -> Align:
    """As the source text says; else numbers to the right, short words to the middle, text to the left."""
    if index < len(table.aligns) and table.aligns[index] is not Align.LEFT:
        return table.aligns[index]
    filled = [cell.strip() for cell in cells if cell.strip()]
    if [str(number) for number in range(1, len(filled) + 1)] == filled:  # 序号
        return Align.CENTRE
    if filled and all(NUMBER.fullmatch(cell) for cell in filled):
        return Align.RIGHT
    if filled and all(len(cell) <= _SHORT for cell in filled):
        return Align.CENTRE
    return Align.LEFT


_SHORT = 6
"""Characters up to which a column's words stand in the middle."""


def _widths(columns: Sequence[tuple[Sequence[str], Sequence[str]]], frame: Frame, width: float) -> list[float]:
    """Column widths by content: short columns get what they want, long ones share what is left by their length."""
    wanted = [_wanted(heads, cells, frame) for heads, cells in columns]
    if sum(wanted) <= width:
        return [want + (width - sum(wanted)) / len(wanted) for want in wanted]
    widths = dict(enumerate(wanted))
    long: list[int] = []
    left = width
    for position, index in enumerate(sorted(widths, key=lambda index: wanted[index])):
        if long or wanted[index] > left / (len(wanted) - position):
            long.append(index)
        else:
            left -= wanted[index]
    least = min(NARROWEST, left / len(long))
    spare = left - least * len(long)
    weights = {index: wanted[index] - least for index in long}
    for index in long:
        widths[index] = least + spare * weights[index] / sum(weights.values())
    return list(widths.values())


def _wanted(heads: Sequence[str], cells: Sequence[str], frame: Frame) -> float:
    """The width at which no cell of a column wraps and its header at most once."""
    longest = max((_extent(cell, Role.BODY, frame) for cell in cells), default=0.0)
    header = max((_extent(cell, Role.HEI, frame) for cell in heads), default=0.0)
    return max(longest, min(header, header / 2 + std.SMALL_SIZE), std.SMALL_SIZE) + 2 * PADDING + 1


def _extent(cell: str, role: Role, frame: Frame) -> float:
    return max(frame.setter.extent(part, role, CELL_STYLE) for part in _parts(cell))


def _parts(cell: str) -> list[str]:
    """The lines that the author wants in a cell."""
    return re.split(r"<br\s*/?>|\n", cell)
