"""What is printed on each page of a PDF, read with pdfium.

Unit: millimetre from the page's top left corner; sizes in points.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from papers.problem import Problem

MM = 25.4 / 72
"""One point in millimetres."""

SAME_LINE = 1.5
"""Points by which base lines of one line may differ."""

LEAST_RULE = 100.0
"""Millimetres: a shorter line is part of a table, not a rule of the layout."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `left` and `right` are the edges of its first and last characters' cells.

    `ink_top` and `ink_bottom` are those of the ink, `middle` is the middle of the first character's ink; `size` and
    `font` are those of the first character.
    """

    text: str
    left: float
    right: float
    baseline: float
    ink_top: float
    ink_bottom: float
    middle: float
    size: float
    font: str
    red: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One horizontal rule from `left` to `right`; `top` and `bottom` are its edges."""

    left: float
    right: float
    top: float
    bottom: float
    red: bool

    @property
    def length(self) -> float:
        """From end to end."""
        return self.right - self.left

    @property
    def thickness(self) -> float:
        """From edge to edge."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size, lines of text and long horizontal rules, both from above."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    place: int
    left: float
    right: float
    baseline: float


def read_sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Every page of a PDF.

    Raises Problem for bytes that are not a readable PDF.
    """
    import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]  # it has none

    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        raise Problem("这个文件不是可读的 PDF，无法测量。") from None
    with document:
        return tuple(_Reader(document[index]).sheet() for index in range(len(document)))


class _Reader:
    """One page being read through pdfium's C interface, whose objects have no types."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401  # as the class says
        from pypdfium2 import raw  # pyright: ignore[reportMissingTypeStubs]  # it has none

        self.raw: Any = raw
        self.page = page
        self.width, self.height = page.get_size()
        self.textpage = page.get_textpage()
        self.doubles = [ctypes.c_double() for _ in range(4)]
        self.rectangle = raw.FS_RECTF()

    def sheet(self) -> Sheet:
        """The page's lines and rules."""
        characters = sorted(self._characters(), key=lambda character: (-character.baseline, character.left))
        lines = [self._line(group) for group in _lines(characters)]
        rules = sorted(self._rules(), key=lambda rule: (rule.top, rule.left))
        return Sheet(self.width * MM, self.height * MM, tuple(lines), tuple(rules))

    def _characters(self) -> Iterator[_Character]:
        raw, textpage = self.raw, self.textpage.raw
        x, y = self.doubles[:2]
        for place in range(raw.FPDFText_CountChars(textpage)):
            text = chr(raw.FPDFText_GetUnicode(textpage, place) or 32)
            if text.isspace() or text == "\ufffe":
                continue
            raw.FPDFText_GetCharOrigin(textpage, place, x, y)
            raw.FPDFText_GetLooseCharBox(textpage, place, self.rectangle)
            yield _Character(text, place, self.rectangle.left, self.rectangle.right, y.value)

    def _line(self, characters: list[_Character]) -> Line:
        raw, textpage = self.raw, self.textpage.raw
        characters.sort(key=lambda character: character.left)
        first = characters[0].place
        ink = [self._ink(character.place) for character in (*characters[:_INKED], *characters[-1:])]
        return Line(
            text="".join(character.text for character in characters),
            left=characters[0].left * MM,
            right=characters[-1].right * MM,
            baseline=(self.height - characters[0].baseline) * MM,
            ink_top=(self.height - max(top for _, top in ink)) * MM,
            ink_bottom=(self.height - min(bottom for bottom, _ in ink)) * MM,
            middle=(self.height - sum(ink[0]) / 2) * MM,
            size=round(raw.FPDFText_GetFontSize(textpage, first), 2),
            font=self._font(first),
            red=self._is_red(raw.FPDFText_GetFillColor, textpage, first),
        )

    def _ink(self, place: int) -> tuple[float, float]:
        left, right, bottom, top = self.doubles
        self.raw.FPDFText_GetCharBox(self.textpage.raw, place, left, right, bottom, top)
        return bottom.value, top.value

    def _font(self, place: int) -> str:
        name = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        self.raw.FPDFText_GetFontInfo(self.textpage.raw, place, name, 256, flags)
        return name.value.decode("utf-8", "replace").split("+")[-1]

    def _is_red(self, ask: Any, *subject: Any) -> bool:  # noqa: ANN401  # a function of pdfium and what it asks about
        colour = [ctypes.c_uint() for _ in range(4)]
        ask(*subject, *colour)
        red, green, blue, _ = (part.value for part in colour)
        return red > _RED and green < _DARK and blue < _DARK

    def _rules(self) -> Iterator[Rule]:
        raw = self.raw
        for thing in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = thing.get_bounds()
            if (right - left) * MM < LEAST_RULE or (top - bottom) * MM > _THICKEST:
                continue
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(thing.raw, fill, stroke)
            if stroke.value:
                left, bottom, right, top = self._stroked(thing, (left, bottom, right, top))
            ask = raw.FPDFPageObj_GetStrokeColor if stroke.value else raw.FPDFPageObj_GetFillColor
            red = self._is_red(ask, thing.raw)
            yield Rule(left * MM, right * MM, (self.height - top) * MM, (self.height - bottom) * MM, red)

    def _stroked(self, thing: Any, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:  # noqa: ANN401
        """The box of a stroked rule: pdfium widens it by the pen's width, to all sides."""
        width = ctypes.c_float()
        self.raw.FPDFPageObj_GetStrokeWidth(thing.raw, width)
        left, bottom, right, top = box
        middle, pen = (bottom + top) / 2, width.value
        return left + pen, middle - pen / 2, right - pen, middle + pen / 2


_INKED = 12
"""Characters of a line whose ink is looked at, and its last one."""

_RED, _DARK = 150, 90
"""What counts as red, of 255."""

_THICKEST = 3.0
"""Millimetres: what is higher is no rule."""


def _lines(characters: list[_Character]) -> Iterator[list[_Character]]:
    """Characters, sorted from above, in groups of one base line."""
    group: list[_Character] = []
    for character in characters:
        if group and group[0].baseline - character.baseline > SAME_LINE:
            yield group
            group = []
        group.append(character)
    if group:
        yield group
