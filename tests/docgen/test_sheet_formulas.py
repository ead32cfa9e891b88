"""Words of a task never become a formula in the spreadsheet."""

from __future__ import annotations

import io

import openpyxl
import pytest

from docgen.tasks.reading import Task
from docgen.tasks.sheet import task_sheet


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://127.0.0.1/")', "\t=1", "{=1}"])
def test_a_task_that_looks_like_a_formula_stays_text(text: str) -> None:
    task = Task(what=text, lead=(text,), support=(text,), due_text=text)
    sheet = openpyxl.load_workbook(io.BytesIO(task_sheet([task]))).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2][1:]] == [(text, "s")] * 4
