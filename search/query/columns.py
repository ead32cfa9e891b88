"""The metadata of all records as arrays in memory, by record id: filters, facets, date order."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from search.normal import normalise

_RECENT = 3e-7  # what a date adds to the score of a paper for each unit of day_number: a century 0.3
_EPOCH = 1949_00_00  # as day_number
_MAX_FACETS = 200  # values of one facet, the most frequent first


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search; "" leaves it open. Dates are ISO strings, also "2014" or "2014-05", both ends included."""

    kind: str = ""
    issuer: str = ""
    since: str = ""
    until: str = ""
    tag: str = ""


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

    def codes(self, wanted: str) -> set[int]:
        """The codes of the names equal to `wanted`, or where there is none, of those containing it."""
        exact = self._codes.get(wanted)
        if exact is not None:
            return {exact}
        return {code for code, name in enumerate(self.names) if wanted in name}


class Columns:
    """Arrays over the records; id 0 is nobody. `live` holds the ids that are neither deleted nor gone."""

    def __init__(self) -> None:
        self._revision = -1
        self._purges = 0
        self.kinds, self.issuers = _Names(), _Names()
        self.kind, self.issuer, self.date, self.recent = array("H"), array("I"), array("I"), array("f")
        self.live: set[int] = set()
        self.titles: list[str] = []
        self._titled: dict[str, set[int]] = {}

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Take over what has changed in the database; one thread at a time.

        A search in another thread may go on: the arrays only grow, and `live` is put in place as a whole.
        """
        counters = dict(connection.execute("SELECT name, value FROM counters"))
        live = self.live
        if counters["purges"] != self._purges:
            live = live.intersection(int(number) for (number,) in connection.execute("SELECT id FROM records"))
            self._purges = counters["purges"]
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
            self.recent.extend([0.0] * missing)
            self.titles.extend([""] * missing)
        self.kind[number] = self.kinds.code(kind)
        self.issuer[number] = self.issuers.code(issuer)
        self.date[number] = day_number(date)
        self.recent[number] = _RECENT * max(0, self.date[number] - _EPOCH)
        self.titles[number] = normalise(title)
        self._titled.setdefault(_bare(self.titles[number]), set()).add(number)

    def titled(self, title: str) -> set[int]:
        """The records with this very title, blanks aside."""
        bare = _bare(title)
        return {number for number in tuple(self._titled.get(bare, ())) if _bare(self.titles[number]) == bare}

    def narrowed(self, ids: Iterable[int], filters: Filters) -> set[int]:
        """The live ones of `ids` that pass the filters (its tag left out: that is asked of the database)."""
        found = self.live.intersection(ids)
        if filters.kind:
            codes = self.kinds.codes(filters.kind)
            found = {number for number in found if self.kind[number] in codes}
        if filters.issuer:
            codes = self.issuers.codes(filters.issuer)
            found = {number for number in found if self.issuer[number] in codes}
        if filters.since:
            first = day_number(filters.since)
            found = {number for number in found if self.date[number] >= first}
        if filters.until:
            last = day_number(filters.until, last=True)
            found = {number for number in found if 0 < self.date[number] <= last}
        return found

    def facets(self, ids: Collection[int]) -> dict[str, dict[str, int]]:
        """How many of `ids` there are of each kind, issuer and year; the most frequent first, years newest first."""
        kinds = Counter(map(self.kind.__getitem__, ids))
        issuers = Counter(map(self.issuer.__getitem__, ids))
        days = Counter(map(self.date.__getitem__, ids))
        years: Counter[int] = Counter()
        for day, count in days.items():
            years[day // 10000] += count
        return {
            "kind": {self.kinds.names[code]: n for code, n in kinds.most_common(_MAX_FACETS) if self.kinds.names[code]},
            "issuer": {
                self.issuers.names[code]: n for code, n in issuers.most_common(_MAX_FACETS) if self.issuers.names[code]
            },
            "year": {str(year): years[year] for year in sorted(years, reverse=True) if year},
        }


def _bare(title: str) -> str:
    return title.replace(" ", "")


def day_number(date: str, *, last: bool = False) -> int:
    """An ISO date as 20260415; what is left out counts as 0, or with `last` as 99. 0 when it is no date."""
    parts = date.split("-")
    filler = 99 if last else 0
    try:
        year, month, day = ([int(part) for part in parts] + [filler, filler])[:3]
    except ValueError:
        return 0
    return year * 10000 + month * 100 + day if 0 < year <= 9999 else 0
