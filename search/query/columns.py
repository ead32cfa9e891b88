"""The metadata of all records as arrays in memory, by record id: filters and order for what the index has not."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from copy import copy
from typing import Self

from papers.dates import LAST_DAY, day_number
from search.normal import normalise
from search.records import Query
from search.store.contract import Session
from search.store.links import title_key
from search.store.values import Facts

_RECENT = 3e-7  # what a date adds to the score of a paper for each unit of day_number: a century 0.3
_EPOCH = 1949_00_00  # as day_number
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

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {}

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


class Columns:
    """Arrays over the records; id 0 is nobody. `live` holds the ids that are neither deleted nor gone."""

    def __init__(self) -> None:
        self._revision = -1
        self.purges = 0
        self.kinds, self.issuers = _Names(), _Names()
        self.kind, self.issuer, self.date = array("H"), array("I"), array("I")
        self.live: set[int] = set()
        self.bin: set[int] = set()
        """The ids of those in the recycle bin."""
        self.gone: frozenset[int] = frozenset()
        """The ids of records that were removed for good."""
        self.titles: list[str] = []

    def refresh(self, session: Session) -> None:
        """Take over what has changed in the database; one thread at a time.

        A search in another thread may go on: the arrays only grow, and `live` and `bin` are put in place as a whole.
        """
        records = session.records
        purges, revision = records.purges(), records.revision()
        live, bin_ = self.live, self.bin
        if purges != self.purges:
            there = records.ids()
            live, bin_ = live & there, bin_ & there
            self.gone = frozenset(range(1, records.last_id() + 1)) - there
            self.purges = purges
        if revision != self._revision:
            live, bin_ = set(live), set(bin_)
            for facts in records.changed_since(self._revision):
                self._take(facts)
                (bin_ if facts.deleted_at else live).add(facts.id)
                (live if facts.deleted_at else bin_).discard(facts.id)
            self._revision = revision
        self.live, self.bin = live, bin_

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
            self.titles.extend([""] * missing)
        self.kind[number] = self.kinds.code(facts.kind)
        self.issuer[number] = self.issuers.code(facts.issuer)
        self.date[number] = day_number(facts.issue_date)
        self.titles[number] = normalise(facts.title)

    def recent(self, number: int) -> float:
        """What its date adds to the score of a paper."""
        return _RECENT * max(0, self.date[number] - _EPOCH)

    def titled(self, session: Session, title: str) -> frozenset[int]:
        """The live records with this very title, normalised and blanks aside."""
        numbers = self.live.intersection(session.relations.titled(title_key(title)))
        return frozenset(number for number in numbers if _bare(self.titles[number]) == _bare(title))

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
