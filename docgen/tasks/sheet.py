"""The 任务分解表 as an .xlsx."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# xlsxwriter types its cells only in part; it brings no stubs

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from docgen.tasks.reading import COLUMNS, TABLE_TITLE, Task

_WIDTHS = (6, 40, 24, 32, 18)
"""Characters; the columns of the table."""


def task_sheet(tasks: Sequence[Task], title: str = TABLE_TITLE) -> bytes:
    """The table as the bytes of an .xlsx; deadlines are dates that can be sorted. `title` names the sheet.

    What a sheet's name may not hold is left out of it.
    """
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  the same tasks give the same bytes
        sheet = book.add_worksheet(_sheet_name(title))
        head = book.add_format({"bold": True, "border": 1, "align": "center"})
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        day = book.add_format({"border": 1, "num_format": "yyyy年m月d日", "valign": "vcenter"})
        sheet.write_row(0, 0, COLUMNS, head)
        for number, task in enumerate(tasks, 1):
            sheet.write_number(number, 0, number, cell)
            for column, text in enumerate((task.what, "、".join(task.lead), "、".join(task.support)), 1):
                sheet.write_string(number, column, text, cell)
            if task.due:
                sheet.write_datetime(number, 4, datetime.combine(task.due, time()), day)
            else:
                sheet.write_string(number, 4, task.due_text, cell)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    return data.getvalue()


def _sheet_name(title: str) -> str:
    """A name that spreadsheets take: at most 31 characters, none of their marks, no ' at its ends, not “History”."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "", title)[:31].strip("' ")
    return TABLE_TITLE if name.lower() in ("", "history") else name
