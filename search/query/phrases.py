"""Words for a time in a query, as a range of days: 去年, 上个月, 今年以来, 近三年, 2024年3月到6月, 去年下半年以前."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from papers import spans
from papers.numerals import whole
from papers.spans import Span

_N = r"\d{1,3}|[一二三四五六七八九十两]{1,3}|几|数"
_YEAR = r"(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|元|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]"
_SOME = 3  # 近几年
_RECENT = 30  # days that 最近 means
_EARLIEST, _LATEST = date.min, date.max

_YEARS = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "今年度": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "去年度": -1,
    "前年": -2,
    "明年": 1,
}
_DAYS = {"今天": 0, "今日": 0, "当天": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2, "大前天": -3}
_MONTHS = {"本": 0, "这个": 0, "这": 0, "当": 0, "上": -1, "上个": -1, "上上个": -2}

_POINT = re.compile(
    rf"(?:(?P<year>{_YEAR})(?:年度?|(?=[-.]))|(?P<rel>{'|'.join(sorted(_YEARS, key=len, reverse=True))})|)"
    rf"(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])个?季度"
    rf"|(?P<relquarter>本|这个|上个?)季度"
    rf"|(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号]|(?P<part>[上中下]旬|初|底|末))?"
    rf"|[-.](?P<month2>0?[1-9]|1[0-2])(?:[-.](?P<day2>3[01]|[12]\d|0?[1-9]))?"
    rf"|(?P<relmonth>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})月份?(?P<relpart>[上中下]旬|初|底|末)?"
    rf"|(?P<relweek>本|这|这个|上个?|上上个?)(?:周|星期|礼拜)"
    rf"|(?P<dayword>{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
    rf"|(?P<yearpart>年?初|年?底|年?末|年中)|)"
)
_LAST = re.compile(
    rf"(?:最近|近|过去|这)(?P<n>{_N}|半)?(?P<unit>个?月|个?季度|年|天|日|周|个?星期)(?P<half>半)?(?:以?来|内|里|间|之内|以内)?"
)
_LATELY = re.compile("最近|近期|近来|新近|最新")
_SPAN = re.compile(r"到|至|-{1,2}|~")
_SINCE = re.compile("以来|之后|以后|至今|起|后")
_UNTIL = re.compile("以前|之前|前")
_IN = re.compile("期间|之间|以内|内|里|间|这段时间")
_JOIN = re.compile("(?:的|发布的|印发的|下发的|出台的|制定的)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a query says of time: the days meant, both included, and where its words end."""

    first: date
    last: date
    end: int

    @property
    def span(self) -> str:
        """As a condition of the query language: 年:2025-01-01..2025-12-31."""
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


def phrase(text: str, today: date) -> Phrase | None:
    """The time that a normalised word of a query begins with; None where it begins with none, or is one by itself.

    A plain day, month or year (2024年3月) is no phrase: it is looked for as it stands. With 到6月 or 以来 it is.
    """
    try:
        return _lately(text, today) or _ranged(text, today)
    except (ValueError, OverflowError):  # 2月30日
        return None


def _lately(text: str, today: date) -> Phrase | None:
    found = _LAST.match(text)
    if found:
        count = (
            _SOME if found["n"] in {"几", "数"} else 1 if found["n"] in {None, "半"} else whole(_counted(found["n"]))
        )
        if not count or (found["n"] is None and text.startswith("这")):
            return None
        first = _back(today, count, found["unit"].removeprefix("个"), half=found["n"] == "半", more=bool(found["half"]))
        return _ended(text, max(_EARLIEST, first), today, found.end())
    found = _LATELY.match(text)
    return _ended(text, today - timedelta(days=_RECENT - 1), today, found.end()) if found else None


def _counted(text: str) -> str:
    return text.replace("两", "二")


def _back(today: date, count: int, unit: str, *, half: bool, more: bool) -> date:
    """The first of the days: three years back and one day on, so that it is three years with today."""
    if half:
        before = spans.later(today, -6, "月") if unit == "年" else today - timedelta(days=15)
    else:
        before = spans.later(today, -count, {"日": "天"}.get(unit, unit))
        before = spans.later(before, -6, "月") if more and unit == "年" else before
    return before + timedelta(days=1)


def _ranged(text: str, today: date) -> Phrase | None:
    found = _POINT.match(text)
    if found is None or not found.end():
        return None
    span = _days(found, today, today.year)
    if span is None:
        return None
    first, last = span
    relative = any(found[name] for name in ("rel", "relquarter", "relmonth", "relweek", "dayword", "yearpart"))
    relative = relative or bool((found["half"] or found["quarter"]) and (found["year"] or found.end() == len(text)))
    at = found.end()
    if to := _SPAN.match(text, at):
        other = _POINT.match(text, to.end())
        if text.startswith(("今", "现在"), to.end()) and not (other and other["rel"]):
            end = to.end() + (2 if text.startswith(("今天", "现在"), to.end()) else 1)
            return _ended(text, first, today, end)
        after = _days(other, today, first.year) if other and other.end() > to.end() else None
        return _ended(text, first, after[1], other.end()) if after and other and after[1] >= first else None
    if since := _SINCE.match(text, at):
        later = since[0] in {"之后", "以后", "后"}
        return _ended(text, last + timedelta(days=1) if later else first, _LATEST if later else today, since.end())
    if until := _UNTIL.match(text, at):
        return _ended(text, _EARLIEST, first - timedelta(days=1), until.end())
    return _ended(text, first, last, at) if relative else None


def _ended(text: str, first: date, last: date, at: int) -> Phrase:
    within = _IN.match(text, at)
    at = within.end() if within else at
    joined = _JOIN.match(text, at)
    return Phrase(first, max(first, last), joined.end() if joined else at)


def _days(found: re.Match[str], today: date, year: int) -> Span | None:
    """The days of a point; one without a year lies in `year`. None for what is none."""
    if found["year"]:
        year = whole(found["year"]) or 0
    elif found["rel"]:
        year = today.year + _YEARS[found["rel"]]
    for name, read in _READ.items():
        if found[name]:
            return read(found, today, year)
    return spans.part_of_year(year) if found["year"] or found["rel"] else None


def _month(found: re.Match[str], _today: date, year: int) -> Span:
    month = whole(found["month"] or found["month2"]) or 0
    day = found["day"] or found["day2"]
    if day:
        only = date(year, month, whole(day) or 0)
        return only, only
    return spans.part_of_month(year, month, found["part"] or "")


def _relative_month(found: re.Match[str], today: date, _year: int) -> Span:
    first = spans.later(today.replace(day=1), _MONTHS[found["relmonth"]], "月")
    return spans.part_of_month(first.year, first.month, found["relpart"] or "")


def _week(found: re.Match[str], today: date, _year: int) -> Span:
    monday = today - timedelta(days=today.weekday(), weeks=found["relweek"].count("上"))
    return monday, monday + timedelta(days=6)


def _quarter(found: re.Match[str], _today: date, year: int) -> Span:
    return spans.quarter(year, whole(found["quarter"]) or 0)


def _relative_quarter(found: re.Match[str], today: date, _year: int) -> Span:
    first = spans.later(today.replace(day=1), -3 * found["relquarter"].count("上"), "月")
    return spans.quarter(first.year, (first.month + 2) // 3)


def _half(found: re.Match[str], _today: date, year: int) -> Span:
    return spans.half(year, 1 if found["half"] == "上" else 2)


def _day_word(found: re.Match[str], today: date, _year: int) -> Span:
    only = today + timedelta(days=_DAYS[found["dayword"]])
    return only, only


def _year_part(found: re.Match[str], _today: date, year: int) -> Span | None:
    if not (found["year"] or found["rel"] or found["yearpart"].startswith("年")):
        return None
    part = found["yearpart"].removeprefix("年")
    return spans.month(year, {"初": 1, "中": 6}.get(part, 12))


_READ: dict[str, Callable[[re.Match[str], date, int], Span | None]] = {
    "half": _half,
    "quarter": _quarter,
    "relquarter": _relative_quarter,
    "month": _month,
    "month2": _month,
    "relmonth": _relative_month,
    "relweek": _week,
    "dayword": _day_word,
    "yearpart": _year_part,
}
