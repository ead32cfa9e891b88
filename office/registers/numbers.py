"""Numbers of official papers: series by code and year, reserved, taken, issued or void; none twice, none without a row.

条例 (中办发〔2012〕14号) 第九条（五）: 发文机关代字、年份、发文顺序号; each code counts from 1 each year, without
leading zeros (GB/T 9704—2012, 7.2.5). A number is shown before it is given, given in one transaction over all users,
and never given back: a void one stays void with its reason.
"""

from __future__ import annotations

import getpass
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from papers.problem import Problem
from search.store.registers.number_rows import NumberedPaper, NumberRow, State
from search.store.registers.numbers import Numbers
from search.store.values import storable_text

WORDS = {"reserved": "预留", "taken": "占用", "issued": "已发", "void": "作废"}
"""What the screen calls the states of a number."""

COLUMNS = ("字号", "状态", "标题", "经手人", "时间", "原因", "档案编号")
"""The columns of the register of numbers as a table."""
_LONGEST_CODE = 40
"""Characters of a code: the longest of several offices together has some twenty."""
_MOST = 10_000
"""The most numbers that are reserved at once."""
_ISSUES = ("期", "期号", "简报", "纪要", "快报", "通讯", "专报", "要情")
"""Endings of the codes whose numbers count issues: 管委会简报〔2026〕第3期."""
_PARTS = re.compile(r"(?P<code>.+?)[〔\[(](?P<year>(?:19|20)\d\d)[〕\])]第?0*(?P<n>[1-9]\d{0,5})[号期]")
_BRACKETS = str.maketrans("［］（）【】", "[]()[]")


class NumberError(Problem):
    """Wrong use of the numbers, as a plain Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number taken apart: the n-th of the series `code` in `year`."""

    code: str
    year: int
    n: int

    def __str__(self) -> str:
        """As it is printed: 青管〔2026〕20号, of a series of issues 管委会简报〔2026〕第3期."""
        issue = self.code.endswith(_ISSUES)
        return f"{self.code}〔{self.year}〕第{self.n}期" if issue else f"{self.code}〔{self.year}〕{self.n}号"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one number: `reason` says in a sentence why it was refused, and the way out."""

    row: NumberRow
    reason: str = ""

    @property
    def refused(self) -> bool:
        """Whether nothing was changed."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class SeriesState:
    """How far a series has come. `next` is the first n never given; `missing` and `doubles` are told of its papers."""

    code: str
    year: int
    next: int
    reserved: int = 0
    taken: int = 0
    issued: int = 0
    void: int = 0
    missing: tuple[int, ...] = ()
    doubles: tuple[int, ...] = ()


def read_number(text: str) -> Number | None:
    """The number that `text` writes, in whatever brackets, widths and with 第 or zeros; None where it writes none."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    match = _PARTS.fullmatch(folded)
    if match is None:
        return None
    # The code keeps the writing of its own brackets: 青管（办）, not 青管(办).
    code = match["code"].replace("(", "（").replace(")", "）")
    return Number(code, int(match["year"]), int(match["n"]))


def account() -> str:
    """Who is at work where nobody was named: the system's account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


class NumberRegister:
    """The use cases of numbers, called by the window and the command line alike."""

    def __init__(self, numbers: Numbers, by: str = "") -> None:
        self._numbers = numbers
        self._by = by or account()

    def named(self, by: str) -> NumberRegister:
        """The same register with somebody else at work; the same person where `by` is empty."""
        return NumberRegister(self._numbers, by or self._by)

    def series(self) -> tuple[SeriesState, ...]:
        """All series: those that were given from, and those that only the papers of the archive tell of."""
        papers = self._numbers.papers()
        rows: dict[tuple[str, int], list[NumberRow]] = {}
        for row in self._numbers.rows():
            rows.setdefault((row.code, row.year), []).append(row)
        return tuple(_state(*key, rows.get(key, []), papers.get(key, [])) for key in sorted({*rows, *papers}))

    def rows(self, code: str = "", year: int = 0, state: str = "") -> tuple[NumberRow, ...]:
        """The rows by code, year and n; those of a series whose numbers stand on papers of the archive included."""
        for known, its_year in self._numbers.papers():
            if code in ("", known) and year in (0, its_year):
                self._numbers.adopt(known, its_year, self._by)
        return self._numbers.rows(code, year, state)

    def next(self, code: str, year: int) -> Number:
        """The number that would be given now; nothing is taken."""
        return Number(_code(code), year, self._numbers.next(code, year))

    def reserve(self, code: str, year: int, count: int = 1, why: str = "") -> tuple[Outcome, ...]:
        """Keep the next `count` numbers, following each other, for papers that are signed by hand."""
        if not 1 <= count <= _MOST:
            raise NumberError(f"一次可以预留 1 至 {_MOST} 个号，这里是 {count} 个。")
        template = NumberRow(_code(code), year, 0, "reserved", by=self._by, why=why)
        return tuple(Outcome(row) for row in self._numbers.give(template, count))

    def take(self, code: str, year: int, title: str = "", record_id: int | None = None) -> Outcome:
        """Give the next number of the series to a paper."""
        row = NumberRow(_code(code), year, 0, "taken", by=self._by, title=title, record_id=record_id)
        return self._for_paper(row, lambda named: Outcome(self._numbers.give(named)[0]))

    def take_reserved(self, number: Number, title: str = "", record_id: int | None = None) -> Outcome:
        """Give a number that was reserved; any other is refused."""
        return self._change(self._row(number, "taken", title=title, record_id=record_id), ("reserved",))

    def row(self, number: Number) -> NumberRow | None:
        """The row of a number; one that stands on a paper of the archive has one too. None: never given."""
        self._numbers.adopt(number.code, number.year, self._by)
        return self._numbers.row(number.code, number.year, number.n)

    def issue(self, number: Number, record_id: int | None = None, title: str = "") -> Outcome:
        """Note that the paper with this number has gone out."""
        return self._change(self._row(number, "issued", title=title, record_id=record_id), ("taken", "reserved"))

    def void(self, number: Number, why: str) -> Outcome:
        """Declare a number void for good; it keeps its row and its reason."""
        if not why.strip():
            raise NumberError("作废要写明原因：--why 原因。")
        return self._change(self._row(number, "void", why=why), ("reserved", "taken", "issued"))

    def _row(
        self, number: Number, state: State, *, why: str = "", title: str = "", record_id: int | None = None
    ) -> NumberRow:
        place = number.code, number.year, number.n
        return NumberRow(*place, state, by=self._by, why=why, title=title, record_id=record_id)

    def _change(self, row: NumberRow, allowed: Sequence[str]) -> Outcome:
        return self._for_paper(row, lambda named: self._changed(named, allowed))

    def _changed(self, row: NumberRow, allowed: Sequence[str]) -> Outcome:
        changed = self._numbers.change(row, allowed)
        if changed is not None:
            return Outcome(changed)
        return _refusal(row, self._numbers.row(row.code, row.year, row.n))

    def _for_paper(self, row: NumberRow, work: Callable[[NumberRow], Outcome]) -> Outcome:
        """Do `work` with the title of the paper that the row names; refused where there is no such paper."""
        if row.record_id is None:
            return work(row)
        title = self._numbers.title_of(row.record_id)
        if title is None:
            return Outcome(row, f"档案库里没有编号为 {row.record_id} 的文件，没有动这个号；请核对编号。")
        return work(replace(row, title=row.title or title))


def number_text(row: NumberRow) -> str:
    """The number of a row as it is printed."""
    return str(Number(row.code, row.year, row.n))


def cells(row: NumberRow) -> tuple[str | int | None, ...]:
    """A row as the cells of COLUMNS."""
    return (number_text(row), WORDS[row.state], row.title, row.by, row.at, row.why, row.record_id)


def _refusal(wanted: NumberRow, now: NumberRow | None) -> Outcome:
    name = number_text(wanted)
    if now is None:
        return Outcome(wanted, f"{name}还没有给出过，不能{_verb(wanted)}；下一个号用“取号”取。")
    held = f"《{now.title}》" if now.title else "别的文件"
    why = f"（{now.why}）" if now.why else ""
    reasons = {
        "taken": f"{name}已由{now.by}给了{held}，不能再用；请另取一个号。",
        "issued": f"{name}已经发出（{held}），不能再用；请另取一个号。",
        "void": f"{name}已经作废{why}，作废的号不能再用；请另取一个号。",
        "reserved": f"{name}的状态刚被别人改动，没有动它；请再看一次登记。",
    }
    return Outcome(now, reasons[now.state])


def _verb(row: NumberRow) -> str:
    return {"taken": "取用", "issued": "发出", "void": "作废"}.get(row.state, "改动")


def _code(code: str) -> str:
    """The code as it is kept; NumberError for one that no number can carry."""
    text = code.strip().replace("(", "（").replace(")", "）")
    if (
        not text
        or len(text) > _LONGEST_CODE
        or text != storable_text(text)
        or set(text) & set("〔〕[]【】")
        or read_number(str(Number(text, 2026, 1))) != Number(text, 2026, 1)
    ):
        raise NumberError(f"“{code}”不能作机关代字；代字是几个字，如“青管办”，不带年份和序号。")
    return text


def _state(code: str, year: int, rows: Sequence[NumberRow], papers: Sequence[NumberedPaper]) -> SeriesState:
    counts = {state: sum(row.state == state for row in rows) for state in WORDS}
    known = {row.n for row in rows}
    on_papers = [paper.n for paper in papers]
    unregistered = set(on_papers) - known
    counts["issued"] += len(unregistered)
    highest = max([*known, *on_papers], default=0)
    gaps = {row.n for row in rows if row.origin == "gap" and row.state == "reserved"}
    unseen = set(range(1, max(unregistered, default=0))) - known - unregistered
    counts["reserved"] += len(unseen)
    return SeriesState(
        code, year, highest + 1, **counts, missing=tuple(sorted(gaps | unseen)), doubles=tuple(_doubles(on_papers))
    )


def _doubles(numbers: Sequence[int]) -> Iterator[int]:
    return (n for n, count in sorted(Counter(numbers).items()) if count > 1)
