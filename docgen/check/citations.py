"""Cited papers: title first, then number; both as the archive has them; still in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from docgen.check.clauses import ACCURACY, FORMAT
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from papers.dates import date_text, read_date

_REQUIRED, _PRACTICE = Strength.REQUIRED, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

_NUMBER = r"[\u4e00-\u9fff]{1,14}[〔\[【［(（]\d{4}年?[〕\]】］)）]\s?(?:第)?\d{1,5}号"
_TITLE = r"《((?:[^《》]|《[^《》]{1,60}》){2,120})》"
_CITED = re.compile(rf"{_TITLE}(?:（({_NUMBER})）)?", re.ASCII)
_BASIS = re.compile("根据|依据|按照|依照|遵照|执行|落实")
_CLAUSE = 160  # characters of a clause before a citation that tell what it is cited for
_LOOSE = re.compile(r"([\u4e00-\u9fff]{2,14})([\[【［(（])(\d{4})年?([\]】］)）])(?=\s?(?:第)?\d{1,5}号)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper cited: where its title stands in `piece`, its number ("" for none), whether the text rests on it."""

    piece: Piece
    title: str
    document_number: str
    start: int
    end: int
    basis: bool

    def spot(self, message: str) -> Spot:
        """The citation as a place."""
        return self.piece.spot(self.start, self.end, message)


def citations(subject: Subject) -> Iterator[Citation]:
    """The papers cited in running text, in order."""
    for piece in subject.paragraphs:
        for found in _CITED.finditer(piece.text):
            clause = piece.text[max(found.start() - _CLAUSE, 0) : found.start()]
            basis = bool(_BASIS.search(clause, max(map(clause.rfind, "。；，")) + 1))
            yield Citation(piece, found[1], found[2] or "", found.start(), found.end(), basis)


def _once(subject: Subject) -> Iterator[Citation]:
    """Each paper once, at its first place; those without a number only where there is none with it."""
    known: dict[str, Citation] = {}
    for one in citations(subject):
        if one.title not in known or (one.document_number and not known[one.title].document_number):
            known[one.title] = one
    yield from known.values()


@rule("cite-mismatch", "引用文件的标题与发文字号相符（对照档案）", ACCURACY, _REQUIRED, _ERROR)
def cite_mismatch(subject: Subject) -> Iterator[Spot]:
    """A number that is not the one that the archive has for this title."""
    for one in _asked(subject, numbered=True):
        answer = subject.citations(one.title, one.document_number) if subject.citations else None
        if answer and answer.status == "number mismatch":
            message = (
                f"档案中《{one.title}》的文号是“{answer.document_number}”，这里写的是“{one.document_number}”，请核对。"
            )
            start = one.piece.text.find(one.document_number, one.start)
            yield one.piece.spot(start, start + len(one.document_number), message, answer.document_number)


_DAY = r"((?:19|20)\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})日)?"
# 施行, 通过, 修订 are other days than that of the paper: they do not count.
_DAY_BEFORE = re.compile(rf"{_DAY}，?[^，。；《》\d]{{0,20}}?(?:印发|发布|公布|颁布|下发|制定|出台)的?$", re.ASCII)
_DAY_AFTER = re.compile(rf"（(?:{_NUMBER}，)?{_DAY}(?:印发|发布|公布|颁布)?）", re.ASCII)
_BEFORE, _AFTER = 60, 50  # characters in which they stand
_TO_PRINT = timedelta(days=31)
"""A paper may be printed and published this long after the day that it bears."""
_EARLIER = re.compile("废止|失效|停止执行|修订|修改|修正")
"""Said within 40 characters after an earlier version, whose day is its own: the archive may hold the later one."""
_YEAR = re.compile(r"[〔\[【［(（](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class CitedDay:
    """The day that a citation gives its paper, from `first` to `last` where it names only the month or the year."""

    first: date
    last: date
    start: int
    end: int

    def fits(self, day: date) -> bool:
        """May a paper of `day` be cited so?"""
        return self.first - _TO_PRINT <= day <= self.last


def cited_day(one: Citation) -> CitedDay | None:
    """The day printed just before a citation (…印发的《》) or in the brackets after it."""
    text, begin = one.piece.text, max(one.start - _BEFORE, 0)
    title = one.start + len(one.title) + 2
    found = _DAY_BEFORE.search(text, begin, one.start) or _DAY_AFTER.match(text, title, title + _AFTER)
    if not found:
        return None
    year, month, day = (int(found[group] or 0) for group in (1, 2, 3))
    try:
        first = date(year, month or 1, day or 1)
        after = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    except ValueError:
        return None
    end = next(found.end(group) for group in (3, 2, 1) if found[group]) + 1
    return CitedDay(first, first if day else after - timedelta(days=1), found.start(1), end)


@rule("cite-date", "引用文件的日期与标题、发文字号相符（对照档案）", ACCURACY, _REQUIRED, _WARNING)
def cite_date(subject: Subject) -> Iterator[Spot]:
    """A day that is not that of the paper in the archive; a day and a number of different years."""
    ask = cache(subject.citations) if subject.citations else None
    for one in citations(subject):
        cited = cited_day(one)
        if cited and (one.title in subject.document.title or _EARLIER.search(_after(one))):
            continue
        answer = ask(one.title, one.document_number) if ask else None
        known = read_date(answer.issue_date) if answer and answer.status in ("found", "repealed") else None
        if cited and known and not cited.fits(known):
            written = one.piece.text[cited.start : cited.end]
            message = f"档案中《{one.title}》的成文日期是{date_text(known)}，这里写的是“{written}”，请核对。"
            yield one.piece.spot(cited.start, cited.end, message)
        elif cited and not known and not _of_year(one.document_number, cited.first, cited.last):
            written = one.piece.text[cited.start : cited.end]
            message = f"“{written}”与文号“{one.document_number}”的年份不符，请核对日期和文号。"
            yield one.piece.spot(cited.start, cited.end, message)
        elif known and answer and not answer.document_number and not _of_year(one.document_number, known, known):
            message = f"档案中《{one.title}》的成文日期是{date_text(known)}，与文号“{one.document_number}”的年份不符。"
            yield one.spot(f"{message}请核对。")


def _after(one: Citation) -> str:
    """What a sentence says next after a citation."""
    return re.split("[。；]", one.piece.text[one.end : one.end + 40], maxsplit=1)[0]


def _of_year(document_number: str, first: date, last: date) -> bool:
    """May a paper with this number ("" for none) be of a day between these? It is printed soon after it is numbered."""
    found = _YEAR.search(document_number)
    return not found or (first - _TO_PRINT).year <= int(found[1]) <= last.year


@rule("cite-repealed", "引用的文件仍然有效（对照档案）", ACCURACY, _REQUIRED, _ERROR)
def cite_repealed(subject: Subject) -> Iterator[Spot]:
    """A paper that has been repealed or replaced; an error where the text rests on it."""
    for one in _asked(subject):
        answer = subject.citations(one.title, one.document_number) if subject.citations else None
        if answer and answer.status == "repealed" and not re.search("废止|失效|停止执行", one.piece.text[one.end :]):
            spot = one.spot(f"档案中《{one.title}》已经废止或被新文件代替，请改引现行文件。")
            yield spot if one.basis else _softer(spot)


@rule("cite-unknown", "作为依据的文件在档案中", ACCURACY, _PRACTICE, _HINT)
def cite_unknown(subject: Subject) -> Iterator[Spot]:
    """根据 a numbered paper that the archive has not got."""
    for one in _asked(subject, numbered=True):
        answer = subject.citations(one.title, one.document_number) if subject.citations else None
        if answer and answer.status == "unknown" and one.basis:
            yield one.spot(f"档案中没有《{one.title}》（{one.document_number}），无法核对；请找到原文核对后收入档案。")


def _asked(subject: Subject, *, numbered: bool = False) -> Iterator[Citation]:
    if subject.citations:
        yield from (one for one in _once(subject) if one.document_number or not numbered)


def _softer(spot: Spot) -> Spot:
    return Spot(spot.message, spot.line, spot.start, spot.end, spot.text, spot.suggestion, _WARNING)


@rule("cite-two-numbers", "同一文件前后引用的发文字号一致", ACCURACY, _REQUIRED, _ERROR)
def cite_two_numbers(subject: Subject) -> Iterator[Spot]:
    """The same title with two numbers in one document."""
    known: dict[str, str] = {}
    for one in citations(subject):
        if not one.document_number:
            continue
        first = known.setdefault(one.title, one.document_number)
        if re.sub(r"\s", "", first) != re.sub(r"\s", "", one.document_number):
            message = f"《{one.title}》前面写的文号是“{first}”，这里是“{one.document_number}”，请核对。"
            start = one.piece.text.find(one.document_number, one.start)
            yield one.piece.spot(start, start + len(one.document_number), message, first)


@rule("cite-brackets", "引用的发文字号年份用六角括号〔〕", f"{FORMAT} 7.2.5", _REQUIRED, _WARNING, fixable=True)
def cite_brackets(subject: Subject) -> Iterator[Spot]:
    """青管[2026]15号 in running text."""
    for piece in (*subject.paragraphs, *subject.cells):
        for found in _LOOSE.finditer(piece.text):
            wrong, wanted = f"{found[2]}{piece.text[found.start(3) : found.end()]}", f"〔{found[3]}〕"
            yield piece.spot(
                found.start(2), found.end(), f"发文字号的年份用六角括号，“{wrong}”请改为“{wanted}”。", wanted
            )


_NUMBER_FIRST = re.compile(
    r"(?:根据|按照|依据|落实|执行)?([\u4e00-\u9fff]{1,10}?〔\d{4}〕\d{1,5}号)(?:文件?)?(?:印发的)?《", re.ASCII
)


@rule("cite-order", "引用文件先引标题，后引发文字号", ACCURACY, _PRACTICE, _WARNING)
def cite_order(subject: Subject) -> Iterator[Spot]:
    """青管〔2026〕15号《关于……》."""
    for piece in subject.paragraphs:
        for found in _NUMBER_FIRST.finditer(piece.text):
            message = f"引用公文先引标题，后在括号里引发文字号，请把“{found[1]}”移到书名号之后。"
            yield piece.spot(found.start(1), found.end(1), message)


_VAGUE = re.compile(
    r"(?:根据|按照|依据)(?:上级|有关|相关|国家)?(?:有关|相关)?(?:文件|规定|要求|精神)(?:精神|要求|规定)?[，,]"
)


@rule("basis-vague", "依据写明文件名称", ACCURACY, _PRACTICE, _HINT)
def basis_vague(subject: Subject) -> Iterator[Spot]:
    """根据有关文件精神, in the first two paragraphs."""
    for piece in subject.body[:2]:
        if found := _VAGUE.search(piece.text):
            message = f"“{found[0].rstrip('，,')}”没有说明是哪份文件，请写出标题和发文字号。"
            yield piece.spot(found.start(), found.end() - 1, message)
