"""Line breaking: where a line of official text may end. Knows no fonts and no pages.

The rules, in this order (a word processor with 避头尾 on, full-width marks not compressed, no hanging punctuation and
automatic space between Chinese and Latin obeys 1–3 by itself when `NOT_AT_START` and `NOT_AT_END` are given to it):

1. Lines are filled greedily: as many characters as fit the measure, the rest goes on. Nothing is ever compressed.
   Between a Chinese character and a Latin letter or digit stands `AUTOSPACE`, not at a line's end.
2. No line begins with a character of `NOT_AT_START` nor ends with one of `NOT_AT_END` (GB/T 15834—2011 5.1): the
   characters before the break go down (推出), as many as needed.
3. A run of half-width letters, digits and marks is one word. Spaces at a line's end take no room.
4. —— and …… stay whole, and a connecting — – － - does not begin a line (GB/T 15834 5.1.4, 5.1.5, 5.1.8); a number
   keeps its unit (3.5万元, 15%), its 第 and, in a document number, its 〔2026〕; 2021—2025 stays whole. Where this
   would leave more than `LOOSEST` of the line empty, only the first character of the unit is kept, and a line may end
   after the dash of a range.
5. The last line of a paragraph is never one character alone (孤字): one more comes down, and the line above is spread.
6. Where nothing else is left (a word longer than the line) the line is simply cut.
7. In table cells an address of more than `LONG_WORD` half-width characters may be parted behind its @ . / - _ too.

A line that rules 4–6 ended earlier than 1–3 would have is `held`: to get the same line in a word processor, widen the
tracking of that line until it fills the measure (`Line.width` of `measure`), so that nothing more fits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

NOT_AT_START = "!%),.:;?]}¢°·¨ˇˉ‖―•′″’”‰℃∶、。〃々〉》」』】〕〗〞！％），．：；？］｝～￠／"
"""Never first on a line."""

NOT_AT_END = "([{£¥$‘“〈《「『【〔〖〝（［｛＄￡￥／№"
"""Never last on a line."""

LOOSEST = 0.12
"""The part of a line that rule 4 may leave empty."""

AUTOSPACE = 0.2
"""Ems between a Chinese character and a Latin letter or digit: word processors put it there of themselves, and
LibreOffice cannot be told not to (GB/T 9704 has nothing on it)."""

_UNIT = "[年月日号时分秒点个名人位户家项条款章节件次届期级类种批所座处栋套台辆艘吨元角斤亩米岁周天倍成折]"
_UNITS = (
    "平方公里|平方千米|平方米|立方米|个百分点|百分点|千瓦时|千瓦|兆瓦|公里|公斤|公顷|千米|千克|毫米|厘米|分钟|小时|"
    f"摄氏度|万元|亿元|{_UNIT}"
)
_NUMBER = re.compile(rf"第?\d[\d.,:]*(?:[—～~-]\d[\d.,:]*)*(?:[%‰℃°]|[万亿千百]*(?:{_UNITS})?)")
_SHORT_NUMBER = re.compile(rf"第?\d[\d.,:]*(?:[%‰℃°—～~-]|[万亿千百]|{_UNIT})?")
_AFTER_YEAR = re.compile(r"〔\d{4}〕第?\d+号?")
_PAIR = re.compile(r"—{2,}|…{2,}")
_CONNECTOR = re.compile(r"[^—\s](?:—(?!—)|[–－]|-(?!\d))")
_WHOLE = (_NUMBER, _AFTER_YEAR, _PAIR, _CONNECTOR)
_UNITS_MARKS = "²³¹⁰⁴-⁹⁺⁻₀-₉µμ"  # as docgen.fonts.OF_UNITS
_HALF = f"!-~À-ÖØ-öø-ɏ{_UNITS_MARKS}"  # as docgen.fonts.is_half_width, but for the space
_LATIN = f"0-9A-Za-zÀ-ÖØ-öø-ɏ{_UNITS_MARKS}"
_MEETING = re.compile(rf"(?<=[{_LATIN}])(?=[^\W_{_LATIN}])|(?<=[^\W_{_LATIN}])(?=[{_LATIN}])")
_FORBIDDEN = re.compile(
    rf"(?=[ {re.escape(NOT_AT_START)}])|(?<=[{re.escape(NOT_AT_END)}])(?!$)|(?<=[{_HALF}])(?=[{_HALF}])"
)
_CLOSERS = frozenset("，。、；：？！”’）》」』】〕〗…—" + NOT_AT_START)


@dataclass(frozen=True, slots=True)
class Line:
    """text[start:end] is one line; the lines of a text cover it without gaps.

    `width` (points) leaves out spaces at the end. `last`: the paragraph ends here. `held`: see the module's text.
    """

    start: int
    end: int
    width: float
    last: bool
    held: bool = False


def break_lines(
    text: str,
    widths: Sequence[float],
    measure: float,
    first: float | None = None,
    *,
    space: float = 0.0,
    addresses: bool = False,
) -> tuple[Line, ...]:
    """Break `text` into lines.

    `widths[i]` is the room that character i takes, `measure` that of a line, `first` that of the first line when it is
    narrower (an indent), `space` the automatic space (see `autospace`). All in points. `addresses`: rule 7 holds. An
    empty text gives one empty line.
    """
    if not text:
        return (Line(0, 0, 0.0, last=True),)
    breaker = _Breaker(text, widths, autospaces(text, space), addresses=addresses)
    lines: list[Line] = []
    start = 0
    while start < len(text):
        room = measure if lines or first is None else first
        lines.append(breaker.line(start, room))
        start = lines[-1].end
    return tuple(breaker.without_orphan(lines))


def autospace(size: float, tracking: float) -> float:
    """The automatic space (points) in text of a size: a character before it has no tracking of its own."""
    return AUTOSPACE * size - tracking


def autospaces(text: str, space: float) -> list[float]:
    """The automatic space after each character: `space` where Chinese and Latin letters or digits meet, else 0."""
    spaces = [0.0] * len(text)
    for meeting in _MEETING.finditer(text) if space else ():
        spaces[meeting.start() - 1] = space
    return spaces


def can_break(text: str, *, addresses: bool = False) -> list[bool]:
    """For every position i from 0 to len(text): may a line end before character i (rules 2–4, with `addresses` 7)?"""
    allowed = _kept_whole(text, _plain(text), _WHOLE)
    for place in _within_addresses(text) if addresses else ():
        allowed[place] = True
    return allowed


LONG_WORD = 16
"""Half-width characters from which on a word without spaces is taken for an address or a part number."""

_LONG = re.compile(rf"[{_HALF}]{{{LONG_WORD + 1},}}")
_JOINT = re.compile(r"[@./_\\:?&=#%-]+(?=[^@./_\\:?&=#%-])")


def _within_addresses(text: str) -> list[int]:
    """Where the long words of a text may be parted."""
    words = (word for word in _LONG.finditer(text) if any(character.isalpha() for character in word[0]))
    return [word.start() + joint.end() for word in words for joint in _JOINT.finditer(word[0])]


def _kept_whole(text: str, allowed: list[bool], patterns: Sequence[re.Pattern[str]]) -> list[bool]:
    """`allowed` without the positions inside what the patterns find."""
    kept = allowed.copy()
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            kept[start + 1 : end] = [False] * (end - start - 1)
    return kept


class _Breaker:
    """One text with its possible breaks and running widths."""

    def __init__(self, text: str, widths: Sequence[float], spaces: Sequence[float], *, addresses: bool) -> None:
        self.text = text
        self.plain = _plain(text)
        self.allowed = can_break(text, addresses=addresses)
        self.sums = [0.0, *accumulate(width + space for width, space in zip(widths, spaces, strict=True))]
        self.ends = [0.0, *(total - space for total, space in zip(self.sums[1:], spaces, strict=True))]

    @cached_property
    def loose(self) -> list[bool]:
        """The breaks that are left where rule 4 would leave too much of a line empty."""
        return _kept_whole(self.text, self.plain, (_SHORT_NUMBER, _PAIR, _CONNECTOR))

    def line(self, start: int, room: float) -> Line:
        limit = self._limit(start, room)
        if limit == len(self.text):
            return self._made(start, limit, held=False)
        natural = _last_true(self.plain, start, limit)
        end = joint = _last_true(self.allowed, start, limit)
        if not end or self.ends[limit] - self.ends[end] > room * LOOSEST:
            end = _last_true(self.loose, start, limit) or natural or joint or max(limit, start + 1)
        return self._made(start, end, held=end != natural)

    def without_orphan(self, lines: list[Line]) -> list[Line]:
        """Rule 5: bring one more character down to a last line of one."""
        if len(lines) < 2 or not _is_orphan(self.text[lines[-1].start :]):
            return lines
        before = lines[-2]
        end = _last_true(self.allowed, before.start, before.end - 1)
        if not end or before.end - end > _MOST_BROUGHT_DOWN:
            return lines
        return [*lines[:-2], self._made(before.start, end, held=True), self._made(end, len(self.text), held=False)]

    def _limit(self, start: int, room: float) -> int:
        """The last position up to which text fits, spaces at the end taking none."""
        limit = bisect_right(self.ends, self.sums[start] + room + _ROUNDING) - 1
        while limit < len(self.text) and self.text[limit] == " ":
            limit += 1
        return limit

    def _made(self, start: int, end: int, *, held: bool) -> Line:
        shown = end
        while shown > start and self.text[shown - 1] == " ":
            shown -= 1
        return Line(start, end, self.ends[shown] - self.sums[start], last=end == len(self.text), held=held)


_ROUNDING = 0.01
"""Points by which a line may be too wide: sums of fractions do not come out exactly."""

_MOST_BROUGHT_DOWN = 4
"""Characters that rule 5 may bring down: more would leave the line above too wide."""


def _plain(text: str) -> list[bool]:
    """Rules 2 and 3: may a line end before character i?"""
    allowed = [True] * (len(text) + 1)
    allowed[0] = False
    for forbidden in _FORBIDDEN.finditer(text):
        allowed[forbidden.start()] = False
    return allowed


def _last_true(allowed: Sequence[bool], start: int, limit: int) -> int:
    """The last allowed position in (start, limit], 0 when there is none."""
    for place in range(limit, start, -1):
        if allowed[place]:
            return place
    return 0


def _is_orphan(text: str) -> bool:
    """True when the text is one character, marks after it not counted."""
    return bool(text) and all(character in _CLOSERS for character in text[1:])
