"""Cutting text into words: rjieba where there is a wheel of it, else jieba. Same dictionary, nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

_WORD = re.compile(r"\w")
_MAX_WORD = 40  # characters: a longer "word" is a number or rubbish


def segment(text: str) -> list[str]:
    """The words of a normalised text, in order; marks and blanks left out."""
    words = _cutter()(text)
    good = {word for word in set(words) if len(word) <= _MAX_WORD and _WORD.match(word)}
    return [word for word in words if word in good]


@cache
def segmenter() -> str:
    """Which segmentation is at work: an index made with another is made anew. Its dictionary is not opened for this."""
    return "rjieba" if find_spec("rjieba") else "jieba"


@cache
def _cutter() -> Callable[[str], list[str]]:
    if segmenter() == "rjieba":
        import rjieba

        return rjieba.cut
    import logging

    import jieba  # pyright: ignore[reportMissingTypeStubs] - it has none

    module: Any = jieba
    module.setLogLevel(logging.WARNING)
    return module.lcut
