"""The filters that a template may use besides Jinja2's own: {{ 会议日期 | 星期 }}."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from papers.dates import weekday_text
from papers.numerals import to_chinese

_END_MARKS = "。；，、！？.;, "


def numeral(number: int | str) -> str:
    """中文数字: 12 → 十二."""
    return to_chinese(int(number))


def month_day(day: object) -> str:
    """月日: a date without its year, “4月15日”."""
    return f"{day.month}月{day.day}日" if isinstance(day, date) else str(day)


def weekday(day: object) -> str:
    """星期: the weekday of a date, “星期三”."""
    return weekday_text(day) if isinstance(day, date) else ""


def days_after(day: object, days: int = 1) -> object:
    """天后: the date `days` later; anything but a date comes back as it is."""
    return day + timedelta(days=int(days)) if isinstance(day, date) else day


def set_off(items: Iterable[object]) -> str:
    """顿号: the items of a list set off with 、."""
    return "、".join(map(str, items))


def bare(text: object) -> str:
    """去句号: a text without end marks, to be carried on."""
    return str(text).rstrip(_END_MARKS)


_LEADS = (("为了", "为"), ("根据", "按照", "依据", "遵照"))
"""The words that open a clause: who is asked for what comes after one of them may type another of the same row."""


def without_lead(text: object, lead: str) -> str:
    """不带: a text without the word that opens its clause in the template, so that it is not printed twice (为为)."""
    typed = str(text).lstrip()
    words = next((row for row in _LEADS if lead in row), (lead,))
    same = next((word for word in words if typed.startswith(word) and typed != word), "")
    return typed.removeprefix(same)


def sentence(text: object) -> str:
    """句号: a text with one full stop at its end; nothing stays nothing."""
    return f"{bare(text)}。" if text else ""


FILTERS: dict[str, Callable[..., object]] = {
    "中文数字": numeral,
    "月日": month_day,
    "星期": weekday,
    "天后": days_after,
    "顿号": set_off,
    "去句号": bare,
    "句号": sentence,
    "不带": without_lead,
}
