"""Deadlines (时限) in running text: 四月底前, 三季度末, 会后3个工作日内, 每月5日前, 明年3月底前.

Nothing is guessed: what reads like a deadline and cannot be told to the day is handed out as unread, with its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from papers import spans
from papers.dates import SPACE, WEEKDAYS
from papers.numerals import whole
from papers.periods import EACH, POINT, Period, names_time, span_of
from papers.workdays import Calendar, after_working_days, weekdays

_TIME = re.compile(
    rf"{SPACE}(?:[（(](?:星期|周|礼拜)[{WEEKDAYS}天][）)]|(?:星期|周)[{WEEKDAYS}天])?{SPACE}[，,]?"
    r"(?P<half>上午|下午|中午|晚上?|早上?|凌晨)?"
    rf"{SPACE}(?P<time>\d{{1,2}}{SPACE}[:：]{SPACE}\d\d|\d{{1,2}}[时点](?:\d{{1,2}}分|半|整)?|下班|上班)?"
)
_BY = re.compile(
    rf"{SPACE}(?:之前|以前|前(?!提(?![出交供请报升])|[后期往述身置移端沿景瞻三两几])|为止|止|之内|以内|内(?!容|部|外|涝|设))"
)
_BEFORE = re.compile(r"(?:截至|截止(?:到|至|时间为)?|最迟|至迟|不迟于|不晚于|最晚|到|至|于|在|力争)$")
_BOUNDS = re.compile(r"截|迟|晚|到|至")
_BOUNDING_PART = re.compile(r"(?:底|末|终|内|月中|年中|上半年|下半年|季度|旬)$")
_JOINED = re.compile(rf"{SPACE}(?:、|和|及|以及|与){SPACE}$")
_RANGE = re.compile(rf"{SPACE}(?:起)?(?:至|到|—|－|-|–|～|~){SPACE}$")
_DURATION = re.compile(
    r"(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:—|－|-|–|～|~|至|到)\s?)?"
    r"(?P<count>\d{1,3}|[一二两三四五六七八九十半]{1,3}|个?半)\s?(?P<half>个半)?个?"
    r"(?P<unit>工作日|自然日|日历日|日|天|周|星期|礼拜|月|季度|年|学年|小时)(?:的时间)?(?:之内|以内|内)"
)
_ANCHOR = re.compile(r"(?:(?:自|从|在|应当|应|于)?[^，。；：、\s（）]{0,20}?(?:之日起|之日|之后|以后|起|后)的?)$")
_OTHER_ANCHOR = re.compile(r"收到|接到|受理|发现|签订|竣工|验收|开工|发生")
_PAST = re.compile(r"(?:近|过去|此前|前|上|已)$")
_OWN_ANCHOR = re.compile(r"会后|会议|散会|印发|发布|下发|公布|即日|今日|现在|通知|方案|发文|本")
_LOST = re.compile(
    rf"(?:(?:农历|阴历|腊月|正月)[一-鿿]{{0,6}}?|[Xx×＿_…*]{{1,4}}{SPACE}月[^，。；]{{0,8}}?|"
    r"春节|清明节?|端午节?|中秋节?|双节|两节|节假日|节|(?:主|今)?汛期?|开学|寒假|暑假|暑期|学期(?:末|结束)|供暖(?:季|期)?|采暖季?|"
    r"入冬|入汛|入夏|高温(?:天气|季)|雨季|台风季|高考|中考|全国?两会|党代会|换届|竣工验收|验收)(?:到来)?(?:之前|以前|前(?![后期往述]))"
)
_STANDING = re.compile(
    r"(?:并)?(?:长期(?:坚持|推进|实施|任务|有效)?|常年|常态化?(?:推进|开展)?|持续(?:推进|实施|开展)?|贯穿全年)"
)
_YEARS = re.compile(r"((?:19|20)\d\d)年?\s?[—－\-–～~至到]\s?((?:19|20)\d\d)年?")
_ALL_YEAR = re.compile(r"全年")
_CELL = re.compile(
    r"(?P<year>\d{4})\s?[./-]\s?(?P<month>\d{1,2})(?:\s?[./-]\s?(?P<day>\d{1,2}))?(?:日|月)?(?P<by>之?前|底前?)?"
)


def periods(text: str, on: date | None = None, works: Calendar = weekdays) -> Iterator[Period]:
    """Every day, deadline and span of time named in `text`, in order; a bare year is none.

    `on` is the day of the paper: 本月, 一周内 and dates without a year count from it; without it they are unread.
    `works` says which days are working days.
    """
    found = [*_points(text, on), *_durations(text, on, works), *_lost(text)]
    place = 0
    for one in sorted(found, key=lambda period: (period.start, -period.end)):
        if one.start >= place:
            yield one
            place = one.end


def deadlines(text: str, on: date | None = None, works: Calendar = weekdays) -> Iterator[Period]:
    """The periods of `text` whose words set a bound (…前, …内, …底, 截至…, 每月…)."""
    return (period for period in periods(text, on, works) if period.by)


def read_deadline(text: str, on: date | None = None, works: Calendar = weekdays) -> Period:
    """What `text` as a whole says of time, as a cell of a task table does: “5月”, “2026.5”, “全年”, “长期坚持”.

    Of several days the last counts. Raise nothing: what cannot be told is unread.
    """
    shown = text.strip()
    whole_text = Period(shown, 0, len(shown), by=True)
    if _STANDING.fullmatch(shown):
        return replace(whole_text, recurring="长期")
    if re.fullmatch(EACH, shown):
        return replace(whole_text, recurring=shown)
    if years := _YEARS.fullmatch(shown):
        return replace(whole_text, first=date(int(years[1]), 1, 1), last=date(int(years[2]), 12, 31))
    if on and _ALL_YEAR.fullmatch(shown):
        return replace(whole_text, first=date(on.year, 1, 1), last=date(on.year, 12, 31))
    if cell := _CELL.fullmatch(shown):
        return replace(whole_text, last=_cell_day(cell))
    if (point := POINT.fullmatch(shown)) and point["year"] and (span := span_of(point, on)):
        return replace(whole_text, first=span[0], last=span[1])
    found = list(periods(shown, on, works))
    read = [one for one in found if not one.unread]
    if not read:
        return whole_text
    best = max(read, key=lambda one: one.last or date.min)
    return replace(best, text=shown, start=0, end=len(shown), by=True)


def _cell_day(cell: re.Match[str]) -> date | None:
    try:
        last = spans.month(int(cell["year"]), int(cell["month"]))[1]
        return last.replace(day=int(cell["day"])) if cell["day"] else last
    except ValueError:
        return None


def _points(text: str, on: date | None) -> Iterator[Period]:
    """Days, months, quarters and years; those joined by 、 and 和 share the 前 at their end, a range is one."""
    group: list[Period] = []
    for found in POINT.finditer(text):
        if not found[0] or not names_time(found):
            continue
        joined = bool(group) and bool(_JOINED.fullmatch(text[group[-1].end : found.start()]))
        ranged = bool(group) and bool(_RANGE.fullmatch(text[group[-1].end : found.start()]))
        before = group[-1].last.year if (joined or ranged) and group[-1].last else 0
        point = _point(text, found, on, before)
        if ranged:
            group[-1] = _range(text, group[-1], point)
        elif joined:
            group.append(point)
        else:
            yield from _settled(group)
            group = [point]
    yield from _settled(group)


def _settled(group: Sequence[Period]) -> Iterator[Period]:
    bound = bool(group) and group[-1].by
    for one in group:
        if not _bare_year(one):
            yield replace(one, by=True, first=one.first) if bound else one


def _bare_year(one: Period) -> bool:
    return not one.by and re.fullmatch(r"(?:\S{4}|今|明|去|上|本|当|次|后)年度?[的，,]?\s*", one.text) is not None


def _range(text: str, first: Period, last: Period) -> Period:
    end = last.last
    if first.first and end and end < first.first and first.first.year == end.year:
        end = None
    return replace(
        last, text=text[first.start : last.end], start=first.start, first=first.first or first.last, last=end
    )


def _point(text: str, found: re.Match[str], on: date | None, year: int) -> Period:
    time = _TIME.match(text, found.end())
    place = time.end() if time and (time["time"] or time[0].strip("，, \u3000")) else found.end()
    after = _BY.match(text, place)
    before = _BEFORE.search(text, max(found.start() - 6, 0), found.start())
    end = after.end() if after else place
    shown = text[found.start() : end].rstrip("，, \u3000")
    words = found[0].rstrip("，, ")
    by = (
        bool(after)
        or bool(before and _BOUNDS.match(before[0]))
        or bool(_BOUNDING_PART.search(words))
        or bool(found["each"])
    )
    span = span_of(found, on, year)
    first, last = span or (None, None)
    if after and "前" in after[0]:
        first, last = None, _last_before(found, span)
    recurring = re.sub(r"^每个", "每", found["each"]) if found["each"] else ""
    hour = _clock(time) if time else ""
    if recurring:
        first = last = None
    return Period(shown, found.start(), found.start() + len(shown), first, last, hour, recurring, by)


def _last_before(found: re.Match[str], span: tuple[date, date] | None) -> date | None:
    """The last day that 前 leaves: the day itself for one that is named (5月31日前), the eve of a month or a year."""
    if span is None:
        return None
    bare_month = found["part_of"] and not found["part"]
    bare_year = found["year"] and found[0].rstrip("，, ").endswith(("年", "年度")) and not found["month"]
    return span[0] - timedelta(days=1) if bare_month or bare_year else span[1]


def _clock(time: re.Match[str]) -> str:
    """The hour as hh:mm; 下班 and 上班 stay words."""
    written = re.sub(r"\s", "", time["time"] or "")
    parts = re.findall(r"\d+", written)
    if not parts:
        return written
    hour = int(parts[0]) + (12 if time["half"] in {"下午", "晚上", "晚"} and int(parts[0]) < 12 else 0)
    return f"{hour:02d}:{int(parts[1]) if len(parts) > 1 else 30 if '半' in written else 0:02d}"


def _durations(text: str, on: date | None, works: Calendar) -> Iterator[Period]:
    for found in _DURATION.finditer(text):
        clause = max(text.rfind(mark, max(found.start() - 24, 0), found.start()) for mark in "，。；：、（ \n")
        begin = clause + 1 if clause >= 0 else max(found.start() - 24, 0)
        anchor = _ANCHOR.search(text, begin, found.start())
        start = anchor.start() if anchor and found.start() - anchor.start() <= 12 else found.start()
        if _PAST.search(text, max(found.start() - 2, 0), found.start()):
            continue
        own = anchor is None or bool(_OWN_ANCHOR.search(anchor[0]) and not _OTHER_ANCHOR.search(anchor[0]))
        last = _after(found, on, works) if on and own else None
        yield Period(text[start : found.end()], start, found.end(), None, last, by=True)


def _after(found: re.Match[str], on: date, works: Calendar) -> date | None:
    unit = found["unit"].removeprefix("学")
    if "半" in found["count"]:
        days = {"年": 182, "月": 15, "天": 1, "日": 1, "小时": 0}.get(unit)
        return None if days is None else spans.later(on, 6, "月") if unit == "年" else on + timedelta(days=days)
    count = whole(found["count"]) or 0
    try:
        if unit == "工作日":
            return after_working_days(on, count, works)
        if unit == "小时":
            return on + timedelta(days=-(-count // 24))
        last = spans.later(on, count, unit)
        return last + timedelta(days=15) if found["half"] else last
    except (OverflowError, ValueError):
        return None


def _lost(text: str) -> Iterator[Period]:
    for found in _LOST.finditer(text):
        yield Period(found[0], found.start(), found.end(), by=True)
