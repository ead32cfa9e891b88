"""Who issues a paper (发文机关): as its title, its history, its signature or its mark names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papers.head.bodies import are_bodies, is_body, names_in
from papers.head.found import Found
from papers.head.history import History
from papers.head.lines import HeadLine
from papers.head.signing import Signing
from papers.kinds import kind_of

_ACTING = re.compile(r"关于|令|公告|通告|印发|转发|批转|对|贯彻|实施")
"""Words with which a title goes on after its issuer."""

_SESSION = re.compile(r"第[一二三四五六七八九十百\d]+届(?=(?:全国)?人民代表大会)")
_REPORT = re.compile(r"(?:^|年)([一-鿿]{2,12}?(?:省|市|县|区|自治区|自治州|旗))(?:人民)?政府工作报告")
_MARK_TAIL = re.compile(r"(?:文件|命令|令|公告|通告|公报|会议纪要|纪要|工作简报|简报|专报|快报|信息|通报)$")
_MEETING = re.compile(
    r"(?:(?:党组|党委|党工委|主任|区长|县长|市长|镇长|局长|书记|理事|院长|校长)?(?:办公|常务|专题|协调|工作|扩大|例行|现场|联席)?会?(?:议)?)?"
    r"(?:第?[一二三四五六七八九十\d]+次)?(?:会议)?"
)
"""What may stand between a body and 纪要: 主任办公会议, 党组会, 第3次."""


def put_issuers(lines: Sequence[HeadLine], history: History, signing: Signing | None, found: Found) -> None:
    """Who issues it: as the title names it, who passed it, who signed it, whose mark it bears."""
    title = found.text("title")
    place = found.places.get("title")
    named = _named_first(title) or _named_above(place.text if place else "")
    if named:
        found.put("issuers", _names_by_line(named, place.text if place else ""), [])
        if place is not None and "issuer" not in found.places and place.text.startswith(named):
            found.places["issuer"] = type(place)(place.start, place.start + len(named), place.lines[:1], named)
    if history.issuer:
        found.put("issuers", tuple(history.issuer.split("、")), [])
    if signing and signing.issuers:
        found.put(
            "signature", "、".join(signing.issuers), signing.signature, alone=signing.line not in signing.signature
        )
        found.put("issuers", signing.issuers, [])
        found.places.setdefault("issuer", found.places["signature"])
    _put_from_mark(found)
    _put_undated(lines, found)
    if report := _REPORT.search(title):
        found.put("issuers", (f"{report[1]}人民政府",), [])
    elif "国务院政府工作报告" in title:
        found.put("issuers", ("国务院",), [])


def _named_above(printed: str) -> str:
    """The body on the first line of a title whose second is its kind alone: 青澜新区人民法院 / 民事判决书."""
    first, _, rest = printed.partition("\n")
    return first if rest and "\n" not in rest and are_bodies(first) and kind_of(rest) else ""


def _put_undated(lines: Sequence[HeadLine], found: Found) -> None:
    """A signature without a date below: the last line of a paper whose date stands under its title."""
    end = [line for line in lines[-6:] if line.text]
    if len(end) > 1 and end[-2].text.endswith("。") and are_bodies(end[-1].text):
        names = tuple(names_in(end[-1].text))
        found.put("signature", "、".join(names), [end[-1]], alone=True)
        found.put("issuers", names, [])


def _names_by_line(named: str, printed: str) -> tuple[str, ...]:
    """The names that a title begins with; those on lines of their own need no 、 between them."""
    names: list[str] = []
    for line in printed.split("\n"):
        longer = [*names, *names_in(line)]
        if not _bare(named).startswith(_bare("".join(longer))) or not are_bodies(line):
            break
        names = longer
    if _bare("".join(names)) != _bare(named):
        names = names_in(named)
    return tuple(_SESSION.sub("", name) for name in names)


def _bare(text: str) -> str:
    return re.sub(r"[\s、]", "", text)


def _put_from_mark(found: Found) -> None:
    if marked := found.values.get("mark_issuers"):
        found.put("issuers", marked, [])
        found.places.setdefault("issuer", found.places["mark_issuers"])
    mark = _body_of_mark(found.text("issuer_mark"))
    if mark:
        found.put("issuers", (mark,), [])
        place = found.places.get("issuer_mark")
        if place is not None:
            found.places.setdefault("issuer", type(place)(place.start, place.start + len(mark), place.lines, mark))


def _body_of_mark(mark: str) -> str:
    """The body that a mark names: 青澜新区管理委员会 of 青澜新区管理委员会主任办公会议纪要."""
    tail = _MARK_TAIL.search(mark)
    if tail is None:
        return mark if is_body(mark) else ""
    ends = range(tail.start(), 1, -1)
    return next(
        (mark[:end] for end in ends if is_body(mark[:end]) and _MEETING.fullmatch(mark[end : tail.start()])), ""
    )


def _named_first(title: str) -> str:
    """What stands before 关于, 印发 … in the title when it is nothing but names of bodies; else ""."""
    for acting in _ACTING.finditer(title[:200]):
        before = title[: acting.start()].strip()
        if before and len(before) <= 120 and all(is_body(_SESSION.sub("", name)) for name in names_in(before)):
            return before
    return ""
