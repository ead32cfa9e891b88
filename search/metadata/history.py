"""The history of a law or regulation under its title: who passed it, when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.dates import DATE, read_date
from search.metadata.lines import Line

_ORDER = re.compile(
    r"(?<![《一-鿿])日?\s*(?:中华人民共和国)?((?!日)[一-鿿]{2,20}令)\s*(第\s*\d{1,5}\s*号)\s*(?=公布|发布|颁布)"
)
_ACT = re.compile(r"通过|修订|修正|批准|公布|发布|颁布")
_MEETING = re.compile(r"([一-鿿]{0,12}?)第[一二三四五六七八九十百\d]+届((?:全国)?人民代表大会(?:常务委员会)?)")
_COUNCIL = re.compile(r"(?<!《)(?:中华人民共和国)?(国务院)(?:令|第|发布|公布|批准|常务)")
_COURT = re.compile(r"(最高人民法院|最高人民检察院)(?:审判委员会|第[^，。]{1,10}检察委员会|检察委员会)")


@dataclass(frozen=True, slots=True)
class History:
    """What the lines under a title tell; places are (start, end) in the text."""

    issuer: str = ""
    issue_date: str = ""
    date_place: tuple[int, int] = (0, 0)
    number: str = ""
    number_place: tuple[int, int] = (0, 0)


def read_history(head: Sequence[Line]) -> History:
    """The body that passed the text first, the order that published it first, and the day of its last change.

    施行 (coming into force) does not count.
    """
    issuer = day = number = ""
    place = number_place = (0, 0)
    for line in head[:30]:
        if not _is_history(line.text):
            continue
        issuer = issuer or _body(line.text)
        order = None if number else _ORDER.search(line.text)
        if order:
            number = re.sub(r"\s", "", order[1].removeprefix("中华人民共和国") + order[2])
            number_place = (line.start + order.start(), line.start + order.end())
        for match in DATE.finditer(line.text):
            read = read_date(match)
            if (
                read > day
                and _ACT.search(line.text[match.end() : match.end() + 90])
                and not _in_force(line.text, match)
            ):
                day, place = read, (line.start + match.start(), line.start + match.end())
    return History(issuer, day, place, number, number_place)


def _is_history(text: str) -> bool:
    opens = text[:1] in "（(〔[" or DATE.match(text) is not None
    return opens and (_ACT.search(text) is not None and DATE.search(text) is not None)


def _in_force(text: str, match: re.Match[str]) -> bool:
    """True for “自2019年3月1日起施行” and for the date inside a cited title."""
    return text[match.end() :].lstrip().startswith(("起施行", "施行", "起实施")) or (
        text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start())
    )


def _body(text: str) -> str:
    meeting = _MEETING.search(DATE.sub("", text))
    if meeting:
        return re.sub(r"^(?:经|由|根据)", "", meeting[1]) + meeting[2]
    council = _COUNCIL.search(text)
    if council:
        return council[1]
    return "、".join(dict.fromkeys(_COURT.findall(text)))
