"""Segmentation: a text cut into words (rjieba where there is a wheel of it, else jieba with the same dictionary)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

_REACH = 16
"""Characters on either side of a place that decide how it is cut: longer than any word of the dictionary."""


def cut(text: str, *, guess: bool = True) -> Sequence[str]:
    """The words of `text` in order; joined they are `text` again. The dictionary is opened at the first call.

    `guess`: words that the dictionary lacks are made up from likely characters; else these stand for themselves.
    """
    try:
        import rjieba
    except ImportError:
        import jieba  # pyright: ignore[reportMissingTypeStubs]  # it ships none

        return jieba.lcut(text, HMM=guess)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # the same
    return rjieba.cut(text, guess)


@lru_cache(maxsize=1024)
def borders(text: str) -> frozenset[int]:
    """The offsets in `text` between two words, 0 and its length with them."""
    return frozenset((0, *accumulate(map(len, cut(text, guess=False)))))


def are_borders(text: str, *places: int) -> tuple[bool, ...]:
    """Whether each of `places` (offsets in `text`, near each other) lies between two words."""
    start = max(min(places) - _REACH, 0)
    near = borders(text[start : max(places) + _REACH])
    return tuple(place - start in near for place in places)
