"""Searching: what may be asked of an archive, by any number of threads."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from copy import copy
from dataclasses import replace

from search.index.condition import Among, Words, all_of, excluding
from search.index.engine import DAMAGE, Engine, Wanted
from search.index.index import Index
from search.query.columns import SECRECIES, Columns, facets
from search.query.parse import parse
from search.query.request import Answer, Request, Scored
from search.query.snippet import snippet
from search.query.suggest import alike
from search.query.tree import literals
from search.records import Hit, Query, SearchResult
from search.store.contract import Session

MAX_HITS = 10_000
"""Hits that are given at once."""

logger = logging.getLogger(__name__)


class Searcher:
    """Answers queries over one archive; for any number of threads."""

    def __init__(self, index: Index, session: Callable[[], Session]) -> None:
        self._index = index
        self.session = session
        """This thread's session with the store."""
        self._lock = threading.Lock()
        self.columns = Columns()

    def search(self, query: Query) -> SearchResult:
        """Answer `query`. ValueError for a `visible_to` that is no 密级."""
        if query.visible_to and query.visible_to not in SECRECIES:
            raise ValueError(query.visible_to)
        start = time.perf_counter()
        offset = max(0, query.offset)
        wanted = offset + min(max(0, query.limit), MAX_HITS)
        found = self._found(query, wanted)
        session = self.session()
        hits = tuple(hit(session, number, score, found.words) for number, score in found.page[offset:wanted])
        elapsed = (time.perf_counter() - start) * 1000
        return SearchResult(query.text, found.total, found.exact, elapsed, hits, facets(found.counts), found.related)

    def ids(self, query: Query) -> tuple[int, ...]:
        """All records that answer `query` word for word, best first."""
        found = self._found(replace(query, order="relevance", exact=True), sys.maxsize)
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
        found = self._found(Query(query, exact=True), 1)
        return bool(found.total) and not found.related

    def _found(self, query: Query, wanted: int) -> Answer:
        engine, covers = self.refresh()
        try:
            return Request(self.columns, self.session(), engine, covers, query).run(wanted)
        except DAMAGE as error:
            if engine is None:
                raise
            logger.warning("index failed, looking through the texts: %s", type(error).__name__)
            self._index.failed()
            return Request(self.columns, self.session(), None, -1, query).run(wanted)

    def refresh(self) -> tuple[Engine | None, int]:
        """Take over what has changed: first the index, then the records, so that nothing falls between the two.

        What to look up in, and up to which revision it knows the records. A copy, which goes on seeing what it sees:
        another thread that refreshes must not bring this search records that it does not know of.
        """
        with self._lock:
            self._index.refresh()
            engine, covers = copy(self._index.engine), self._index.covers
            self.columns.refresh(self.session())
        return engine, covers

    @property
    def index(self) -> Index:
        """The index as seen by searches."""
        return self._index


def hit(session: Session, number: int, score: float, words: tuple[str, ...]) -> Hit:
    """A record as a hit."""
    found = session.records.summary(number)
    passage = snippet(session.texts.stored(number), words)
    about = (found.title, found.kind, found.issuer, found.document_number, found.issue_date)
    return Hit(number, *about, round(score, 4), passage, found.secrecy)
