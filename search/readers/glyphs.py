"""The characters of a PDF page with their boxes, turned upright."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, NamedTuple

from search.readers.flow import HYPHEN
from search.readers.garbage import is_private
from search.readers.word.symbols import shown_in

UNKNOWN = "〓"
"""Stands for a character of a font's own that nobody can tell (the printers' geta mark)."""

_ASKED = 100
"""Characters of a page that are asked how they are turned, and whether their font tells what they are."""


class Glyph(NamedTuple):
    """One character and its box, y downwards. `blank`: there may be a space before it, which the file does not have."""

    character: str
    left: float
    right: float
    top: float
    bottom: float
    blank: bool = False

    @property
    def height(self) -> float:
        """Height of the box."""
        return max(self.bottom - self.top, 0.1)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page, and how many of them their fonts say nothing of (of all, estimated)."""

    every: tuple[Glyph, ...]
    unmapped: int


def glyphs_of(pdfium: Any, page: Any) -> Glyphs:  # noqa: ANN401  pypdfium2 has no types
    """The characters of a page's text layer in the order in which the file draws them."""
    count = pdfium.FPDFText_CountChars(page)
    step = max(1, count // _ASKED)
    asked = range(0, count, step)
    unmapped = step * sum(pdfium.FPDFText_HasUnicodeMapError(page, index) == 1 for index in asked)
    turned = _turn(pdfium, page, asked)
    read = [_known(glyph) for glyph in _read(pdfium, page, count)]
    upright = [_turned(glyph, turned) for glyph in read] if turned else read
    return Glyphs(tuple(_across(upright) if _is_vertical(upright) else upright), unmapped)


def _read(pdfium: Any, page: Any, count: int) -> Iterator[Glyph]:  # noqa: ANN401  as above
    box = pdfium.FS_RECTF()
    blank = False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code <= 32 and pdfium.FPDFText_IsGenerated(page, index) == 1:  # pdfium's own guess at a gap
            blank = blank or code == 32
            continue
        hyphen = code == 2 and pdfium.FPDFText_IsHyphen(page, index) == 1
        if (
            (code < 32 and not hyphen)
            or 0xFFFE <= code <= 0xFFFF
            or not pdfium.FPDFText_GetLooseCharBox(page, index, box)
        ):
            continue
        character = HYPHEN if hyphen else chr(code)
        yield Glyph(character, box.left, box.right, -box.top, -box.bottom, blank)
        blank = False


def _turn(pdfium: Any, page: Any, asked: Iterable[int]) -> int:  # noqa: ANN401  as above
    """By how many quarters most characters are turned: 0, 1, 2 or 3."""
    turns = Counter[int]()
    for index in asked:
        if pdfium.FPDFText_GetUnicode(page, index) > 32:
            turns[round(pdfium.FPDFText_GetCharAngle(page, index) / (math.pi / 2)) % 4] += 1
    return turns.most_common(1)[0][0] if turns else 0


def _turned(glyph: Glyph, quarters: int) -> Glyph:
    """A character's box on the page turned so that most stand upright."""
    left, right, top, bottom = glyph.left, glyph.right, glyph.top, glyph.bottom
    if quarters == 3:  # written upwards
        return glyph._replace(left=-bottom, right=-top, top=left, bottom=right)
    if quarters == 1:  # written downwards
        return glyph._replace(left=top, right=bottom, top=-right, bottom=-left)
    if quarters == 2:
        return glyph._replace(left=-right, right=-left, top=-bottom, bottom=-top)
    return glyph


def _known(glyph: Glyph) -> Glyph:
    """A character of a symbol font as what is seen."""
    character = glyph.character
    if character <= "~" or "\u2000" < character < "\ue000" or not is_private(character):
        return glyph
    return glyph._replace(character=shown_in("", glyph.character) or UNKNOWN)


_LOOKED_AT = 500
"""Characters of a page that tell how it is written."""


def _is_vertical(glyphs: list[Glyph]) -> bool:
    """Whether the page is written in columns from the right: most characters stand below the one before."""
    below = beside = 0
    for before, after in islice(pairwise(glyphs), _LOOKED_AT):
        middle = abs(before.left + before.right - after.left - after.right) / 2
        level = abs(before.top + before.bottom - after.top - after.bottom) / 2
        height = min(before.height, after.height)
        below += middle < 0.3 * height and 0.5 * height < level < 2.5 * height
        beside += level < 0.3 * height and middle > 0.3 * height
    return below > 2 * beside and below >= 8


def _across(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Columns from the right made lines from the top."""
    for glyph in glyphs:
        yield glyph._replace(left=glyph.top, right=glyph.bottom, top=-glyph.right, bottom=-glyph.left)
