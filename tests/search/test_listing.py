"""Hits as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from search.listing import COLUMNS, table
from search.records import HIT_END, HIT_START, Hit

PAPER = Hit(
    7,
    "关于开展美丽新区建设的意见",
    "意见",
    "青澜新区管理委员会",
    "青管〔2026〕15号",
    "2026-04-15",
    1.0,
    f"实施{HIT_START}亮化工程{HIT_END}",
)
FORMULAS = ["=1+1", "+86", "-1", "@SUM(A1)", " =2", "＝1", "\t=1"]


def rows_of_sheet(data: bytes) -> list[tuple[object, ...]]:
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [tuple(row) for row in page.iter_rows(values_only=True)]


def rows_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_sheet_has_a_head_and_a_row_for_each_hit() -> None:
    head, row = rows_of_sheet(table([PAPER], ".xlsx"))
    assert head == COLUMNS
    expected = ("关于开展美丽新区建设的意见", "意见", "青澜新区管理委员会", "青管〔2026〕15号", "2026-04-15")
    assert row == (7, *expected, "", "实施亮化工程")


def test_of_a_paper_with_a_secrecy_the_list_says_that_and_none_of_its_text() -> None:
    secret = replace(PAPER, secrecy="机密")
    assert rows_of_csv(table([secret], ".csv"))[1][-2:] == ["机密", ""]


def test_both_forms_say_the_same() -> None:
    sheet = [[str(cell) for cell in row] for row in rows_of_sheet(table([PAPER], ".xlsx"))]
    assert sheet == rows_of_csv(table([PAPER], ".csv"))


def test_no_hits_make_a_table_of_its_head_alone() -> None:
    assert rows_of_sheet(table([], ".xlsx")) == [COLUMNS]
    assert rows_of_csv(table([], ".csv")) == [list(COLUMNS)]


def test_the_same_hits_give_the_same_bytes() -> None:
    assert table([PAPER], ".xlsx") == table([PAPER], ".xlsx")


@pytest.mark.parametrize("title", FORMULAS)
def test_a_title_that_looks_like_a_formula_is_text(title: str) -> None:
    hit = Hit(1, title, "", "", "", "", 0.0, "")
    page = openpyxl.load_workbook(io.BytesIO(table([hit], ".xlsx"))).worksheets[0]
    assert page["B2"].data_type == "s"
    assert rows_of_csv(table([hit], ".csv"))[1][1] == f"'{title}"


def test_another_suffix_is_refused() -> None:
    with pytest.raises(ValueError, match="pdf"):
        table([PAPER], ".pdf")
