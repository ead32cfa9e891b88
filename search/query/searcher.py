"""Searching: what may be asked of an archive, by any number of threads."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date, datetime

from search.index.condition import Among, Words, all_of, excluding
from search.index.engine import DAMAGE, Engine, Wanted, grams
from search.index.index import Index
from search.query.beside import kept_columns, kept_vocabulary
from search.query.columns import SECRECIES, Columns, facets
from search.query.parse import parse
from search.query.request import Answer, Request, Scored
from search.query.snippet import snippet
from search.query.suggest import mended
from search.query.titles import Titles
from search.query.tree import literals
from search.query.understanding import at_once, further
from search.query.vocabulary import Vocabulary, packed, pieces
from search.records import Hit, Query, SearchResult
from search.store.contract import Session

MAX_HITS = 10_000
"""Hits that are given at once."""

_TRIES = 6  # suggestions that are looked up, some 2 ms each

logger = logging.getLogger(__name__)


class Searcher:
    """Answers queries over one archive; for any number of threads."""

    def __init__(self, index: Index, session: Callable[[], Session]) -> None:
        self._index = index
        self.session = session
        """This thread's session with the store."""
        self._lock = threading.Lock()
        self.columns = Columns()
        self.titles = Titles()
        self._made: Vocabulary | None = None

    def search(self, query: Query) -> SearchResult:
        """Answer `query`. ValueError for a `visible_to` that is no 密级."""
        if query.visible_to and query.visible_to not in SECRECIES:
            raise ValueError(query.visible_to)
        start = time.perf_counter()
        offset = max(0, query.offset)
        wanted = offset + min(max(0, query.limit), MAX_HITS)
        found, understood = self._answered(query, wanted)
        session = self.session()
        hits = tuple(hit(session, number, score, found.words) for number, score in found.page[offset:wanted])
        elapsed = (time.perf_counter() - start) * 1000
        shown = facets(found.counts)
        return SearchResult(query.text, found.total, found.exact, elapsed, hits, shown, found.related, understood)

    def ids(self, query: Query) -> tuple[int, ...]:
        """All records that answer `query` word for word, best first."""
        found, _ = self._answered(replace(query, order="relevance", exact=True), sys.maxsize)
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
        vocabulary = self._words()
        meant = query
        for word in literals(parse(query)):
            if word in meant and (word == query or not self._stands(f'"{word}"')):
                meant = meant.replace(word, self._mended(word, vocabulary))
        alone = meant != query and query in literals(parse(query))  # then it was looked up already
        return meant if alone or (meant != query and self._stands(meant)) else ""

    def _mended(self, word: str, vocabulary: Vocabulary) -> str:
        """The likeliest change to `word` that stands in a text; `word` itself where none does."""
        engine = self._index.engine
        tries = 0
        for meant in mended(word, vocabulary):
            if engine is not None and not all(map(engine.gram_frequency, grams(meant))):
                continue
            tries += 1
            if self._stands(f'"{meant}"'):
                return meant
            if tries >= _TRIES:
                break
        return word

    def _words(self) -> Vocabulary:
        """The vocabulary beside the index; where none has been kept yet, one of the titles."""
        with self._lock:
            found = kept_vocabulary(self._index.folder, self._index.vault)
            if found is None:
                revision = self.session().records.revision()
                if self._made is None or self._made.revision != revision:
                    titles = self.titles.all(self.session())
                    self._made = Vocabulary(memoryview(packed(pieces(titles, ()), revision)))
                found = self._made
            return found

    def _stands(self, query: str) -> bool:
        """Whether a text answers word for word."""
        return bool(self._found(Query(query), 1, related=False).page)

    def _answered(self, query: Query, wanted: int) -> tuple[Answer, tuple[str, ...]]:
        """The answer, and what words of the query were taken for: at once, or where it stands nowhere as typed."""
        today = date.fromisoformat(query.today) if query.today else datetime.now().astimezone().date()
        first = at_once(query.text, today, query.own)
        found = self._found(replace(query, text=first.query), wanted)
        if found.total and not found.related:
            return found, first.told
        second = further(query.text, today, query.own, self._spelt)
        if second.query != first.query:
            other = self._found(replace(query, text=second.query), wanted)
            if other.total and not other.related:
                return other, second.told
        return found, first.told

    def _spelt(self, letters: str) -> list[str]:
        """Words that stand in a text and are read so."""
        return [word for word in self._words().spelt(letters)[:_TRIES] if self._stands(f'"{word}"')]

    def _found(self, query: Query, wanted: int, *, related: bool = True) -> Answer:
        engine, covers = self.refresh()
        try:
            return Request(self.columns, self.session(), engine, covers, query).run(wanted, related=related)
        except DAMAGE as error:
            if engine is None:
                raise
            logger.warning("index failed, looking through the texts: %s", type(error).__name__)
            self._index.failed()
            self.columns = Columns()  # they lie beside it
            self.columns.refresh(self.session())
            return Request(self.columns, self.session(), None, -1, query).run(wanted, related=related)

    def refresh(self) -> tuple[Engine | None, int]:
        """Take over what has changed: first the index, then the records, so that nothing falls between the two.

        What to look up in, and up to which revision it knows the records. A copy, which goes on seeing what it sees:
        another thread that refreshes must not bring this search records that it does not know of.
        """
        with self._lock:
            self._index.refresh()
            engine, covers = copy(self._index.engine), self._index.covers
            self._refresh_columns()
        return engine, covers

    def _refresh_columns(self) -> None:
        session = self.session()
        if self.columns.revision < 0:
            records = session.records
            self.columns = kept_columns(self._index.folder, self._index.vault, records.revision(), records.purges())
        self.columns.refresh(session)

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
