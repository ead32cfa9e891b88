"""The metadata of all records as arrays in memory, by record id: filters and order for what the index has not.

They are kept in a file beside the index, so that opening an archive reads of its records only what has changed since.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from itertools import compress
from struct import Struct
from typing import Self

from fence.plain_json import load
from papers.dates import LAST_DAY, day_number
from search.normal import normalise
from search.numbers import from_little_endian, little_endian
from search.records import Query
from search.store.contract import Session
from search.store.links import title_key
from search.store.values import Facts

_RECENT = 3e-7  # what a date adds to the score of a paper for each unit of day_number: a century 0.3
_EPOCH = 1949_00_00  # as day_number
_LIVE, _BINNED, _GONE = 1, 2, 3  # states of a record; 0 is none at all
_LENGTH = Struct("<I")
_MAX_FACETS = 200  # values of one facet, the most frequent first

Counts = dict[str, Counter[str]]
"""For each facet how many documents have each value."""


SECRECIES = ("无", "内部", "秘密", "机密", "绝密")
"""密级, the lowest first; how a 密级 is written with its period (机密★1年) does not matter."""


def days(query: Query) -> tuple[int, int]:
    """The first and the last day of `since` and `until`, as day_number; 0 where papers without a date pass too."""
    first = day_number(query.since) if query.since else 0
    return (max(1, first), day_number(query.until, last=True)) if query.until else (first, LAST_DAY)


def year(text: str) -> tuple[int, int]:
    """The first and the last day of a year, or of what else is written as the start of an ISO date."""
    return max(1, day_number(text)), day_number(text, last=True)


class _Names:
    """A value ↔ a small number."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.names = list(names)
        self._codes = {name: code for code, name in enumerate(names)}

    def code(self, name: str) -> int:
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = len(self.names)
            self.names.append(name)
        return code

    def matching(self, *wanted: str) -> frozenset[str]:
        """The names equal to one of `wanted`, or where one is no name, those containing it."""
        return frozenset(name for each in wanted for name in self._matching(each))

    def _matching(self, wanted: str) -> frozenset[str]:
        if wanted in self._codes:
            return frozenset((wanted,))
        return frozenset(name for name in self.names if wanted in name)


class Ids(AbstractSet[int]):
    """The ids of the records in one state. Nothing is laid out for it: 200,000 of them as a set would take 15 ms."""

    def __init__(self, states: bytearray, wanted: int) -> None:
        """`states`, by record id, must not change any more."""
        self._states = states
        self._wanted = wanted

    def __contains__(self, number: object) -> bool:
        """As sets do, here and below."""
        return isinstance(number, int) and 0 <= number < len(self._states) and self._states[number] == self._wanted

    def __iter__(self) -> Iterator[int]:
        """Ascending."""
        return compress(range(len(self._states)), self._states.translate(_TRUTHS[self._wanted]))

    def __len__(self) -> int:
        """Counted anew."""
        return self._states.count(self._wanted)

    @classmethod
    def _from_iterable(cls, it: Iterable[int]) -> frozenset[int]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return frozenset(it)

    def intersection(self, *others: Iterable[int]) -> set[int]:
        """Those that are in all the others, too."""
        first, *rest = others
        return {number for number in first if number in self}.intersection(*rest)


_TRUTHS = {wanted: bytes(code == wanted for code in range(256)) for wanted in (_LIVE, _BINNED, _GONE)}


class Columns:
    """Arrays over the records; id 0 is nobody. `live` holds the ids that are neither deleted nor gone."""

    def __init__(self) -> None:
        self._revision = -1
        self.purges = 0
        self.kinds, self.issuers = _Names(), _Names()
        self.kind, self.issuer, self.date = array("I"), array("I"), array("I")
        self._place(bytearray())
        self.gone: frozenset[int] = frozenset()
        """The ids of records that were removed for good."""

    @property
    def revision(self) -> int:
        """How far into the records' history they have come; -1 at first."""
        return self._revision

    def packed(self) -> bytes:
        """The columns as bytes, for `unpacked`."""
        told = [self._revision, self.purges, len(self.kind), self.kinds.names, self.issuers.names]
        head = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
        body = b"".join(map(little_endian, (self.kind, self.issuer, self.date))) + bytes(self._states)
        data = _LENGTH.pack(len(head)) + head + body
        return _LENGTH.pack(zlib.crc32(data)) + data

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The columns that were packed. ValueError and others of DAMAGE for what they are not."""
        data = memoryview(packed)[_LENGTH.size :]
        if zlib.crc32(data) != _LENGTH.unpack_from(packed)[0]:
            raise ValueError("damaged columns")
        at = _LENGTH.size + _LENGTH.unpack_from(data)[0]
        told = bytes(data[_LENGTH.size : at]).decode("utf-8", "surrogatepass")
        revision, purges, count, kinds, issuers = load(told)
        if len(data) - at != 13 * count or not all(isinstance(name, str) for name in (*kinds, *issuers)):
            raise ValueError("damaged columns")
        columns = cls()
        columns._revision, columns.purges = int(revision), int(purges)
        columns.kinds, columns.issuers = _Names(kinds), _Names(issuers)
        columns.kind, columns.issuer, columns.date = (
            from_little_endian(data[at + 4 * count * part : at + 4 * count * (part + 1)]) for part in range(3)
        )
        columns._place(bytearray(data[at + 12 * count :]))
        columns.gone = frozenset(Ids(columns._states, _GONE))
        return columns

    def refresh(self, session: Session) -> None:
        """Take over what has changed in the database; one thread at a time.

        A search in another thread may go on: the arrays only grow, and `live` and `bin` are put in place as a whole.
        """
        records = session.records
        purges, revision = records.purges(), records.revision()
        if (purges, revision) == (self.purges, self._revision):
            return
        states = bytearray(self._states)
        if purges != self.purges:
            self.gone = frozenset(range(1, records.last_id() + 1)) - records.ids()
            for number in self.gone:
                if number < len(states):
                    states[number] = _GONE
            self.purges = purges
        for facts in records.changed_since(self._revision):
            self._take(facts)
            states.extend(bytes(len(self.kind) - len(states)))
            states[facts.id] = _BINNED if facts.deleted_at else _LIVE
        self._revision = revision
        self._place(states)

    def _place(self, states: bytearray) -> None:
        """Put what is live and what lies in the bin in place, as a whole."""
        self._states = states
        self.live = Ids(states, _LIVE)
        self.bin = Ids(states, _BINNED)
        """The ids of those in the recycle bin."""

    def of_bin(self) -> Self:
        """The same arrays with the recycle bin as what is live."""
        seen = copy(self)
        seen.live = self.bin
        return seen

    def _take(self, facts: Facts) -> None:
        number = facts.id
        missing = number + 1 - len(self.kind)
        if missing > 0:
            self.kind.extend([0] * missing)
            self.issuer.extend([0] * missing)
            self.date.extend([0] * missing)
        self.kind[number] = self.kinds.code(facts.kind)
        self.issuer[number] = self.issuers.code(facts.issuer)
        self.date[number] = day_number(facts.issue_date)

    def recent(self, number: int) -> float:
        """What its date adds to the score of a paper."""
        return _RECENT * max(0, self.date[number] - _EPOCH)

    def titled(self, session: Session, title: str) -> frozenset[int]:
        """The live records with this very title, normalised and blanks aside."""
        numbers = self.live.intersection(session.relations.titled(title_key(title)))
        return frozenset(n for n in numbers if _bare(normalise(session.records.summary(n).title)) == _bare(title))

    def having(self, field: str, values: Collection[str]) -> set[int]:
        """The live records whose `field`, "kind" or "issuer", is one of `values`."""
        names, codes = (self.kinds, self.kind) if field == "kind" else (self.issuers, self.issuer)
        wanted = {names.code(value) for value in values}
        return {number for number in self.live if codes[number] in wanted}

    def narrowed(self, ids: Iterable[int], query: Query) -> set[int]:
        """The live ones of `ids` that pass what `query` asks of kind, issuer and date."""
        found = self.live.intersection(ids)
        if query.kinds:
            found &= self.having("kind", self.kinds.matching(*query.kinds))
        if query.issuers:
            found &= self.having("issuer", self.issuers.matching(*query.issuers))
        if query.since or query.until:
            first, last = days(query)
            found = {number for number in found if first <= self.date[number] <= last}
        if query.years:
            spans = [year(text) for text in query.years]
            found = {number for number in found if any(first <= self.date[number] <= last for first, last in spans)}
        return found

    def counts(self, ids: Collection[int]) -> Counts:
        """How many of `ids` there are of each kind, issuer and year."""
        kinds = Counter(self.kinds.names[self.kind[number]] for number in ids)
        issuers = Counter(self.issuers.names[self.issuer[number]] for number in ids)
        years = Counter(str(self.date[number] // 10000) for number in ids if self.date[number])
        return {"kind": kinds, "issuer": issuers, "year": years}


def facets(counts: Counts) -> dict[str, dict[str, int]]:
    """Counts as shown: the most frequent kinds and issuers first, the newest years."""
    shown = {field: {value: n for value, n in counted.items() if value and n > 0} for field, counted in counts.items()}
    ordered = {
        field: sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))[:_MAX_FACETS]
        for field, values in shown.items()
    }
    ordered["year"] = sorted(shown["year"].items(), key=lambda pair: -int(pair[0]))
    return {field: dict(pairs) for field, pairs in ordered.items()}


def _bare(title: str) -> str:
    return title.replace(" ", "")
