"""您是不是要找: for a word that stands nowhere, what sounds the same in the titles. 良化工程 → 亮化工程."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FIRST = 0xF0000  # private characters, one for each syllable
_SYLLABLES = Path(__file__).parents[1] / "syllables.txt"
_SHORTEST = 2  # characters: a single one sounds like too many


@cache
def _sounds() -> dict[int, int]:
    """Character → a private character for its syllable, tones left out (made by resources.characters.build)."""
    lines = _SYLLABLES.read_text("utf-8").splitlines()[1:]
    return {
        ord(character): _FIRST + number for number, line in enumerate(lines) for character in line.partition(" ")[2]
    }


def sound(text: str) -> str:
    """`text` with each Chinese character replaced by its syllable; as long as `text`."""
    return text.translate(_sounds())


def alike(word: str, titles: Iterable[str]) -> str:
    """The piece of the first of `titles` that sounds like `word` and is written otherwise; "" when there is none."""
    if len(word) < _SHORTEST:
        return ""
    wanted = sound(word)
    for title in titles:
        at = sound(title).find(wanted)
        if at >= 0 and title[at : at + len(word)] != word:
            return title[at : at + len(word)]
    return ""
