"""Rows to pages: which row stands where, and the legal spacing that keeps signature and text together (7.3.5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from docgen.layout import standard as std
from docgen.layout.rows import Row
from docgen.pages import Image, Rule

_ROUNDING = 1e-6
"""Grid lines by which sums of table rows may be wrong."""


@dataclass(slots=True)
class Sheet:
    """A page being filled: rows with the grid line each stands on, counted from the type area's top.

    `first`: the grid line where the flow begins (below the head). `stretch`: its pitch as a multiple of the grid's.
    `imprint`: rows at the page's very foot. `turned`: a landscape page. `paper`: 0 with the text, n of the n-th
    attachment that is bound apart.
    """

    first: int = 0
    used: float = 0
    rows: list[tuple[float, Row]] = field(default_factory=list[tuple[float, Row]])
    stretch: float = 1.0
    imprint: list[Row] = field(default_factory=list[Row])
    turned: bool = False
    paper: int = 0

    def __post_init__(self) -> None:
        self.used = self.first

    @property
    def body(self) -> bool:
        """Does any row carry the text itself?"""
        return any(row.body for _, row in self.rows)

    @property
    def signs(self) -> bool:
        """Does any row carry a signature or the date of issue?"""
        return any(row.signs for _, row in self.rows)

    def add(self, row: Row) -> None:
        """Put a row below the others; blank rows at the head of a page are dropped."""
        if not row.text and not self.rows:
            return
        place = self.place_of(row)
        self.rows.append((place, row))
        self.used = place + row.rows

    @property
    def filled(self) -> int:
        """The grid line that begins below what stands on the sheet: a table may end between two."""
        return ceil(self.used - _ROUNDING)

    def place_of(self, row: Row) -> float:
        """Where a row would be put."""
        return self.used if row.loose else self.filled

    @property
    def lines(self) -> int:
        """How many grid lines carry text."""
        return len({int(place + _ROUNDING) for place, row in self.rows if row.text})

    def take_back(self) -> Row:
        """Take the lowest row off again."""
        place, row = self.rows.pop()
        self.used = place
        return row

    @property
    def stiff(self) -> bool:
        """Is its pitch not to be changed? Tables and pictures would not follow."""
        return any(isinstance(item, Rule | Image) for _, row in self.rows for item in row.items)

    def top(self, place: float, pitch: float) -> float:
        """The y of a grid line below the type area's top."""
        return self.first * pitch + (place - self.first) * pitch * self.stretch


@dataclass(frozen=True, slots=True)
class Pager:
    """Fills sheets of `capacity` grid lines, landscape ones of `turned_capacity`, `pitch` points apart."""

    capacity: int
    turned_capacity: int
    pitch: float = std.PITCH

    def flow(self, rows: Sequence[Row], first: int = 0) -> list[Sheet]:
        """Rows on as many sheets as they need, the first beginning at grid line `first`."""
        turned = bool(rows) and rows[0].turned and not first
        sheets = [Sheet(first=first, turned=turned)]
        for row in rows:
            self._add(sheets, row)
        return sheets

    def _add(self, sheets: list[Sheet], row: Row) -> None:
        sheet = sheets[-1]
        if row.turned != sheet.turned:
            sheets.append(Sheet(turned=row.turned))
        elif sheet.place_of(row) + row.rows > self._room(sheet, row) + _ROUNDING and (sheet.rows or sheet.first):
            sheets.append(self._next(sheet))
            if not sheets[-1].rows:
                _add_all(sheets[-1], row.repeat)
        sheets[-1].add(row)

    def _room(self, sheet: Sheet, row: Row) -> float:
        """Where a row must end: the last grid line, for a table's row the edge of the type area."""
        if row.origin.row < 0:
            return self.turned_capacity if sheet.turned else self.capacity
        return (std.WIDTH if sheet.turned else std.HEIGHT) / self.pitch

    def _next(self, sheet: Sheet) -> Sheet:
        """A new sheet, with the rows that must not be left at the foot of the last one."""
        following = Sheet(turned=sheet.turned)
        count = _trailing(sheet)
        if count < min(len(sheet.rows), _MOST_CARRIED):
            _add_all(following, _taken(sheet, count))
        return following

    def close(self, sheets: list[Sheet], closing: Sequence[Row]) -> str:
        """Put the closing rows (signature, date, note) on the last sheet; a sentence when spacing had to be changed."""
        needed = sum(row.rows for row in closing)
        if not needed:
            return ""
        self._bring_text(sheets)
        last = sheets[-1]
        if last.turned or needed + 1 > self.capacity or not last.rows:
            for row in closing:
                self._add(sheets, row)
            return ""
        have, want = self.capacity - last.first, last.filled + needed - last.first
        if want > have and (have / want < std.LINE_TIGHTEST or not last.body or last.stiff):
            return self._carry(sheets, closing)
        _add_all(last, closing)
        if want <= have:
            return ""
        last.stretch = have / want
        return f"第{len(sheets)}面正文行距调整为{_points(last, self)}磅，使署名和成文日期与正文同面（7.3.5.5）。"

    def _carry(self, sheets: list[Sheet], closing: Sequence[Row]) -> str:
        """Bring the text's last line over to the sheet of the signature.

        One blank line at the foot of the page that it leaves is let be; more are spread over the page.
        """
        last = sheets[-1]
        carried = _lowest_text(last, only=len(sheets) == 1)
        have, want = self.capacity - last.first, last.filled - last.first
        following = Sheet()
        _add_all(following, carried)
        _add_all(following, closing)
        sheets.append(following)
        how = "正文末行移至下一面"
        if want and have > want + 1 and have / want <= std.LINE_LOOSEST and not last.stiff:
            last.stretch = have / want
            how = f"正文行距调整为{_points(last, self)}磅"
        return f"第{len(sheets) - 1}面{how}，使署名和成文日期与正文同面（7.3.5.5）。"

    def _bring_text(self, sheets: list[Sheet]) -> None:
        """Bring the text's last line over to a last sheet that has only what follows the text, a list or names."""
        if len(sheets) < 2 or sheets[-1].body or sheets[-1].turned or sheets[-2].turned:
            return
        before, rows = sheets[-2], [row for _, row in sheets[-1].rows]
        if _below_text(before) < _to_text(before):
            return
        following = Sheet()
        _add_all(following, [*_lowest_text(before, only=len(sheets) == 2), *rows])
        sheets[-1] = following


_MOST_CARRIED = 8
"""Rows that may move to the next page to stay with what follows; more would leave a hole."""


def _lowest_text(sheet: Sheet, *, only: bool) -> list[Row]:
    """A sheet's last line of text and what stands below it, taken off, with a heading that would be left at its foot.

    The `only` sheet, page 1, is left with a line of text (7.3.3).
    """
    spare = _below_text(sheet) if only else len(sheet.rows) - 1
    carried = _taken(sheet, min(_to_text(sheet), spare))
    count = _trailing(sheet)
    if count < min(len(sheet.rows), _MOST_CARRIED) and _below_text(sheet) >= count:
        carried = _taken(sheet, count) + carried
    return carried


def _below_text(sheet: Sheet) -> int:
    """How many rows stand below a sheet's first line of text: page 1 is left with one (7.3.3)."""
    first = next((index for index, (_, row) in enumerate(sheet.rows) if row.body), len(sheet.rows) - 1)
    return len(sheet.rows) - 1 - first


def _to_text(sheet: Sheet) -> int:
    """How many of a sheet's lowest rows bring text along: one line of it, two where that one is but a word."""
    rows = [row for _, row in reversed(sheet.rows[-_MOST_CARRIED:])]
    count = next((count for count, row in enumerate(rows, 1) if row.body), 1)
    word = 0 < len(rows[count - 1].words) < _LEAST_TEXT if rows else False
    return count + 1 if word and count < len(rows) and rows[count].body else count


_LEAST_TEXT = 5
"""Characters of text that a signature's page shows at least: those of 特此通知。"""


def _trailing(sheet: Sheet) -> int:
    """How many rows at the sheet's foot must not be its last."""
    count = 0
    while count < len(sheet.rows) and sheet.rows[-1 - count][1].keep_next:
        count += 1
    return count


def _taken(sheet: Sheet, count: int) -> list[Row]:
    """The lowest `count` rows of a sheet, taken off it, in order."""
    return [sheet.take_back() for _ in range(count)][::-1]


def _points(sheet: Sheet, pager: Pager) -> str:
    """The line pitch of a stretched sheet, for people."""
    return f"{std.HEIGHT / pager.capacity * sheet.stretch:.1f}"


def _add_all(sheet: Sheet, rows: Sequence[Row]) -> None:
    for row in rows:
        sheet.add(row)
