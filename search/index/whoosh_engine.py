"""The index on whoosh: for the usual office archive."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from search.index.condition import Among
from search.index.engine import (
    BM25,
    FACETS,
    VERY_PAPER,
    Entry,
    Facets,
    Ranking,
    Wanted,
    grams,
    title_length,
    title_worth,
)
from search.index.whoosh_codec import Pool, Posting, numbers_of
from search.index.whoosh_files import Folder, Listed
from search.index.whoosh_segment import (
    GRAMS,
    NUMBERS,
    TITLE,
    WORDS,
    Columns,
    Segment,
    View,
    viewed,
    write_segment,
)
from search.store.vault import CLEAR, Vault

_TRIES = 10  # to read a table before the writer has merged away what it lists
_GROWTH = 3  # a segment is merged into a batch that is more than a third of its size


class WhooshEngine:
    """See search.index.engine.Engine."""

    name = "whoosh"

    def __init__(self, folder: Path, ranking: Ranking = BM25, *, create: bool = True, vault: Vault = CLEAR) -> None:
        """Open the index in `folder`; where there is none, make an empty one, or without `create` raise."""
        self._ranking = ranking
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = Folder(folder, vault)
        if create and not self._folder.exists:
            self._folder.save_table([])
        self._table: list[Listed] = []
        self._views: tuple[View, ...] = ()
        self._live = 0
        self._average = 1.0
        self.refresh()

    def write(self, batch: Sequence[Entry]) -> None:
        """See Engine."""
        kept, merged = _merging(self._folder.table(), len(batch))
        pool = Pool()
        columns: Columns = tuple(array("I") for _ in NUMBERS)
        for number, entry in enumerate(batch):
            if entry.live:
                _pool(pool, number, entry)
            values = entry.id, entry.revision, len(entry.words), title_length(entry.title), entry.day, entry.live
            for column, value in zip(columns, values, strict=True):
                column.append(value)
        for listed in merged:
            segment = Segment(self._folder, listed)
            pool.merge(segment.terms, len(columns[0]))
            for column, values in zip(columns, segment.columns, strict=True):
                column.extend(values)
        self._folder.save_table([*kept, write_segment(self._folder, pool, columns)])

    def settle(self) -> None:
        """See Engine. Nothing goes on in the background."""

    def refresh(self) -> None:
        """See Engine. Old files are left to the garbage collector: a search in another thread may still read them."""
        for tries_left in reversed(range(_TRIES)):
            table = self._folder.table()
            if table == self._table:
                return
            known = {view.segment.name: view.segment for view in self._views}
            try:
                segments = [known.get(listed.name) or Segment(self._folder, listed) for listed in table]
            except FileNotFoundError:  # merged away since the table was read
                if not tries_left:
                    raise
            else:
                self._take(segments)
                self._table = table
                return

    def _take(self, segments: Sequence[Segment]) -> None:
        self._views = viewed(segments)
        self._live = sum(view.live.bit_count() for view in self._views)
        total = sum(sum(segment.lengths) for segment in segments)
        self._average = total / max(1, sum(len(segment.lengths) for segment in segments)) or 1.0

    def find(self, wanted: Wanted) -> _Found:
        """See Engine."""
        weights = {word: self._weight(word) * count for word, count in Counter(wanted.words).items()}
        return _Found(self._views, wanted, weights, self._ranking, self._average)

    def _weight(self, word: str) -> float:
        """BM25's inverse document frequency."""
        frequency = self.document_frequency(word)
        return math.log(1 + (max(0, self._live - frequency) + 0.5) / (frequency + 0.5))

    def document_frequency(self, word: str) -> int:
        """See Engine."""
        return self._frequency(WORDS, word)

    def gram_frequency(self, gram: str) -> int:
        """See Engine."""
        return self._frequency(GRAMS, gram)

    def _frequency(self, field: str, term: str) -> int:
        return sum(view.segment.terms.frequency_of(field, term) for view in self._views)

    def ids(self) -> set[int]:
        """See Engine."""
        return {view.segment.ids[number] for view in self._views for number in numbers_of(view.live)}

    def completions(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine."""
        counts: Counter[str] = Counter()
        for view in self._views:
            counts.update(dict(view.segment.terms.prefixed(WORDS, prefix)))
        return counts.most_common(limit)

    def close(self) -> None:
        """See Engine."""
        self._views = ()


class _Found:
    """See search.index.engine.Found."""

    def __init__(
        self, views: Sequence[View], wanted: Wanted, weights: Mapping[str, float], ranking: Ranking, average: float
    ) -> None:
        self._wanted = wanted
        self._weights = weights
        self._k1, self._b, self._average = ranking.k1, ranking.b, average
        self._parts = [(view, view.matching(wanted.where)) for view in views]

    @property
    def count(self) -> int:
        """See Found."""
        return sum(mask.bit_count() for _, mask in self._parts)

    def facets(self) -> Facets:
        """See Found."""
        counts: dict[str, Counter[str]] = {field: Counter() for field in FACETS}
        for view, mask in self._parts:
            for field, values in view.segment.values.items() if mask else ():
                counts[field].update({value: (mask & having).bit_count() for value, having in values.items()})
        return {field: +counted for field, counted in counts.items()}

    def best(self, start: int, stop: int) -> list[tuple[int, float]]:
        """See Found."""
        return self._ranked[start:stop]

    @cached_property
    def _ranked(self) -> list[tuple[int, float]]:
        if self._wanted.by_date:
            return [(number, 0.0) for _, number in sorted(self._dated(), reverse=True)]
        scores: dict[int, float] = {}
        for view, mask in self._parts:
            found = self._scored(view, mask) if mask else {}
            scores.update(zip(map(view.segment.ids.__getitem__, found), found.values(), strict=True))
        return [(number, scores[number]) for number in sorted(scores, key=scores.__getitem__, reverse=True)]

    def _dated(self) -> Iterator[tuple[int, int]]:
        for view, mask in self._parts:
            days, ids = view.segment.days, view.segment.ids
            yield from ((days[number], ids[number]) for number in numbers_of(mask))

    def _scored(self, view: View, mask: int) -> dict[int, float]:
        scores = dict.fromkeys(numbers_of(mask), 0.0)
        for word, weight in self._weights.items():
            posting = view.segment.terms.posting(WORDS, word)
            if posting is not None:
                self._add_word(scores, posting, weight, view.segment.lengths)
        for literal in filter(None, self._wanted.in_title):
            worth = title_worth(literal)
            for number in numbers_of(view.containing(TITLE, grams(literal)) & mask):
                scores[number] += worth[view.segment.title_lengths[number]]
        for number in numbers_of(view.matching(Among(self._wanted.first)) & mask):
            scores[number] += VERY_PAPER
        return scores

    def _add_word(self, scores: dict[int, float], posting: Posting, weight: float, lengths: Sequence[int]) -> None:
        """BM25 of one word."""
        slope, base = self._k1 * self._b / self._average, self._k1 * (1 - self._b)
        top = weight * (self._k1 + 1)
        for number, count in zip(posting.numbers, posting.counts or b"", strict=True):
            if number in scores:
                scores[number] += top * count / (count + base + slope * lengths[number])


def _pool(pool: Pool, number: int, entry: Entry) -> None:
    """Add the terms of a document."""
    pool.add(GRAMS, number, grams_of(entry.text))
    pool.add(TITLE, number, grams_of(entry.title))
    pool.add_counted(WORDS, number, entry.words)
    values = {"kind": entry.kind, "issuer": entry.issuer, "year": str(entry.day // 10_000) if entry.day else ""}
    for field in FACETS:
        pool.add(field, number, filter(None, (values[field],)))


def _merging(segments: Sequence[Listed], added: int) -> tuple[list[Listed], list[Listed]]:
    """The segments that stay, and those that are taken into the new one of `added` documents: none much larger.

    So there are few segments, and each document is written again only a few times however the batches come.
    """
    kept: list[Listed] = []
    merged: list[Listed] = []
    for segment in sorted(segments, key=lambda each: each.documents):
        if segment.documents > _GROWTH * added:
            kept.append(segment)
        else:
            merged.append(segment)
            added += segment.documents
    return kept, merged


def grams_of(text: str) -> set[str]:
    """Every character and every pair of neighbours of a text that stand on one line."""
    found = set(map(str.__add__, text, text[1:]))
    if "\n" in text:
        found = {gram for gram in found if "\n" not in gram}
    found.update(text)
    found.discard("\n")
    return found
