"""What an index engine has to do, and nothing more."""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.index.condition import Condition

DAMAGE = (OSError, ValueError, LookupError, EOFError, OverflowError, struct.error, zlib.error)
"""What an engine raises where its files are damaged."""
FACETS = ("kind", "issuer", "year")
VERY_PAPER = 1000.0
"""Added to the score of the paper that was asked for by its title or number; others come to 1 to 40."""
_IN_TITLE = 6.0
_TITLE_LENGTHS = (4, 6, 8, 10, 12, 15, 20, 25, 30, 40)
"""Characters; a title counts as one of the next of these lengths."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document for the index: its normalised text (head and body), the words of it, and what searches narrow by.

    Of several entries with one id the one with the highest revision counts; one that is not `live` takes the document
    out of the index. `day` is as papers.dates.day_number gives it.
    """

    id: int
    revision: int
    text: str
    words: Sequence[str]
    title: str = ""
    kind: str = ""
    issuer: str = ""
    day: int = 0
    live: bool = True


@dataclass(frozen=True, slots=True)
class Ranking:
    """BM25's two settings: how soon repetition stops counting, and how much long texts are held back."""

    k1: float = 1.2
    b: float = 0.75


BM25 = Ranking()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all documents that fulfil `where`, best first.

    The score is BM25 over `words`, and more where the title has one of `in_title`, the more of the title it is; those
    of `first` come before all others. `by_date`: newest first, of one day the one added last.
    """

    where: Condition
    words: tuple[str, ...] = ()
    in_title: tuple[str, ...] = ()
    first: frozenset[int] = frozenset()
    by_date: bool = False


Facets = dict[str, Mapping[str, int]]
"""For each of FACETS how many documents have each value."""


class Found(Protocol):
    """The documents that were found at one moment. Each answer is worked out when it is asked for."""

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    def facets(self) -> Facets:
        """How many there are of each kind, issuer and year."""
        ...

    def best(self, start: int, stop: int) -> list[tuple[int, float]]:
        """The ids and scores of those from place `start` up to `stop`."""
        ...


class Engine(Protocol):
    """One index in one folder. Writing and reading may happen in different threads; readers see whole batches only.

    A shallow copy reads what was visible when it was made, whatever is written or refreshed later.
    """

    def write(self, batch: Sequence[Entry]) -> None:
        """Add the documents, in place of older ones with the same ids. On the disk when it returns."""
        ...

    def settle(self) -> None:
        """Finish what goes on in the background: the files stay as they are until the next batch."""
        ...

    def refresh(self) -> None:
        """Let this reader see all batches written so far."""
        ...

    def find(self, wanted: Wanted) -> Found:
        """Look up what is wanted, in what the last refresh has made visible."""
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


def title_length(title: str) -> int:
    """The length that a title counts as, in characters."""
    return _TITLE_LENGTHS[min(bisect_left(_TITLE_LENGTHS, len(title)), len(_TITLE_LENGTHS) - 1)]


def title_worth(literal: str) -> dict[int, float]:
    """What a literal in a title adds to the score, by the length that the title counts as."""
    return {length: _IN_TITLE + _IN_TITLE * min(1.0, len(literal) / length) for length in _TITLE_LENGTHS}


def grams(literal: str) -> tuple[str, ...]:
    """The grams that a text must have to contain `literal`: its pairs, or the character when it is only one.

    The index holds every character and every pair of neighbouring characters, so a literal of one or two characters
    is answered by the index alone; a longer one has to be looked for in the texts that have all its pairs.
    """
    if len(literal) < 2:
        return (literal,) if literal else ()
    return tuple(dict.fromkeys(literal[at : at + 2] for at in range(len(literal) - 1)))
