"""The history of a law or regulation under its title: who passed it, when it last changed, which order published it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from papers.dates import Day, days
from papers.document_numbers import normal_number
from papers.head.lines import HeadLine

_ORDER = re.compile(
    r"(?<![《一-鿿])日?\s*(?:中华人民共和国)?((?![日号])[一-鿿、\s]{2,40}?令)\s*[（(]?((?:\d{4}\s*年)?\s*第\s*[\d一二三四五六七八九十百]{1,5}\s*号)[）)]?"
    r"\s*(?=公布|发布|颁布|修订|修改|修正|、)"
)
_ACT = re.compile(r"通过|修订|修正|修改|批准|公布|发布|颁布|印发")
_MEETING = re.compile(r"([一-鿿]{0,12}?)第[一二三四五六七八九十百\d]+届((?:全国)?人民代表大会(?:常务委员会)?)")
_COUNCIL = re.compile(r"(?<!《)(?:中华人民共和国)?(国务院)(?:令|第|发布|公布|批准|常务)")
_COURT = re.compile(r"(最高人民法院|最高人民检察院)(?:审判委员会|第[^，。]{1,10}检察委员会|检察委员会|公告)")
_PUBLISHER = re.compile(
    r"日\s*([一-鿿]{2,24}?(?:政府|委员会|部|局|署|厅|院|会)(?:[\s、]+[一-鿿]{2,24}?(?:政府|委员会|部|局|署|厅|院|会)){0,6})(?:公告)?(?:第\d+号)?(?:公布|发布|颁布|印发)"
)
_HEAD = 30  # lines


@dataclass(frozen=True, slots=True)
class History:
    """What the lines under a title tell, with the lines that tell it and the places in them."""

    issuer: str = ""
    issue_date: date | None = None
    dated: tuple[HeadLine, tuple[int, int]] | None = None
    number: str = ""
    numbered: tuple[HeadLine, tuple[int, int]] | None = None


def read_history(head: Sequence[HeadLine]) -> History:
    """The body that passed the text first, the order that published it first, and the day of its last change.

    施行 (coming into force) does not count.
    """
    issuer = number = ""
    day: date | None = None
    dated = numbered = None
    for line in head[:_HEAD]:
        if not _is_history(line.text):
            continue
        issuer = issuer or _body(line.text)
        order = None if number else _ORDER.search(line.text)
        if order:
            number = normal_number(re.sub(r"\s", "", order[1].removeprefix("中华人民共和国") + order[2]))
            numbered = (line, (order.start(1), order.end(2)))
        for found, read in _acts(line.text):
            if day is None or read > day:
                day, dated = read, (line, (found.start, found.end))
    issuer = issuer or re.sub(r"令.*", "", number)
    return History(issuer, day, dated, number, numbered)


def _acts(text: str) -> Iterator[tuple[Day, date]]:
    """The days in a line on which something was done to the text."""
    for found in days(text):
        read = found.on(0) if found.year else None
        if read and _ACT.search(text[found.end : found.end + 90]) and not _in_force(text, found):
            yield found, read


def _is_history(text: str) -> bool:
    first = next(days(text[:400]), None) if "日" in text[:400] else None
    if first is None or not first.year or _ACT.search(text) is None:
        return False
    return text[:1] in "（(〔[" or not text[: first.start].strip("根据经于 ")


def _in_force(text: str, found: Day) -> bool:
    """True for “自2019年3月1日起施行” and for the date inside a cited title."""
    return text[found.end :].lstrip().startswith(("起施行", "施行", "起实施")) or (
        text.rfind("《", 0, found.start) > text.rfind("》", 0, found.start)
    )


def _body(text: str) -> str:
    plain = "".join(part for part in _without_days(text))
    meeting = _MEETING.search(plain)
    if meeting:
        return re.sub(r"^(?:经|由|根据)", "", meeting[1]) + meeting[2]
    council = _COUNCIL.search(text)
    if council:
        return council[1]
    courts = "、".join(dict.fromkeys(_COURT.findall(text)))
    publisher = None if courts or "令" in text else _PUBLISHER.search(text)
    return courts or (re.sub(r"[\s、]+", "、", publisher[1]) if publisher else "")


def _without_days(text: str) -> Iterator[str]:
    place = 0
    for found in days(text):
        yield text[place : found.start]
        place = found.end
    yield text[place:]
