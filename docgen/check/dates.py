"""Dates: that exist, fall on the weekday given, follow each other, and are not past when they are a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.check.clauses import ACCURACY, FORMAT
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from papers.dates import WEEKDAYS, Day, date_text, days
from papers.deadlines import deadlines
from papers.periods import Period

_REQUIRED, _PRACTICE = Strength.REQUIRED, Strength.PRACTICE
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

_WEEKDAY = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?[（(，]?\s?(?:星期|周|礼拜)([一二三四五六日天])(?![个期年末])", re.ASCII
)
_STANDARD_SINCE = date(2012, 7, 1)
"""The day from which GB/T 9704—2012 holds."""


@rule("date-impossible", "日期确有其日", ACCURACY, _REQUIRED, _ERROR)
def impossible(subject: Subject) -> Iterator[Spot]:
    """2月30日, 13月1日."""
    for piece in subject.prose:
        for day in days(piece.text):
            if day.on(2024) is None:
                yield piece.spot(day.start, day.end, f"没有“{piece.text[day.start : day.end]}”这一天，请核对。")


@rule("weekday", "星期与日期相符", ACCURACY, _REQUIRED, _ERROR)
def weekday(subject: Subject) -> Iterator[Spot]:
    """A weekday that the date does not fall on; a date without a year is one of the document's own year."""
    for piece in subject.prose:
        for found in _WEEKDAY.finditer(piece.text):
            possible = [day for year in _years(subject, piece, found) if (day := _day(found, year))]
            if possible and all(WEEKDAYS[day.weekday()] != found[4].replace("天", "日") for day in possible):
                day, right = possible[0], WEEKDAYS[possible[0].weekday()]
                message = f"{date_text(day)}是星期{right}，不是星期{found[4]}，请核对日期或星期。"
                yield piece.spot(found.start(4), found.end(4), message, right)


def _day(found: re.Match[str], year: int) -> date | None:
    return Day(0, 0, year, int(found[2]), int(found[3])).on(year)


def _years(subject: Subject, piece: Piece, found: re.Match[str]) -> list[int]:
    """The years that a date may be of: its own; else the one named before it, that of the title or of the paper."""
    if found[1]:
        return [int(found[1])]
    text = piece.text[max(found.start() - 60, 0) : found.start()]
    named = [int(year) for year in re.findall(r"(\d{4})年", text + subject.document.title, re.ASCII)]
    if not subject.day:
        return named
    own = _day(found, subject.day.year)
    return [*named, subject.day.year + 1 if own and own < subject.day else subject.day.year, subject.day.year]


_RANGE = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:起)?[至到—～\-－](?:(\d{4})年)?(\d{1,2})月(\d{1,2})日", re.ASCII
)


@rule("range-reversed", "起止日期先后不颠倒", ACCURACY, _REQUIRED, _ERROR)
def reversed_range(subject: Subject) -> Iterator[Spot]:
    """From a later day to an earlier one."""
    for piece in subject.prose:
        for found in _RANGE.finditer(piece.text):
            first = Day(0, 0, int(found[1]), int(found[2]), int(found[3])).on(0)
            last = Day(0, 0, int(found[4] or found[1]), int(found[5]), int(found[6])).on(0)
            if first and last and last < first:
                yield piece.spot(found.start(), found.end(), f"“{found[0]}”止于起始之前，请核对起止日期。")


_LOOKS_BACK = "报告|通报|公报|总结|讲话|法|条例|办法|规定"
"""Kinds that speak of what is done."""
_PAST = re.compile(r"已|出生|成立|建成|发生|颁布|施行|生效|取得|参加工作|以来|曾|原|入职|办理的|购买")


@rule("deadline-past", "完成时限不早于成文日期", ACCURACY, _REQUIRED, _WARNING)
def deadline_past(subject: Subject) -> Iterator[Spot]:
    """“3月31日前” in a paper of 20 April; what speaks of the past is left alone."""
    if subject.day is None or re.search(_LOOKS_BACK, subject.document.kind or subject.document.title):
        return
    for piece in (*subject.paragraphs, *subject.cells):
        for due in deadlines(piece.text, subject.day):
            past = due.last is not None and due.last < subject.day and due.text.endswith(("前", "以前", "之前"))
            if past and not _PAST.search(_sentence(piece, due)):
                message = f"时限“{due.text}”早于成文日期{date_text(subject.day)}，请核对。"
                yield piece.spot(due.start, due.end, message)


def _sentence(piece: Piece, due: Period) -> str:
    start = max(piece.text.rfind("。", 0, due.start), due.start - 80, 0)
    end = piece.text.find("。", due.end, due.end + 80)
    return piece.text[start : end if end >= 0 else due.end + 80]


_ISSUED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:印发|发布|公布|下发|转发|召开了?)", re.ASCII)


@rule("cited-later", "引用的文件不晚于成文日期", ACCURACY, _REQUIRED, _WARNING)
def cited_later(subject: Subject) -> Iterator[Spot]:
    """A paper cited that is dated later than this one."""
    if subject.day is None:
        return
    for piece in subject.paragraphs:
        for found in _ISSUED.finditer(piece.text):
            day = Day(0, 0, int(found[1]), int(found[2]), int(found[3])).on(0)
            if day and day > subject.day and "将" not in piece.text[max(found.start() - 8, 0) : found.start()]:
                yield piece.spot(found.start(), found.end(), f"“{found[0]}”晚于本文的成文日期，请核对。")
        for found in re.finditer(r"〔(\d{4})〕\d{1,5}号", piece.text, re.ASCII):
            if int(found[1]) > subject.day.year:
                yield piece.spot(found.start(), found.end(), f"引用的文号“{found[0]}”晚于本文的成文年份，请核对。")


_OWN_DATE = f"{FORMAT} 7.3.5.4"
_CHARACTERS = re.compile(
    r"[〇○零ＯO一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]"
)


@rule("date-characters", "成文日期用阿拉伯数字", _OWN_DATE, _REQUIRED, _ERROR, fixable=True)
def date_characters(subject: Subject) -> Iterator[Spot]:
    """二〇二六年四月十五日 as the date of a paper to GB/T 9704—2012."""
    piece, day = subject.element("issue_date"), subject.day
    if day and day >= _STANDARD_SINCE and _CHARACTERS.fullmatch(piece.text):
        wanted = f"{day.year}年{day.month}月{day.day}日"
        yield piece.whole(f"成文日期用阿拉伯数字，“{piece.text}”请改为“{wanted}”。", wanted)


@rule("date-zero", "成文日期的月、日不编虚位", _OWN_DATE, _REQUIRED, _ERROR, fixable=True)
def date_zero(subject: Subject) -> Iterator[Spot]:
    """2026年04月05日 as the date of the paper."""
    piece, day = subject.element("issue_date"), subject.day
    if day and day >= _STANDARD_SINCE and re.search("[年月]0", piece.text):
        wanted = f"{day.year}年{day.month}月{day.day}日"
        yield piece.whole(f"成文日期不编虚位，“{piece.text}”请改为“{wanted}”。", wanted)
