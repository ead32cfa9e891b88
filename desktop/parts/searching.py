"""What is asked for, and the asking: debounced, the stale query cancelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.jobs.debounce import debounce
from desktop.jobs.store import Store
from desktop.jobs.worker import URGENT, Latest
from search.records import Hit, SearchResult
from search.records import Query as Question

if TYPE_CHECKING:
    from search.archive import Archive

DEBOUNCE = 10
"""Milliseconds between the last key and the search: the key is on the screen first, and what comes at once is one."""

PAGE = 50
"""Hits asked for at once."""
_LARGE_PAGE = 10_000
"""The most that the archive gives at once."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the archive; an empty string means any."""

    text: str = ""
    kind: str = ""
    issuer: str = ""
    year: str = ""
    tag: str = ""
    collection: str = ""
    binned: bool = False
    sort: str = "relevance"

    @property
    def filtered(self) -> bool:
        """Whether anything but the words narrows it."""
        return bool(self.kind or self.issuer or self.year or self.tag or self.collection or self.binned)

    @property
    def by_labels(self) -> bool:
        """Whether tags or collections decide what answers."""
        return bool(self.tag or self.collection) or "标签" in self.text

    @property
    def words(self) -> str:
        """The whole question in the query language (search/query/parse.py), to be asked again some day."""
        filters = {"文种": self.kind, "机关": self.issuer, "年": self.year, "标签": self.tag}
        return " ".join([self.text.strip(), *(f"{name}:{value}" for name, value in filters.items() if value)]).strip()

    def run(self, archive: Archive, offset: int = 0, limit: int = PAGE) -> SearchResult:
        """Ask the archive; 我局 is the office of the house profile."""
        from office.house import house_profile

        return archive.search(
            Question(
                self.text,
                kinds=_chosen(self.kind),
                issuers=_chosen(self.issuer),
                years=_chosen(self.year),
                tags=_chosen(self.tag),
                collection=self.collection,
                binned=self.binned,
                order="relevance" if self.sort == "relevance" and self.text.strip() else "date",
                limit=limit,
                offset=offset,
                own=house_profile().office,
            )
        )

    def all_hits(self, archive: Archive) -> tuple[Hit, ...]:
        """Everything that answers."""
        hits: tuple[Hit, ...] = ()
        while more := self.run(archive, len(hits), _LARGE_PAGE).hits:
            hits += more
        return hits


def _chosen(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


class Searcher(QObject):
    """Asks the newest question only. `found` tells the query with its result, `more` its next hits."""

    found = Signal(object, object)
    more = Signal(object)
    failed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._latest = Latest(store.asking, URGENT)
        self._timer = debounce(self, DEBOUNCE, self.ask)
        self.query = Query()

    def type(self, text: str) -> None:
        """Words were typed: ask when the fingers rest."""
        self.query = replace(self.query, text=text)
        self._latest.cancel()
        self._timer.start()

    def narrow(self, **filters: str | bool) -> None:
        """Set filters or the order: ask at once."""
        self.query = replace(self.query, **filters)  # type: ignore[arg-type]  # the names are those of Query
        self.ask()

    def ask(self) -> None:
        """Ask now."""
        self._timer.stop()
        query = self.query
        self._latest.submit(
            self._store.question(query.run), lambda result: self.found.emit(query, result), self.failed.emit
        )

    def ask_more(self, offset: int) -> None:
        """Ask for the hits from `offset` on."""
        query = self.query
        self._latest.submit(
            self._store.question(lambda archive: query.run(archive, offset)), self.more.emit, self.failed.emit
        )
