"""Rows to pages: which row stands where, and the legal spacing that keeps signature and text together (7.3.5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.layout import standard as std
from docgen.layout.rows import Row


@dataclass(slots=True)
class Sheet:
    """A page being filled: rows with the grid line each stands on, counted from the type area's top.

    `first`: the grid line where the flow begins (below the head). `stretch`: its pitch as a multiple of the grid's.
    `imprint`: rows at the page's very foot.
    """

    first: int = 0
    used: int = 0
    rows: list[tuple[int, Row]] = field(default_factory=list[tuple[int, Row]])
    stretch: float = 1.0
    imprint: list[Row] = field(default_factory=list[Row])

    def __post_init__(self) -> None:
        self.used = self.first

    def add(self, row: Row) -> None:
        """Put a row below the others; blank rows at the head of a page are dropped."""
        if not row.text and not self.rows:
            return
        self.rows.append((self.used, row))
        self.used += row.rows

    def take_back(self) -> Row:
        """Take the lowest row off again."""
        place, row = self.rows.pop()
        self.used = place
        return row

    def top(self, place: int, pitch: float) -> float:
        """The y of a grid line below the type area's top."""
        return self.first * pitch + (place - self.first) * pitch * self.stretch


@dataclass(frozen=True, slots=True)
class Pager:
    """Fills sheets of `capacity` grid lines."""

    capacity: int

    def flow(self, rows: Sequence[Row], first: int = 0) -> list[Sheet]:
        """Rows on as many sheets as they need, the first beginning at grid line `first`."""
        sheets = [Sheet(first=min(first, self.capacity - 1) if first else 0)]
        for row in rows:
            sheet = sheets[-1]
            if sheet.used + row.rows > self.capacity and sheet.rows:
                sheets.append(self._next(sheet))
                sheet = sheets[-1]
            sheet.add(row)
        return sheets

    def _next(self, sheet: Sheet) -> Sheet:
        """A new sheet, with the rows that must not be left at the foot of the last one."""
        carried: list[Row] = []
        while len(sheet.rows) > 1 and sheet.rows[-1][1].keep_next:
            carried.append(sheet.take_back())
        following = Sheet()
        for row in reversed(carried):
            following.add(row)
        return following

    def close(self, sheets: list[Sheet], closing: Sequence[Row]) -> str:
        """Put the closing rows (signature, date, note) on the last sheet; a sentence when spacing had to be changed."""
        needed = sum(row.rows for row in closing)
        last = sheets[-1]
        if not needed or last.used + needed <= self.capacity:
            _add_all(last, closing)
            return ""
        have, want = self.capacity - last.first, last.used + needed - last.first
        if have / want >= std.LINE_TIGHTEST and last.used > last.first:
            last.stretch = have / want
            _add_all(last, closing)
            return f"第{len(sheets)}面行距调整为{want}行，以使署名和成文日期与正文同面（7.3.5.5）。"
        return self._carry(sheets, closing)

    def _carry(self, sheets: list[Sheet], closing: Sequence[Row]) -> str:
        """Bring the text's last lines over to the sheet of the signature."""
        last = sheets[-1]
        carried: list[Row] = []
        while len(last.rows) > 1 and (len(carried) < _CARRIED or last.rows[-1][1].keep_next):
            carried.append(last.take_back())
        while len(last.rows) > 1 and last.rows[-1][1].keep_next:
            carried.append(last.take_back())
        have, want = self.capacity - last.first, last.used - last.first
        stretched = want and 1 < have / want <= std.LINE_LOOSEST
        if stretched:
            last.stretch = have / want
        following = Sheet()
        _add_all(following, list(reversed(carried)))
        _add_all(following, closing)
        sheets.append(following)
        how = f"行距调整为{want}行" if stretched else "末行移到下一面"
        return f"第{len(sheets) - 1}面{how}，以使署名和成文日期与正文同面（7.3.5.5）。"


_CARRIED = 2
"""Lines of text that go with a signature to its page."""


def _add_all(sheet: Sheet, rows: Sequence[Row]) -> None:
    for row in rows:
        sheet.add(row)
