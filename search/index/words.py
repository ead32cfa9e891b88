"""Cutting text into words: rjieba where there is a wheel of it, else jieba. Same dictionary, nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

_WORD = re.compile(r"\w")
_MAX_WORD = 40  # characters: a longer "word" is a number or rubbish


def segment(text: str) -> list[str]:
    """The words of a normalised text, in order; marks and blanks left out."""
    words = _cutter()[0](text)
    good = {word for word in set(words) if len(word) <= _MAX_WORD and _WORD.match(word)}
    return [word for word in words if word in good]


def segmenter() -> str:
    """Which segmentation is at work: an index made with another is made anew."""
    return _cutter()[1]


@cache
def _cutter() -> tuple[Callable[[str], list[str]], str]:
    try:
        import rjieba
    except ImportError:
        import logging

        import jieba  # pyright: ignore[reportMissingTypeStubs] - it has none

        module: Any = jieba
        module.setLogLevel(logging.WARNING)
        return module.lcut, "jieba"
    return rjieba.cut, "rjieba"
