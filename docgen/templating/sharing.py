"""One matter, several papers (一事多稿): what one filled-in form knows, put into the form of another template.

The record of a meeting makes the answers for its 纪要, a 通知, an 实施方案 and a 新闻通稿: time, place, chair, those
present and the decisions are typed once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from docgen.templating.answers import normal
from docgen.templating.filters import bare, month_day, sentence
from docgen.templating.model import Field, Template

# Fields of different templates that mean the same fact.
_SAME: tuple[tuple[str, ...], ...] = (
    ("会议名称",),
    ("会议日期", "讲话日期"),
    ("会议时刻",),
    ("地点",),
    ("主持人",),
    ("记录人", "记录"),
    ("出席", "参会人员"),
    ("列席",),
    ("缺席", "请假"),
    ("决定事项", "议定事项", "任务"),
    ("会议要求",),
    ("发文机关", "记录单位", "单位", "供稿"),
    ("主送机关",),
    ("事项", "议题"),
    ("依据",),
    ("联系人",),
)
_COLUMNS: tuple[tuple[str, ...], ...] = (
    ("事项", "任务", "要点"),
    ("责任单位", "牵头单位"),
    ("措施", "内容"),
    ("配合单位",),
    ("完成时限", "时限"),
)
_VIEWS = ("会议认为", "会议指出", "会议强调", "会议要求")

Row = Mapping[str, object]


def shared_answers(source: Template, answers: Mapping[str, object], target: Template) -> dict[str, object]:
    """The answers for `target` that `answers` to `source` hold already, by field name; nothing for what they lack."""
    known = {field.name: _plain(field, answers.get(field.name)) for field in source.fields}
    known = {name: value for name, value in known.items() if value}
    shared: dict[str, object] = {}
    for field in target.fields:
        value = _fact(field.name, known)
        if value:
            shared[field.name] = _fitted(field, value)
    names = {field.name for field in target.fields}
    if "导语" in names and "会议名称" in known:
        shared |= _release(known)
    return {name: value for name, value in shared.items() if value and name in names}


def _plain(field: Field, value: object) -> object:
    kept = normal(field, value) if value is not None else None
    if field.type != "table" or not kept:
        return kept
    rows = cast("tuple[tuple[str, ...], ...]", kept)
    return [dict(zip(field.columns, row, strict=True)) for row in rows]


def _fact(name: str, known: Mapping[str, object]) -> object:
    if name in known:
        return known[name]
    names = next((group for group in _SAME if name in group), ())
    return next((known[other] for other in names if other in known), None)


def _fitted(field: Field, value: object) -> object:
    """`value` in the type of `field`: lists become rows, rows become sentences, lists become one line."""
    items = list(cast("Sequence[object]", value)) if isinstance(value, list | tuple) else [value]
    if field.type == "table":
        return [_row(field, item) for item in items]
    texts = [_told(cast("Row", item)) if isinstance(item, Mapping) else str(item) for item in items]
    if field.type == "list":
        return texts
    return "，".join(texts) if field.type in ("text", "multiline") else texts[0]


def _row(field: Field, item: object) -> dict[str, object]:
    if not isinstance(item, Mapping):
        return {field.columns[0]: item}
    row = cast("Row", item)
    return {column: _cell(column, row) for column in field.columns}


def _cell(column: str, row: Row) -> object:
    names = next((group for group in _COLUMNS if column in group), (column,))
    return next((row[name] for name in (column, *names) if row.get(name)), "")


def _told(row: Row) -> str:
    """A row as one sentence: its matter, then who and by when in brackets."""
    matter = bare(_cell("事项", row) or next(iter(row.values()), ""))
    named = (("责任单位", _cell("责任单位", row)), ("完成时限", _cell("完成时限", row)))
    details = "；".join(f"{label}：{value}" for label, value in named if value)
    return f"{matter}（{details}）" if details else matter


def _release(known: Mapping[str, object]) -> dict[str, object]:
    """A press release's headline, lead and paragraphs from what is known of a meeting."""
    name, chair = known["会议名称"], known.get("主持人")
    day = known.get("会议日期", "")
    place = f"在{known['地点']}" if "地点" in known else ""
    lead = f"{_day(day)}{name}{place}召开。" + (f"{chair}主持会议。" if chair else "")
    story = [f"{view}，{sentence(known[view])}" for view in _VIEWS if view in known]
    if decisions := _fact("决定事项", known):
        items = cast("list[object]", decisions)
        told = [_told(cast("Row", item)) if isinstance(item, Mapping) else bare(item) for item in items]
        story.append(f"会议决定：{sentence('；'.join(told))}")
    if present := _fact("出席", known):
        story.append(sentence(f"{bare(present)}参加会议"))
    return {"主题": f"{name}召开", "导语": lead, "主体": story, "成稿日期": day}


def _day(day: object) -> str:
    try:
        return f"{month_day(date.fromisoformat(str(day)))}，"
    except ValueError:
        return ""
