"""您是不是要找: for a word that stands nowhere, the piece that was most likely meant. 良化工程 → 亮化工程."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from search.query.vocabulary import LONGEST, SHORTEST, Vocabulary, sound

_WEIGHT = 8.0
_SOUNDS_ALIKE, _SWAPPED, _DOUBLED, _MISSING, _REPLACED, _EXTRA = 0.3, 0.4, 0.35, 0.6, 0.8, 1.6


def likely(word: str, vocabulary: Vocabulary) -> list[str]:
    """What `word` may have been meant to be, the most likely first."""
    found = [(_cost(word, piece), count, piece) for piece, count in vocabulary.near(word) if piece != word]
    ranked = sorted((-_WEIGHT * cost + log(1 + count), piece) for cost, count, piece in found if cost is not None)
    return [piece for _, piece in reversed(ranked)]


def mended(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`word` with a piece of it replaced by what it may have been meant to be: the longest pieces first."""
    if SHORTEST <= len(word) <= LONGEST + 1:
        yield from likely(word, vocabulary)
    for length in range(min(len(word) - 1, LONGEST), SHORTEST - 1, -1):
        for start in range(len(word) - length + 1):
            for piece in likely(word[start : start + length], vocabulary)[:2]:
                yield word[:start] + piece + word[start + length :]


def _cost(typed: str, meant: str) -> float | None:
    """How unlikely it is that `meant` was typed as `typed`; None where more than one thing went wrong."""
    if len(typed) == len(meant):
        return _same_length(typed, meant)
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    if len(longer) - len(shorter) != 1:
        return None
    at = next((at for at, (one, other) in enumerate(zip(longer, shorter, strict=False)) if one != other), len(shorter))
    if longer[:at] + longer[at + 1 :] != shorter:
        return None
    if longer is meant:
        return _MISSING
    return _DOUBLED if longer[at] in longer[max(0, at - 1) : at] + longer[at + 1 : at + 2] else _EXTRA


def _same_length(typed: str, meant: str) -> float | None:
    different = [at for at, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
    if sound(typed) == sound(meant):
        return _SOUNDS_ALIKE + 0.1 * (len(different) - 1)
    if len(different) == 1:
        return _REPLACED
    if len(different) == 2 and different[1] - different[0] == 1:
        first, second = different
        swapped = typed[first] == meant[second] and typed[second] == meant[first]
        return _SWAPPED if swapped else None
    return None
