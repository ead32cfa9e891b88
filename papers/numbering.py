"""The four levels of an official document, numbered 一、 （一） 1. （1） (GB/T 9704—2012, 7.3.3).

The one home of the notion: the parser, the typesetter, the .docx writer and the checks all ask here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from papers.numerals import from_chinese, to_chinese

_HAN = "[零〇一二三四五六七八九十百千]{1,7}"
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    # “一、二、三级医院……” counts kinds, it is no heading; “1.5万元” is a number, “1.2026年底前……” is a heading.
    (1, re.compile(rf"({_HAN})[、．.](?!{_HAN}、)")),
    (2, re.compile(rf"[（(]({_HAN})[）)]")),
    (3, re.compile(r"([\d０-９]{1,3})(?:[.．](?![\d０-９])|[.．](?=\d{4}年)|、(?![\d０-９]))", re.ASCII)),
    (4, re.compile(r"[（(]([\d０-９]{1,3})[）)]", re.ASCII)),
)

# A run-in heading is a short sentence; a longer first sentence is running text that happens to be numbered.
RUN_IN_LIMIT = 45
_RUN_IN_LIMIT_WITH_COMMA = 26
_LABEL_LIMIT = 14
SENTENCE_END = re.compile(r"[。！？](?:(?![”’）》])|[”’）》]+$)")
_LIST_END = ("；", ";")


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the head of a paragraph: its level 1–4, its value and the mark as typed (“（三）”)."""

    level: int
    value: int
    mark: str


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
    end = SENTENCE_END.search(text, len(number.mark))
    if end is None:
        return _label_length(text, number) or len(text)
    if end.end() == len(text):
        # “（一）加强组织领导。” is a heading with a stray end mark, “1.各单位要高度重视，抓好落实。” a sentence.
        return _label_length(text, number) or (
            0 if re.search("[，；：]", text) or len(text) > RUN_IN_LIMIT else len(text)
        )
    limit = _RUN_IN_LIMIT_WITH_COMMA if "，" in text[: end.end()] else RUN_IN_LIMIT
    return _label_length(text[: end.end()], number) or (end.end() if end.end() <= limit else 0)


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
