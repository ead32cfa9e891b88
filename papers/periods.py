"""Periods of time (时段): what a deadline is read into, and the words for days, months, quarters and years."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from papers import spans
from papers.dates import SMALL, SMALL_CHARACTERS, SPACE, WEEKDAYS, YEAR
from papers.numerals import whole
from papers.spans import Span


@dataclass(frozen=True, slots=True)
class Period:
    """What text[start:end] says of time: `last` is the day that a deadline falls on, `first` the one it begins on.

    `time`: an hour named with the day (“17:00”, “下班”). `recurring`: how often (“每月”), then there is no single day.
    `by`: the words set a bound (前, 内, 底, 截至); else they only name a time.
    """

    text: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    time: str = ""
    recurring: str = ""
    by: bool = False

    @property
    def unread(self) -> bool:
        """True where no day could be told: shown by its words, never as some day."""
        return self.last is None and not self.recurring


EACH = r"每个?(?:年度?|半年|季度?|月度?|周|星期|工作日|天|日|旬|学期|两周|两个?月)|逐[年月季周日]|按[年月季周旬]度?"
"""Words for how often something comes due."""

_YEARS = {
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "当年": 0,
    "明年": 1,
    "次年": 1,
    "翌年": 1,
    "来年": 1,
    "后年": 2,
    "去年": -1,
    "上年": -1,
}
_MONTHS = {"本月": 0, "当月": 0, "这个月": 0, "下月": 1, "下个月": 1, "次月": 1, "上月": -1, "上个月": -1}
_DAYS = {"今天": 0, "今日": 0, "当天": 0, "当日": 0, "即日": 0, "明天": 1, "明日": 1, "次日": 1, "后天": 2}
_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "七一": (7, 1), "八一": (8, 1), "十一": (10, 1), "国庆": (10, 1)}
_YEAR_PART = "底|末|终|中|初|内|度内"


POINT = re.compile(
    rf"(?P<each>{EACH})?的?"
    rf"(?:(?:(?<!\d)(?P<year>{YEAR}){SPACE}年度?|(?P<rel>{'|'.join(_YEARS)})度?)(?P<yearpart>(?:{_YEAR_PART})(?!期|步|级))?[的，,]?{SPACE})?"
    rf"(?:(?<![\d.])(?P<month>{SMALL}){SPACE}月{SPACE}(?P<day>{SMALL}){SPACE}[日号]"
    rf"|(?P<relmonth>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})份?(?:(?P<relday>{SMALL})[日号]"
    rf"|(?P<relpart>上旬|中旬|下旬|底|末|中|初|内)(?!期|步))?"
    rf"|(?<![\d.第])(?P<only>{SMALL}){SPACE}[日号]"
    rf"|(?<![\d.个])(?P<part_of>{SMALL}){SPACE}月份?(?P<part>上旬|中旬|下旬|月?(?:底|末|初(?!步|期)|中(?![\u4e00-\u9fff])|中(?=前|之前|以前|完成))|内)?"
    rf"|(?P<quarter>前?[第本当下]?(?:[一二三四1-4]个?)?季度)(?P<quarterpart>末|底|初|中|内)?"
    rf"|(?P<half>[上下])半年(?P<halfpart>底|末|内)?"
    rf"|(?P<week>[本下这])个?(?:周|星期)(?P<weekday>[{WEEKDAYS}天末])?"
    rf"|(?P<eachpart>[{WEEKDAYS}天](?![次个名人度项季])|[末底初](?!步|期))"
    rf"|(?P<dayword>{'|'.join(_DAYS)})"
    rf"|(?<![个{SMALL_CHARACTERS}])月(?P<monthpart>底|末|中旬|上旬|下旬|初|内)"
    rf"|(?<![{SMALL_CHARACTERS}几数多])年(?P<bareyearpart>底|末|终|中|初|内)(?!期|步)"
    rf"|(?P<feast>{'|'.join(_FEASTS)})(?:节|假期)?(?=前|之前|以前)"
    rf")?"
)
"""One point or stretch of time; every part is optional, so a match may be empty."""


def names_time(found: re.Match[str]) -> bool:
    """Whether a POINT match says anything that a reader could take for a time."""
    groups = found.groupdict()
    if groups["only"] and not (groups["each"] or groups["year"]):
        return False
    if groups["eachpart"] and not groups["each"]:
        return False
    if groups["quarter"] in {"季度", "前季度"} and not groups["each"]:
        return False
    return any(value for name, value in groups.items() if name != "each")


def span_of(found: re.Match[str], on: date | None, year: int = 0) -> Span | None:
    """First and last day of what a POINT match names; None where there is no such day or no year to take it in.

    `on` is the day of the paper, `year` one that was named just before.
    """
    named = _named_year(found, on) or year
    for group, read in _READERS.items():
        if found[group]:
            try:
                return read(found, on, named)
            except (ValueError, OverflowError, TypeError):
                return None
    if named and not found["each"]:
        return spans.part_of_year(named, found["yearpart"] or "") if 0 < named < 9999 else None
    return None


def _named_year(found: re.Match[str], on: date | None) -> int:
    if found["year"]:
        return whole(found["year"]) or 0
    return on.year + _YEARS[found["rel"]] if found["rel"] and on else 0


def _in_year(year: int, on: date | None, month: int, day: int) -> int:
    """The year that a month and a day without one belong to: that of the paper, or the next one half a year back."""
    if year or on is None:
        return year
    own = date(on.year, month, min(day, 28))
    return on.year + 1 if (on - own).days > _HALF_A_YEAR else on.year


_HALF_A_YEAR = 183


def _day(found: re.Match[str], on: date | None, year: int) -> Span:
    month, day = whole(found["month"]) or 0, whole(found["day"]) or 0
    only = date(_in_year(year, on, month, day), month, day)
    return only, only


def _month(found: re.Match[str], on: date | None, year: int) -> Span:
    month = whole(found["part_of"]) or 0
    return spans.part_of_month(_in_year(year, on, month, 28), month, found["part"] or "")


def _relative_month(found: re.Match[str], on: date | None, _year: int) -> Span:
    first = spans.later(_known(on).replace(day=1), _MONTHS[found["relmonth"]], "月")
    if found["relday"]:
        only = first.replace(day=whole(found["relday"]) or 0)
        return only, only
    return spans.part_of_month(first.year, first.month, found["relpart"] or "")


def _bare_month(found: re.Match[str], on: date | None, _year: int) -> Span:
    return spans.part_of_month(_known(on).year, _known(on).month, found["monthpart"])


def _quarter(found: re.Match[str], on: date | None, year: int) -> Span:
    words, part = found["quarter"], found["quarterpart"] or ""
    number = re.search(r"[一二三四1-4]", words)
    if number:
        value = whole(number[0]) or 0
        first, last = spans.quarter(year or _known(on).year, value, part)
        return (date(first.year, 1, 1), last) if words.startswith("前") else (first, last)
    value = (_known(on).month + 2) // 3 + ("下" in words)
    return spans.quarter(_known(on).year + value // 5, (value - 1) % 4 + 1, part)


def _half(found: re.Match[str], on: date | None, year: int) -> Span:
    first, last = spans.half(year or _known(on).year, 1 if found["half"] == "上" else 2)
    return (last, last) if found["halfpart"] in {"底", "末"} else (first, last)


def _week(found: re.Match[str], on: date | None, _year: int) -> Span:
    monday = _known(on) - timedelta(days=_known(on).weekday()) + timedelta(weeks=found["week"] == "下")
    if found["weekday"]:
        day = monday + timedelta(days=6 if found["weekday"] == "末" else (WEEKDAYS + "天").index(found["weekday"]) % 7)
        return day, day
    return monday, monday + timedelta(days=6)


def _day_word(found: re.Match[str], on: date | None, _year: int) -> Span:
    only = _known(on) + timedelta(days=_DAYS[found["dayword"]])
    return only, only


def _bare_year(found: re.Match[str], on: date | None, _year: int) -> Span:
    return spans.part_of_year(_known(on).year, found["bareyearpart"])


def _feast(found: re.Match[str], on: date | None, year: int) -> Span:
    month, day = _FEASTS[found["feast"]]
    eve = date(_in_year(year, on, month, day), month, day) - timedelta(days=1)
    return eve, eve


def _known(on: date | None) -> date:
    if on is None:
        raise ValueError("words like 本月 need the day of the paper")
    return on


_READERS: dict[str, Callable[[re.Match[str], date | None, int], Span]] = {
    "month": _day,
    "relmonth": _relative_month,
    "part_of": _month,
    "quarter": _quarter,
    "half": _half,
    "week": _week,
    "dayword": _day_word,
    "monthpart": _bare_month,
    "bareyearpart": _bare_year,
    "feast": _feast,
}
