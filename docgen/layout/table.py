"""Tables as rows; landscape ones stand on turned pages (8). What the standard leaves open is settled by practice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from docgen.layout import standard as std
from docgen.layout.breaking import LONG_WORD, can_break
from docgen.layout.frame import Frame
from docgen.layout.origins import consecutive
from docgen.layout.rows import SMALL, Row, Setter, Style
from docgen.layout.shaping import Span
from docgen.model import Align, Table
from docgen.pages import NOWHERE, Item, Origin, Part, Role, Rule

SIZES = (std.SMALL_SIZE, 12.0, 10.5, 9.0, 7.5)
"""4号, 小四, 五号, 小五, 六号: a table takes the first, from the house's on, in which no number and no word is cut."""

PADDING = 5.0
TIGHT_PADDING = 2.0
"""Points between a cell's text and the rules beside it, in 小四 and larger and in smaller text."""

LINE = 1.3
"""Ems from line to line of Chinese text set single-spaced; the house's spacing is a multiple of it."""

ABOVE, TIGHT_ABOVE = 3.0, 1.0
"""Points of white above and below the lines of a cell, together, and in a table longer than a page."""

RULE = 0.5
"""Thickness of a table's rules in points."""

LONG, FIVE = 1.75, 10.5
"""Pages from which on a table is set in 五号, and that size."""

NARROWEST = 4
"""No column of longer texts is narrower than four characters, however much the others want."""

WORD = 12
"""Half-width characters of a long word that a column keeps whole."""

NUMBER = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?\s*[%‰]?|[—–-]{1,2}")
"""A cell that counts as a number, for columns that line up on the right."""


def table_rows(table: Table, frame: Frame, origin: Origin = NOWHERE) -> list[Row]:
    """The rows of a table: caption, header (repeated on every page) and body, all on the grid."""
    if not table.rows or not any(table.rows):
        return []
    width = std.HEIGHT if table.landscape else std.WIDTH
    capacity = frame.turned_rows if table.landscape else frame.rows
    grid = Grid.of(table, frame, width, origin)
    heads = [row for index in range(table.header_rows) for row in grid.rows(index, capacity, header=True)]
    if sum(row.rows for row in heads) > capacity // 2:
        heads = [replace(row, keep_next=False) for row in heads]
        repeat = ()
    else:
        repeat = tuple(heads)
    room = capacity - sum(row.rows for row in repeat)
    below = range(table.header_rows, len(table.rows))
    body = [replace(row, repeat=repeat) for index in below for row in grid.rows(index, room)]
    rows = [*_caption(table, frame, width, origin), *heads, *body]
    return [replace(row, turned=True) for row in rows] if table.landscape else rows


def _caption(table: Table, frame: Frame, width: float, origin: Origin) -> list[Row]:
    if not table.caption:
        return []
    style = replace(SMALL, part=Part.TABLE, fill=False, align=Align.CENTRE, right=std.WIDTH - width)
    rows = frame.setter.paragraph([Span(table.caption, Role.HEI, origin=origin)], style)
    return [replace(row, keep_next=True) for row in rows]


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of one table: left edges (one more than columns, points from the type area) and alignments.

    `style`: how cells are set; `padding`: points between text and the rules beside it, `above`: those above and below.
    """

    edges: tuple[float, ...]
    aligns: tuple[Align, ...]
    frame: Frame
    table: Table
    origin: Origin
    style: Style
    padding: float
    above: float

    @classmethod
    def of(cls, table: Table, frame: Frame, width: float, origin: Origin = NOWHERE) -> Grid:
        """The columns of a table (with at least one row) that is `width` points wide."""
        count = max(len(cells) for cells in table.rows)
        columns = [[cells[index] if index < len(cells) else "" for cells in table.rows] for index in range(count)]
        split = [(column[: table.header_rows], column[table.header_rows :]) for column in columns]
        height = (frame.turned_rows if table.landscape else frame.rows) * frame.pitch
        widths, style = _fitted(split, frame, width, frame.profile.table_size)
        above = ABOVE
        if len(table.rows) * (style.pitch + ABOVE) > height:  # a long table is set single-spaced, to save paper
            if len(table.rows) * (LINE * style.size + TIGHT_ABOVE) > LONG * height:  # a very long one in 五号 too
                widths, style = _fitted(split, frame, width, min(FIVE, frame.profile.table_size))
            style, above = replace(style, pitch=LINE * style.size), TIGHT_ABOVE
        aligns = tuple(_align(table, index, cells) for index, (_, cells) in enumerate(split))
        return cls((0.0, *accumulate(widths)), aligns, frame, table, origin, style, _padding(style), above)

    def rows(self, row: int, capacity: float, *, header: bool = False) -> list[Row]:
        """One table row, as several rows where its cells are higher than a page."""
        cells = self.table.rows[row] if row < len(self.table.rows) else ()
        set_cells = [
            self._cell(text, (row, cell), header=header) for cell, text in enumerate(cells[: len(self.aligns)])
        ]
        lines = max((len(cell) for cell in set_cells), default=1)
        most = max(int((capacity * self.frame.pitch - self.above) / self.style.pitch), 1)
        return [
            self._row([cell[start : start + most] for cell in set_cells], row, header=header)
            for start in range(0, lines, most)
        ]

    def _cell(self, text: str, where: tuple[int, int], *, header: bool) -> list[tuple[Item, ...]]:
        index, place = where[1], self.table.place(*where)
        origin = replace(self.origin, line=place.line, column=place.column, row=where[0], cell=index)
        left, right = self.edges[index] + self.padding, self.edges[index + 1] - self.padding
        align = Align.CENTRE if header else self.aligns[index]
        style = replace(self.style, first=left, left=left, right=std.WIDTH - right, align=align)
        role = Role.HEI if header else Role.BODY
        spans = consecutive(_parts(text), text, role, origin)
        return [row.items for span in spans for row in self.frame.setter.paragraph([span], style)]

    def _row(self, cells: list[list[tuple[Item, ...]]], number: int, *, header: bool) -> Row:
        lines = max((len(cell) for cell in cells), default=1)
        height = lines * self.style.pitch + self.above
        items: list[Item] = []
        for cell in cells:
            top = (height - len(cell) * self.style.pitch) / 2
            for line, texts in enumerate(cell):
                items += self.frame.shifted(texts, top + line * self.style.pitch)
        origin = replace(self.origin, row=number, cell=0)
        shown = (*items, *self._rules(height))
        return Row(shown, rows=height / self.frame.pitch, keep_next=header, loose=number > 0, origin=origin)

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


Column = tuple[Sequence[str], Sequence[str]]
"""The texts of a column's header cells and of its others."""


def _fitted(columns: Sequence[Column], frame: Frame, width: float, largest: float) -> tuple[list[float], Style]:
    """The widths of the columns, and the `largest` text in which they have what they need; else the smallest."""
    setter, line = frame.setter, LINE * frame.profile.table_spacing
    sizes = [size for size in SIZES if size <= largest]
    plain = replace(SMALL, part=Part.TABLE, fill=False, addresses=True)
    styles = [replace(plain, size=size, pitch=line * size) for size in sizes]
    tried = ((style, [_needed(column, setter, style) for column in columns]) for style in styles)
    style, needed = next(found for found in tried if sum(found[1]) <= width or found[0] is styles[-1])
    scale = min(width / sum(needed), 1.0)
    needed = [scale * need for need in needed]
    wanted = [max(_wanted(column, setter, style), need) for column, need in zip(columns, needed, strict=True)]
    return _widths(wanted, needed, width, NARROWEST * style.size), style


def _widths(wanted: Sequence[float], needed: Sequence[float], width: float, least: float) -> list[float]:
    """Column widths by content: short columns get what they want, long ones share what is left by their length.

    No column gets less than it needs; all together need no more than `width`.
    """
    if sum(wanted) <= width:
        return [want + (width - sum(wanted)) / len(wanted) for want in wanted]
    widths = list(wanted)
    long: list[int] = []
    left, still_needed = width, sum(needed)
    for position, index in enumerate(sorted(range(len(wanted)), key=lambda index: wanted[index])):
        still_needed -= needed[index]
        if long or wanted[index] > min(left / (len(wanted) - position), left - still_needed):
            long.append(index)
        else:
            left -= wanted[index]
    bases = {index: max(needed[index], min(least, left / len(long))) for index in long}
    if sum(bases.values()) > left:
        bases = {index: needed[index] for index in long}
    spare = left - sum(bases.values())
    weights = {index: max(wanted[index] - bases[index], 0.0) for index in long}
    for index in long:
        share = weights[index] / sum(weights.values()) if sum(weights.values()) else 1 / len(long)
        widths[index] = bases[index] + spare * share
    return widths


def _wanted(column: Column, setter: Setter, style: Style) -> float:
    """The width at which no cell of a column wraps and its header at most once."""
    heads, cells = column
    longest = max((setter.extent(part, Role.BODY, style) for cell in cells for part in _parts(cell)), default=0.0)
    header = max((setter.extent(part, Role.HEI, style) for cell in heads for part in _parts(cell)), default=0.0)
    return max(longest, min(header, header / 2 + style.size), style.size) + 2 * _padding(style) + 1


def _needed(column: Column, setter: Setter, style: Style) -> float:
    """The width at which no number and no word of a column is cut; four characters at least where a cell has them.

    Of a long word, an address, only so much is kept whole as a line can hold.
    """
    heads, cells = column
    pieces = [(piece, Role.HEI) for cell in heads for piece in _pieces(cell)]
    pieces += [(piece, Role.BODY) for cell in cells for piece in _pieces(cell)]
    longest = max((setter.extent(piece, role, style) for piece, role in pieces), default=0.0)
    whole = max((setter.extent(part, Role.BODY, style) for cell in cells for part in _parts(cell)), default=0.0)
    return max(longest, min(whole, NARROWEST * style.size), 2 * style.size) + 2 * _padding(style) + 1


def _pieces(cell: str) -> Iterator[str]:
    """What of a cell may not be parted: numbers, words, a character with its mark."""
    for part in _parts(cell):
        allowed = can_break(part, addresses=True)
        places = [0, *(place for place in range(1, len(part)) if allowed[place]), len(part)]
        pieces = (part[start:end].strip() for start, end in pairwise(places))
        yield from (
            piece[:WORD] if len(piece) > LONG_WORD and not NUMBER.fullmatch(piece) else piece for piece in pieces
        )


def _padding(style: Style) -> float:
    return PADDING if style.size >= _ROOMY else TIGHT_PADDING


_ROOMY = 12.0
"""小四: the smallest text that has white enough beside it."""


def _parts(cell: str) -> list[str]:
    """The lines that the author wants in a cell."""
    return re.split(r"<br\s*/?>|\n", cell)
