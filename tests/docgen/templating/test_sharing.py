"""One meeting, several papers: what was typed once is not typed again."""

from __future__ import annotations

from typing import cast

import pytest

from docgen.source import parse
from docgen.templating import Template, draft, example_answers, load_templates, shared_answers, unanswered

TEMPLATES = {template.name: template for template in load_templates()}
RECORD = TEMPLATES["会议记录"]
MINUTES = TEMPLATES["会议纪要"]


def shared(target: str, source: Template = MINUTES) -> dict[str, object]:
    return shared_answers(source, example_answers(source), TEMPLATES[target])


def test_a_record_makes_the_facts_of_the_minutes() -> None:
    facts = shared("会议纪要", RECORD)
    for name in ("会议名称", "会议日期", "主持人", "地点", "出席"):
        assert facts[name] == example_answers(RECORD)[name]
    assert facts["记录"] == example_answers(RECORD)["记录人"]
    assert facts["发文机关"] == "青澜新区管理委员会办公室"


def test_decisions_of_a_record_become_rows_of_the_minutes() -> None:
    rows = cast("list[object]", shared("会议纪要", RECORD)["议定事项"])
    decisions = cast("list[object]", example_answers(RECORD)["决定事项"])
    assert rows == [{"事项": decision} for decision in decisions]


def test_decisions_with_units_and_dates_become_the_tasks_of_a_plan() -> None:
    tasks = shared("实施方案")["任务"]
    assert isinstance(tasks, list)
    assert tasks[1] == {
        "任务": "统一采购灯具和灯杆，严格进场检验",
        "措施": "",
        "牵头单位": "区城市管理局",
        "配合单位": "",
        "完成时限": "2026年7月10日",
    }


def test_rows_become_sentences_where_a_list_is_wanted() -> None:
    items = shared("会议记录")["决定事项"]
    assert isinstance(items, list)
    assert items[1] == "统一采购灯具和灯杆，严格进场检验（责任单位：区城市管理局；完成时限：2026年7月10日）"


def test_a_meeting_makes_a_press_release() -> None:
    facts = shared("新闻通稿")
    assert facts["主题"] == "背街小巷照明建设推进会召开"
    assert facts["导语"] == (
        "6月18日，背街小巷照明建设推进会在新区管理委员会三楼会议室召开。新区管理委员会副主任秦某主持会议。"
    )
    story = facts["主体"]
    assert isinstance(story, list)
    assert "会议强调，" in "".join(cast("list[str]", story))


def test_nothing_known_shares_nothing() -> None:
    assert shared_answers(RECORD, {}, MINUTES) == {}


@pytest.mark.parametrize("source", TEMPLATES)
def test_any_form_can_begin_any_other(source: str) -> None:
    for target in TEMPLATES.values():
        facts = shared(target.name, TEMPLATES[source])
        assert set(facts) <= {field.name for field in target.fields}
        assert len(unanswered(target, facts)) <= len(unanswered(target, {}))


@pytest.mark.parametrize("target", ["会议纪要", "会议通知", "实施方案", "新闻通稿", "会议记录"])
def test_what_is_shared_can_be_drafted(target: str) -> None:
    text = draft(TEMPLATES[target], shared(target))
    findings = [found for found in parse(text)[1] if "待补" not in found.message]
    assert {found.rule for found in findings} <= {"head-missing"}
