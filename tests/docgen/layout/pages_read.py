"""Reading laid-out pages back: what the tests of the typesetter share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docgen.fonts import find_fonts
from docgen.layout import standard as std
from docgen.pages import Layout, Page, Part, Rule, Text

MM = std.MM


def texts(page: Page, *parts: Part) -> list[Text]:
    """The runs of a page, of the named parts if any are named."""
    return [item for item in page.items if isinstance(item, Text) and (not parts or item.part in parts)]


def rules(page: Page, part: Part) -> list[Rule]:
    return [item for item in page.items if isinstance(item, Rule) and item.part is part]


def lines(page: Page, *parts: Part) -> list[str]:
    """The lines of a page as read, in order."""
    runs = groupby(texts(page, *parts), key=lambda text: (round(text.baseline, 1), text.part))
    return ["".join(text.text for text in group) for _, group in runs]


def all_text(layout: Layout) -> str:
    return "".join(text.text for page in layout.pages for text in texts(page))


def left(page: Page, part: Part) -> float:
    """The left edge of an element, in points from the page's left."""
    return min(text.x for text in texts(page, part))


def right(page: Page, part: Part) -> float:
    return max(text.x + sum(text.advances) for text in texts(page, part))


def extents(page: Page, part: Part) -> Iterator[tuple[float, float]]:
    """Left and right edge of every line of an element."""
    for _, group in groupby(texts(page, part), key=lambda text: round(text.baseline, 1)):
        runs = list(group)
        yield runs[0].x, runs[-1].x + sum(runs[-1].advances)


def ink(text: Text) -> tuple[float, float]:
    """Top and bottom of a run's outlines, in points from the page's top."""
    fonts = find_fonts()
    faces = [(fonts.face(text.role, character), character) for character in text.text]
    inks = [
        (low / face.units, high / face.units) for face, character in faces for low, high in [face.ink_of(character)]
    ]
    return (
        text.baseline - max(high for _, high in inks) * text.size,
        text.baseline - min(low for low, _ in inks) * text.size,
    )
