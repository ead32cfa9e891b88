"""Tables for a spreadsheet: columns and rows as the bytes of an .xlsx or .csv.

A spreadsheet takes a cell that begins with = + - @ for a formula. In .xlsx each text is written as text; in .csv,
which knows no types, an apostrophe before it makes it text.
"""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# xlsxwriter types its cells only in part; it brings no stubs

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from papers.problem import Problem

SUFFIXES = (".xlsx", ".csv")
Cell = str | int | float | None
_CELL_LIMIT = 32_767
"""Characters in a cell, Excel's limit."""
_WIDEST = 60
"""Characters; a column is as wide as its widest cell, up to this."""
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


class TableError(Problem):
    """A table that cannot be written as it was asked for."""


def table_bytes(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> bytes:
    """The table as a file of the suffix of `path`, the sheet called `name`; TableError for any but SUFFIXES."""
    if path.suffix.lower() not in SUFFIXES:
        raise TableError(f"表只能存成 .xlsx 或 .csv，“{path.name}”不是；请改一个文件名。")
    kept = [list(row) for row in rows]
    return _sheet(columns, kept, name) if path.suffix.lower() == ".xlsx" else _comma_separated(columns, kept)


def _sheet(columns: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> bytes:
    """An .xlsx whose head stays in sight and can be filtered by; the same table gives the same bytes."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  a file has no time zone
        page = book.add_worksheet(name)
        page.write_row(0, 0, columns, book.add_format({"bold": True, "align": "center"}))
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, int | float):
                    page.write_number(place, column, cell)
                else:
                    page.write_string(place, column, (cell or "")[:_CELL_LIMIT])
        for column, title in enumerate(columns):
            page.set_column(column, column, _width([title, *(row[column] for row in rows)]))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(rows), max(0, len(columns) - 1))
    return data.getvalue()


def _width(cells: Iterable[Cell]) -> int:
    """In characters of the usual face, of which a Han character takes two."""
    return min(_WIDEST, 2 + max(sum(2 if ord(mark) > 0x2E7F else 1 for mark in str(cell or "")) for cell in cells))


def _comma_separated(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A .csv in UTF-8 with the mark by which Excel and WPS know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
