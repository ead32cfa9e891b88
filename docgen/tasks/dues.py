"""By when: the deadline of one task out of its text, through papers.deadlines; what cannot be told stays words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from papers.deadlines import periods, read_deadline
from papers.periods import Period

_LABEL = re.compile(
    r"(?:完成|办理|办结|整改|工作|进度|落实)?(?:时限|时间|期限)(?:要求)?\s{0,2}[：:]\s{0,4}(?P<due>[^；;。）)】\]\n]{2,40}?)"
    r"(?=[；;。）)】\]\n]|$|[，,、\s]{1,3}[\u4e00-\u9fff]{2,8}[：:])"
)
_STANDING = re.compile(
    r"长期(?:坚持|推进|跟踪|抓好|落实|实施)|持续推进|常态化推进|常态化开展|立行立改|即知即改|持续实施|即时办理|全年推进|贯穿全年|每(?:个?(?:季度?|月|周|旬|星期|学期|工作日)|年度?|半年|日|天|半个?月|两周|\d{1,2}天|双周)[末底初]?前?"
)
_DONE = re.compile(
    r"(?:前后|左右)?[^，。；]{0,10}?(?:完成|办结|建成|竣工|投入使用|投用|印发|报送|到位|销号|交付|达到|通车)"
)
_LEADING = re.compile(r"(?:力争|确保|计划|必须|务必|须|应|要|争取|并|原则上|最迟|至迟)*(?:于|在|截至|截止到?|至|到)?$")
_TRAILING = re.compile(
    r"(?:底前|前)?(?:全面|全部|基本|如期|按期)?(?:完成|办结|落实到位|完毕|落实|做完)(?:完毕|任务)?(?=$|[，。；、）])"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as text[start:end] has it; `day` None: no single day, or one that was not understood."""

    start: int
    end: int
    day: date | None
    words: str


def due(text: str, on: date | None) -> Due | None:
    """The deadline of a task, None where its text names none.

    One that is labelled goes first, then the last of those by which something is to be done.
    """
    if labelled := _LABEL.search(text):
        read = read_deadline(labelled["due"], on)
        return Due(labelled.start(), labelled.end(), _day(read), labelled["due"].strip())
    known = list(periods(text, on))
    found = [one for one in known if (one.by or _DONE.match(text, one.end)) and not _past(text, one)]
    if found:
        best = _anchored(text, _best(found))
        start = min((one.start for one in known if _leads_to(text, one, best)), default=best.start)
        words = text[start : best.end].strip("，, ")
        return _with_words(text, Due(start, best.end, _day(best), words))
    standing = _STANDING.search(text)
    return Due(standing.start(), standing.end(), None, standing[0]) if standing else None


def cell_due(cell: str, on: date | None) -> tuple[date | None, str]:
    """The deadline that a cell of a table says."""
    return (_day(read_deadline(cell, on)), cell.strip()) if cell.strip() else (None, "")


def _day(period: Period) -> date | None:
    return None if period.recurring else period.last


def _past(text: str, one: Period) -> bool:
    """“3月底前已完成排查” is no deadline."""
    return bool(re.match(r"[^，。；]{0,6}已|以来", text[one.end : one.end + 10]))


_ANCHOR = re.compile(
    r"(?:自|从)?(?:收到|接到|受理|批复|验收|竣工|完工|签订|发现|公示|活动|演练|项目|汛期)[^，。；、]{0,10}?(?:之日起|之日|之后|以后|后|起)的?$"
)


def _anchored(text: str, one: Period) -> Period:
    """A time that counts from some event (收到通知后10个工作日内) has no day of its own."""
    anchor = _ANCHOR.search(text, max(one.start - 20, 0), one.start)
    return replace(one, start=anchor.start(), text=text[anchor.start() : one.end], last=None) if anchor else one


def _best(found: list[Period]) -> Period:
    once = [one for one in found if not one.recurring and not one.unread] or [one for one in found if not one.recurring]
    if not once:
        return found[-1]
    return max(once, key=lambda one: (one.last or date.min, one.start))


def _leads_to(text: str, one: Period, best: Period) -> bool:
    """5月31日、8月31日前: days of one list."""
    return one.end <= best.start and text[one.end : best.start].strip() in ("、", "和", "及")


def _with_words(text: str, found: Due) -> Due:
    """The deadline with the words around it that say no more: 于5月31日前完成."""
    leading = _LEADING.search(text, max(found.start - 8, 0), found.start)
    trailing = _TRAILING.match(text, found.end)
    start = leading.start() if leading else found.start
    return Due(start, trailing.end() if trailing else found.end, found.day, found.words)
