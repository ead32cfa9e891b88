"""Document numbers (发文字号) in every form that offices print, parsed into 代字, 年 and 序号.

青管〔2026〕12号, 青管（办）［2026］037号, 青管〔2026〕37－1号, 公告2026年第7号, （2026）青01民初12号, 主席令第六十四号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papers.numerals import ZEROS, whole

_OPEN, _CLOSE = "〔\\[［(（【﹝〈<{｛", "〕\\]］)）】﹞〉>}｝"
_SP = r"[ \t\u3000\xa0]{0,4}"
_HAN = r"[\u3400-\u9fff]"
_CODE = rf"(?:(?:{_HAN}|[A-Za-zＡ-Ｚａ-ｚ·・]|[（(]{_HAN}{{1,6}}[）)])[ \u3000\xa0]?){{1,22}}?"
_FULL_YEAR = r"(?:19|20|１９|２０)\d\d"
_YEAR = rf"{_FULL_YEAR}|\d\d|[一二三四五六七八九{ZEROS}]{{4}}"
_SERIAL = r"\d(?:[ \u3000]?\d){0,4}|[一二三四五六七八九十百〇零]{1,7}"
_BRANCH = r"(?:(?P<dash>[-－—–之])(?P<branch>\d{1,3}|[一二三四五六七八九十]))?"
_IN_BRACKETS = re.compile(
    rf"(?P<code>{_CODE}){_SP}[{_OPEN}]{_SP}(?P<year>{_YEAR}){_SP}年?{_SP}[{_CLOSE}]"
    rf"{_SP}(?P<word>字{_SP})?第?{_SP}(?P<serial>{_SERIAL}){_SP}{_BRANCH}{_SP}号"
)
_YEAR_FIRST = re.compile(
    rf"[{_OPEN}](?P<year>{_FULL_YEAR}|\d\d)年?[{_CLOSE}](?P<code>{_HAN}[\u3400-\u9fff\d]{{1,14}}?)"
    rf"(?P<word>字)?第?(?P<serial>\d{{1,6}}){_BRANCH}号"
)
_ANNUAL = re.compile(rf"(?P<code>{_CODE})??{_SP}(?P<year>{_FULL_YEAR}){_SP}年{_SP}第{_SP}(?P<serial>{_SERIAL}){_SP}号")
_ORDER = re.compile(
    rf"(?P<code>{_HAN}{{1,24}}?(?:令|公告|通告))(?P<term>[（(]第?{_HAN}{{1,6}}届?[）)])?{_SP}第{_SP}(?P<serial>{_SERIAL}){_SP}号"
)
_NO_CODE = re.compile(
    rf"(?P<code>)[{_OPEN}]{_SP}(?P<year>{_FULL_YEAR}){_SP}年?{_SP}[{_CLOSE}]{_SP}(?P<word>)第?{_SP}(?P<serial>{_SERIAL}){_SP}{_BRANCH}{_SP}号"
)
"""Of minutes: 〔2026〕18号, when a line is nothing else."""

_BARE = re.compile(rf"第?{_SP}(?P<serial>{_SERIAL}){_SP}号")
_NOT_CODE = re.compile(
    r"^(?:根据|依据|按照|依照|遵照|执行|落实|参照|对照|关于|参见|详见|见|以|和|及|与|或|由|经|按|在|的|即|如|为|将|原|现|且|并|"
    r"贯彻|转发|印发|废止)+"
)
_STATE = re.compile(r"^中华人民共和国(?=(?:国务院|主席)?令)")
_CENTURY = 49
"""Two digits up to here are years of this century, above it of the last: 国发〔86〕12号 is of 1986."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number: 机关代字, year (0 where it names none), serial number, and where it stands in its text.

    `standard` is the number as GB/T 9704—2012, 7.2.5 prints it (六角括号, whole year, no leading zeros, no 第); numbers
    of other patterns (orders, announcements, court cases) keep their pattern.
    """

    code: str
    year: int
    serial: int
    standard: str
    start: int = 0
    end: int = 0


def read_document_number(text: str) -> DocumentNumber | None:
    """The document number that `text` as a whole is, or None."""
    if "号" not in text:
        return None
    shown = text.strip().strip("（()）") if _wrapped(text.strip()) else text.strip()
    for pattern in (_IN_BRACKETS, _YEAR_FIRST, _ANNUAL, _ORDER):
        if found := pattern.fullmatch(shown):
            return _number(found, pattern)
    found = _NO_CODE.fullmatch(text.strip())
    return _number(found, _IN_BRACKETS) if found else None


def leading_document_number(text: str) -> DocumentNumber | None:
    """The document number that `text` begins with, or None."""
    if "号" not in text:
        return None
    for pattern in (_IN_BRACKETS, _YEAR_FIRST, _ANNUAL, _ORDER):
        if found := pattern.match(text):
            return _number(found, pattern)
    return None


def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """The document numbers within `text`, in order; of running words before one only the 代字 is taken."""
    place = 0
    while place < len(text):
        found = [
            (match, pattern)
            for pattern in (_IN_BRACKETS, _YEAR_FIRST, _ORDER)
            if (match := pattern.search(text, place))
        ]
        if not found:
            return
        match, pattern = min(found, key=lambda pair: pair[0].end())
        yield _number(match, pattern)
        place = match.end()


def bare_serial(text: str) -> str:
    """“第7号” alone on its line, without white space; "" where `text` is something else."""
    shown = text.strip().strip("（()）") if _wrapped(text.strip()) else text.strip()
    return re.sub(r"\s", "", shown) if _BARE.fullmatch(shown) else ""


def normal_number(value: str) -> str:
    """A document number in the standard's form where it is one, else as it is."""
    found = read_document_number(value)
    return found.standard if found else value.strip()


def _wrapped(text: str) -> bool:
    return text[:1] in "（(" and text[-1:] in "）)" and text.endswith(("号）", "号)"))


def _number(found: re.Match[str], pattern: re.Pattern[str]) -> DocumentNumber:
    raw = re.sub(r"\s", "", found["code"] or "")
    code = _NOT_CODE.sub("", raw) or raw
    start = found.start("code") + max((found["code"] or "").find(code[:1]), 0) if found["code"] else found.start()
    serial = whole(found["serial"]) or 0
    if pattern is _ORDER:
        code = _STATE.sub("", code) + (found["term"] or "")
        written = re.sub(r"\s", "", found["serial"])
        return DocumentNumber(
            code, 0, serial, f"{code}第{serial if written.isdecimal() else written}号", start, found.end()
        )
    year = _whole_year(found["year"])
    if pattern is _ANNUAL:
        return DocumentNumber(code, year, serial, f"{code}{year}年第{serial}号", start, found.end())
    code += "字" if found["word"] else ""
    branch = f"{found['dash']}{whole(found['branch'])}" if found["branch"] else ""
    if pattern is _YEAR_FIRST:
        return DocumentNumber(code, year, serial, f"（{year}）{code}{serial}{branch}号", found.start(), found.end())
    return DocumentNumber(code, year, serial, f"{code}〔{year}〕{serial}{branch}号", start, found.end())


def _whole_year(text: str) -> int:
    year = whole(text) or 0
    if year > 99:
        return year
    return year + (2000 if year <= _CENTURY else 1900)
