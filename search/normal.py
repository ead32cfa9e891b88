"""Normalised text: the one form in which texts and queries are compared, with the way back to the original.

Character by character, so that any piece of a text normalises to a piece of the normalised text: NFKC, lower case,
traditional forms, variants and radicals to the one simplified form, and one bracket, quotation mark, dash, middle dot
and circle for all of them. Then what is layout and not text goes: blanks beside Chinese characters (OCR, justified
headings, 2026 年), between the digits of a number set apart, and line breaks inside a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VERSION = 2  # grows with every change of what comes out: texts are stored in their normal form
_ALIKE = {
    form: one
    for one, forms in {
        "(": "([〔［【〖（{",
        ")": ")]〕］】〗）}",
        '"': "“”„‟″〝〞〟「」『』﹁﹂﹃﹄",
        "'": "‘’‚‛′",
        "-": "‐‑‒–—―−─━",
        "·": "•・‧∙⋅",
        "〇": "○◯",
        "~": "〜∼",
        ":": "∶",
    }.items()
    for form in forms
}
"""One writing for marks that are one: of brackets, quotation marks, dashes, middle dots, circles for a nought."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007"
_NUMBERED = (
    r"[一二三四五六七八九十百零〇]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十百零〇]+[章节条编]|\d+[.、]"
)
_FULL_LINE = 20  # characters: a shorter line that ends in a character is a heading or a signature, not a wrapped one

# A line break after a long line that neither ends a sentence nor starts a heading.
_BREAKS = re.compile(rf"(?<=[^\n]{{{_FULL_LINE}}}[{_HAN}\d，、])\n(?=[{_HAN}\d])(?!{_NUMBERED})")
_SPECIAL = re.compile(r"[\n \t]")
_BLANKS = re.compile(r"[ \t]+")
_SET_APART = re.compile(r"(?<![^\W_])\d(?:[ \t]\d){3,}(?!\d)")  # the digits of one number: 2 0 2 6
_FIRST_WIDE = "\u2e80"


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
    if not _SPECIAL.search(folded):
        return folded
    return _BREAKS.sub("", _cut(folded, _loose_blanks(folded)))


def normalise_with_map(text: str) -> Normal:
    """The normalised form with the way back."""
    table = _table()
    folded = text.translate(table)
    breaks = array("I")
    if not table.odd.isdisjoint(text):
        breaks = _folding_breaks(text)
    spans = _loose_blanks(folded)
    if spans:
        folded, breaks = _without(folded, breaks, spans)
    spans = [match.span() for match in _BREAKS.finditer(folded)]
    if spans:
        folded, breaks = _without(folded, breaks, spans)
    return Normal(folded, breaks)


def _loose_blanks(folded: str) -> list[tuple[int, int]]:
    """The blanks that are layout: beside wide characters, about brackets and percent signs, within a number."""
    apart = (match.span() for match in _SET_APART.finditer(folded))
    within = {place for start, end in apart for place in range(start + 1, end, 2)}
    return [
        (start, end)
        for start, end in (match.span() for match in _BLANKS.finditer(folded))
        if _is_loose(folded[start - 1 : start], folded[end : end + 1]) or start in within
    ]


def _is_loose(before: str, after: str) -> bool:
    """Whether a blank between the two characters says nothing; at the end of a line it stays."""
    if not before or not after or before == "\n" or after == "\n":
        return False
    if before >= _FIRST_WIDE or after >= _FIRST_WIDE:
        return True
    return (before in "()%" and after.isdecimal()) or (before.isdecimal() and after in "()%")


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` without `spans`."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


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
    if character in _ALIKE:
        return _ALIKE[character]
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
    """The one simplified form of all forms of a character: OpenCC's (made by resources.characters.build), and ours."""
    lines = _lines("simplified.txt")
    ours = {variant: line[0] for line in _lines("variants.txt") for variant in line[1:]}
    return {**ours, **{line[0]: line[1] for line in lines}}


def _lines(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@cache
def _table() -> _Folding:
    return _Folding()
