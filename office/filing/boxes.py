"""Boxes (档案盒) of filed items: never two years, terms or units in one (DA/T 22—2015, 6.4; 盒脊 20 to 50 mm)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from search.store.registers.filing import FiledItem

_PAGES = 300
"""Sheets that a box of 40 mm holds, with room to take an item out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its number within year, term and unit, the first and last item number in it, and its pages."""

    box: int
    year: int
    term: str
    org: str
    first: int
    last: int
    pages: int


def boxes(items: Iterable[FiledItem], most: int = _PAGES) -> tuple[Box, ...]:
    """The items put into boxes of at most `most` pages in their order; an item alone may be thicker."""
    found: list[Box] = []
    ordered = sorted(items, key=lambda item: (_key(item), item.item_no))
    for key, group in groupby(ordered, key=_key):
        found += _of_series(key, list(group), most)
    return tuple(found)


def _key(item: FiledItem) -> tuple[int, str, str, str, str]:
    series = item.series
    return (series.year, series.term, series.org, series.fonds, series.category)


def _of_series(key: tuple[int, str, str, str, str], items: list[FiledItem], most: int) -> list[Box]:
    year, term, org, *_ = key
    parts: list[list[FiledItem]] = [[]]
    for item in items:
        if parts[-1] and sum(one.pages for one in parts[-1]) + item.pages > most:
            parts.append([])
        parts[-1].append(item)
    return [
        Box(number, year, term, org, part[0].item_no, part[-1].item_no, sum(one.pages for one in part))
        for number, part in enumerate(parts, 1)
    ]
