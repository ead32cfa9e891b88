"""您是不是要找: for a word that stands nowhere, what sounds the same in the titles. 良化工程 → 亮化工程."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

_FIRST = 0xF0000  # private characters, one for each syllable
_SHORTEST = 2  # characters: a single one sounds like too many


class _Sounds(dict[int, int]):
    """Character → a private character for its syllable, tones left out; other characters stay what they are."""

    def __init__(self) -> None:
        super().__init__()
        self._syllables: dict[str, int] = {}

    def __missing__(self, code: int) -> int:
        from pypinyin import lazy_pinyin

        syllable = "".join(lazy_pinyin(chr(code), errors="ignore"))
        sound = self._syllables.setdefault(syllable, _FIRST + len(self._syllables)) if syllable else code
        self[code] = sound
        return sound


@cache
def _sounds() -> _Sounds:
    return _Sounds()


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
