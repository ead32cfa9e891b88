"""A printed form as a page: rules and texts put at places in millimetres from the top left corner of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.fonts import find_fonts
from docgen.formats.pdf import write_pdf
from docgen.layout.rows import ASCENT
from docgen.layout.shaping import Shaper
from docgen.model import Document
from docgen.pages import Item, Layout, Page, Part, Role, Rule, Text

MM = 72 / 25.4
"""Points in a millimetre."""
LINE = 0.5
"""Points; how thick the lines of a form are."""
_LEADING = 1.3
"""A line of text in a cell takes this many times its size."""
_SMALLEST = 6.0
"""Points; a text that does not fit its cell shrinks down to this, then what is over is cut off with …"""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is printed: role, size in points, where in its box (left, centre, right; top, middle), colour."""

    role: Role = Role.SONG
    size: float = 10.5
    align: str = "left"
    upright: str = "middle"
    colour: str = "#000000"
    inset: float = 1.5  # millimetres from the sides of the box


@dataclass(slots=True)
class Sheet:
    """One page of a form, `width` and `height` in millimetres; A4 by default."""

    shaper: Shaper
    width: float = 210.0
    height: float = 297.0
    items: list[Item] = field(default_factory=list[Item])

    def box(self, left: float, top: float, right: float, bottom: float, colour: str = "#000000") -> None:
        """The four sides of a rectangle."""
        for x1, y1, x2, y2 in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ):
            self.items.append(Rule(x1 * MM, y1 * MM, x2 * MM, y2 * MM, LINE, Part.TABLE, colour))

    def text(self, place: tuple[float, float, float, float], words: str, ink: Ink = Ink()) -> None:
        """`words` within (left, top, right, bottom), broken into lines; smaller where they do not fit otherwise."""
        left, top, right, bottom = place
        room = (right - left - 2 * ink.inset) * MM
        size, lines = self._fitted(words, ink, room, (bottom - top) * MM)
        height = len(lines) * size * _LEADING
        start = top * MM + ink.inset * MM if ink.upright == "top" else (top + bottom) / 2 * MM - height / 2
        for number, line in enumerate(lines):
            width = self.shaper.width(line, ink.role, size)
            x = (
                left * MM
                + ink.inset * MM
                + {"left": 0.0, "centre": (room - width) / 2, "right": room - width}[ink.align]
            )
            baseline = start + number * size * _LEADING + size * (_LEADING - 1) / 2 + ASCENT * size
            self.items += self._runs(line, x, baseline, ink, size)

    def page(self) -> Page:
        """The finished page."""
        return Page(None, tuple(self.items), self.width * MM, self.height * MM)

    def _fitted(self, words: str, ink: Ink, room: float, height: float) -> tuple[float, list[str]]:
        size = ink.size
        lines = list(self._lines(words, ink.role, size, room))
        while len(lines) * size * _LEADING > height and size > _SMALLEST:
            size -= 0.5
            lines = list(self._lines(words, ink.role, size, room))
        most = max(1, int(height / (size * _LEADING)))
        return size, lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]

    def _lines(self, words: str, role: Role, size: float, room: float) -> Iterator[str]:
        for part in words.split("\n"):
            line, width = "", 0.0
            for mark in part:
                advance = self.shaper.glyph(role, mark)[1] * size
                if line and width + advance > room:
                    yield line
                    line, width = "", 0.0
                line, width = line + mark, width + advance
            yield line

    def _runs(self, line: str, x: float, baseline: float, ink: Ink, size: float) -> Iterator[Text]:
        """The line as runs of one font file each."""
        run, file, advances, start = "", "", list[float](), x
        for mark in line:
            used, ems = self.shaper.glyph(ink.role, mark)
            if run and used != file:
                yield Text(run, start, baseline, size, ink.role, file, tuple(advances), Part.TABLE, ink.colour)
                start, run, advances = start + sum(advances), "", []
            file, run = used, run + mark
            advances.append(ems * size)
        if run and file:
            yield Text(run, start, baseline, size, ink.role, file, tuple(advances), Part.TABLE, ink.colour)


def new_shaper() -> Shaper:
    """The house's fonts, for sheets that are printed together. FontsMissing where there are none."""
    return Shaper(find_fonts())


def sheets_pdf(sheets: Sequence[Sheet], title: str) -> bytes:
    """The sheets as one PDF; the same sheets give the same bytes."""
    return write_pdf(Layout(tuple(sheet.page() for sheet in sheets)), Document(title=title))
