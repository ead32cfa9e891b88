"""The metadata of all records as arrays in memory, by record id: filters and order for what the index has not."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from papers.dates import LAST_DAY, day_number
from search.normal import normalise
from search.store.links import title_key

_RECENT = 3e-7  # what a date adds to the score of a paper for each unit of day_number: a century 0.3
_EPOCH = 1949_00_00  # as day_number
_MAX_FACETS = 200  # values of one facet, the most frequent first

Counts = dict[str, Counter[str]]
"""For each facet how many documents have each value."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search; "" leaves it open. Dates are ISO strings, also "2014" or "2014-05", both ends included."""

    kind: str = ""
    issuer: str = ""
    since: str = ""
    until: str = ""
    tag: str = ""

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day, as day_number; the first is 0 where papers without a date pass too."""
        first = day_number(self.since) if self.since else 0
        return (max(1, first), day_number(self.until, last=True)) if self.until else (first, LAST_DAY)


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

    def matching(self, wanted: str) -> frozenset[str]:
        """The name equal to `wanted`, or where there is none, those containing it."""
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
        self.gone: frozenset[int] = frozenset()
        """The ids of records that were removed for good."""
        self.titles: list[str] = []

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Take over what has changed in the database; one thread at a time.

        A search in another thread may go on: the arrays only grow, and `live` is put in place as a whole.
        """
        counters = dict(connection.execute("SELECT name, value FROM counters"))
        live = self.live
        if counters["purges"] != self.purges:
            there = {int(number) for (number,) in connection.execute("SELECT id FROM records")}
            live = live & there
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'records'").fetchone()
            self.gone = frozenset(range(1, last[0] + 1 if last else 1)) - there
            self.purges = counters["purges"]
        if counters["revision"] != self._revision:
            rows = connection.execute(
                "SELECT id, kind, issuer, issue_date, deleted_at, title FROM records WHERE revision > ?",
                (self._revision,),
            )
            live = set(live)
            for number, kind, issuer, date, deleted_at, title in rows:
                self._take(number, kind, issuer, date, title)
                (live.discard if deleted_at else live.add)(number)
            self._revision = counters["revision"]
        self.live = live

    def _take(self, number: int, kind: str, issuer: str, date: str, title: str) -> None:
        missing = number + 1 - len(self.kind)
        if missing > 0:
            self.kind.extend([0] * missing)
            self.issuer.extend([0] * missing)
            self.date.extend([0] * missing)
            self.titles.extend([""] * missing)
        self.kind[number] = self.kinds.code(kind)
        self.issuer[number] = self.issuers.code(issuer)
        self.date[number] = day_number(date)
        self.titles[number] = normalise(title)

    def recent(self, number: int) -> float:
        """What its date adds to the score of a paper."""
        return _RECENT * max(0, self.date[number] - _EPOCH)

    def titled(self, connection: sqlite3.Connection, title: str) -> frozenset[int]:
        """The live records with this very title, normalised and blanks aside."""
        rows = connection.execute("SELECT record_id FROM keys WHERE title_key = ?", (title_key(title),))
        numbers = self.live.intersection(int(number) for (number,) in rows)
        return frozenset(number for number in numbers if _bare(self.titles[number]) == _bare(title))

    def having(self, field: str, values: Collection[str]) -> set[int]:
        """The live records whose `field`, "kind" or "issuer", is one of `values`."""
        names, codes = (self.kinds, self.kind) if field == "kind" else (self.issuers, self.issuer)
        wanted = {names.code(value) for value in values}
        return {number for number in self.live if codes[number] in wanted}

    def narrowed(self, ids: Iterable[int], filters: Filters) -> set[int]:
        """The live ones of `ids` that pass the filters (its tag left out: that is asked of the database)."""
        found = self.live.intersection(ids)
        if filters.kind:
            found &= self.having("kind", self.kinds.matching(filters.kind))
        if filters.issuer:
            found &= self.having("issuer", self.issuers.matching(filters.issuer))
        if filters.since or filters.until:
            first, last = filters.days
            found = {number for number in found if first <= self.date[number] <= last}
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
