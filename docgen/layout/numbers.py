"""Page numbers: — 1 — in 4号宋体, odd pages right, even pages left (7.5)."""

from __future__ import annotations

from dataclasses import replace

from docgen.layout import standard as std
from docgen.layout.frame import Frame
from docgen.layout.rows import SMALL, moved
from docgen.layout.shaping import Span
from docgen.pages import Item, Part, Role
from docgen.profile import PageNumbers


def page_number_items(number: int | None, frame: Frame) -> tuple[Item, ...]:
    """The number's texts on the page, none where the page or the house has no number."""
    where = frame.profile.page_numbers
    if number is None or where is PageNumbers.NONE:
        return ()
    text = f"— {number} —"
    style = replace(SMALL, part=Part.PAGE_NUMBER, pitch=std.SMALL_SIZE)
    width = frame.setter.extent(text, Role.SONG, style)
    if where is PageNumbers.CENTRED:
        x = (std.WIDTH - width) / 2
    else:
        x = std.WIDTH - std.CELL - width if number % 2 else std.CELL
    texts = frame.setter.one_line(Span(text, Role.SONG), x, style)
    low, high = frame.setter.shaper.ink(Role.SONG, "—")
    baseline = std.BOTTOM + std.PAGE_NUMBER_DROP + (low + high) / 2 * std.SMALL_SIZE
    return tuple(moved(item, baseline - item.baseline) for item in texts)
