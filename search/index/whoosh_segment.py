"""One segment of the index on whoosh: which of its documents fulfil a condition, as the bits of one number.

A Python number of any length is a set that the processor combines 64 documents at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import BinaryIO

from search.index.condition import AllOf, Among, AnyOf, Condition, Dated, Except, Grams, Valued, Words
from search.index.engine import FACETS
from search.index.whoosh_codec import Pool, Terms, mask_of, write_terms
from search.index.whoosh_files import Folder, Listed, new_name
from search.numbers import from_little_endian, little_endian

GRAMS, WORDS, TITLE = "grams", "words", "title"
NUMBERS = ("id", "revision", "length", "title_length", "day", "live")
"""What stands beside the terms, one number a document."""
_TERMS, _LISTS, _NUMBERS = ".terms", ".lists", ".numbers"

Columns = tuple["array[int]", ...]
"""For each of NUMBERS those of all documents."""


class Segment:
    """A segment as written: per document the record id, its revision, and what else is counted and ordered by."""

    def __init__(self, folder: Folder, listed: Listed) -> None:
        """OSError, ArchiveError, or what else is in search.index.engine.DAMAGE, when it cannot be read."""
        self.name, self.documents = listed
        self.terms = Terms(folder.read(self.name + _TERMS), folder.read(self.name + _LISTS), self.documents)
        self.columns = _unpacked(folder.read(self.name + _NUMBERS), self.documents)
        self.ids, self.revisions, self.lengths, self.title_lengths, self.days, live = self.columns
        self.places, outdated = _latest(self.ids, self.revisions)
        self.live = mask_where(map(bool, live)) & ~mask_of(outdated)

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, int]]:
        """The documents of each value of each facet."""
        return {field: self.terms.masks(field) for field in FACETS}


def write_segment(folder: Folder, pool: Pool, columns: Columns) -> Listed:
    """Write a segment; it counts once the folder's table has it."""
    name = new_name()

    def write_lists(lists: BinaryIO) -> None:
        folder.write(name + _TERMS, lambda terms: write_terms(pool, terms, lists))

    def write_numbers(numbers: BinaryIO) -> None:
        numbers.write(b"".join(map(little_endian, columns)))

    folder.write(name + _LISTS, write_lists)
    folder.write(name + _NUMBERS, write_numbers)
    return Listed(name, len(columns[0]))


def _unpacked(data: memoryview, documents: int) -> Columns:
    size = documents * array("I").itemsize
    if len(data) != size * len(NUMBERS):
        raise ValueError("damaged numbers of an index")
    columns = tuple(from_little_endian(data[at : at + size].tobytes()) for at in range(0, len(data), size or 1))
    return columns or tuple(array("I") for _ in NUMBERS)


class View:
    """A segment as it counts at one moment: `live` are the documents that are neither outdated nor taken out."""

    def __init__(self, segment: Segment, live: int) -> None:
        self.segment = segment
        self.live = live

    def matching(self, condition: Condition) -> int:
        """The live documents that fulfil a condition."""
        return self._mask(condition) & self.live

    def _mask(self, condition: Condition) -> int:
        terms = self.segment.terms
        match condition:
            case Grams(grams, in_title):
                return self.containing(TITLE if in_title else GRAMS, grams)
            case Words(words):
                return _union(terms.mask(WORDS, word) for word in words)
            case Valued(field, values):
                return _union(self.segment.values[field].get(value, 0) for value in values)
            case Dated(first, last):
                return mask_where(first <= day <= last for day in self.segment.days)
            case Among(ids):
                places = self.segment.places
                return mask_of(sorted(places[number] for number in places.keys() & ids))
            case Except(part):
                return self.live & ~self._mask(part)
            case AllOf(parts):
                return self._all(parts)
            case AnyOf(parts):
                return _union(map(self._mask, parts))

    def _all(self, parts: Iterable[Condition]) -> int:
        mask = self.live
        for part in parts:
            if mask:
                mask &= self._mask(part)
        return mask

    def containing(self, field: str, grams: Sequence[str]) -> int:
        """The documents with all grams, the rarest looked up first."""
        terms = self.segment.terms
        frequency = {gram: terms.frequency_of(field, gram) for gram in grams}
        mask = self.live
        for gram in sorted(frequency, key=frequency.__getitem__):
            mask &= terms.mask(field, gram) if frequency[gram] else 0
            if not mask:
                break
        return mask


def mask_where(truths: Iterable[bool]) -> int:
    """The number with a bit for each that is true."""
    digits = bytearray(truths)
    digits.reverse()
    return int(digits.translate(_DIGITS) or b"0", 2)


_DIGITS = bytes.maketrans(b"\0\1", b"01")


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def viewed(segments: Sequence[Segment]) -> tuple[View, ...]:
    """The segments without all but the latest entry of each record."""
    outdated: list[set[int]] = [set() for _ in segments]
    for at, segment in enumerate(segments):
        for before, other in enumerate(segments[:at]):
            for record in segment.places.keys() & other.places.keys():
                here, there = segment.places[record], other.places[record]
                if segment.revisions[here] >= other.revisions[there]:
                    outdated[before].add(there)
                else:
                    outdated[at].add(here)
    return tuple(
        View(segment, segment.live & ~mask_of(sorted(old))) for segment, old in zip(segments, outdated, strict=True)
    )


def _latest(ids: Sequence[int], revisions: Sequence[int]) -> tuple[dict[int, int], list[int]]:
    """The document with the highest revision of each record; and the others, which merging has brought together."""
    places: dict[int, int] = {}
    outdated: list[int] = []
    for number, record in enumerate(ids):
        before = places.setdefault(record, number)
        if before != number:
            newer = revisions[number] >= revisions[before]
            outdated.append(before if newer else number)
            places[record] = number if newer else before
    return places, sorted(outdated)
