"""Rows of tables on a page, told by where their lines stand: each cell comes to the right of the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.readers.flow import Line, together

TALLEST = 12
"""Lines in the tallest cell; more of them side by side are columns of text."""

GUTTER = 0.4
"""Heights of a character between two cells, at the least."""

Cell = list[Line]


def in_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines in their order, those of each table row made one line with tabs between its cells."""
    row: list[Cell] = []
    for line in lines:
        if row and _beside(row, line):
            if len(row) == 1:
                above, row[0] = _parted(row[0], line)
                yield from above
            row.append([line])
        elif row and _in_column(row, line):
            row[-1].append(line)
        else:
            yield from _row(row)
            row = [[line]]
    yield from _row(row)


def _beside(row: list[Cell], line: Line) -> bool:
    """Whether a line begins the next cell of the row."""
    last = row[-1][-1]
    cell = row[-1] if len(row) > 1 else _parted(row[0], line)[1]
    right = max(each.right for each in cell)
    higher = line.top < last.bottom - 0.3 * last.height
    lower = line.bottom > min(each.top for each in cell) - TALLEST * line.height
    return higher and lower and len(cell) <= TALLEST and line.left > right + GUTTER * min(line.height, last.height)


def _parted(lines: Cell, beside: Line) -> tuple[Cell, Cell]:
    """What stands above the row, and its first cell: it reaches as far above its neighbour's middle as below it."""
    middle = (beside.top + beside.bottom) / 2
    top = middle - (lines[-1].bottom - middle) - 0.5 * beside.height
    start = next((index for index, line in enumerate(lines) if line.top >= top), len(lines) - 1)
    return lines[:start], lines[start:]


def _in_column(row: list[Cell], line: Line) -> bool:
    """Whether a line goes on below in the cell that the row has come to."""
    last = row[-1][-1]
    if line.top < last.top + 0.5 * last.height:
        return False
    if len(row) == 1:
        return True
    near = line.top < last.bottom + line.height
    return near and line.left > max(each.right for each in row[-2]) + 0.3 * line.height


def _row(row: list[Cell]) -> Iterator[Line]:
    """The row as one line; a lone cell is text and stays as it is."""
    if len(row) < 2:
        yield from (line for cell in row for line in cell)
        return
    texts: list[str] = []
    for cell in row:
        text = ""
        for line in cell:
            text = together(text, line.text.strip())
        texts.append(text)
    every = [line for cell in row for line in cell]
    top, bottom = min(line.top for line in every), min(line.bottom for line in every)
    yield replace(row[0][0], text="\t".join(texts), right=max(line.right for line in every), top=top, bottom=bottom)
