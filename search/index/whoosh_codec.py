"""A segment's terms in whoosh's ordered hash table, with our own postings: document numbers and counts, nothing else.

whoosh's W3 codec pickles every posting list with block statistics: about 130 bytes for a term of one document, and most
pairs of characters are rare. Here a list is an array of steps and an array of counts, deflated when long, and lies with
its term when short; the documents of a frequent term are one long number with a bit each, which is also the form in
which they are combined. What stands in a file is looked at before it is believed: no length of it asks for more memory
than the segment's documents need.
"""

# pyright: basic
# whoosh has no types: strict would report every use of it.

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import accumulate, compress, groupby
from operator import itemgetter
from struct import Struct
from typing import BinaryIO, NamedTuple

from whoosh.filedb.filetables import OrderedHashReader, OrderedHashWriter

from search.index.whoosh_files import MOST_DOCUMENTS, Read, Written

_COMPRESSED, _COUNTED = 4, 8  # bits of the first byte; the lowest two say how wide a step is, or
_BITS = 3  # that there is a bit for each document instead
_WIDTHS = ("B", "H", "I")
_WORTH_COMPRESSING = 64  # bytes
_MAX_COUNT = 255
_FREQUENCY = Struct("<I")  # a term's value starts with its number of documents;
_FIELD = Struct(">H")  # a key: the field's number, then the term
_PLACE = Struct("<QI")  # then where its list lies, start and length, or the list itself when that is shorter


class Posting(NamedTuple):
    """The documents of one term, ascending, and how often it stands in each; None: the counts do not matter."""

    numbers: array[int]
    counts: bytes | None


def mask_of(numbers: Sequence[int]) -> int:
    """The number whose bits `numbers` are set, and no others; they ascend. ValueError for what cannot be a document."""
    if numbers and numbers[-1] >= MOST_DOCUMENTS:
        raise ValueError("damaged posting list")
    digits = bytearray(b"0") * (numbers[-1] + 1 if numbers else 1)
    for number in numbers:
        digits[number] = _ONE
    digits.reverse()
    return int(digits, 2)


def numbers_of(mask: int) -> list[int]:
    """The bits of `mask` that are set, ascending."""
    digits = bin(mask)[:1:-1].encode().translate(_TRUTH)
    return list(compress(range(len(digits)), digits))


_ONE = ord("1")
_TRUTH = bytes.maketrans(b"01", b"\0\1")


def pack(posting: Posting) -> bytes:
    """A posting list as bytes."""
    flags, data = _packed(posting.numbers)
    if posting.counts is not None:
        flags |= _COUNTED
        data += posting.counts
    if len(data) > _WORTH_COMPRESSING:
        packed = zlib.compress(data, 1)
        if len(packed) < len(data):
            flags, data = flags | _COMPRESSED, packed
    return bytes((flags,)) + data


def _packed(numbers: array[int]) -> tuple[int, bytes]:
    size = numbers[-1] // 8 + 1
    if size < len(numbers):
        return _BITS, mask_of(numbers).to_bytes(size, "little")
    steps = [numbers[0], *map(int.__sub__, numbers[1:], numbers)]
    largest = max(steps)
    width = 0 if largest < 1 << 8 else 1 if largest < 1 << 16 else 2
    return width, array(_WIDTHS[width], steps).tobytes()


def unpack(packed: bytes, frequency: int, documents: int = MOST_DOCUMENTS) -> Posting:
    """The posting list again: `frequency` of a segment's `documents`. As unpack_mask where it cannot be one."""
    flags, data, size = _opened(packed, frequency, documents)
    which = data[:size]
    numbers = numbers_of(int.from_bytes(which, "little")) if flags & _BITS == _BITS else list(_summed(flags, which))
    if len(numbers) != frequency or (numbers and max(numbers) >= documents):
        raise ValueError("damaged posting list")
    return Posting(array("I", numbers), data[size:] if flags & _COUNTED else None)


def unpack_mask(packed: bytes, frequency: int, documents: int = MOST_DOCUMENTS) -> int:
    """The documents of a posting list as the bits of a number. ValueError, LookupError or zlib.error: it is none."""
    flags, data, size = _opened(packed, frequency, documents)
    if flags & _BITS == _BITS:
        mask = int.from_bytes(data[:size], "little")
    else:
        numbers = list(_summed(flags, data[:size]))
        mask = mask_of(numbers) if not numbers or max(numbers) < documents else 1 << documents
    if mask.bit_length() > documents:
        raise ValueError("damaged posting list")
    return mask


def _opened(packed: bytes, frequency: int, documents: int) -> tuple[int, bytes, int]:
    """The flags, what follows them, and how much of that says which documents: the rest are their counts."""
    flags, data = packed[0], packed[1:]
    if flags & _COMPRESSED:
        most = documents * (array(_WIDTHS[-1]).itemsize + 1) + 1  # of each a step and a count, at the most
        inflating = zlib.decompressobj()
        data = inflating.decompress(data, most)
        if not inflating.eof:
            raise ValueError("damaged posting list")
    size = len(data) - frequency if flags & _COUNTED else len(data)
    if size < 0:
        raise ValueError("damaged posting list")
    return flags, data, size


def _summed(flags: int, data: bytes) -> Iterable[int]:
    steps = array(_WIDTHS[flags & _BITS])
    steps.frombytes(data)
    return accumulate(steps)


class Pool:
    """The postings of a batch, with those of the segments that are merged into it."""

    def __init__(self) -> None:
        self._plain: dict[str, dict[str, array[int]]] = {}
        self._counted: dict[str, dict[str, tuple[array[int], bytearray]]] = {}
        self._merged: list[tuple[Terms, int]] = []

    def add(self, field: str, number: int, terms: Iterable[str]) -> None:
        """Take the different terms of one document; documents come in ascending order."""
        postings = self._plain.setdefault(field, defaultdict(lambda: array("I")))
        for term in terms:
            postings[term].append(number)

    def add_counted(self, field: str, number: int, terms: Iterable[str]) -> None:
        """Take the terms of one document with how often they occur."""
        postings = self._counted.setdefault(field, defaultdict(lambda: (array("I"), bytearray())))
        for term, count in Counter(terms).items():
            numbers, counts = postings[term]
            numbers.append(number)
            counts.append(min(_MAX_COUNT, count))

    def merge(self, terms: Terms, base: int) -> None:
        """Take a whole segment, its document numbers moved up by `base`."""
        self._merged.append((terms, base))

    def fields(self) -> list[str]:
        """The fields that have postings."""
        return sorted(
            {
                *self._plain,
                *self._counted,
                *(field for terms, _ in self._merged for field in terms.fields),
            }
        )

    def terms(self, field: str) -> Iterator[tuple[bytes, Posting]]:
        """All terms of a field in order, each with its documents."""
        sources = [self._own(field), *(_moved(terms, field, base) for terms, base in self._merged)]
        for term, group in groupby(merge(*sources, key=itemgetter(0)), key=itemgetter(0)):
            postings = [posting for _, posting in group]
            yield term, postings[0] if len(postings) == 1 else _joined(postings)

    def _own(self, field: str) -> Iterator[tuple[bytes, Posting]]:
        plain = self._plain.get(field, {})
        for term in sorted(plain):
            yield term.encode(), Posting(plain[term], None)
        counted = self._counted.get(field, {})
        for term in sorted(counted):
            numbers, counts = counted[term]
            yield term.encode(), Posting(numbers, bytes(counts))


def _moved(terms: Terms, field: str, base: int) -> Iterator[tuple[bytes, Posting]]:
    for term, posting in terms.postings(field):
        yield term, Posting(array("I", [number + base for number in posting.numbers]), posting.counts)


def _joined(postings: list[Posting]) -> Posting:
    postings.sort(key=lambda posting: posting.numbers[0])
    numbers = array("I")
    for posting in postings:
        numbers.extend(posting.numbers)
    counts = None if postings[0].counts is None else b"".join(posting.counts or b"" for posting in postings)
    return Posting(numbers, counts)


def write_terms(pool: Pool, terms: BinaryIO, lists: BinaryIO) -> None:
    """Write all terms of the pool into one file, and the longer of their lists into another."""
    table = OrderedHashWriter(Written(terms))
    table.extras["fields"] = fields = pool.fields()
    for number, field in enumerate(fields):
        for term, posting in pool.terms(field):
            data = pack(posting)
            if len(data) >= _PLACE.size:
                place = _PLACE.pack(lists.tell(), len(data))
                lists.write(data)
                data = place
            table.add(_FIELD.pack(number) + term, _FREQUENCY.pack(len(posting.numbers)) + data)
    table.close()


class Terms:
    """A segment's terms, and which of its `documents` have them."""

    def __init__(self, terms: memoryview, lists: memoryview, documents: int) -> None:
        self._table = _Table(terms)
        self._lists = lists
        self._documents = documents
        self._numbers = {field: number for number, field in enumerate(self._table.fields)}

    @property
    def fields(self) -> Iterable[str]:
        """The fields that have terms."""
        return self._numbers

    def posting(self, field: str, term: str) -> Posting | None:
        """The documents of a term; None when it stands in none."""
        value = self._value(field, term)
        return self._read(value) if value else None

    def mask(self, field: str, term: str) -> int:
        """The documents of a term as the bits of a number."""
        value = self._value(field, term)
        return unpack_mask(*self._found(value), self._documents) if value else 0

    def frequency_of(self, field: str, term: str) -> int:
        """In how many documents a term stands."""
        value = self._value(field, term)
        return _FREQUENCY.unpack_from(value)[0] if value else 0

    def postings(self, field: str) -> Iterator[tuple[bytes, Posting]]:
        """All terms of a field in order."""
        for term, value in self._values_from(field, b""):
            yield term, self._read(value)

    def masks(self, field: str) -> dict[str, int]:
        """All terms of a field, each with its documents as the bits of a number; of each document there is one."""
        masks: dict[str, int] = {}
        counted = 0
        for term, value in self._values_from(field, b""):
            counted += _FREQUENCY.unpack_from(value)[0]
            if counted > self._documents:
                raise ValueError("damaged posting list")
            masks[term.decode()] = unpack_mask(*self._found(value), self._documents)
        return masks

    def prefixed(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms that start with `prefix`, each with its number of documents."""
        start = prefix.encode()
        for term, value in self._values_from(field, start):
            if not term.startswith(start):
                return
            yield term.decode(), _FREQUENCY.unpack_from(value)[0]

    def _value(self, field: str, term: str) -> bytes:
        number = self._numbers.get(field)
        return b"" if number is None else self._table.get(_FIELD.pack(number) + term.encode(), b"")

    def _values_from(self, field: str, start: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The terms of a field from `start` on, as they are stored."""
        if field not in self._numbers:
            return
        key = _FIELD.pack(self._numbers[field])
        for found, value in self._table.items_from(key + start):
            if not found.startswith(key):
                return
            yield found[_FIELD.size :], value

    def _read(self, value: bytes) -> Posting:
        return unpack(*self._found(value), self._documents)

    def _found(self, value: bytes) -> tuple[bytes, int]:
        """The posting list that a term's value leads to, and of how many documents."""
        data = value[_FREQUENCY.size :]
        if len(data) == _PLACE.size:
            start, length = _PLACE.unpack(data)
            data = bytes(self._lists[start : start + length])
        return data, _FREQUENCY.unpack_from(value)[0]


class _Table(OrderedHashReader):
    """whoosh's table, of which nothing is believed that would send its reader in circles."""

    def __init__(self, data: memoryview) -> None:
        super().__init__(Read(data), len(data))
        self._size = len(data)
        slots = sum(count for _, count in self.tables)
        if not 0 <= self.indexlen <= self._size or not 0 <= slots <= self._size or min(self.tables)[0] < 0:
            raise ValueError("damaged table of terms")

    def _read_extras(self) -> None:
        """Called by whoosh."""
        super()._read_extras()
        match self.extras:
            case {"fields": list(names), "indexlen": int()} if all(isinstance(name, str) for name in names):
                self.fields: list[str] = names
            case _:
                raise ValueError("damaged table of terms")

    def _ranges(self, pos: int | None = None, eod: int | None = None) -> Iterator[tuple[int, int, int, int]]:
        """Called by whoosh: it goes on from one term to the next by the lengths that stand there."""
        for place in super()._ranges(pos, eod):
            if place[1] < 0 or place[3] < 0 or place[2] + place[3] > self._size:
                raise ValueError("damaged table of terms")
            yield place
