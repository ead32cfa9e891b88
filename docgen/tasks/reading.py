"""Minutes and plans to tasks: who leads, who helps, what, by when — with dates made absolute.

Read are the items of 议定事项 and 重点任务 (主要任务 …); where these name no unit, the rows of a table that does.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from docgen.model import Align, Attachment, Block, Document, Paragraph, Table
from papers.dates import date_text
from papers.numbering import recognise

TABLE_TITLE = "任务分解表"
COLUMNS = ("序号", "任务", "牵头单位", "配合单位", "完成时限")


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `due` is None where no day can be told; `due_text` is what the text says of it (“5月31日前”)."""

    what: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: date | None = None
    due_text: str = ""
    line: int = 0

    @property
    def due_shown(self) -> str:
        """The deadline for a table: the day where there is one, otherwise the words of the text."""
        return f"{date_text(self.due)}前" if self.due else self.due_text


def read_tasks(document: Document) -> tuple[Task, ...]:
    """The tasks that a document sets, in order; none where it sets none.

    A date without a year is one of the year of 成文日期, or of the next where it would lie far before that.
    """
    day = document.issue_date
    found = tuple(task for block in _sections(document) for task in _section_tasks(block, day))
    named = any(task.lead for task in found)
    return found if named else tuple(_table_tasks(document, day)) or found


_SECTION = re.compile(r"重点任务|主要任务|工作任务|任务分工|重点工作|主要工作|任务措施|工作措施|任务安排|职责分工")
_DECIDED = re.compile(r"议定|决定(?:以下|如下)|确定(?:以下|如下)")
_OVER = re.compile(r"会议(?:要求|强调|指出|认为|号召)|出席[：:]|列席[：:]|请假[：:]")


def _sections(document: Document) -> Iterator[list[Paragraph]]:
    """Stretches of paragraphs that set tasks: from 会议议定 on, or under a heading 重点任务."""
    paragraphs = [block for block in _all_blocks(document) if isinstance(block, Paragraph)]
    for index, paragraph in enumerate(paragraphs):
        if document.kind == "纪要" and not paragraph.level and _DECIDED.search(paragraph.text):
            yield _until(paragraphs[index + 1 :], lambda one: not one.level and bool(_OVER.match(one.text)))
        if paragraph.is_heading and paragraph.level == 1 and _SECTION.search(paragraph.text):
            yield _until(paragraphs[index + 1 :], lambda one: one.level == 1)


def _all_blocks(document: Document) -> list[Block]:
    return [*document.body, *(block for one in document.attachments for block in one.blocks)]


def _until(paragraphs: Sequence[Paragraph], over: Callable[[Paragraph], bool]) -> list[Paragraph]:
    end = next((index for index, one in enumerate(paragraphs) if over(one)), len(paragraphs))
    return list(paragraphs[:end])


def _section_tasks(section: list[Paragraph], day: date | None) -> Iterator[Task]:
    """One task for each number of the section's first level, with all that stands below it."""
    levels = [paragraph.level for paragraph in section if paragraph.level]
    first = min(levels, default=0)
    starts = [index for index, one in enumerate(section) if one.level == first] if first else []
    for start, end in zip(starts, [*starts[1:], len(section)], strict=False):
        yield _task(section[start], "".join(one.text for one in section[start:end]), day)


def _task(head: Paragraph, text: str, day: date | None) -> Task:
    number = recognise(head.text)
    mark = len(number.mark) if number else 0
    lead, support = _units(text)
    due, due_text = _due(text, day)
    return Task(_what(head, mark), lead, support, due, due_text, head.line)


_WHAT_END = re.compile(
    r"，?由(?=(?:[^，。；由]{0,20}自由)?[^，。；由]{2,40}(?:牵头|负责|承担|根据|按|会同|组织))|[，。；：（]"
)
_WHAT_LIMIT = 60


def _what(head: Paragraph, mark: int) -> str:
    """The heading, or what stands before the unit in a running item."""
    heading = head.text[mark : head.lead].rstrip("。：，") if head.lead > mark else ""
    text = heading or head.text[mark:]
    covered = re.sub(r"《[^》]*》", lambda found: "书" * len(found[0]), text)  # marks within a title end nothing
    end = _WHAT_END.search(covered, 0 if heading else 4)
    return (text[: end.start()] if end else text)[:_WHAT_LIMIT].rstrip("。；") or text


_TAIL = (
    "(?:局|委员会|委|办公室|办事处|办|部|厅|院|会|公司|街道|政府|中心|支队|大队|队|处|所|站|校|社|单位|部门|乡镇|镇|乡)"
)
_BODY = rf"[\u4e00-\u9fff]{{1,20}}?{_TAIL}"
# A list of bodies is read as one stretch: read body by body (“文化和旅游局和教育局”) it would be cut in too many ways.
_BODIES = rf"[\u4e00-\u9fff、]{{1,60}}?{_TAIL}"
_NO_BY = r"[\u4e00-\u7530\u7532-\u9fff、]"
"""What a unit's name may hold after 由: no second 由, which would be tried to its end too, but in 自由贸易试验区."""
_LEAD = tuple(
    map(
        re.compile,
        (
            r"(?:牵头|责任|主责|负责)(?:单位|部门)?[：:]\s{0,4}([^；;。）\n，]{2,80})",
            # the lookahead, one look at one character, keeps the alternatives from being tried at every place
            rf"由((?:{_NO_BY}{{0,20}}自由)?{_NO_BY}{{2,40}}?)(?=[共牵负承组])(?:共同)?(?:牵头|负责|承担|组织)",
            rf"(?:^|[，。；])({_BODIES})(?:牵头|负责)",
            rf"由((?:{_NO_BY}{{0,20}}自由)?{_NO_BY}{{1,20}}?{_TAIL})(?=根据|按|会同|于|列入|在|\d)",
            rf"(?:^|[，。；])({_BODY})(?=要|应|负责|于?\d{{1,4}}[年月])",
        ),
    )
)
_SUPPORT = tuple(
    map(
        re.compile,
        (
            r"(?:配合|协助|协办)(?:单位|部门)?[：:]\s{0,4}([^；;。）\n，]{2,120})",
            rf"(?:^|[，。；])({_BODIES})等?(?:按职责)?(?:积极)?(?:配合|协助)",
            rf"会同({_BODIES})(?![、和及])",
        ),
    )
)


def _units(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lead = _names(_LEAD, text)
    return lead, tuple(name for name in _names(_SUPPORT, text) if name not in lead)


def _names(patterns: Sequence[re.Pattern[str]], text: str) -> tuple[str, ...]:
    found = next((match for pattern in patterns if (match := pattern.search(text))), None)
    if found is None:
        return ()
    names = re.split(r"[、，,]|(?<=[局委办部厅院会司道府心队处])[和及]", found[1])
    return tuple(dict.fromkeys(re.sub(r"等$", "", name.strip()) for name in names if name.strip()))


_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:24时)?(?:之前|以前|前|止)", re.ASCII)
_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:底|末)(?:之?前)?", re.ASCII)
_YEAR = re.compile(r"(?:(\d{4})年|今年|本年度?)?年?底(?:之?前)", re.ASCII)
_LABELLED = re.compile(r"(?:完成)?(?:时限|时间|期限)[：:]\s{0,4}(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?", re.ASCII)
_WORDS = re.compile(
    r"自[^，。；]{2,12}起\d{1,3}个?(?:工作)?日内|\d{1,3}个(?:工作日|月)内|长期坚持|持续推进|常态化推进|立行立改|即知即改"
)
_FAR = timedelta(days=60)
"""A day without a year that lies further than this before 成文日期 is one of the next year."""


def _due(text: str, day: date | None) -> tuple[date | None, str]:
    """The deadline of a text, labelled or the first of them: the day and the words that say it."""
    labelled = _LABELLED.search(text)
    matches = (pattern.search(text) for pattern in (_DAY, _MONTH, _YEAR, _WORDS))
    first = labelled or min((found for found in matches if found), key=lambda found: found.start(), default=None)
    if first is None or first.re is _WORDS:
        return None, first[0] if first else ""
    groups = [int(group) if group else 0 for group in first.groups()]
    year, month, last = (groups[0], 12, 31) if first.re is _YEAR else (*groups, 0)[:3]
    return _absolute(year, month, last, day), first[0]


def _absolute(year: int, month: int, last: int, day: date | None) -> date | None:
    """The day; the last of its month where none is named; None where the year cannot be told."""
    known = year or (day.year if day else 0)
    if not known or not 1 <= month <= 12:
        return None
    try:
        due = date(known, month, last or calendar.monthrange(known, month)[1])
    except ValueError:
        return None
    return due.replace(year=known + 1) if not year and day and due < day - _FAR else due


def _table_tasks(document: Document, day: date | None) -> Iterator[Task]:
    for block in _all_blocks(document):
        if isinstance(block, Table) and len(block.rows) > 1:
            columns = _columns(block.rows[0])
            if "what" in columns and "lead" in columns:
                yield from (_row_task(row, columns, block.line, day) for row in block.rows[block.header_rows :])


_HEADS = (
    ("lead", "牵头|责任|主责"),
    ("support", "配合|协助|协办"),
    ("due", "时限|时间|期限"),
    ("what", "任务|事项|内容|工作"),
)


def _columns(head: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(head):
        name = next((name for name, pattern in _HEADS if re.search(pattern, cell) and name not in columns), None)
        if name:
            columns[name] = index
    return columns


def _row_task(row: Sequence[str], columns: dict[str, int], line: int, day: date | None) -> Task:
    def cell(name: str) -> str:
        return row[columns[name]].strip() if name in columns and columns[name] < len(row) else ""

    text = cell("due")
    due, words = _due(text if text.endswith(("前", "底")) else f"{text}前", day)
    return Task(cell("what"), _split(cell("lead")), _split(cell("support")), due, words if due else text, line)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[、，,；;\n]", cell) if name.strip())


def task_table(tasks: Sequence[Task]) -> Table:
    """The 任务分解表 of `tasks`: one row each, by their order."""
    rows = (
        (str(number), task.what, "、".join(task.lead), "、".join(task.support), task.due_shown)
        for number, task in enumerate(tasks, 1)
    )
    aligns = (Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT, Align.CENTRE)
    return Table((COLUMNS, *rows), aligns)


def with_task_table(document: Document, tasks: Sequence[Task]) -> Document:
    """`document` with the table as its last attachment, listed after the text (7.3.4, 7.3.7); an old one goes."""
    attachment = Attachment(TABLE_TITLE, (task_table(tasks),))
    listed = tuple(name for name in document.attachment_list if name != TABLE_TITLE)
    others = tuple(one for one in document.attachments if one.title != TABLE_TITLE)
    return replace(document, attachment_list=(*listed, TABLE_TITLE), attachments=(*others, attachment))
