"""Hits as a table for a spreadsheet: the filing list, or what a search found, as .xlsx or .csv.

A spreadsheet takes a cell that begins with = + - @ for a formula. In .xlsx each cell is written as text; in .csv, which
knows no types, an apostrophe before it makes it text.
"""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# xlsxwriter types its cells only in part; it brings no stubs

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from search.records import HIT_END, HIT_START, Hit

COLUMNS = ("编号", "标题", "文种", "发文机关", "发文字号", "成文日期", "密级", "摘录")
SUFFIXES = (".xlsx", ".csv")
_WIDTHS = (8, 48, 12, 28, 22, 14, 8, 60)
"""Characters; the columns of the sheet."""
_CELL_LIMIT = 32_767
"""Characters in a cell, Excel's limit."""
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def table(hits: Iterable[Hit], suffix: str) -> bytes:
    """The hits as the bytes of a file of that `suffix`, one of SUFFIXES; ValueError for another."""
    makers = {".xlsx": sheet, ".csv": comma_separated}
    if suffix.lower() not in makers:
        raise ValueError(f"not a table: {suffix}")
    return makers[suffix.lower()](hits)


def sheet(hits: Iterable[Hit]) -> bytes:
    """An .xlsx whose head stays in sight and can be filtered by; the same hits give the same bytes."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  a file has no time zone
        page = book.add_worksheet("目录")
        bold = book.add_format({"bold": True, "align": "center"})
        page.write_row(0, 0, COLUMNS, bold)
        last = 0
        for last, hit in enumerate(hits, 1):
            page.write_number(last, 0, hit.id)
            for column, text in enumerate(_texts(hit), 1):
                page.write_string(last, column, text[:_CELL_LIMIT])
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, last, len(COLUMNS) - 1)
    return data.getvalue()


def comma_separated(hits: Iterable[Hit]) -> bytes:
    """A .csv in UTF-8 with the mark by which Excel and WPS know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows((hit.id, *map(_harmless, _texts(hit))) for hit in hits)
    return text.getvalue().encode("utf-8-sig", "replace")


def _texts(hit: Hit) -> tuple[str, ...]:
    """The cells after the id; no text of a paper with a 密级 gets into a list that is passed on."""
    passage = "" if hit.secrecy else " ".join(hit.snippet.replace(HIT_START, "").replace(HIT_END, "").split())
    return (hit.title, hit.kind, hit.issuer, hit.document_number, hit.issue_date, hit.secrecy, passage)


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
