"""What the standard asks about, found among the lines and rules of a PDF.

Unit: millimetre from the page's top left corner; sizes and pitches in points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from docgen.measure.reading import MM, Line, Rule, Sheet, read_sheets

TOP, BOTTOM = 37.0, 262.0
LEFT, RIGHT = 28.0, 184.0
"""Edges of the type area (5.2.1)."""

BODY_SIZE, TITLE_SIZE = 16.0, 22.0
"""3号 and 2号."""

EDGE = 0.5
"""How near to an edge counts as at it."""

_NUMBER = re.compile(r"—\s*(\d+)\s*—")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_HALF_WIDTH = re.compile(r"[\x00-\u02ff]")
_HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A printed page number: the middle of its dash, and its left and right ends."""

    number: int
    middle: float
    left: float
    right: float

    @property
    def outside(self) -> bool:
        """Right on odd pages, left on even ones (7.5)."""
        from_left, from_right = self.left - LEFT, RIGHT - self.right
        return from_right < from_left if self.number % 2 else from_left < from_right


@dataclass(frozen=True)
class Measurement:
    """A measured PDF. What is not on its pages is None, or empty."""

    sheets: tuple[Sheet, ...]

    @cached_property
    def body_lines(self) -> tuple[tuple[Line, ...], ...]:
        """Page by page, the lines of 3号 text."""
        return tuple(tuple(line for line in sheet.lines if _is_body(line)) for sheet in self.sheets)

    @cached_property
    def full_lines(self) -> tuple[Line, ...]:
        """Lines that fill the type area with Chinese characters alone, no marks, letters or digits."""
        return tuple(line for line in self._filled if _HAN.fullmatch(line.text))

    @property
    def _filled(self) -> Iterator[Line]:
        for line in (line for page in self.body_lines for line in page):
            if abs(line.left - LEFT) <= EDGE and abs(line.right - RIGHT) <= EDGE:
                yield line

    @property
    def characters_per_line(self) -> int | None:
        """Characters on most full lines without marks; where there are none, on those of full-width characters."""
        lines = self.full_lines or [line for line in self._filled if not _HALF_WIDTH.search(line.text)]
        counts = Counter(len(line.text) for line in lines)
        return counts.most_common(1)[0][0] if counts else None

    @property
    def pitch(self) -> float | None:
        """Points from base line to base line on most pages; a page may be set tighter (7.3.5.5)."""
        pitches = [pitch for pitch in (_pitch(page) for page in self.body_lines) if pitch is not None]
        usual = Counter(round(pitch, 1) for pitch in pitches).most_common(1)
        return next(pitch for pitch in pitches if round(pitch, 1) == usual[0][0]) if usual else None

    @property
    def lines_per_page(self) -> int | None:
        """Lines that a page of the type area holds at the text's pitch."""
        return None if self.pitch is None else int((BOTTOM - TOP) / MM / self.pitch + 0.05)

    @property
    def most_lines(self) -> int:
        """Lines of text on the fullest page."""
        return max((len(page) for page in self.body_lines), default=0)

    @property
    def left(self) -> float | None:
        """Left edge of the text."""
        return min((line.left for page in self.body_lines for line in page), default=None)

    @property
    def right(self) -> float | None:
        """Right edge of the text."""
        return max((line.right for page in self.body_lines for line in page), default=None)

    @property
    def top(self) -> float | None:
        """Upper edge of the highest grid row of text."""
        return min((row - pitch / 2 for row, pitch in self._rows), default=None)

    @property
    def bottom(self) -> float | None:
        """Lower edge of the lowest grid row of text."""
        return max((row + pitch / 2 for row, pitch in self._rows), default=None)

    @property
    def mark(self) -> tuple[Line, ...]:
        """The lines of the issuer mark: large and red, on the first page."""
        return tuple(line for line in self._first if line.red and line.size > TITLE_SIZE)

    @property
    def red_rules(self) -> tuple[Rule, ...]:
        """The red rules of the first page, each once."""
        return _once(rule for rule in self.sheets[0].rules if rule.red) if self.sheets else ()

    @property
    def number(self) -> Line | None:
        """The line of the document number (or of what stands in its place) above or below the first red rule."""
        found = [
            line for line in self._first if line.size == BODY_SIZE and re.search(r"〔\d{4}〕|第\d+[号期]", line.text)
        ]
        return found[0] if found and self.mark else None

    @property
    def date(self) -> Line | None:
        """The last line that is a date of issue alone, right of the middle."""
        found = [line for page in self.body_lines for line in page if _DATE.fullmatch(line.text)]
        return next((line for line in reversed(found) if line.left > (LEFT + RIGHT) / 2), None)

    @property
    def title(self) -> tuple[Line, ...]:
        """The lines of the title."""
        return tuple(line for line in self._first if not line.red and abs(line.size - TITLE_SIZE) < EDGE)

    @property
    def imprint_rules(self) -> tuple[Rule, ...]:
        """The black rules of the last page, but for the thin ones of a table."""
        rules = self.sheets[-1].rules if self.sheets else ()
        return _once(rule for rule in rules if not rule.red and rule.thickness > _TABLE_RULE)

    @property
    def page_numbers(self) -> tuple[PageNumber | None, ...]:
        """The printed number of every page."""
        return tuple(_page_number(sheet.lines) for sheet in self.sheets)

    @property
    def fonts(self) -> tuple[str, ...]:
        """The fonts of the text, the most used first."""
        counts = Counter(line.font for sheet in self.sheets for line in sheet.lines)
        return tuple(font for font, _ in counts.most_common())

    @property
    def _first(self) -> tuple[Line, ...]:
        return self.sheets[0].lines if self.sheets else ()

    @property
    def _rows(self) -> Iterator[tuple[float, float]]:
        """The middle of the characters' squares of every line of text, and the pitch of its page."""
        for page in self.body_lines:
            pitch = _pitch(page)
            if pitch is not None:
                yield from ((line.baseline - _MIDDLE * line.size * MM, pitch * MM) for line in page)


_TABLE_RULE = 0.2
"""Millimetres: rules of a table are thinner, those of the imprint are at least 0.25 thick (7.4.1)."""

_MIDDLE = 0.38
"""Ems from the base line up to the middle of a Chinese character's square."""


def measure(pdf: bytes) -> Measurement:
    """Measure a PDF; ValueError with a plain Chinese sentence for bytes that are none."""
    return Measurement(read_sheets(pdf))


def _pitch(page: Sequence[Line]) -> float | None:
    steps = ((after.baseline - before.baseline) / MM for before, after in pairwise(page))
    near = [step for step in steps if _LEAST_PITCH < step < _MOST_PITCH]
    return median(near) if near else None


_LEAST_PITCH, _MOST_PITCH = 16, 45
"""Points: base lines nearer or further apart are not those of neighbouring lines."""


def _is_body(line: Line) -> bool:
    return line.size == BODY_SIZE and not line.red and TOP - EDGE < line.baseline < BOTTOM + EDGE


def _once(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules from above; one that is drawn twice in one place counts once."""
    kept: list[Rule] = []
    for rule in rules:
        if not kept or rule.top - kept[-1].top > 0.1:
            kept.append(rule)
    return tuple(kept)


def _page_number(lines: Sequence[Line]) -> PageNumber | None:
    for line in lines:
        match = _NUMBER.fullmatch(line.text)
        if match and line.baseline > BOTTOM:
            return PageNumber(int(match[1]), line.middle, line.left, line.right)
    return None
