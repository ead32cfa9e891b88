"""Minutes and plans to tasks: who leads, who helps, what, by when — with dates made absolute.

Read are the items of plans (docgen.tasks.stretches), what meetings decide and ask for, and tables that name a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from docgen.model import Block, Document
from docgen.tasks.dues import due
from docgen.tasks.roles import Role, Way, roles
from docgen.tasks.stretches import Scope, Stretch, stretches
from docgen.tasks.table import COLUMNS, TABLE_TITLE, table_tasks, task_table, with_task_table
from docgen.tasks.targets import targets
from docgen.tasks.task import Target, Task

_FIRST_LEADS = re.compile(r"第一(?:位)?的?(?:部门|单位)?(?:为|是)牵头|首位的?(?:部门|单位)?为牵头")


def read_tasks(document: Document) -> tuple[Task, ...]:
    """The tasks that a document sets, in order; none where it sets none.

    A date without a year is one of the year of 成文日期, or of the next where it would lie far before that.
    """
    found = read_text_tasks(document)
    tabled = list(table_tasks(_all_blocks(document), document.issue_date))
    named = any(task.lead for task in found)
    tasks = _unlike(found, tabled) if named else tabled or found
    text = "".join(getattr(block, "text", "") for block in _all_blocks(document))
    return tuple(map(_first_leads, tasks)) if _FIRST_LEADS.search(text) else tuple(tasks)


def read_text_tasks(document: Document) -> list[Task]:
    """The tasks that the running text sets, without those of tables; the same task twice is one."""
    day = document.issue_date
    found = [task for stretch in stretches(document) for task in _tasks(stretch, day)]
    return list({(task.what, task.lead, task.due_text): task for task in reversed(found)}.values())[::-1]


def _all_blocks(document: Document) -> list[Block]:
    return [*document.body, *(block for one in document.attachments for block in one.blocks)]


def _unlike(found: list[Task], tabled: list[Task]) -> list[Task]:
    """Tasks of the text, with those rows of tables that it does not set already."""
    known = [_bare(task.what) for task in found]
    return [*found, *(row for row in tabled if not any(_same(_bare(row.what), text) for text in known))]


def _same(row: str, text: str) -> bool:
    """Is a row of a table the task that a text sets? It may say it shorter."""
    return text.startswith(row) or row.startswith(text) or row[:12] == text[:12]


def _bare(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff0-9]", "", text)


def _first_leads(task: Task) -> Task:
    return replace(task, lead=task.lead[:1], support=(*task.lead[1:], *task.support))


@dataclass(frozen=True, slots=True)
class _Part:
    """text[start:end] of a stretch that is one task, and the roles in it."""

    start: int
    end: int
    roles: tuple[Role, ...]


def _tasks(stretch: Stretch, day: date | None) -> Iterator[Task]:
    if stretch.scope is Scope.NONE:
        return
    found = roles(stretch.text)
    for part in _parts(stretch, found):
        task = _task(stretch, part, day)
        if _is_task(stretch, part, task):
            yield task


def _parts(stretch: Stretch, found: Sequence[Role]) -> Iterator[_Part]:
    """The stretch cut where another body gets another thing to do."""
    start, mine = 0, list[Role]()
    for role in found:
        led = [one for one in mine if one.lead]
        begins = bool(role.lead) and role.way is not Way.BEHIND and bool(led)
        if begins and (_says_what(stretch.text[led[-1].end : role.start], day=None) or led[-1].way is Way.BEHIND):
            cut = _sentence(stretch.text, led[-1].end, role.start)
            yield _Part(start, cut, tuple(mine))
            start, mine = cut, []
        mine.append(role)
        if role.way is Way.BEHIND and _ended(stretch.text, role.end) and role.lead:
            yield _Part(start, role.end, tuple(mine))
            start, mine = role.end, []
    if stretch.text[start:].strip("。；，、 ") and (mine or start == 0):
        yield _Part(start, len(stretch.text), tuple(mine))


def _sentence(text: str, after: int, place: int) -> int:
    """Where the sentence with `place` begins, if behind `after`; what it begins with belongs to its own task."""
    return max(text.rfind(mark, after, place) for mark in "。；") + 1 or place


def _ended(text: str, place: int) -> bool:
    """Does another task begin behind a bracket at `place`? A helpers' label or a date may still follow."""
    return not re.match(
        r"[，；;。\s]{0,2}(?:配合|协助|参与|[（(【]|[\u4e00-\u9fff]{0,4}(?:时限|时间|期限|进度|目标))", text[place:]
    )


def _says_what(text: str, day: date | None) -> bool:
    """Is there a thing to do in a stretch, besides its days and joints?"""
    found = due(text, day)
    rest = text[: found.start] + text[found.end :] if found else text
    return len(re.findall(r"[\u4e00-\u9fff]", rest)) >= _SHORTEST


_SHORTEST = 3
"""Characters of a thing to do: 抓落实."""


def _task(stretch: Stretch, part: _Part, day: date | None) -> Task:
    text = stretch.text[part.start : part.end]
    part = replace(part, roles=tuple(_trusted(part.roles)))
    lead = tuple(dict.fromkeys(name for role in part.roles for name in role.lead))
    support = tuple(dict.fromkeys(name for role in part.roles for name in role.support if name not in lead))
    by = due(text, day)
    heading = max(stretch.heading - part.start, 0)
    places = [(role.start - part.start, role.end - part.start) for role in part.roles]
    what = _what(_masked(text, [*places, *([(by.start, by.end)] if by else [])]), heading)
    what = what or _what(_masked(text, places), heading) or _what(text, heading)
    return Task(
        what,
        lead,
        support,
        by.day if by else None,
        by.words if by else "",
        stretch.line,
        targets(text),
        text.strip("，；。\n ") + ("。" if text.rstrip().endswith("。") else ""),
        stretch.scope is Scope.SET,
    )


def _trusted(found: Sequence[Role]) -> Iterator[Role]:
    """Where a bracket or label names the bodies, a body that a sentence happens to begin with is none of them."""
    labelled = {name for role in found if role.way is Way.BEHIND for name in role.lead}
    for role in found:
        if not labelled or role.way in (Way.BEHIND, Way.STRONG, Way.HELP) or set(role.lead) <= labelled:
            yield role


def _masked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """`text` with those places as line ends, place for place."""
    for start, end in places:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _what(text: str, heading: int) -> str:
    """The thing to do: without what was read out of it, without marks that stand alone then."""
    title, rest = _tidy(text[:heading]), _tidy(text[heading:])
    return (
        f"{title.removeprefix('关于')}{'。' if title and rest else ''}{rest}" if heading else rest.removeprefix("关于")
    )


def _tidy(text: str) -> str:
    text = re.sub(r"\n+", "", text)
    text = re.sub(r"[（(][，；、\s]*[）)]", "", text)
    text = re.sub(r"(?:[，；：、]|。)+(?=[。；])", "", text)
    text = re.sub(r"([，：；。])[，、：；]+", r"\1", text)
    text = re.sub(r"([。；])[。；]+", r"\1", text)
    text = re.sub(r"^[\s　，、：；。,:;\"”]+|[\s　，、：；。,:;]+$", "", text)
    return re.sub(r"^(?:[一二三四五六七八九十]{1,3}是|由|请|并由|要求|其中)(?=[\u4e00-\u9fff])", "", text).strip(
        "，：；。 "
    )


_NOT_SET = re.compile(r"^(?:原则)?(?:同意|通过|听取|审议|传达|学习|讨论|研究|审定)")
_GENERAL = re.compile(
    r"^(?:各级各部门|各级各单位|各单位各部门|各级|各部门|各单位|有关部门|有关单位|相关部门|相关单位|各地|全区上下|各?[\u4e00-\u9fff]{0,2}(?:参建|成员|责任|相关|有关|参加)(?:各?单位|各?部门|各方))+$"
)


def _is_task(stretch: Stretch, part: _Part, task: Task) -> bool:
    """Does what was read set a task, by the rules of the stretch?"""
    ways = {role.way for role in part.roles if role.lead}
    if not task.what or len(task.what) < 2:
        return False
    if stretch.scope is Scope.TOLD:
        return _told(task)
    if not task.lead:
        return stretch.scope is Scope.SET and stretch.numbered and part.start == 0 and not _NOT_SET.match(task.what)
    if Way.BEHIND in ways:
        return True
    general = all(_GENERAL.match(name) for name in task.lead)
    if general and not task.due_text:
        return stretch.scope is Scope.SET and stretch.numbered
    bare = ways == {Way.BARE} and not stretch.spoken and not task.due_text
    if Way.STRONG in ways or (stretch.scope is Scope.SET and not bare):
        return True
    return bool(task.due_text) or (stretch.scope is Scope.ASKED and not general)


_WANTED = re.compile(r"目标|力争|确保|务必|必须|要(?!求)|计划|将于|须")


def _told(task: Task) -> bool:
    """Does a sentence of a news text set something: a day or a figure, and that it is to be?"""
    return bool(_WANTED.search(task.source)) and bool(task.due_text or task.targets) and "已" not in task.source


__all__ = ["COLUMNS", "TABLE_TITLE", "Target", "Task", "read_tasks", "read_text_tasks", "task_table", "with_task_table"]
