"""The index on whoosh: for the usual office archive."""

# pyright: basic
# whoosh has no types: strict would report every use of it.

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from search.index.engine import BM25, Entry, Ranking
from search.index.sealed_storage import SealedStorage
from search.index.whoosh_codec import Codec, Pool, Terms, schema
from search.store.vault import CLEAR, Vault

_GRAMS, _WORDS = "grams", "words"
_GROWTH = 3  # a segment is merged into a batch that is more than a third of its size


class _Segment:
    """One segment as opened. Per document in it: the record id (0: outdated), its revision, its length in words."""

    def __init__(self, reader: Any) -> None:  # noqa: ANN401 - whoosh has no types
        self.terms: Terms = reader._terms  # noqa: SLF001 - our own codec made it; whoosh's way there costs a matcher
        self.name: str = reader.segment().segment_id()
        self.ids = _column(reader, "id")
        self.revisions = _column(reader, "revision")
        self.lengths = _column(reader, "length")


def _column(reader: Any, name: str) -> array[int]:  # noqa: ANN401 - whoosh has no types
    values = reader.column_reader(name)
    return array("I", (values[number] for number in range(reader.doc_count_all())))


class WhooshEngine:
    """See search.index.engine.Engine."""

    name = "whoosh"

    def __init__(self, folder: Path, ranking: Ranking = BM25, *, create: bool = True, vault: Vault = CLEAR) -> None:
        """Open the index in `folder`; where there is none, make an empty one, or without `create` raise."""
        self._ranking = ranking
        folder.mkdir(parents=True, exist_ok=True)
        storage = SealedStorage(folder, vault) if vault.sealed else FileStorage(str(folder), supports_mmap=True)
        new = create and not storage.index_exists()
        self._index = storage.create_index(schema((_GRAMS, _WORDS))) if new else storage.open_index()
        self._generation = -1
        self._reader: Any = None
        self._segments: tuple[_Segment, ...] = ()
        self.refresh()

    def write(self, batch: Sequence[Entry]) -> None:
        """See Engine."""
        writer: Any = self._index.writer(codec=Codec())
        pool = writer.pool = Pool()
        try:
            for entry in batch:
                pool.add(_GRAMS, writer.docnum, grams_of(entry.text))
                pool.add_counted(_WORDS, writer.docnum, entry.words)
                writer.add_document(id=entry.id, revision=entry.revision, length=len(entry.words))
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
        segments = tuple(_Segment(leaf) for leaf in leaves if leaf.doc_count_all())
        _outdate(segments)
        self._live = sum(1 for segment in segments for number in segment.ids if number)
        total = sum(sum(segment.lengths) for segment in segments)
        self._average = total / max(1, sum(len(segment.lengths) for segment in segments)) or 1.0
        self._reader, self._segments, self._generation = reader, segments, generation

    def candidates(self, grams: Sequence[str], words: Sequence[str]) -> dict[int, float]:
        """See Engine."""
        scores: dict[int, float] = {}
        weights = {word: self._weight(word) * count for word, count in Counter(words).items()}
        for segment in self._segments:
            numbers = _containing(segment, grams) if grams else None
            found = self._scored(segment, numbers, weights)
            scores.update(zip(map(segment.ids.__getitem__, found), found.values(), strict=True))
        scores.pop(0, None)
        return scores

    def _scored(self, segment: _Segment, numbers: set[int] | None, weights: dict[str, float]) -> dict[int, float]:
        k1, b = self._ranking.k1, self._ranking.b
        scores = dict.fromkeys(numbers, 0.0) if numbers is not None else {}
        lengths, slope, base = segment.lengths, k1 * b / self._average, k1 * (1 - b)
        for word, weight in weights.items():
            posting = segment.terms.posting(_WORDS, word)
            if posting is None or posting.counts is None:
                continue
            top = weight * (k1 + 1)
            for number, count in zip(posting.numbers, posting.counts, strict=True):
                if numbers is None or number in numbers:
                    gain = top * count / (count + base + slope * lengths[number])
                    scores[number] = scores.get(number, 0.0) + gain
        return scores

    def _weight(self, word: str) -> float:
        """BM25's inverse document frequency."""
        frequency = self.document_frequency(word)
        return math.log(1 + (max(0, self._live - frequency) + 0.5) / (frequency + 0.5))

    def document_frequency(self, word: str) -> int:
        """See Engine."""
        return self._frequency(_WORDS, word)

    def gram_frequency(self, gram: str) -> int:
        """See Engine."""
        return self._frequency(_GRAMS, gram)

    def _frequency(self, field: str, term: str) -> int:
        return sum(segment.terms.frequency_of(field, term) for segment in self._segments)

    def ids(self) -> set[int]:
        """See Engine."""
        return {number for segment in self._segments for number in segment.ids if number}

    def completions(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine."""
        counts: Counter[str] = Counter()
        for segment in self._segments:
            counts.update(dict(segment.terms.prefixed(_WORDS, prefix)))
        return counts.most_common(limit)

    def close(self) -> None:
        """See Engine."""
        self._segments, reader, self._reader = (), self._reader, None
        if reader is not None:
            reader.close()
            self._index.close()


def _containing(segment: _Segment, grams: Sequence[str]) -> set[int]:
    """The documents of a segment with all grams, the rarest looked up first."""
    frequency = {gram: segment.terms.frequency_of(_GRAMS, gram) for gram in grams}
    if not all(frequency.values()):
        return set()
    numbers: set[int] | None = None
    for gram in sorted(frequency, key=frequency.__getitem__):
        posting = segment.terms.posting(_GRAMS, gram)
        found = posting.numbers if posting else ()
        numbers = set(found) if numbers is None else numbers.intersection(found)
        if not numbers:
            break
    return numbers or set()


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
        opened = _Segment(SegmentReader(writer.storage, writer.schema, segment))
        writer.pool.merge(opened.terms, writer.docnum)
        for number, revision, length in zip(opened.ids, opened.revisions, opened.lengths, strict=True):
            writer.add_document(id=number, revision=revision, length=length)
    return kept


def grams_of(text: str) -> set[str]:
    """Every character and every pair of neighbours of a text that stand on one line."""
    found = set(map(str.__add__, text, text[1:]))
    if "\n" in text:
        found = {gram for gram in found if "\n" not in gram}
    found.update(text)
    found.discard("\n")
    return found


def _outdate(segments: Iterable[_Segment]) -> None:
    """Give id 0 to all but the latest entry of each record."""
    latest: dict[int, tuple[int, _Segment, int]] = {}
    for segment in segments:
        for number, (record, revision) in enumerate(zip(segment.ids, segment.revisions, strict=True)):
            other = latest.get(record)
            if other is not None and other[0] > revision:
                segment.ids[number] = 0
                continue
            if other is not None:
                other[1].ids[other[2]] = 0
            latest[record] = (revision, segment, number)
