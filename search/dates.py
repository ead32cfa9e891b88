"""Dates as official texts write them, and document numbers (发文字号), as plain values."""

from __future__ import annotations

import re
from datetime import date

_ZERO = "〇○零Ｏ0Oo０"
_DIGITS = {**dict.fromkeys(_ZERO, 0), **{c: i for i, c in enumerate("一二三四五六七八九", start=1)}}
_CHINESE_YEAR = rf"[一二三四五六七八九{_ZERO}]{{4}}"
_CHINESE_DAY = r"[元一二三四五六七八九十廿卅]{1,3}"
DATE = re.compile(
    rf"(?:(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日|({_CHINESE_YEAR})\s*年\s*({_CHINESE_DAY})\s*月\s*({_CHINESE_DAY})\s*日)"
)
"""A full date, in figures or in Chinese numerals."""

_BRACKETS = "〔\\[［(（【﹝〈<"
_CLOSING = "〕\\]］)）】﹞〉>"
NUMBER = re.compile(
    rf"([一-鿿][一-鿿·]{{0,14}}?)\s*[{_BRACKETS}]\s*((?:19|20)\d\d)\s*年?\s*[{_CLOSING}]\s*第?\s*(\d{{1,5}})\s*号"
)
"""代字〔年〕序号号, in any of the brackets that people type."""

ORDER = re.compile(r"第\s*(\d{1,5}|[一二三四五六七八九十百〇零]{1,7})\s*号")
"""令号: 第×号."""


def read_date(match: re.Match[str]) -> str:
    """A DATE match as an ISO day, "" where there is no such day."""
    if match[1]:
        numbers = (int(match[1]), int(match[2]), int(match[3]))
    else:
        year = int("".join(str(_DIGITS[c]) for c in match[4]))
        numbers = (year, chinese_small(match[5]), chinese_small(match[6]))
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return ""


def chinese_small(text: str) -> int:
    """A Chinese numeral up to 99 (二十三, 十, 元, 廿五); 0 where it is none."""
    text = text.replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _DIGITS.get(text, 0) if len(text) == 1 else 0
    tens, _, units = text.partition("十")
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)


def number_form(match: re.Match[str]) -> str:
    """A NUMBER match in the standard's form: 〔〕 and no leading zero (7.2.5)."""
    return f"{match[1]}〔{match[2]}〕{int(match[3])}号"
