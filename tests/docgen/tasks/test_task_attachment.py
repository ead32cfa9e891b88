"""The 任务分解表 goes into a source text, and nothing else in it changes."""

from __future__ import annotations

import pytest

from docgen.model import Paragraph
from docgen.source import parse
from docgen.tasks.attachment import put_table
from docgen.tasks.reading import Task, read_tasks

TASKS = (Task("路灯安装", ("区城市管理局",), due_text="长期坚持"),)
BODY = "逐杆排查。\n"


@pytest.mark.parametrize(
    ("head", "listed"),
    [
        ("标题: 方案\n", ("任务分解表",)),
        ("标题: 方案\n附件: 登记表\n", ("登记表", "任务分解表")),
        ("附件: [登记表, 一览表]\n标题: 方案\n", ("登记表", "一览表", "任务分解表")),
        ("标题: 方案\n附件:\n  - 登记表\n  - 一览表\n成文日期: 2026-04-15\n", ("登记表", "一览表", "任务分解表")),
        ("标题: 方案\n附件:\n- 登记表\n", ("登记表", "任务分解表")),
        ("标题: 方案\n附件:\n", ("任务分解表",)),
        ("出席:\n- 秦某\n- 韩某\n", ("任务分解表",)),
    ],
)
def test_the_table_is_listed_after_what_was_listed(head: str, listed: tuple[str, ...]) -> None:
    before = parse(f"---\n{head}---\n{BODY}")[0]
    made, findings = parse(put_table(f"---\n{head}---\n{BODY}", TASKS))
    assert made.attachment_list == listed
    assert (made.title, made.issue_date, made.present) == (before.title, before.issue_date, before.present)
    assert [one.title for one in made.attachments] == ["任务分解表"]
    assert [one.text for one in made.body if isinstance(one, Paragraph)] == ["逐杆排查。"]
    assert [one.rule for one in findings if one.rule.startswith("attachment-") and one.rule != "attachment-count"] == []


def test_a_second_table_takes_the_place_of_the_first() -> None:
    once = put_table(f"---\n标题: 方案\n---\n{BODY}", TASKS)
    assert put_table(put_table(once, (Task("别的"),)), TASKS) == once


def test_the_table_can_be_read_back() -> None:
    made = parse(put_table(f"---\n标题: 方案\n---\n{BODY}", TASKS))[0]
    assert [(task.what, task.lead, task.due_text) for task in read_tasks(made)] == [
        ("路灯安装", ("区城市管理局",), "长期坚持")
    ]


def test_a_text_without_a_head_gets_one() -> None:
    assert parse(put_table(BODY, TASKS))[0].attachment_list == ("任务分解表",)
