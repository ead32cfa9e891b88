"""Searching: what may be asked of an archive, by any number of threads."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from copy import copy

from search.index.condition import Among, Words, all_of, excluding
from search.index.engine import DAMAGE, Engine, Wanted
from search.index.index import Index
from search.query.columns import Columns, Filters, facets
from search.query.parse import parse
from search.query.request import Answer, Request, Scored
from search.query.snippet import snippet
from search.query.suggest import alike
from search.query.tree import literals
from search.records import Hit, SearchResult
from search.store.rows import stored

logger = logging.getLogger(__name__)


class Searcher:
    """Answers queries over one archive; for any number of threads."""

    def __init__(self, index: Index, connect: Callable[[], sqlite3.Connection]) -> None:
        self._index = index
        self._connect = connect
        self._lock = threading.Lock()
        self.columns = Columns()

    def search(
        self, query: str, filters: Filters, *, limit: int, offset: int, by_date: bool, exact: bool = False
    ) -> SearchResult:
        """Answer `query`. With `exact` all candidates are checked, however many there are."""
        start = time.perf_counter()
        wanted = offset + limit
        found = self._found(query, filters, wanted, by_date=by_date, exact=exact)
        connection = self._connect()
        hits = tuple(hit(connection, number, score, found.words) for number, score in found.page[offset:wanted])
        elapsed = (time.perf_counter() - start) * 1000
        return SearchResult(query, found.total, found.exact, elapsed, hits, facets(found.counts), found.related)

    def ids(self, query: str, filters: Filters) -> tuple[int, ...]:
        """All records that answer `query` word for word, best first."""
        found = self._found(query, filters, sys.maxsize, by_date=False, exact=True)
        return () if found.related else tuple(number for number, _ in found.page)

    def nearest(self, words: tuple[str, ...], limit: int) -> list[Scored]:
        """The records with the most of `words`, as far as the index knows them."""
        engine, _ = self.refresh()
        if engine is None:
            return []
        found = engine.find(Wanted(all_of(Words(words), excluding(Among(self.columns.gone))), words))
        return [(number, score) for number, score in found.best(0, limit) if number in self.columns.live]

    def suggestion(self, query: str) -> str:
        """What `query` may have been meant to be, for one that stands nowhere; "" when nothing comes to mind."""
        if self._stands(query):
            return ""
        titles = self.columns.titles
        live = sorted(self.columns.live, key=lambda number: (-self.columns.date[number], number))
        meant = query
        for word in literals(parse(query)):
            if word in meant and not self._stands(f'"{word}"'):
                meant = meant.replace(word, alike(word, (titles[number] for number in live)) or word)
        return meant if meant != query and self._stands(meant) else ""

    def _stands(self, query: str) -> bool:
        """Whether a text answers word for word."""
        found = self._found(query, Filters(), 1, by_date=False, exact=True)
        return bool(found.total) and not found.related

    def _found(self, query: str, filters: Filters, wanted: int, *, by_date: bool, exact: bool) -> Answer:
        engine, covers = self.refresh()
        try:
            return self._request(engine, covers, query, filters).run(wanted, by_date=by_date, exact=exact)
        except DAMAGE as error:
            if engine is None:
                raise
            logger.warning("index failed, looking through the texts: %s", type(error).__name__)
            self._index.failed()
            return self._request(None, -1, query, filters).run(wanted, by_date=by_date, exact=exact)

    def _request(self, engine: Engine | None, covers: int, query: str, filters: Filters) -> Request:
        return Request(self.columns, self._connect(), engine, covers, query, filters)

    def refresh(self) -> tuple[Engine | None, int]:
        """Take over what has changed: first the index, then the records, so that nothing falls between the two.

        What to look up in, and up to which revision it knows the records. A copy, which goes on seeing what it sees:
        another thread that refreshes must not bring this search records that it does not know of.
        """
        with self._lock:
            self._index.refresh()
            engine, covers = copy(self._index.engine), self._index.covers
            self.columns.refresh(self._connect())
        return engine, covers

    @property
    def index(self) -> Index:
        """The index as seen by searches."""
        return self._index

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._connect()


def hit(connection: sqlite3.Connection, number: int, score: float, words: tuple[str, ...]) -> Hit:
    """A record as a hit."""
    title, kind, issuer, document_number, issue_date, secrecy = connection.execute(
        "SELECT title, kind, issuer, document_number, coalesce(nullif(issue_date, ''), metadata ->> 'stated_date', ''),"
        " secrecy FROM records WHERE id = ?",
        (number,),
    ).fetchone()
    passage = snippet(stored(connection, number), words)
    return Hit(number, title, kind, issuer, document_number, issue_date, round(score, 4), passage, secrecy)
