"""Chinese dates: read in every form that people type, written as GB/T 9704—2012 7.3.5.4 asks (2026年4月15日)."""

from __future__ import annotations

import re
from datetime import date

from docgen.numbering import from_chinese

_FIGURES = re.compile(
    r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*[日号]?(?:[ T]00:00(?::00)?)?",
    re.ASCII,
)
_CHARACTERS = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
WEEKDAYS = "一二三四五六日"


def read_date(text: str) -> date | None:
    """The date that `text` as a whole says, or None.

    Read are 2026-04-15, 2026/4/15, 2026.4.15, 2026年4月15日 and 二〇二六年四月十五日.
    """
    text = text.strip()
    if found := _FIGURES.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _CHARACTERS.fullmatch(text):
        return _date(int(found[1].translate(_YEAR_DIGITS)), from_chinese(found[2]) or 0, from_chinese(found[3]) or 0)
    return None


def date_text(day: date) -> str:
    """`day` as it is printed: “2026年4月15日”, Arabic figures, four-digit year, no leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday_text(day: date) -> str:
    """The weekday of `day`: “星期三”."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
