"""Minutes and plans become tasks: who, what, by when."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from docgen.check.duties import lacking
from docgen.model import Document
from docgen.source import parse, write
from docgen.tasks.reading import Task, read_tasks, task_table, with_task_table
from docgen.tasks.sheet import task_sheet

MINUTES = """---
版式: 纪要
文种: 纪要
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会专题会议纪要
标题: 关于路灯养护的会议纪要
成文日期: 2026-11-20
出席: 秦某
---
会议议定以下事项。
{}
会议要求，各单位要抓好落实。
"""


def minutes(item: str) -> Document:
    return parse(MINUTES.format(item))[0]


def only(item: str) -> Task:
    (task,) = read_tasks(minutes(item))
    return task


@pytest.mark.parametrize(
    ("item", "what", "lead", "support", "due"),
    [
        (
            "一、路灯安装由区城市管理局牵头，区供电公司、区公安分局配合，2026年12月31日前完成。",
            "路灯安装",
            ("区城市管理局",),
            ("区供电公司", "区公安分局"),
            date(2026, 12, 31),
        ),
        (
            "一、统一采购灯具。（责任单位：区财政局；完成时限：2026年12月5日）",
            "统一采购灯具",
            ("区财政局",),
            (),
            date(2026, 12, 5),
        ),
        (
            "一、交通组织由区公安分局负责，3月31日前提出方案。",
            "交通组织，提出方案",
            ("区公安分局",),
            (),
            date(2027, 3, 31),
        ),
        ("一、线路改造由区文化和旅游局牵头，12月底前完成。", "线路改造", ("区文化和旅游局",), (), date(2026, 12, 31)),
        (
            "一、路灯移交由自由贸易片区管委会负责，年底前完成。",
            "路灯移交",
            ("自由贸易片区管委会",),
            (),
            date(2026, 12, 31),
        ),
        (
            "一、路灯移交由青澜自由贸易片区管委会牵头，年底前完成。",
            "路灯移交",
            ("青澜自由贸易片区管委会",),
            (),
            date(2026, 12, 31),
        ),
        ("一、点位登记由各街道办事处负责，年底前完成。", "点位登记", ("各街道办事处",), (), date(2026, 12, 31)),
    ],
)
def test_an_item_is_read(item: str, what: str, lead: tuple[str, ...], support: tuple[str, ...], due: date) -> None:
    task = only(item)
    assert (task.what, task.lead, task.support, task.due) == (what, lead, support, due)


def test_a_period_is_kept_in_words() -> None:
    task = only("一、接电由区供电公司负责，自受理之日起5个工作日内完成。")
    assert (task.due, task.due_shown) == (None, "自受理之日起5个工作日内")


def test_what_was_only_required_is_no_task() -> None:
    assert len(read_tasks(minutes("一、路灯安装由区城市管理局牵头。\n二、点位登记由各街道办事处负责。"))) == 2


def test_a_document_without_tasks_has_none() -> None:
    assert read_tasks(parse("---\n标题: 公告\n---\n特此公告。\n")[0]) == ()


def test_a_table_of_duties_is_read_too() -> None:
    rows = "| 任务 | 牵头单位 | 完成时限 |\n|---|---|---|\n| 逐杆排查 | 区城市管理局 | 2026年4月30日 |\n"
    (task,) = read_tasks(parse(f"---\n标题: 分工表\n---\n{rows}")[0])
    assert (task.what, task.lead, task.due) == ("逐杆排查", ("区城市管理局",), date(2026, 4, 30))


def test_a_table_that_names_units_goes_before_items_that_name_none() -> None:
    rows = "| 任务 | 牵头单位 | 完成时限 |\n|---|---|---|\n| 逐杆排查 | 区城市管理局 | 2026年4月30日 |\n"
    text = f"---\n标题: 方案\n---\n一、重点任务\n（一）全面排查\n（二）及时维修\n::: 附件 分工表\n{rows}:::\n"
    assert [task.what for task in read_tasks(parse(text)[0])] == ["逐杆排查"]


def test_the_table_becomes_an_attachment_that_is_listed() -> None:
    document = minutes("一、路灯安装由区城市管理局牵头，2026年12月31日前完成。")
    made = parse(write(with_task_table(document, read_tasks(document))))[0]
    assert made.attachment_list == ("任务分解表",)
    assert made.attachments[0].title == "任务分解表"


def test_the_table_names_the_day_in_full() -> None:
    table = task_table(read_tasks(minutes("一、路灯安装由区城市管理局牵头，12月31日前完成。")))
    assert table.rows[1] == ("1", "路灯安装", "区城市管理局", "", "2026年12月31日前")


def test_the_sheet_holds_deadlines_as_dates() -> None:
    data = task_sheet([Task("路灯安装", ("区城市管理局",), (), date(2026, 12, 31)), Task("巡查", due_text="长期坚持")])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [1, "路灯安装", "区城市管理局", "", datetime(2026, 12, 31)],  # noqa: DTZ001  a sheet knows no zones
        [2, "巡查", "", "", "长期坚持"],
    ]


@pytest.mark.parametrize("title", ["任务[一]：灯/杆?*\\:", "'引号'", "History", "[]", "长" * 40])
def test_a_title_that_no_sheet_may_have_still_makes_one(title: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(task_sheet([Task("巡查")], title))).sheetnames[0]


def test_what_a_table_would_leave_empty_is_told() -> None:
    found = lacking([Task("巡查", line=3), Task("安装", ("区城市管理局",), due_text="长期坚持", line=4)])
    assert [(one.rule, one.paragraph) for one in found] == [("task-unit", 3), ("task-deadline", 3)]
