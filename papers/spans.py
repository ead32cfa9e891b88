"""Spans of the calendar as arithmetic: the days of a month, a third of one, a quarter, half a year, a year."""

from __future__ import annotations

from datetime import date, timedelta

Span = tuple[date, date]
"""First and last day."""

_THIRDS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 0),
    "初": (1, 10),
    "中": (11, 20),
    "底": (0, 0),
    "末": (0, 0),
}
"""Parts of a month: first and last day of the month, 0 for its last one."""


def month(year: int, number: int) -> Span:
    """The days of a month. Raise ValueError where there is none."""
    after = date(year + number // 12, number % 12 + 1, 1) if year < 9999 else date(9999, 12, 31)
    return date(year, number, 1), after - timedelta(days=1)


def part_of_month(year: int, number: int, part: str) -> Span:
    """上旬, 中旬, 下旬, 初, 中, 底 or 末 of a month; the whole month for anything else."""
    first, last = month(year, number)
    begin, end = _THIRDS.get(part.removeprefix("月"), (1, 0))
    return (first.replace(day=begin) if begin else last), (first.replace(day=end) if end else last)


def quarter(year: int, number: int, part: str = "") -> Span:
    """The days of a quarter; with 底 or 末 its last day alone."""
    first, last = month(year, number * 3 - 2)[0], month(year, number * 3)[1]
    return (last, last) if part in {"底", "末"} else (first, last)


def half(year: int, number: int) -> Span:
    """The days of the first or the second half of a year."""
    return month(year, number * 6 - 5)[0], month(year, number * 6)[1]


def part_of_year(year: int, part: str = "") -> Span:
    """底, 末, 终: its last day; 中: the middle of the year; 初: its first month; anything else: the whole year."""
    if part in {"底", "末", "终"}:
        return date(year, 12, 31), date(year, 12, 31)
    if part == "中":
        return date(year, 6, 1), date(year, 6, 30)
    return (date(year, 1, 1), date(year, 1, 31)) if part == "初" else (date(year, 1, 1), date(year, 12, 31))


def later(day: date, count: int, unit: str) -> date:
    """`count` days, weeks, months or years after `day`; of a month without that day its last."""
    if unit in {"周", "星期", "礼拜"}:
        return day + timedelta(weeks=count)
    if unit in {"月", "季度", "年"}:
        months = count * {"月": 1, "季度": 3, "年": 12}[unit] + day.year * 12 + day.month - 1
        last = month(months // 12, months % 12 + 1)[1]
        return last.replace(day=min(day.day, last.day))
    return day + timedelta(days=count)
