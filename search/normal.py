"""Normalised text: the one form in which texts and queries are compared, with the way back to the original.

Character by character, so that any piece of a text normalises to a piece of the normalised text: NFKC, lower case,
traditional to simplified, all round and square brackets to ( ). Then what is layout and not text goes: blanks between
Chinese characters (OCR, justified headings) and line breaks inside a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_OPENING = "([〔［【〖（{"
_CLOSING = ")]〕］】〗）}"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007"
_WIDE = rf"{_HAN}，。、；：？！“”‘’《》…"
_NUMBERED = (
    r"[一二三四五六七八九十百零〇]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十百零〇]+[章节条编]|\d+[.、]"
)
_FULL_LINE = 20  # characters: a shorter line that ends in a character is a heading or a signature, not a wrapped one

# Blanks between wide characters; and a line break after a long line that neither ends a sentence nor starts a heading.
_BLANKS = re.compile(rf"(?<=[{_WIDE}])[ \t]+(?=[{_WIDE}])")
_BREAKS = re.compile(rf"(?<=[^\n]{{{_FULL_LINE}}}[{_HAN}\d，、])\n(?=[{_HAN}\d])(?!{_NUMBERED})")
_SPECIAL = re.compile(r"[\n \t]")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text. `breaks` are pairs (place here, place in the original) where the two fall out of step."""

    text: str
    breaks: array[int]

    def original(self, place: int) -> int:
        """Where the character at `place` stood in the original text."""
        return original_place(self.breaks, place)


def original_place(breaks: array[int], place: int) -> int:
    """The place in the original of a place in the normalised text; `breaks` as in Normal."""
    found = bisect_right(breaks[0::2], place) - 1
    if found < 0:
        return place
    return breaks[2 * found + 1] + place - breaks[2 * found]


def normalise(text: str) -> str:
    """The normalised form of `text`."""
    folded = text.translate(_table())
    return _BREAKS.sub("", _BLANKS.sub("", folded)) if _SPECIAL.search(folded) else folded


def normalise_with_map(text: str) -> Normal:
    """The normalised form with the way back."""
    table = _table()
    folded = text.translate(table)
    breaks = array("I")
    if not table.odd.isdisjoint(text):
        breaks = _folding_breaks(text)
    spans = [match.span() for match in _BLANKS.finditer(folded)]
    if spans:
        folded, breaks = _without(folded, breaks, spans)
    spans = [match.span() for match in _BREAKS.finditer(folded)]
    if spans:
        folded, breaks = _without(folded, breaks, spans)
    return Normal(folded, breaks)


def _folding_breaks(text: str) -> array[int]:
    """The breaks that come from characters which fold to none or to several."""
    table = _table()
    odd = "".join(sorted(table.odd.intersection(text)))  # sorted, so that re has most of these patterns ready
    breaks = array("I")
    shift = 0
    for match in re.finditer(f"[{re.escape(odd)}]", text):
        start = match.start()
        length = len(table[ord(match.group())])
        for extra in range(1, length):
            breaks.extend((start + shift + extra, start))
        shift += length - 1
        breaks.extend((start + 1 + shift, start + 1))
    return breaks


def _without(text: str, breaks: array[int], spans: list[tuple[int, int]]) -> tuple[str, array[int]]:
    """`text` without `spans`, and its breaks."""
    kept: list[str] = []
    joined = array("I")
    queue = list(zip(breaks[0::2], breaks[1::2], strict=True))
    done = at = removed = 0
    for start, end in [*spans, (len(text), len(text))]:
        kept.append(text[done:start])
        while at < len(queue) and queue[at][0] < start:
            joined.extend((queue[at][0] - removed, queue[at][1]))
            at += 1
        while at < len(queue) and queue[at][0] <= end:
            at += 1
        removed += end - start
        if end > start:
            joined.extend((end - removed, original_place(breaks, end)))
        done = end
    return "".join(kept), joined


class _Folding(dict[int, str]):
    """Character → what it becomes; worked out when first met. `odd`: those that become none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = "".join(_fold(character) for character in unicodedata.normalize("NFKC", chr(code)))
        if len(folded) != 1:
            self.odd.add(chr(code))
        self[code] = folded
        return folded


def _fold(character: str) -> str:
    if character in _OPENING:
        return "("
    if character in _CLOSING:
        return ")"
    if character == "\r":
        return ""
    if unicodedata.category(character) == "Cs":  # half a character: as it is stored
        return "?"
    if unicodedata.category(character) == "Cf":  # zero-width marks, byte-order marks: nothing that one can search for
        return ""
    if character.isspace() and character != "\n":
        return " "
    small = character.lower()
    return _simplified().get(small, small)


@cache
def _simplified() -> dict[str, str]:
    """The one simplified form of all forms of a character (made by resources.characters.build)."""
    lines = Path(__file__).with_name("simplified.txt").read_text("utf-8").splitlines()
    return {line[0]: line[1] for line in lines[1:]}


@cache
def _table() -> _Folding:
    return _Folding()
