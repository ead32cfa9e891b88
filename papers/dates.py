"""Dates of official texts: 2026年4月15日, 二〇二六年四月十五日, 元月, 廿五日, spaced and full-width digits, 2026-04-15.

They are read in every form that people type and written as GB/T 9704—2012, 7.3.5.4 asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from papers.numerals import ZEROS, whole

WEEKDAYS = "一二三四五六日"
SPACE = r"[ \t\u3000\xa0]{0,4}"
"""White space that may stand between the characters of a date."""

_CHINESE = f"一二三四五六七八九{ZEROS}Oo"
YEAR = rf"(?:\d(?:[ \u3000]?\d){{3}}|[{_CHINESE}](?:[ \u3000]?[{_CHINESE}]){{3}})"
"""A year of four digits or numerals, as a pattern without groups."""

SMALL_CHARACTERS = r"\d元一二两三四五六七八九十廿卅半"
"""What a small number in front of 月 or 年 is made of, for a class of characters."""

SMALL = r"(?:\d(?:[ \u3000]?\d)?|[元一二三四五六七八九十廿卅](?:[ \u3000]?[一二三四五六七八九十]){0,2})"
"""A month or a day, as a pattern without groups."""

_WEEKDAY = rf"(?:{SPACE}[（(]{SPACE}(?:星期|周|礼拜)[{WEEKDAYS}天]{SPACE}[）)]|{SPACE}(?:星期|周|礼拜)[{WEEKDAYS}天])?"
_PARTS = rf"(?:(?<!\d)({YEAR}){SPACE}年{SPACE})?(?<!\d)({SMALL}){SPACE}月{SPACE}({SMALL}){SPACE}[日号]"
_DAY = re.compile(_PARTS)
_WHOLE = re.compile(rf"(?:{_PARTS}){_WEEKDAY}")
_FIGURES = re.compile(
    r"(\d{4})\s?[-/.年－—]\s?(\d{1,2})\s?[-/.月－—]\s?(\d{1,2})\s?[日号]?"
    r"(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_MONTH = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})月?")
_BRACKETS = ("（）", "()", "〔〕", "[]", "［］", "【】")
_LONGEST = 60  # characters of a line that is a date

LAST_DAY = 9999_99_99
"""As a day_number."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text, at text[start:end]; `year` 0: it does not say."""

    start: int
    end: int
    year: int
    month: int
    day: int

    def on(self, year: int) -> date | None:
        """The date, in `year` where it names none; None where there is no such day."""
        return _date(self.year or year, self.month, self.day)


def days(text: str) -> Iterator[Day]:
    """The dates with month and day in a text, with their year or without, in figures and in numerals."""
    for found in _DAY.finditer(text):
        yield Day(found.start(), found.end(), _year(found[1]), whole(found[2]) or 0, whole(found[3]) or 0)


def read_date(text: str) -> date | None:
    """The date that `text` as a whole says, in any form, also in brackets or with its weekday; None for none."""
    shown = _bare(text)
    if len(shown) > _LONGEST:
        return None
    if found := _FIGURES.fullmatch(shown):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _WHOLE.fullmatch(shown)) and found[1]:
        return _date(_year(found[1]), whole(found[2]) or 0, whole(found[3]) or 0)
    return None


def date_text(day: date) -> str:
    """`day` as it is printed: “2026年4月15日”, Arabic figures, four-digit year, no leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday_text(day: date) -> str:
    """The weekday of `day`: “星期三”."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def iso_day(value: str) -> str:
    """A date that someone wrote down (2026-04-15, 2026.4.15, 2026年4月) in ISO form; what is none stays as it is."""
    if day := read_date(value):
        return day.isoformat()
    month = _MONTH.fullmatch(value.strip()[:_LONGEST])
    if month and 1 <= int(month[2]) <= 12:
        return f"{int(month[1]):04d}-{int(month[2]):02d}"
    return re.sub(r"^(\d{4})年$", r"\1", value.strip())


def day_number(day: str, *, last: bool = False) -> int:
    """An ISO date as 20260415; what is left out counts as 0, or with `last` as 99. 0 when it is no date."""
    filler = 99 if last else 0
    try:
        year, month, number = ([int(part) for part in day.split("-")] + [filler, filler])[:3]
    except ValueError:
        return 0
    return year * 10000 + month * 100 + number if 0 < year <= 9999 else 0


def _bare(text: str) -> str:
    shown = text.strip()
    for pair in _BRACKETS:
        if shown[:1] == pair[0] and shown[-1:] == pair[1]:
            return shown[1:-1].strip()
    return shown


def _year(text: str | None) -> int:
    """A year of numerals or figures; an O that someone typed for 〇 counts as 0."""
    return whole(re.sub("[Oo]", "〇", text)) or 0 if text else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
