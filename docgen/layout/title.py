"""Titles in balanced lines: a trapezoid or a diamond, no word split (7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from docgen.layout.breaking import autospace, autospaces, can_break
from docgen.layout.shaping import Shaper
from docgen.pages import Role
from docgen.segmentation import cut
from resources import resource

PHRASES = resource("words", "固定词组.txt")
"""Words that belong together (生态保护, 专项资金): a title is not broken inside them where it can be helped."""

BAD_STARTS = frozenset("的地得和与及之等暨并或")
"""Words that lean on what goes before: a title line does not begin with them."""

SUFFIXES = frozenset("性化率者们型")
PREFIXES = frozenset("非副总各每双该本反第在对将以从向把被为新小大老全多无未不可再已较更最")
"""One-character words that a line does not begin, or end, with: they are part of the word beside them."""

MOST_LINES = 6
"""Titles with more lines than this are simply filled."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What makes one way of breaking a title worse than another; the numbers were settled by eye on real titles."""

    uneven: float = 1.0
    rectangle: float = 8.0
    hourglass: float = 30.0
    short_last: float = 12.0
    bad_start: float = 40.0
    bad_end: float = 6.0
    about_end: float = 20.0  # 关于 belongs to what it is about
    phrase: float = 15.0
    quoted: float = 30.0
    book: float = 120.0  # a name in 《》 is one word, as long as it fits a line
    body: float = 80.0  # a name of a body (北京金融法院) is one word
    counted: float = 25.0  # 一个 belongs to what it counts


def balanced(text: str, role: Role, size: float, measure: float, shaper: Shaper) -> tuple[str, ...]:
    """`balance` with the widths of a role's characters, the space between Chinese and Latin ones counted."""
    spaces = autospaces(text, autospace(size, 0))
    widths = [shaper.width(character, role, size) + space for character, space in zip(text, spaces, strict=True)]
    return balance(text, widths, measure)


def balance(text: str, widths: list[float], measure: float) -> tuple[str, ...]:
    """Break a title into the fewest lines that fit `measure` (points), as a trapezoid or a diamond.

    `widths[i]` is the width of character i in points. A line feed in the text is a break that the author wants.
    """
    lines: list[str] = []
    start = 0
    for part in text.split("\n"):
        lines += _balance_part(part, widths[start : start + len(part)], measure)
        start += len(part) + 1
    return tuple(line for line in lines if line.strip())


def _balance_part(text: str, widths: list[float], measure: float) -> tuple[str, ...]:
    total = sum(widths)
    if total <= measure:
        return (text,)
    places = word_borders(text)
    sums = [0.0]
    for width in widths:
        sums.append(sums[-1] + width)
    found: list[int] | None = None
    for count in range(int(total // measure) + 1, MOST_LINES + 1):
        best = _best(text, sums, places, count, measure)
        if best is not None and (found is None or not _parts_name(text, best)):
            found, parted = best, found is None and _parts_name(text, best)
            if not parted:
                break
        elif found is not None:  # one line more keeps the name no more whole
            break
    lines = (text[start:end] for start, end in pairwise(found)) if found else _filled(text, sums, measure)
    return tuple(lines)


def _parts_name(text: str, breaks: Sequence[int]) -> bool:
    """Does a title broken so part the name of a body? One more line is made rather than that."""
    return any(start < place < end for place in breaks[1:-1] for start, end in body_names(text))


def _best(text: str, sums: list[float], places: tuple[int, ...], count: int, measure: float) -> list[int] | None:
    """The cheapest way of `count` lines as a list of positions from 0 to len(text), None when none fits."""
    ideal = sums[-1] / count
    found: tuple[float, list[int]] | None = None
    for breaks in _ways(sums, places, count, measure, ideal):
        cost = _cost(text, [sums[end] - sums[start] for start, end in pairwise(breaks)], breaks, ideal)
        if found is None or cost < found[0]:
            found = (cost, breaks)
    return found[1] if found else None


def _ways(sums: list[float], places: tuple[int, ...], count: int, measure: float, ideal: float) -> Iterator[list[int]]:
    """Breakings into `count` lines that fit; each break is looked for near its even place only."""
    last = len(sums) - 1

    def extend(breaks: list[int]) -> Iterator[list[int]]:
        if len(breaks) == count:
            if sums[last] - sums[breaks[-1]] <= measure:
                yield [*breaks, last]
            return
        even = ideal * len(breaks)
        near = sorted((place for place in places if place > breaks[-1]), key=lambda place: abs(sums[place] - even))
        for place in near[: _NEAR if count <= 3 else _NEAR // 2]:
            if sums[place] - sums[breaks[-1]] <= measure:
                yield from extend([*breaks, place])

    yield from extend([0])


_NEAR = 8
"""Word borders tried around the even place of a break, half as many in titles of more than three lines."""


def _cost(text: str, lengths: list[float], breaks: list[int], ideal: float) -> float:
    weight = Balance()
    cell = ideal / 10
    cost = sum(((length - ideal) / cell) ** 2 for length in lengths) * weight.uneven
    if max(lengths) - min(lengths) < cell / 2:
        cost += weight.rectangle
    rising = [after - before for before, after in pairwise(lengths)]
    if any(first < 0 < second for first, second in pairwise(rising)):
        cost += weight.hourglass
    if lengths[-1] < ideal / 2:
        cost += weight.short_last
    return cost + sum(_place_cost(text, place) for place in breaks[1:-1])


@lru_cache(maxsize=1024)
def _place_cost(text: str, place: int) -> float:
    """What a break at one place costs by what it parts."""
    weight = Balance()
    before = text[:place]
    found = (
        (weight.bad_end, before.endswith("、")),
        (weight.about_end, before.endswith("关于")),
        (weight.bad_start, text[place] in BAD_STARTS),
        (weight.phrase, _is_inside_phrase(text, place)),
        (weight.body, any(start < place < end for start, end in body_names(text))),
        (weight.counted, bool(_COUNTED.search(before))),
        (weight.quoted, before.count("“") > before.count("”") or before.count("（") > before.count("）")),
        (weight.book, before.count("《") > before.count("》")),
    )
    return sum(cost for cost, holds in found if holds)


_BODY = re.compile(
    "(?:人民代表大会常务委员会|人民代表大会|人民政府|管理委员会|委员会|人民法院|[^人民]{0,6}法院|人民检察院|检察院|国务院|办公厅|办公室|领导小组"
    "|指挥部|管理局|服务中心|开发区|新区|街道办事处|办事处|[厅局](?![部面势长])|委(?![托派员任]))"
)
"""Where the name of a body ends."""

_APART = re.compile("[、，《》“”〈〉（）() ]|关于|转发|印发|批转|设立|成立|撤销|同意|任免|[和与及对在向由将就]")
"""What stands between the names of a title."""

_LONGEST_BODY = 14
_COUNTED = re.compile(r"(?:[一二两三四五六七八九十百千几\d]|第[一二三四五六七八九十\d]+)[个项类批届次期级件种名位条]$")


@lru_cache(maxsize=256)
def body_names(text: str) -> tuple[tuple[int, int], ...]:
    """The names of bodies in a title, as (first character, behind the last), as far as one line can hold them."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in (*_APART.finditer(text), None):
        end = gap.start() if gap else len(text)
        ends = [name.end() for name in _BODY.finditer(text, start, end) if name.end() - start <= _LONGEST_BODY]
        if ends:
            found.append((start, ends[-1]))
        start = gap.end() if gap else end
    return tuple(found)


def _is_inside_phrase(text: str, place: int) -> bool:
    """Does a known phrase stand on both sides of a place?"""
    phrases, longest = _phrases()
    starts = range(max(place - longest + 1, 0), place)
    return any(text[start:end] in phrases for start in starts for end in range(place + 1, start + longest + 1))


@cache
def _phrases() -> tuple[frozenset[str], int]:
    """The phrases of the list, and the length of the longest; none where the list is missing."""
    if not PHRASES.is_file():
        return frozenset(), 0
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    found = frozenset(phrase for line in lines if not line.startswith("#") for phrase in line.split())
    return found, max(map(len, found), default=0)


def _filled(text: str, sums: list[float], measure: float) -> Iterator[str]:
    """A very long title: lines as full as the character rules let them be."""
    allowed = can_break(text)
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and sums[end + 1] - sums[start] <= measure:
            end += 1
        place = next((place for place in range(end, start, -1) if allowed[place] or place == len(text)), end)
        yield text[start:place]
        start = place


@lru_cache(maxsize=256)
def word_borders(text: str) -> tuple[int, ...]:
    """Positions inside `text` where a word ends and a line may."""
    allowed = can_break(text)
    words = cut(text)
    places: list[int] = []
    position = 0
    for word, following in pairwise(words):
        position += len(word)
        if allowed[position] and word not in PREFIXES and following not in SUFFIXES:
            places.append(position)
    return tuple(places)
