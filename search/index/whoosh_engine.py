"""The index on whoosh: for the usual office archive."""

# pyright: basic
# whoosh has no types: strict would report every use of it.

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

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
from search.index.sealed_storage import SealedStorage
from search.index.whoosh_codec import NUMBERS, Codec, Pool, Posting, column, numbers_of, schema
from search.index.whoosh_segment import GRAMS, TITLE, WORDS, Segment, View, viewed
from search.store.vault import CLEAR, Vault

_GROWTH = 3  # a segment is merged into a batch that is more than a third of its size


class WhooshEngine:
    """See search.index.engine.Engine."""

    name = "whoosh"

    def __init__(self, folder: Path, ranking: Ranking = BM25, *, create: bool = True, vault: Vault = CLEAR) -> None:
        """Open the index in `folder`; where there is none, make an empty one, or without `create` raise."""
        self._ranking = ranking
        folder.mkdir(parents=True, exist_ok=True)
        storage = SealedStorage(folder, vault) if vault.sealed else FileStorage(str(folder), supports_mmap=True)
        new = create and not storage.index_exists()
        self._index = storage.create_index(schema((GRAMS, WORDS, TITLE, *FACETS))) if new else storage.open_index()
        self._generation = -1
        self._reader: Any = None
        self._views: tuple[View, ...] = ()
        self.refresh()

    def write(self, batch: Sequence[Entry]) -> None:
        """See Engine."""
        writer: Any = self._index.writer(codec=Codec())
        pool = writer.pool = Pool()
        try:
            for entry in batch:
                if entry.live:
                    _pool(pool, writer.docnum, entry)
                writer.add_document(
                    id=entry.id,
                    revision=entry.revision,
                    length=len(entry.words),
                    title_length=title_length(entry.title),
                    day=entry.day,
                    live=entry.live,
                )
            writer.commit(mergetype=_merge)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise

    def refresh(self) -> None:
        """See Engine. Old files are left to the garbage collector: a search in another thread may still read them."""
        generation = self._index.latest_generation()
        if generation == self._generation:
            return
        reader: Any = self._index.reader()
        leaves = [reader] if reader.is_atomic() else [leaf for leaf, _ in reader.leaf_readers()]
        known = {view.segment.name: view.segment for view in self._views}
        segments = [known.get(leaf.segment().segment_id()) or Segment(leaf) for leaf in leaves if leaf.doc_count_all()]
        self._views = viewed(segments)
        self._live = sum(view.live.bit_count() for view in self._views)
        total = sum(sum(segment.lengths) for segment in segments)
        self._average = total / max(1, sum(len(segment.lengths) for segment in segments)) or 1.0
        self._reader, self._generation = reader, generation

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
        self._views, reader, self._reader = (), self._reader, None
        if reader is not None:
            reader.close()
            self._index.close()


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


def _merge(writer: Any, segments: Sequence[Any]) -> list[Any]:  # noqa: ANN401 - whoosh has no types
    """The merge policy: take into the new segment those that are not much larger; the rest is returned.

    So there are few segments, and each document is written again only a few times however the batches come.
    """
    from whoosh.reading import SegmentReader

    kept: list[Any] = []
    for segment in sorted(segments, key=lambda each: each.doc_count_all()):
        if segment.doc_count_all() > _GROWTH * writer.docnum:
            kept.append(segment)
            continue
        reader: Any = SegmentReader(writer.storage, writer.schema, segment)
        writer.pool.merge(reader._terms, writer.docnum)  # noqa: SLF001 - as in Segment
        for values in zip(*(column(reader, name) for name in NUMBERS), strict=True):
            writer.add_document(**dict(zip(NUMBERS, values, strict=True)))
    return kept


def grams_of(text: str) -> set[str]:
    """Every character and every pair of neighbours of a text that stand on one line."""
    found = set(map(str.__add__, text, text[1:]))
    if "\n" in text:
        found = {gram for gram in found if "\n" not in gram}
    found.update(text)
    found.discard("\n")
    return found
