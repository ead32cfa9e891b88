"""Who issued a paper: from its title, its signature, or its masthead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.metadata.lines import Line

_BODY = (
    "人民政府|办公厅|办公室|委员会|国务院|常委会|代表大会|政协|管委会|人民法院|人民检察院|中央军委|党委|工委|区委|市委|"
    "省委|县委|党组|总局|总署|部|局|厅|院|署|会|行|委|社|处|中心|集团|公司"
)
_ACTING = re.compile(r"关于|令|公告|通告|印发|转发|批转")
"""Words with which a title goes on after its issuer."""

_LONGEST_TITLE = 200
_SESSION = re.compile(r"第[一二三四五六七八九十百\d]+届(?=(?:全国)?人民代表大会)")
_SIGNATURE = re.compile(rf"^[一-鿿（）()·]{{2,40}}(?:{_BODY})$")
_MARK = re.compile(rf"^([一-鿿]{{2,40}}?(?:{_BODY}))(?:文件|令|公告)$")


def read_issuer(
    title: str,
    passed_by: str,
    signed: tuple[str, int, int],
    head: Sequence[Line],
    places: dict[str, tuple[int, int]],
) -> str:
    """The issuer: as the title names it, who passed it, who signed it, whose mark it bears; "" where none is named."""
    named = _named_first(title[:_LONGEST_TITLE])
    if named:
        if "title" in places:
            places["issuer"] = (places["title"][0], places["title"][0] + len(named))
        return "、".join(_names(_SESSION.sub("", named)))
    if passed_by:
        return passed_by
    if signed[0]:
        places["issuer"] = signed[1:]
        return signed[0]
    for line in head[:6]:
        mark = _MARK.match(line.text)
        if mark:
            places["issuer"] = (line.start, line.start + len(mark[1]))
            return mark[1]
    return ""


def _named_first(title: str) -> str:
    """What stands before 关于, 印发 … in the title when it is nothing but names of bodies; else ""."""
    for acting in _ACTING.finditer(title):
        before = title[: acting.start()].strip()
        if before and all(_SIGNATURE.match(name) for name in _names(before)):
            return before
    return ""


def _names(text: str) -> list[str]:
    return re.split(r"[、\s]+", text)


def issuer_before(text: str, date: tuple[int, int, str]) -> tuple[str, int, int]:
    """(issuer, start, end) on the line of the signature date or the lines just above it; ("", 0, 0) for none."""
    if not date[2]:
        return ("", 0, 0)
    block_start = max(0, date[0] - 160)
    names: list[tuple[str, int]] = []
    place = date[0]
    for raw in reversed(text[block_start : date[0]].split("\n")):
        place -= len(raw)
        shown = raw.strip(" \t\u3000\xa0")
        parts = re.split(r"[\s\u3000]+", shown) if shown else []
        if parts and not all(_SIGNATURE.match(part) for part in parts):
            break
        names[:0] = [(part, place + raw.find(part)) for part in parts]
        place -= 1
    if not names:
        return ("", 0, 0)
    return ("、".join(name for name, _ in names), names[0][1], names[-1][1] + len(names[-1][0]))
