"""督查通报: the standing of the follow-ups as a draft, with the table in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.model import Attachment, Document, Paragraph, Table
from docgen.source import write
from office.registers.followups import Standing
from office.registers.lights import WORDS
from papers.dates import date_text

COLUMNS = ("编号", "督办事项", "牵头单位", "配合单位", "目标", "时限", "进展", "灯")
"""The columns of the 督办台账; the 通报 shows the same."""

_TITLE = "督办事项台账"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items a report tells of: all, by light, and closed."""

    items: int
    red: int
    yellow: int
    blue: int
    closed: int


def counts(standings: Sequence[Standing]) -> Counts:
    """The items counted."""
    lights = Counter(one.light for one in standings)
    closed = sum(one.item.state == "closed" for one in standings)
    return Counts(len(standings), lights["red"], lights["yellow"], lights["blue"], closed)


def cells(one: Standing) -> tuple[str, ...]:
    """An item as the cells of COLUMNS."""
    item = one.item
    light = "✓ 已销号" if item.state == "closed" else WORDS[one.light]
    target = f"{item.target.name}{item.target.value:g}{item.target.unit}" if item.target else ""
    due = item.due or item.due_text
    return (item.ref, item.matter, item.lead, "、".join(item.co), target, due, progress_text(one), light)


def progress_text(one: Standing) -> str:
    """Progress for a table: 12个（60%）, 60%, or nothing."""
    value, percent = one.progress.value, one.progress.percent
    unit = one.item.target.unit if one.item.target else ""
    shown = f"{percent:g}%" if percent is not None else ""
    if value is None:
        return shown
    return f"{value:g}{unit}（{shown}）" if shown else f"{value:g}{unit}"


def report(standings: Sequence[Standing], day: date, issuer: str = "") -> str:
    """The 督查通报 as source text: what stands well, what lags, what is asked, and the table."""
    found = counts(standings)
    document = Document(
        kind="通报",
        issuer=issuer,
        issuer_mark=f"{issuer}文件" if issuer else "",
        title=f"{issuer}关于{day.year}年督办事项办理情况的通报",
        signature=issuer,
        issue_date=day,
        attachment_list=(_TITLE,),
        body=tuple(map(_paragraph, _paragraphs(standings, found, day))),
        attachments=(Attachment(_TITLE, (Table((COLUMNS, *map(cells, standings))),)),),
    )
    return write(document)


def _paragraphs(standings: Sequence[Standing], found: Counts, day: date) -> list[str]:
    opening = (
        f"截至{date_text(day)}，共有督办事项{found.items}项，已销号{found.closed}项，逾期{found.red}项，"
        f"滞后{found.yellow}项，临近时限{found.blue}项。现将有关情况通报如下。"
    )
    lines = [opening, "一、总体情况"]
    done = [one for one in standings if one.item.state == "closed"]
    lines.append(_listed("已经办结销号的有", done) if done else "目前尚无办结销号的事项。")
    lines.append("二、存在问题")
    late = [one for one in standings if one.light == "red"]
    lines.append(_listed("逾期未办结的有", late) if late else "目前没有逾期事项。")
    slow = [one for one in standings if one.light == "yellow"]
    if slow:
        lines.append(_listed("时间过半而没有进展报告的有", slow))
    lines.append("三、下一步要求")
    lines.append("各责任单位要对照时限逐项落实，逾期事项要说明原因、明确办结时间，进展情况及时报送。")
    return lines


def _listed(opening: str, standings: Sequence[Standing]) -> str:
    return opening + "；".join(f"{one.item.lead or '未明确单位'}：{one.item.matter}" for one in standings) + "。"


def _paragraph(text: str) -> Paragraph:
    """A heading of the first level where the text is one, running text otherwise."""
    return Paragraph(text, 1, len(text)) if text[1:2] == "、" else Paragraph(text)
