"""Where a paper sets tasks: its items and the sentences after 会议议定, each with how freely it may be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from docgen.model import Document, Form, Paragraph
from papers.numbering import recognise


class Scope(IntEnum):
    """How freely a stretch may be read."""

    NONE = 0  # sets no tasks
    TOLD = 1  # news: only what has a day or a figure to be reached
    NAMED = 2  # a task only where it is said outright who leads, or a body and a day are named
    ASKED = 3  # 会议要求: a body that is named, with a day or as one of several
    SET = 4  # 重点任务, 会议议定: every item is a task


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that is read for tasks as a whole. `heading` counts the leading characters that are its heading."""

    text: str
    heading: int
    line: int
    scope: Scope
    numbered: bool
    spoken: bool = False  # set by a meeting


_SECTION = re.compile(
    r"(?:重点|主要|工作|具体|目标|专项|年度)(?:任务|工作|举措|措施|内容|事项)|任务(?:分工|措施|安排|分解)|职责分工|工作分工|分工安排|整改(?:措施|任务)|整治(?:内容|重点)|(?:行动|建设)内容"
)
_NOT_SECTION = re.compile(
    r"总体要求|指导思想|基本原则|工作原则|工作目标|总体目标|主要目标|背景|基本情况|存在问题|适用范围|总体思路|现状"
)
_DECIDED = re.compile(
    r"会议?(?:经[^，。]{0,8}，?)?(?:一致|原则上?|研究){0,2}(?:议定|决定|明确|确定|商定|同意|认为并决定|作出(?:以下|如下)|形成(?:以下|如下)|达成(?:以下|如下))|"
    r"(?:议定|商定|决定|明确|确定|意见)(?:以下|如下)|(?:以下|如下)(?:意见|事项|决定)|下一步(?:工作)?(?:安排|要求|打算)|(?:安排|部署|纪要|明确|分工)如下|现场(?:确定|明确|议定|决定)"
)
_ASKED = re.compile(
    r"会议(?:要求|强调|指出|提出|部署)|(?:要求|强调|指出|部署)[，：:]|就[^，。]{2,30}(?:提出|作出|进行了?)[^，。]{0,6}(?:要求|部署|安排)"
)
_OTHER = re.compile(
    r"会议(?:认为|听取|传达|学习|审议|通报|号召|宣读|讨论|由|还)|出席[：:]|列席[：:]|请假[：:]|参加(?:人员)?[：:]|记录[：:]"
)
_LAWS = (
    "条例",
    "办法",
    "规定",
    "细则",
    "规则",
    "章程",
    "制度",
    "法",
    "解释",
    "公告",
    "通告",
    "批复",
    "报告",
    "总结",
    "决定",
    "决议",
    "令",
    "命令",
    "公报",
    "函",
    "批复",
    "函",
    "通报",
)


def stretches(document: Document) -> Iterator[Stretch]:
    """The stretches of body and attachments that may set tasks, in order."""
    for blocks in (document.body, *(one.blocks for one in document.attachments)):
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        if _is_news(document, paragraphs):
            yield from _reported(paragraphs)
        elif _is_minutes(document):
            yield from _spoken(paragraphs)
        elif (document.kind not in _LAWS or blocks is not document.body) and not _is_law(paragraphs):
            yield from _planned(paragraphs)


def _is_news(document: Document, paragraphs: Sequence[Paragraph]) -> bool:
    return document.form is Form.PRESS or any(paragraph.text.startswith("本报讯") for paragraph in paragraphs)


_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")


def _reported(paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """The sentences of a news text, each for itself."""
    for paragraph in paragraphs:
        for sentence in _SENTENCE.finditer(paragraph.text):
            yield Stretch(sentence[0], 0, paragraph.line, Scope.TOLD, numbered=False)


_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}条")


def _is_law(paragraphs: Sequence[Paragraph]) -> bool:
    """Set out in articles: what it lays down are duties, not tasks."""
    return sum(bool(_ARTICLE.match(paragraph.text)) for paragraph in paragraphs) > 2


def _is_minutes(document: Document) -> bool:
    return document.kind == "纪要" or document.form is Form.MINUTES or document.title.endswith(("纪要", "会议记录"))


def _planned(paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """The items of a plan: what stands under 重点任务 is set, elsewhere only what says who."""
    scope = Scope.NAMED
    sections = _cut(list(paragraphs), 1)
    for section in sections:
        head = section[0]
        title = head.text if head.level == 1 else ""
        scope = Scope.SET if _SECTION.search(title[:40]) else Scope.NAMED
        if _NOT_SECTION.search(title[:20]) and scope is not Scope.SET:
            continue
        yield from _items(section, scope)


def _cut(paragraphs: list[Paragraph], level: int) -> list[list[Paragraph]]:
    """Runs that begin with each paragraph of `level`; what comes before the first of them is a run too."""
    runs: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if not runs or paragraph.level == level:
            runs.append([])
        runs[-1].append(paragraph)
    return runs


def _items(run: list[Paragraph], scope: Scope) -> Iterator[Stretch]:
    """The items of a run, as deep down as they say who does them."""
    from docgen.tasks.roles import names_who

    head, below = run[0], [one.level for one in run[1:] if one.level]
    deeper = min((level for level in below if level > head.level), default=0)
    if not deeper:
        yield from _stretch(run, scope)
        return
    first = next(index for index, one in enumerate(run) if index and one.level == deeper)
    own, parts = run[:first], _cut(run[first:], deeper)
    split = head.level == 1 or not head.level or any(names_who(_joined(part)) for part in parts)
    if split:
        if names_who(_joined(own)[len(head.text) :]) or (head.level > 1 and names_who(head.text)):
            yield from _stretch(own, scope)
        for part in parts:
            yield from _items(part, scope)
    else:
        yield from _stretch(run, scope)


def _joined(run: Sequence[Paragraph]) -> str:
    return "".join(_ended(one.text) for one in run)


def _ended(text: str) -> str:
    return text if text.endswith(tuple("。；：，！？;:)）")) else f"{text}。"


def _stretch(run: list[Paragraph], scope: Scope) -> Iterator[Stretch]:
    """One run as a stretch, without the number of its head."""
    head = run[0]
    number = recognise(head.text)
    mark = len(number.mark) if number else 0
    numbered = bool(number)
    if not numbered and scope is Scope.SET and len(run) > 1:
        for paragraph in run:
            yield from _stretch([paragraph], scope)
        return
    text = _joined(run)[mark:]
    yield Stretch(text, max(head.lead - mark, 0), head.line, scope, numbered, spoken=True)


def _spoken(paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """The items and sentences of minutes, with what 会议决定 or 会议要求 before them makes of them."""
    scope = Scope.NAMED
    for run in _cut_items(paragraphs):
        head = run[0]
        number = recognise(head.text)
        mark = len(number.mark) if number else 0
        text = _joined(run)[mark:]
        if not head.level:
            scope = Scope.NAMED if scope in (Scope.ASKED, Scope.NONE) else scope
        heading = max(head.lead - mark, 0)
        start, turns = 0, _turns(text)
        numbered = bool(number) and not turns and not (text.startswith("关于") and len(run) == 1 and head.is_heading)
        for begin, after in turns:
            if text[start:begin].strip("。，：； "):
                yield Stretch(text[start:begin], max(heading - start, 0), head.line, scope, numbered, spoken=True)
            scope, start = after, begin
        if text[start:].strip("。，：； "):
            yield Stretch(text[start:], max(heading - start, 0), head.line, scope, numbered, spoken=True)


def _cut_items(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Each numbered item with the running text below it that sets nothing by itself; all else alone."""
    runs: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        alone = paragraph.level or not runs or not runs[-1][0].level or _turns(paragraph.text)
        if alone:
            runs.append([])
        runs[-1].append(paragraph)
    return runs


def _turns(text: str) -> list[tuple[int, Scope]]:
    """Where a text turns to decide, to ask or to something else, in order, and what it turns to."""
    found = [(one.end(), Scope.SET) for one in _DECIDED.finditer(text)]
    found += [(one.end(), Scope.ASKED) for one in _ASKED.finditer(text)]
    found += [(one.start(), Scope.NONE) for one in _OTHER.finditer(text)]
    return sorted(found)
