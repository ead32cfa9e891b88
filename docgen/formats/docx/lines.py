"""Line ends: what keeps a word processor's lines the same as those of our own pages.

Most lines need nothing, for a word processor breaks them by the same rules (docgen.layout.breaking). The others get
tracking of their own, a twentieth of a point or two a character. No line is ended by force: a text that is edited
flows on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from docgen.fonts import is_half_width
from docgen.formats.docx.writer import TW
from docgen.layout import standard as std
from docgen.layout.breaking import AUTOSPACE, Line, autospace, autospaces, break_lines
from docgen.layout.shaping import Shaper, Span

HANGING = "，。、；：？！,.;:?!"
"""Marks that word processors may let hang over the right edge."""

SNUG = 1.0
"""Points: a line that fits by less may not fit in a program that rounds every width."""

WIDER_SPACE = (0.25 - AUTOSPACE) * std.SIZE
"""Points by which Word's space between Chinese and Latin is wider than LibreOffice's, by the quarter of an em that
Chinese practice gives it."""

_MOST_SPACES = 6
"""Spaces of a line that are counted: tightened for more, it would take half a character up from the next one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] with a tracking (tw) of its own; None: the style's."""

    start: int
    end: int
    tracking: int | None


def stretches(spans: Sequence[Span], shaper: Shaper, measure: float, first: float) -> Iterator[Stretch]:
    """The stretches of a paragraph of 3号 text; `measure` and `first` are the room of its lines and its first one."""
    text = "".join(span.text for span in spans)
    ems = [shaper.glyph(span.role, character)[1] for span in spans for character in span.text]
    widths = [em * std.SIZE + std.TRACKING if em else 0.0 for em in ems]
    for line in break_lines(text, widths, measure, first, space=autospace(std.SIZE, std.TRACKING)):
        room = measure if line.start else first
        yield from _stretches(text, widths, line, room)


def _stretches(text: str, widths: Sequence[float], line: Line, room: float) -> Iterator[Stretch]:
    tracking = None
    if line.held or _would_hang(text, widths, line, room):
        tracking = _full(line, room)
    else:
        tracking = _snug(text[line.start : line.end], room - line.width)
    if not _would_vanish(text, line):
        yield Stretch(line.start, line.end, tracking)
        return
    yield Stretch(line.start, line.end - 2, tracking)
    yield Stretch(line.end - 2, line.end, (_STYLE_TRACKING if tracking is None else tracking) - 1)


def _snug(text: str, spare: float) -> int | None:
    """The tracking (tw) of a line that may not fit elsewhere, `spare` points being left; None where it surely fits."""
    spaces = sum(space > 0 for space in autospaces(text, 1.0))
    lacking = SNUG + min(spaces, _MOST_SPACES) * WIDER_SPACE - spare
    return _STYLE_TRACKING - ceil(lacking * TW / len(text)) if lacking > 0 else None


_STYLE_TRACKING = round(std.TRACKING * TW)


def _would_hang(text: str, widths: Sequence[float], line: Line, room: float) -> bool:
    """Would a program that hangs marks over the edge put more on the line?

    LibreOffice does so when the file says not to (it reads w:overflowPunct the wrong way round).
    """
    place, width = line.end, line.width
    while place < len(text) and width + widths[place] <= room:
        width += widths[place]
        place += 1
    return place < len(text) and text[place] in HANGING


def _would_vanish(text: str, line: Line) -> bool:
    """A mark at the end of a line, half-width text at the start of the next one.

    LibreOffice 7.4 drops the mark where it stands in one run with what goes before the last two characters.
    """
    if line.last or line.end - line.start < _LEAST:
        return False
    return text[line.end - 1] in HANGING and is_half_width(text[line.end])


_LEAST = 3


def _full(line: Line, room: float) -> int:
    """The tracking (tw) with which a line fills its room, so that no program puts more on it."""
    return int((std.TRACKING + (room - line.width) / (line.end - line.start)) * TW)


def cut(text: str, place: int, found: Sequence[Stretch]) -> list[tuple[str, int | None]]:
    """A span's text cut where the tracking changes; `place` is where it begins in the paragraph."""
    pieces: list[tuple[str, int | None]] = []
    for stretch in found:
        piece = text[max(stretch.start - place, 0) : max(stretch.end - place, 0)]
        if piece and pieces and pieces[-1][1] == stretch.tracking is None:
            pieces[-1] = (pieces[-1][0] + piece, None)
        elif piece:
            pieces.append((piece, stretch.tracking))
    return pieces


def with_held_ends(text: str, widths: Sequence[float], measure: float, space: float) -> str:
    """A table cell's text with line feeds where a line ends earlier than a word processor would end it.

    Cells are too narrow for tracking to hold their lines.
    """
    lines = break_lines(text, widths, measure, space=space, addresses=True)
    return "".join(text[line.start : line.end] + ("\n" if line.held else "") for line in lines)
