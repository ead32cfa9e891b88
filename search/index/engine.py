"""What an index engine has to do, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """A document for the index: its normalised text (head and body) and the words of it.

    Of several entries with one id the one with the highest revision counts.
    """

    id: int
    revision: int
    text: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Ranking:
    """BM25's two settings: how soon repetition stops counting, and how much long texts are held back."""

    k1: float = 1.2
    b: float = 0.75


BM25 = Ranking()


class Engine(Protocol):
    """One index in one folder. Writing and reading may happen in different threads; readers see whole batches only."""

    def write(self, batch: Sequence[Entry]) -> None:
        """Add the documents, in place of older ones with the same ids. On the disk when it returns."""
        ...

    def refresh(self) -> None:
        """Let this reader see all batches written so far."""
        ...

    def candidates(self, grams: Sequence[str], words: Sequence[str]) -> dict[int, float]:
        """All documents with all of `grams` (characters and pairs of characters), scored by BM25 over `words`.

        Without grams: the documents with at least one of `words`.
        """
        ...

    def ids(self) -> set[int]:
        """All documents of the index."""
        ...

    def completions(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words that start with `prefix` and in how many documents they stand, the most frequent first."""
        ...

    def document_frequency(self, word: str) -> int:
        """In how many documents `word` stands."""
        ...

    def gram_frequency(self, gram: str) -> int:
        """In how many documents a character or a pair of characters stands."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


def grams(literal: str) -> tuple[str, ...]:
    """The grams that a text must have to contain `literal`: its pairs, or the character when it is only one.

    The index holds every character and every pair of neighbouring characters, so a literal of one or two characters
    is answered by the index alone; a longer one has to be looked for in the texts that have all its pairs.
    """
    if len(literal) < 2:
        return (literal,) if literal else ()
    return tuple(dict.fromkeys(literal[at : at + 2] for at in range(len(literal) - 1)))
