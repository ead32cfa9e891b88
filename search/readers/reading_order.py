"""The order in which the pieces of text on a picture of a page are read: columns, rows of tables, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from search.readers.flow import Line
from search.readers.table_rows import GUTTER, TALLEST

_APART = 0.45
"""Heights of a character between two rows of a table; lines inside a cell stand closer."""

_FULL = 0.75
"""Share of a column's width that a line of running text fills; cells of a table fill less."""

_MOSTLY = 0.8
_CROSSING = 0.15
"""Share of the lines that may cross the gutter between two columns: headings over both."""

_STEP = 0.5  # heights of a character between the places where a gutter is looked for


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are read. What stands side by side comes cell by cell, so that in_rows() finds the rows."""
    downwards = sorted(lines, key=lambda line: (line.top, line.left))
    gutter = _gutter(downwards)
    return list(_rows(downwards) if gutter is None else _in_columns(downwards, gutter))


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a page is parted into two columns of running text; None where it is not."""
    if len(lines) < 2 * TALLEST:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    step = _STEP * sorted(line.height for line in lines)[len(lines) // 2]
    middle = (left + right) / 2
    reach = int((right - left) / 4 / step)
    places = sorted((middle + index * step for index in range(-reach, reach + 1)), key=lambda x: abs(x - middle))
    return next((x for x in places if _parts(lines, x)), None)


def _parts(lines: Sequence[Line], x: float) -> bool:
    """Whether nearly all lines stand at one side of `x` or the other, and run as text at both."""
    sides = [line for line in lines if line.right <= x], [line for line in lines if line.left >= x]
    crossing = len(lines) - len(sides[0]) - len(sides[1])
    return crossing <= _CROSSING * len(lines) and all(len(side) > TALLEST and _is_text(side) for side in sides)


def _is_text(column: Sequence[Line]) -> bool:
    width = max(line.right for line in column) - min(line.left for line in column)
    return sum(line.right - line.left > _FULL * width for line in column) > _MOSTLY * len(column)


def _in_columns(lines: Sequence[Line], x: float) -> Iterator[Line]:
    """Left column, right column; a line over both ends them and begins them anew below."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < x < line.right:
            yield from (*_rows(left), *_rows(right), line)
            left, right = [], []
        else:
            (left if line.right <= x else right).append(line)
    yield from (*_rows(left), *_rows(right))


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    for band in _bands(lines):
        for cell in _cells(band) if len(_printed(band)) > 1 else [band]:
            for pieces in _printed(cell):
                yield reduce(Line.joined, sorted(pieces, key=lambda line: line.left))


def _bands(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """What stands side by side: parted where white goes across the page."""
    band: list[Line] = []
    bottom = 0.0
    for line in lines:
        if band and line.top > bottom + _APART * line.height:
            yield band
            band = []
        bottom = max(bottom, line.bottom) if band else line.bottom
        band.append(line)
    if band:
        yield band


def _cells(band: Sequence[Line]) -> Iterator[list[Line]]:
    """The cells of a row of a table: parted where white goes down through the whole band."""
    cell: list[Line] = []
    right = 0.0
    for line in sorted(band, key=lambda line: line.left):
        if cell and line.left > right + GUTTER * line.height:
            yield cell
            cell = []
        right = max(right, line.right) if cell else line.right
        cell.append(line)
    yield cell


def _printed(lines: Sequence[Line]) -> list[list[Line]]:
    """The printed lines that the pieces make up: those that stand at the same height."""
    printed: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        above = printed[-1][-1] if printed else None
        if above is not None and min(above.bottom, line.bottom) - max(above.top, line.top) > 0.5 * above.height:
            printed[-1].append(line)
        else:
            printed.append([line])
    return printed
