"""What comes before what: spans of months, years and figures, meetings and their minutes, titles and their year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from papers.dates import date_text, days

_REQUIRED, _WARNING, _ERROR = Strength.REQUIRED, Severity.WARNING, Severity.ERROR
_TO = r"(?:底|初|中)?起?[至到—～~\-－–]{1,2}"
_MONTHS = re.compile(rf"(?<!\d)(\d{{4}})年(\d{{1,2}})月{_TO}(?:(\d{{4}})年)?(\d{{1,2}})月(?!\d)", re.ASCII)
_YEARS = re.compile(rf"(?<![\d.])((?:19|20)\d\d)年?{_TO}((?:19|20)\d\d)年", re.ASCII)
_FIGURES = re.compile(
    r"(?<![\d.\-—～A-Za-z〔年月第号:：])(\d{1,6}(?:\.\d{1,3})?)(?:%|％|万|亿)?[～~](\d{1,6}(?:\.\d{1,3})?)(?=%|％|万|亿|元|米|公里|人|个|天|年|吨|平方米|岁|小时|分钟)",
    re.ASCII,
)


@rule("span-reversed", "起止年月、数值先小后大", ACCURACY, _REQUIRED, _WARNING)
def reversed_span(subject: Subject) -> Iterator[Spot]:
    """2026年7月至2025年12月, 2025—2021年, 30～20万元."""
    for piece in subject.prose:
        yield from _months(piece)
        for found in _YEARS.finditer(piece.text):
            if int(found[1]) > int(found[2]):
                yield _spot(piece, found)
        for found in _FIGURES.finditer(piece.text):
            if float(found[1]) > float(found[2]):
                yield _spot(piece, found)


def _months(piece: Piece) -> Iterator[Spot]:
    for found in _MONTHS.finditer(piece.text):
        first = (int(found[1]), int(found[2]))
        last = (int(found[3] or found[1]), int(found[4]))
        if last < first and max(first[1], last[1]) <= 12:
            yield _spot(piece, found)


def _spot(piece: Piece, found: re.Match[str]) -> Spot:
    return piece.spot(found.start(), found.end(), f"“{found[0]}”的起止颠倒了，请核对。")


_HELD = re.compile(r"召开|主持|举行|到|组织|研究|听取|赴")


@rule("meeting-later", "会议日期不晚于纪要的成文日期", ACCURACY, _REQUIRED, _WARNING)
def meeting_later(subject: Subject) -> Iterator[Spot]:
    """Minutes of 12 May that tell of a meeting on 18 May."""
    if subject.day is None or subject.document.kind != "纪要":
        return
    for piece in subject.body[:3]:
        for day in days(piece.text):
            held = day.on(subject.day.year)
            if held and held > subject.day and _HELD.search(re.split("[。；]", piece.text[day.end : day.end + 40])[0]):
                message = f"会议日期晚于纪要的成文日期{date_text(subject.day)}，请核对。"
                yield piece.spot(day.start, day.end, message)
            break


_OWN_YEAR = re.compile(
    r"(?:^|关于|做好|开展|印发《?|下达|报送|组织|加强|编制|安排|公布|申报|实施|推进|举办|召开|[区市县局委会])(?:19|20)\d\d年",
    re.ASCII,
)
_LOOKS_BACK = ("总结", "报告", "通报", "讲话")
_AHEAD = ("通知", "方案", "计划", "要点", "意见")
_YEAR_OF = re.compile(r"((?:19|20)\d\d)年(?:度)?([\u4e00-\u9fff]{3,12})", re.ASCII)


@rule("title-year", "标题的年份与成文日期、正文一致", ACCURACY, _REQUIRED, _WARNING)
def title_year(subject: Subject) -> Iterator[Spot]:
    """关于做好2025年防汛工作的通知 of May 2026, or with 2026年防汛工作 in its text."""
    title = subject.document.title
    titled = [one for one in _YEAR_OF.finditer(title) if _OWN_YEAR.search(title, 0, one.end(1) + 1)]
    if not titled:
        return
    year, matter = int(titled[0][1]), titled[0][2]
    away = year - subject.day.year if subject.day else 0
    kind = subject.document.kind
    wrong = (
        1 < abs(away) <= 3 or (away == -1 and kind in ("方案", "计划", "要点")) or (away == 1 and kind in _LOOKS_BACK)
    )
    if subject.day and wrong and not re.search("历史|档案|追溯|普查", title):
        yield subject.on("title", f"标题说的是{year}年，成文日期在{subject.day.year}年，请核对年份。", f"{year}年")
        return
    for piece in subject.paragraphs[:6]:
        for found in _YEAR_OF.finditer(piece.text):
            if int(found[1]) != year and found[2][:4] == matter[:4] and not _is_cited(piece.text, found.start()):
                message = f"标题写的是“{year}年{matter[:4]}”，这里是“{found[1]}年”，请核对年份。"
                yield piece.spot(found.start(1), found.end(1) + 1, message, f"{year}年")


def _is_cited(text: str, place: int) -> bool:
    return text.rfind("《", 0, place) > text.rfind("》", 0, place)
