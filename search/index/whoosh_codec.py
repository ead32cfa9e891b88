"""whoosh's file format with our own postings: document numbers and counts, nothing else.

whoosh's W3 codec pickles every posting list with block statistics: about 130 bytes for a term of one document, and most
pairs of characters are rare. Here a list is an array of steps and an array of counts, deflated when long, and lies with
its term when short; the documents of a frequent term are one long number with a bit each, which is also the form in
which they are combined. Columns, segments and the table of contents remain whoosh's.
"""

# pyright: basic
# whoosh has no types: strict would report every use of it.

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from io import RawIOBase
from itertools import accumulate, compress, groupby
from operator import itemgetter
from struct import Struct
from typing import Any, NamedTuple

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment, W3TermsReader
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.system import pack_ushort

_COMPRESSED, _COUNTED = 4, 8  # bits of the first byte; the lowest two say how wide a step is, or
_BITS = 3  # that there is a bit for each document instead
_WIDTHS = ("B", "H", "I")
_WORTH_COMPRESSING = 64  # bytes
_MAX_COUNT = 255
_FREQUENCY = Struct("<I")  # a term's value starts with its number of documents;
_PLACE = Struct("<QI")  # then where its list lies, start and length, or the list itself when that is shorter


class Posting(NamedTuple):
    """The documents of one term, ascending, and how often it stands in each; None: the counts do not matter."""

    numbers: array[int]
    counts: bytes | None


def mask_of(numbers: Sequence[int]) -> int:
    """The number whose bits `numbers` are set, and no others; they ascend. ValueError for what cannot be a document."""
    if numbers and numbers[-1] > _MOST:
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


_MOST = 10_000_000  # documents of a segment
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


def unpack(packed: bytes, frequency: int) -> Posting:
    """The posting list again, which has `frequency` documents."""
    flags, data, size = _opened(packed, frequency)
    which = data[:size]
    numbers = numbers_of(int.from_bytes(which, "little")) if flags & _BITS == _BITS else _summed(flags, which)
    return Posting(array("I", numbers), data[size:] if flags & _COUNTED else None)


def unpack_mask(packed: bytes, frequency: int) -> int:
    """The documents of a posting list as the bits of a number."""
    flags, data, size = _opened(packed, frequency)
    if flags & _BITS == _BITS:
        return int.from_bytes(data[:size], "little")
    return mask_of(list(_summed(flags, data[:size])))


def _opened(packed: bytes, frequency: int) -> tuple[int, bytes, int]:
    """The flags, what follows them, and how much of that says which documents: the rest are their counts."""
    flags, data = packed[0], packed[1:]
    if flags & _COMPRESSED:
        data = zlib.decompress(data)
    return flags, data, len(data) - frequency if flags & _COUNTED else len(data)


def _summed(flags: int, data: bytes) -> Iterable[int]:
    steps = array(_WIDTHS[flags & _BITS])
    steps.frombytes(data)
    return accumulate(steps)


class Pool:
    """The postings of a batch, with those of the segments that are merged into it; stands in for whoosh's own pool."""

    def __init__(self) -> None:
        self._plain: dict[str, dict[str, array[int]]] = {}
        self._counted: dict[str, dict[str, tuple[array[int], bytearray]]] = {}
        self._merged: list[tuple[Any, int]] = []

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

    def iter_postings(self) -> Pool:
        """Called by whoosh when the segment is written: the field writer below takes the pool as it is."""
        return self

    def cleanup(self) -> None:
        """Called by whoosh at the end."""
        self._plain.clear()
        self._counted.clear()
        self._merged.clear()

    def fields(self) -> list[str]:
        """The fields that have postings."""
        return sorted(
            {
                *self._plain,
                *self._counted,
                *(field for terms, _ in self._merged for field in terms.indexed_field_names()),
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


class _FieldWriter(W3FieldWriter):
    def add_postings(self, schema: fields.Schema, _lengths: object, items: Pool) -> None:
        """Write all terms of the pool."""
        for field in items.fields():
            self.start_field(field, schema[field])
            for term, posting in items.terms(field):
                self._add_term(term, posting)
            self.finish_field()

    def _add_term(self, term: bytes, posting: Posting) -> None:
        data = pack(posting)
        if len(data) >= _PLACE.size:
            place = _PLACE.pack(self._postfile.tell(), len(data))
            self._postfile.write(data)
            data = place
        self._tindex.add(pack_ushort(self._fieldid) + term, _FREQUENCY.pack(len(posting.numbers)) + data)


class Terms(W3TermsReader):
    """A segment's terms, with our postings."""

    def posting(self, field: str, term: str) -> Posting | None:
        """The documents of a term; None when it stands in none."""
        value = self._value(field, term)
        return self._read(value) if value else None

    def mask(self, field: str, term: str) -> int:
        """The documents of a term as the bits of a number."""
        value = self._value(field, term)
        return unpack_mask(*self._found(value)) if value else 0

    def frequency_of(self, field: str, term: str) -> int:
        """In how many documents a term stands."""
        value = self._value(field, term)
        return _FREQUENCY.unpack_from(value)[0] if value else 0

    def postings(self, field: str) -> Iterator[tuple[bytes, Posting]]:
        """All terms of a field in order."""
        for term, value in self._values_from(field, b""):
            yield term, self._read(value)

    def masks(self, field: str) -> Iterator[tuple[str, int]]:
        """All terms of a field, each with its documents as the bits of a number."""
        for term, value in self._values_from(field, b""):
            yield term.decode(), unpack_mask(*self._found(value))

    def prefixed(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms that start with `prefix`, each with its number of documents."""
        start = prefix.encode()
        for term, value in self._values_from(field, start):
            if not term.startswith(start):
                return
            yield term.decode(), _FREQUENCY.unpack_from(value)[0]

    def _value(self, field: str, term: str) -> bytes:
        try:
            return self._tindex[self._keycoder(field, term.encode())]
        except KeyError:
            return b""

    def _values_from(self, field: str, start: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The terms of a field from `start` on, as they are stored."""
        if field not in self._fieldmap:
            return
        for key, value in self._tindex.items_from(self._keycoder(field, start)):
            found, term = self._keydecoder(key)
            if found != field:
                return
            yield term, value

    def _read(self, value: bytes) -> Posting:
        return unpack(*self._found(value))

    def _found(self, value: bytes) -> tuple[bytes, int]:
        """The posting list that a term's value leads to, and of how many documents."""
        data = bytes(value[_FREQUENCY.size :])
        if len(data) == _PLACE.size:
            data = bytes(self._postfile.get(*_PLACE.unpack(data)))
        return data, _FREQUENCY.unpack_from(value)[0]


class Codec(W3Codec):
    """See the module."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:  # noqa: ANN401, ARG002
        """Called by whoosh."""
        return _Segment(self, indexname)

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:  # noqa: ANN401 - whoosh has no types
        """Called by whoosh."""
        return _FieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Terms:  # noqa: ANN401
        """Called by whoosh."""
        name = segment.make_filename(self.TERMS_EXT)
        length = storage.file_length(name)
        return Terms(self, storage.open_file(name), length, segment.open_file(storage, self.POSTS_EXT))


class _Segment(W3Segment):
    """Opens its files without whoosh's copy of each in memory, beside the mapped one."""

    def open_compound_file(self, storage: Any) -> CompoundStorage:  # noqa: ANN401
        """Called by whoosh."""
        return _Files(storage.open_file(self.make_filename(self.COMPOUND_EXT)), use_mmap=storage.supports_mmap)


class _Files(CompoundStorage):
    def open_file(self, name: str, *args: object, **kwargs: object) -> StructFile:
        """Called by whoosh."""
        if not self._source:
            return super().open_file(name, *args, **kwargs)
        start, length = self.range(name)
        return _File(memoryview(self._source)[start : start + length], name)


class _File(BufferFile):
    def __init__(self, data: memoryview, name: str) -> None:
        StructFile.__init__(self, Stream(data), name)
        self._buf, self.is_real = data, False


class Stream(RawIOBase):
    """What whoosh reads of a file in its order."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def readable(self) -> bool:
        """As files do, here and below."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """From the start, from here, or from the end."""
        self._at = offset + (0, self._at, len(self._data))[whence]
        return self._at

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """What there is, up to the length of `buffer`."""
        part = self._data[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


class _CountedField(fields.FieldType):
    """A field whose terms the pool is given directly: whoosh only needs to know that it is there."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = self.stored = False
        self.vector = self.column_type = self.sortable_typecode = None


NUMBERS = ("id", "revision", "length", "title_length", "day", "live")
"""What stands beside the terms, one number a document."""


def schema(names: Sequence[str]) -> fields.Schema:
    """The indexed fields `names`, and the numbers."""
    number = columns.NumericColumn("I")
    indexed = {name: _CountedField() for name in names}
    return fields.Schema(**indexed, **{name: fields.COLUMN(number) for name in NUMBERS})


def column(reader: Any, name: str) -> array[int]:  # noqa: ANN401
    """All numbers of this name of a segment, by document. At once, where whoosh unpacks them one by one."""
    stored = reader.column_reader(name, translate=False)
    inner = getattr(stored, "_dbfile", None)
    values = array("I") if inner is None else inner.get_array(stored._basepos, "I", stored._count)  # noqa: SLF001
    values.extend([0] * (reader.doc_count_all() - len(values)))  # zeros at the end are not stored
    return values
