"""Chinese numerals and the four levels of an official document: 一、 （一） 1. （1） (GB/T 9704—2012, 7.3.3).

The one home of the notion: the parser, the typesetter, the .docx writer and the checks all ask here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from docgen.model import Block, Paragraph

NUMERALS = "零〇一二三四五六七八九十百千"
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

_HAN = "[零〇一二三四五六七八九十百千]{1,7}"
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    # “一、二、三级医院……” counts kinds, it is no heading; “1.5万元” is a number, “1.2026年底前……” is a heading.
    (1, re.compile(rf"({_HAN})[、．.](?!{_HAN}、)")),
    (2, re.compile(rf"[（(]({_HAN})[）)]")),
    (3, re.compile(r"(\d{1,3})(?:[.．](?!\d)|[.．](?=\d{4}年)|、(?!\d))", re.ASCII)),
    (4, re.compile(r"[（(](\d{1,3})[）)]", re.ASCII)),
)

# A run-in heading is a short sentence; a longer first sentence is running text that happens to be numbered.
RUN_IN_LIMIT = 45
_RUN_IN_LIMIT_WITH_COMMA = 26
_LABEL_LIMIT = 14
_SENTENCE_END = re.compile(r"[。！？](?:(?![”’）》])|[”’）》]+$)")
_LIST_END = ("；", ";")


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the head of a paragraph: its level 1–4, its value and the mark as typed (“（三）”)."""

    level: int
    value: int
    mark: str


def to_chinese(value: int) -> str:
    """1 … 9999 in Chinese numerals: 十、二十一、一百零五. Raise ValueError for anything else."""
    if not 1 <= value <= 9999:
        raise ValueError(f"numbers from 1 to 9999 have a numeral here, not {value}")
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += "零一二三四五六七八九"[digit] + name
        elif text and value % unit and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def from_chinese(text: str) -> int | None:
    """The value of a Chinese numeral up to 千 (二十一 → 21, 二〇二六 → 2026), or None for anything else."""
    if not text or any(character not in _DIGITS and character not in _UNITS for character in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def recognise(text: str) -> Number | None:
    """The number that `text` begins with, or None. Half-width brackets count too: the check speaks of those."""
    for level, pattern in _MARKS:
        if found := pattern.match(text):
            value = from_chinese(found[1]) if level < 3 else int(found[1])
            return Number(level, value or 0, found[0])
    return None


def mark(level: int, value: int) -> str:
    """The number printed for the `value`-th heading of `level`: 一、 （一） 1. （1）; past 9999 in figures."""
    return ("{}、", "（{}）", "{}.", "（{}）")[level - 1].format(
        to_chinese(value) if level < 3 and value < 10000 else value
    )


def heading_length(text: str, number: Number) -> int:
    """How many leading characters of a numbered paragraph are its heading: all, the run-in sentence, or 0."""
    if text.endswith(_LIST_END):
        return 0
    end = _SENTENCE_END.search(text, len(number.mark))
    if end is None:
        return _label_length(text, number) or len(text)
    if end.end() == len(text):
        # “（一）加强组织领导。” is a heading with a stray end mark, “1.各单位要高度重视，抓好落实。” a sentence.
        return _label_length(text, number) or (
            0 if re.search("[，；：]", text) or len(text) > RUN_IN_LIMIT else len(text)
        )
    limit = _RUN_IN_LIMIT_WITH_COMMA if "，" in text[: end.end()] else RUN_IN_LIMIT
    return _label_length(text[: end.end()], number) or (end.end() if end.end() <= limit else 0)


def read_paragraph(text: str, line: int = 0, column: int = 0) -> Paragraph:
    """The paragraph that `text` makes: level and lead as its number says."""
    number = recognise(text)
    if number is None:
        return Paragraph(text, line=line, column=column)
    return Paragraph(text, number.level, heading_length(text, number), line, column)


def settle(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with numbered paragraphs like most of their siblings: run-in headings all, or running text all.

    “（一）区供电公司负责同志。” with nothing below it is an item of a list, no heading.
    """
    settled = [_item(block, following) for block, following in zip_longest(blocks, blocks[1:])]
    group: dict[int, list[int]] = {1: [], 2: [], 3: [], 4: []}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.level:
            for deeper in range(block.level + 1, 5):
                _settle_group(settled, group[deeper])
            group[block.level].append(index)
    for indexes in group.values():
        _settle_group(settled, indexes)
    return tuple(settled)


def _item(block: Block, following: Block | None) -> Block:
    if not isinstance(block, Paragraph) or not _is_sentence(block):
        return block
    below = isinstance(following, Paragraph) and following.level
    alone = following is None or 0 < below <= block.level
    return replace(block, lead=0) if alone else block


def _is_sentence(block: Paragraph) -> bool:
    return block.is_heading and block.text.endswith(("。", "！", "？"))


def _settle_group(blocks: list[Block], indexes: list[int]) -> None:
    blocks_here = ((index, blocks[index]) for index in indexes)
    paragraphs = ((index, block) for index, block in blocks_here if isinstance(block, Paragraph))
    members = [(index, block) for index, block in paragraphs if not block.is_heading or _is_sentence(block)]
    running = sum(block.lead == 0 for _, block in members)
    for index, block in members:
        if running * 2 >= len(members):
            blocks[index] = replace(block, lead=0)
        elif block.lead == 0:
            blocks[index] = replace(block, lead=_first_sentence(block.text))
    indexes.clear()


def _first_sentence(text: str) -> int:
    end = _SENTENCE_END.search(text)
    return end.end() if end and end.end() < len(text) else 0


def _label_length(text: str, number: Number) -> int:
    # “一、会议时间：4月20日上午9时” runs in after the colon.
    colon = text.find("：", len(number.mark))
    return colon + 1 if 0 < colon < len(number.mark) + _LABEL_LIMIT and colon + 1 < len(text) else 0


class Counter:
    """Numbers headings without a number: counts on from those that have one, starts anew under a new parent."""

    def __init__(self) -> None:
        self._values = [0, 0, 0, 0]

    def see(self, number: Number) -> None:
        """Take note of a heading that brought its own number."""
        self._set(number.level, number.value)

    def next(self, level: int) -> str:
        """The mark for the next heading of `level` (1–4)."""
        self._set(level, self._values[level - 1] + 1)
        return mark(level, self._values[level - 1])

    def _set(self, level: int, value: int) -> None:
        self._values[level - 1 :] = [value] + [0] * (4 - level)
