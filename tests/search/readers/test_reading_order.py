"""The pieces of text on a picture of a page are read as a person reads them. No models are needed for that."""

from __future__ import annotations

import pytest

from search.readers import recognising
from search.readers.flow import Line
from search.readers.reading_order import in_order
from search.readers.recognising import as_printed, threads
from search.readers.table_rows import in_rows

SIZE = 10.0


def piece(text: str, left: float, top: float) -> Line:
    """A piece of text in characters of ten units."""
    return Line(text, left, left + SIZE * len(text), top, top + SIZE)


def read(*pieces: Line) -> list[str]:
    return [line.text for line in in_rows(in_order(pieces))]


def test_lines_come_from_above_however_they_were_found() -> None:
    assert read(piece("第三行", 0, 40), piece("第一行", 20, 0), piece("第二行", 0, 20)) == [
        "第一行",
        "第二行",
        "第三行",
    ]


def test_pieces_of_one_line_are_put_together_with_the_gap_that_stands_between_them() -> None:
    assert read(piece("附件", 15, 1), piece("一", 0, 0), piece("表", 45, -1)) == ["一附件 表"]
    assert read(piece("签发人：张某", 200, 1), piece("青管〔2026〕9号", 0, 0)) == ["青管〔2026〕9号\t签发人：张某"]


def test_a_row_of_a_table_is_read_cell_by_cell() -> None:
    rows = [
        *(piece("任务", 0, 0), piece("单位", 60, 0), piece("时限", 120, 0)),
        *(piece("实施亮", 0, 30), piece("区城管", 60, 30), piece("10月", 120, 36), piece("化工程", 0, 44)),
        *(piece("理局", 60, 44), piece("开展整治", 0, 75), piece("区住建局", 60, 75), piece("6月", 120, 75)),
    ]
    wanted = ["任务\t单位\t时限", "实施亮化工程\t区城管理局\t10月", "开展整治\t区住建局\t6月"]
    assert read(*rows) == wanted


def test_two_columns_are_read_one_after_the_other_below_the_heading_over_both() -> None:
    heading = piece("青澜新区召开美丽新区建设动员会", 40, 0)
    left = [piece(f"左栏第{number:02}行文字甲", 0, 20 + 15 * number) for number in range(14)]
    right = [piece(f"右栏第{number:02}行文字乙", 130, 20 + 15 * number) for number in range(14)]
    read_as = read(heading, *(line for pair in zip(left, right, strict=True) for line in pair))
    assert read_as == [line.text for line in (heading, *left, *right)]


def test_a_long_table_is_not_taken_for_columns() -> None:
    rows = [(piece(f"{number}", 0, 20 * number), piece(f"第{number:02}项", 150, 20 * number)) for number in range(14)]
    assert read(*(cell for row in rows for cell in row))[3] == "3\t第03项"


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        ("青管〔2026]15号", "青管〔2026〕15号"),
        ("国发[2012]3号文件", "国发〔2012〕3号文件"),
        ("(此件公开发布)", "（此件公开发布）"),
        ("（二)基本原则", "（二）基本原则"),
        ("各街道,各部门:", "各街道，各部门："),
        ("比例为3:2,共1,200元", "比例为3:2,共1,200元"),
        ("f(x)=[2026]", "f(x)=[2026]"),
        ("-2一", "—2—"),
        ("一般2026", "一般2026"),
    ],
)
def test_marks_are_those_that_papers_print(found: str, printed: str) -> None:
    assert as_printed(found) == printed


@pytest.mark.parametrize(("processors", "used"), [(1, 1), (2, 1), (4, 2), (64, 4), (None, 1)])
def test_half_of_the_processors_are_left_to_whoever_sits_there(
    processors: int | None, used: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising.os, "cpu_count", lambda: processors)
    assert threads() == used
