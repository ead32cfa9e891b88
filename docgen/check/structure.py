"""Numbering and structure: 一、→（一）→1.→（1） (GB/T 9704—2012 7.3.3, GB/T 15834—2011 附录B.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docgen.check.clauses import FORMAT, MARKS
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from papers.numbering import Number, mark, recognise

_LEVELS = f"{FORMAT} 7.3.3"
_KINDS_COUNTED = re.compile(r"[一二三四五六七八九十]、[一二三四五六七八九十]{1,3}(?:[类级等期档次轮审线季批产]|胎|孩)")
"""“二、三类放射性物品……” counts kinds: no number of a heading."""
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇0-9]{1,7}[编章节条]")
_HAN_DOT = re.compile(r"[零〇一二三四五六七八九十百]{1,7}[.．,，](?![\d零〇一二三四五六七八九十百千万])")
_FIGURE_STOP = re.compile(r"\d{1,3}(?:、(?!\d)|．(?!\d))", re.ASCII)
_BRACKETED_STOP = re.compile(r"[（(](?:[零〇一二三四五六七八九十百]{1,7}|\d{1,3})[）)][、，.．](?![（(第])", re.ASCII)
_HALF_BRACKETS = re.compile(
    r"\((?:[零〇一二三四五六七八九十百]{1,7}|\d{1,3})[)）]|（(?:[零〇一二三四五六七八九十百]{1,7}|\d{1,3})\)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered paragraph with what comes before it: its last sibling's number, 0 for none under this parent."""

    piece: Piece
    number: Number
    before: int
    above: int  # the level that it stands under, 0 for none
    fresh: bool  # running text came since the last number: a new list may begin here
    runs_on: bool  # counts on from the last of its level, whatever the parent: numbered through the paper


def steps(flow: tuple[Piece, ...]) -> Iterator[Step]:
    """The numbered paragraphs of a flow; those within a quotation of several paragraphs belong to another paper."""
    last, ran = [0, 0, 0, 0], [0, 0, 0, 0]
    fresh, quoted = True, 0
    for piece in flow:
        number = None if quoted or _KINDS_COUNTED.match(piece.text) else recognise(piece.text)
        quoted = _still_quoted(piece.text, quoted)
        if number is None or not number.value:
            if _ARTICLE.match(piece.text):
                last = [0, 0, 0, 0]
            fresh = True
            continue
        level = number.level
        above = next((one for one in range(level - 1, 0, -1) if last[one - 1]), 0)
        yield Step(piece, number, last[level - 1], above, fresh, number.value == ran[level - 1] + 1)
        last[level - 1 :] = [number.value] + [0] * (4 - level)
        ran[level - 1] = number.value
        fresh = False


_LONGEST_QUOTATION = 40
"""Paragraphs; a “ that nobody closed ends here."""


def _still_quoted(text: str, quoted: int) -> int:
    """How many paragraphs of a quotation came, this one with them; 0: none is open behind it."""
    open_marks = text.count("“") - text.count("”")
    if quoted and text.startswith("“"):
        open_marks -= 1  # each paragraph of a quotation opens it again (GB/T 15834 4.8.3.5)
    goes_on = open_marks > 0 or (quoted > 0 and open_marks == 0)
    return quoted + 1 if goes_on and quoted < _LONGEST_QUOTATION else 0


def _all_steps(subject: Subject) -> Iterator[Step]:
    for flow in subject.flows:
        yield from steps(flow)


def _at_mark(step: Step, message: str, suggestion: str = "") -> Spot:
    return step.piece.spot(0, len(step.number.mark), message, suggestion)


_EXAMPLES = ("", "一、", "（一）", "1.", "（1）")


@rule("level-skip", "层次序数依次用“一、”“（一）”“1.”“（1）”，不越级", _LEVELS, Strength.GENERAL, Severity.WARNING)
def level_skip(subject: Subject) -> Iterator[Spot]:
    """A level whose parent is missing. 一、 then 1. is right in a document of two levels."""
    for flow in subject.flows:
        found = list(steps(flow))
        seconds = sum(step.above == 1 and step.number.level == 2 and step.number.value == 1 for step in found)
        thirds = sum(step.above == 1 and step.number.level == 3 and step.number.value == 1 for step in found)
        for step in found:
            level = step.number.level
            direct = step.above == level - 1 or not step.above
            two_levels = (step.above, level) == (1, 3) and seconds < thirds
            if not direct and not two_levels and step.number.value == 1:
                wanted = _EXAMPLES[step.above + 1]
                message = (
                    f"“{_EXAMPLES[step.above]}”下面直接用了“{step.number.mark}”，"
                    f"越过了“{wanted}”这一层；请改用“{wanted}”。"
                )
                yield _at_mark(step, message)


def _is_list_start(step: Step) -> bool:
    again = step.above == 1 and step.number.level == 2 and step.before == 1  # （一） twice under one 一、
    return step.fresh and step.number.value == 1 and not again


@rule("number-duplicate", "同一层次的序号不重复", _LEVELS, Strength.GENERAL, Severity.WARNING)
def number_duplicate(subject: Subject) -> Iterator[Spot]:
    """The same number twice under one parent."""
    for step in _all_steps(subject):
        if step.before and step.number.value == step.before and not _is_list_start(step):
            wanted = mark(step.number.level, step.before + 1)
            yield _at_mark(step, f"序号“{step.number.mark}”与上一个重复，请改为“{wanted}”并顺次改后面的序号。", wanted)


@rule("number-gap", "同一层次的序号连续，不缺号", _LEVELS, Strength.GENERAL, Severity.WARNING)
def number_gap(subject: Subject) -> Iterator[Spot]:
    """A number that is more than one ahead of its last sibling."""
    for step in _all_steps(subject):
        if step.before and step.number.value > step.before + 1:
            wanted = mark(step.number.level, step.before + 1)
            before = mark(step.number.level, step.before)
            message = f"序号从“{before}”跳到“{step.number.mark}”，中间缺号；请补上缺的一段，或改为“{wanted}”。"
            yield _at_mark(step, message, wanted)


@rule("number-order", "同一层次的序号从小到大", _LEVELS, Strength.GENERAL, Severity.WARNING)
def number_order(subject: Subject) -> Iterator[Spot]:
    """A number lower than its last sibling."""
    for step in _all_steps(subject):
        if step.number.value < step.before and not _is_list_start(step):
            wanted = mark(step.number.level, step.before + 1)
            before = mark(step.number.level, step.before)
            yield _at_mark(step, f"序号“{step.number.mark}”排在“{before}”之后，次序颠倒；请改为“{wanted}”。", wanted)


@rule("number-start", "换了上级标题，下级序号从一起", _LEVELS, Strength.GENERAL, Severity.WARNING)
def number_start(subject: Subject) -> Iterator[Spot]:
    """The first of its siblings is neither number one nor the next of those under an earlier parent."""
    for step in _all_steps(subject):
        first = not step.before and step.number.value > 1 and not step.runs_on
        if first and (step.above or step.number.level == 1):
            wanted = mark(step.number.level, 1)
            message = f"这一层的第一个序号是“{step.number.mark}”，应当从“{wanted}”起；请核对是否缺了前面的内容。"
            yield _at_mark(step, message, wanted)


@rule("number-lone", "一个层次下面不只分出一项", _LEVELS, Strength.PRACTICE, Severity.HINT)
def number_lone(subject: Subject) -> Iterator[Spot]:
    """A level that has one member only."""
    for flow in subject.flows:
        found = list(steps(flow))
        for index, step in enumerate(found):
            if step.number.value == 1 and not step.before and step.above and _alone(found, index):
                message = f"上级标题下面只有“{step.number.mark}”一项；只有一项时不必编号，请并入上文或补上其他各项。"
                yield _at_mark(step, message)


def _alone(found: list[Step], index: int) -> bool:
    level = found[index].number.level
    for following in found[index + 1 :]:
        if following.number.level < level:
            return True
        if following.number.level == level:
            return False
    return True


def _marks(pattern: re.Pattern[str], subject: Subject) -> Iterator[tuple[Piece, re.Match[str]]]:
    for piece in subject.paragraphs:
        if found := pattern.match(piece.text):
            yield piece, found


@rule("mark-han", "“一”之后用顿号：一、", f"{MARKS} 附录B.3", Strength.RECOMMENDED, Severity.WARNING, fixable=True)
def mark_han(subject: Subject) -> Iterator[Spot]:
    """一. for 一、."""
    for piece, found in _marks(_HAN_DOT, subject):
        wanted = found[0][:-1] + "、"
        yield piece.spot(0, found.end(), f"汉字序号后面用顿号，“{found[0]}”请改为“{wanted}”。", wanted)


@rule(
    "mark-figure",
    "阿拉伯数字序号之后用下脚点：1.",
    f"{MARKS} 附录B.3",
    Strength.RECOMMENDED,
    Severity.WARNING,
    fixable=True,
)
def mark_figure(subject: Subject) -> Iterator[Spot]:
    """1、 for 1."""
    for piece, found in _marks(_FIGURE_STOP, subject):
        wanted = found[0][:-1] + "."
        message = f"阿拉伯数字序号后面用下脚点，“{found[0]}”请改为“{wanted}”。"
        yield piece.spot(0, found.end(), message, wanted)


@rule(
    "mark-brackets",
    "带括号的序号之后不加标点",
    f"{MARKS} 附录B.3",
    Strength.RECOMMENDED,
    Severity.WARNING,
    fixable=True,
)
def mark_brackets(subject: Subject) -> Iterator[Spot]:
    """（一）、 for （一）."""
    for piece, found in _marks(_BRACKETED_STOP, subject):
        message = f"带括号的序号后面不加标点，“{found[0]}”请改为“{found[0][:-1]}”。"
        yield piece.spot(0, found.end(), message, found[0][:-1])


@rule("mark-half-brackets", "序号的括号用全角：（一）", _LEVELS, Strength.GENERAL, Severity.WARNING, fixable=True)
def mark_half_brackets(subject: Subject) -> Iterator[Spot]:
    """(一) for （一）."""
    for piece, found in _marks(_HALF_BRACKETS, subject):
        wanted = found[0].replace("(", "（").replace(")", "）")
        message = f"序号的括号用全角，“{found[0]}”请改为“{wanted}”。"
        yield piece.spot(0, found.end(), message, wanted)


_END_MARKS = "。；，、;,"


@rule(
    "heading-end", "单独成行的标题末尾不加标点", f"{MARKS} 附录A.1", Strength.PRACTICE, Severity.WARNING, fixable=True
)
def heading_end(subject: Subject) -> Iterator[Spot]:
    """A heading alone on its line with a stop at its end."""
    for flow in subject.flows:
        for index, (piece, following) in enumerate(zip(flow, (*flow[1:], None), strict=False)):
            if piece.text[-1:] in _END_MARKS and _is_heading(piece, following) and not _in_list(flow, index):
                end = len(piece.text)
                message = f"标题单独成行，末尾的“{piece.text[-1]}”请删去。"
                spot = piece.spot(max(end - 2, 0), end, message, piece.text[max(end - 2, 0) : -1])
                yield replace(spot, severity=Severity.HINT) if _is_style(subject, flow, piece) else spot


def _is_style(subject: Subject, flow: tuple[Piece, ...], piece: Piece) -> bool:
    """In a text from elsewhere, do most headings of this level end so? Then they ran in before it was copied."""
    level = piece.paragraph.level if piece.paragraph else 0
    headings = [one.text for one in flow if one.paragraph and one.paragraph.level == level and one.paragraph.is_heading]
    return not subject.source and 2 * sum(text.endswith("。") for text in headings) > len(headings) > 2


def _is_heading(piece: Piece, following: Piece | None) -> bool:
    """A heading with something below it: deeper numbers or running text."""
    paragraph, number = piece.paragraph, recognise(piece.text)
    if paragraph is None or number is None or following is None:
        return False
    below = recognise(following.text)
    # With ； at its end it was read as an item of a list; text below it makes it a heading.
    if not paragraph.is_heading and not (piece.text.endswith("；") and below is None):
        return False
    return len(piece.text) <= 26 and (below is None or below.level > number.level) and "：" not in piece.text


def _in_list(flow: tuple[Piece, ...], index: int) -> bool:
    """Is the piece an item of a list: the paragraph before it is its sibling, or opens the list with a colon?"""
    before = flow[index - 1].text if index else ""
    number, sibling = recognise(flow[index].text), recognise(before)
    beside = number is not None and sibling is not None and sibling.level == number.level
    return before.endswith(("：", ":")) or (beside and before.endswith(tuple("。；;：")))


@rule("heading-empty", "序号之后有标题文字", _LEVELS, Strength.GENERAL, Severity.WARNING)
def heading_empty(subject: Subject) -> Iterator[Spot]:
    """A number with nothing after it."""
    for piece in subject.paragraphs:
        number = recognise(piece.text)
        if number and not piece.text[len(number.mark) :].strip():
            yield piece.whole(f"“{piece.text}”只有序号没有文字，请补上内容或删去这一行。")


@rule("heading-long", "标题简短，不超过四十字", _LEVELS, Strength.PRACTICE, Severity.HINT)
def heading_long(subject: Subject) -> Iterator[Spot]:
    """A first-level heading of more than forty characters alone on its line."""
    for piece in subject.paragraphs:
        paragraph = piece.paragraph
        if paragraph and paragraph.level == 1 and paragraph.is_heading and len(piece.text) > 40:
            yield piece.whole(
                f"这个标题有 {len(piece.text)} 个字，偏长；请提炼成一句短语，或在首句之后加句号接排正文。"
            )
