"""Searching: parse, gather, check, rank, count, cut out."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from search.index.index import Index
from search.normal import normalise
from search.query.columns import Columns, Filters
from search.query.evaluate import Evaluator
from search.query.fallback import related
from search.query.parse import MAX_QUERY, parse
from search.query.snippet import snippet
from search.query.tree import And, Literal, Node, Number, Or, literals
from search.records import Hit, SearchResult
from search.store.rows import stored

_CHECKED = 3000  # candidates looked at beyond the page before the count becomes "at least"
_WHOLE_TITLE, _IN_TITLE, _RECENT = 1000.0, 6.0, 0.3
_EPOCH = 1949_00_00  # a date as columns.day_number gives it


@dataclass(frozen=True, slots=True)
class _Found:
    """The documents that answer, best first; `total` is a lower bound unless `exact`."""

    page: list[tuple[int, float]]
    ids: set[int]
    total: int
    exact: bool
    words: tuple[str, ...]
    related: bool = False


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
        node = parse(query)
        self.refresh()
        request = _Request(self, node, normalise(query[:MAX_QUERY]).strip(), filters)
        wanted = offset + limit
        found = request.run(wanted, by_date=by_date, exact=exact)
        page = found.page[offset:wanted]
        connection = self._connect()
        hits = tuple(hit(connection, number, score, found.words) for number, score in page)
        elapsed = (time.perf_counter() - start) * 1000
        facets = self.columns.facets(found.ids)
        return SearchResult(query, found.total, found.exact, elapsed, hits, facets, found.related)

    def refresh(self) -> None:
        """Take over what has changed: first the index, then the records, so that nothing falls between the two."""
        with self._lock:
            self._index.refresh()
            self.columns.refresh(self._connect())

    @property
    def index(self) -> Index:
        """The index as seen by searches."""
        return self._index

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._connect()


class _Request:
    def __init__(self, searcher: Searcher, node: Node, text: str, filters: Filters) -> None:
        self._searcher = searcher
        self._columns = searcher.columns
        self._node = node
        self._text = text.strip('"“”《》').replace(" ", "")
        self._filters = filters
        self._connection = searcher.connection()
        self._engine = searcher.index.engine
        self._evaluator = Evaluator(self._connection, self._columns, self._engine)

    def run(self, wanted: int, *, by_date: bool, exact: bool) -> _Found:
        tail = self._tail()
        found = self._evaluator.candidates(self._node)
        passing = self._narrowed(found.scores)
        scores = {number: found.scores[number] for number in passing.difference(tail)}
        late = self._narrowed(tail)
        scores.update(self._look_through(late))
        ranked = self._ranked(scores, by_date=by_date)
        if found.exact or self._engine is None:
            answer = _Found(ranked[:wanted], set(scores), len(scores), exact=True, words=literals(self._node))
        else:
            answer = self._checked(ranked, set(scores), late, wanted, exact=exact)
        if not answer.total and answer.exact and self._engine is not None:
            return self._related(wanted)
        return answer

    def _tail(self) -> set[int]:
        """The records that are newer than the index; all of them without an index."""
        covers = self._searcher.index.covers if self._engine is not None else -1
        rows = self._connection.execute("SELECT id FROM records WHERE revision > ?", (covers,))
        return {int(row[0]) for row in rows}

    def _look_through(self, numbers: set[int]) -> dict[int, float]:
        """Those of `numbers` whose texts answer."""
        return {number: 0.0 for number, holds in self._evaluator.checked(self._node, sorted(numbers)) if holds}

    def _narrowed(self, numbers: Iterable[int]) -> set[int]:
        found = self._columns.narrowed(numbers, self._filters)
        if self._filters.tag and found:
            found &= set(self._evaluator.ask_tag(normalise(self._filters.tag).strip()))
        return found

    def _checked(
        self, ranked: list[tuple[int, float]], ids: set[int], known: set[int], wanted: int, *, exact: bool
    ) -> _Found:
        """Look into the texts, best first, until the page is full and the count is certain or long enough."""
        scores = dict(ranked)
        budget = len(ranked) if exact else wanted + _CHECKED
        order = [number for number, _ in ranked]
        good: list[tuple[int, float]] = []
        certain = [number for number in islice(order, budget) if number not in known]
        answers = dict(self._evaluator.checked(self._node, certain))
        wrong = {number for number, holds in answers.items() if not holds}
        good = [(number, scores[number]) for number in order[:budget] if number not in wrong]
        complete = len(order) <= budget
        return _Found(good[:wanted], ids - wrong, len(good), complete, literals(self._node))

    def _ranked(self, scores: dict[int, float], *, by_date: bool) -> list[tuple[int, float]]:
        """Best first: score, then date, then id."""
        dates = self._columns.date
        words = literals(self._node)
        own = self._own_number()
        total = [
            (number, score + self._title_bonus(number, words) + (_WHOLE_TITLE if number in own else 0.0))
            for number, score in scores.items()
        ]
        if by_date:
            return sorted(total, key=lambda pair: (-dates[pair[0]], -pair[1], -pair[0]))
        return sorted(total, key=lambda pair: (-pair[1], -dates[pair[0]], pair[0]))

    def _title_bonus(self, number: int, words: tuple[str, ...]) -> float:
        """What the title adds to the score: words of the query in it, the more of it the better; then recency."""
        title = self._columns.titles[number]
        bonus = _RECENT * max(0, self._columns.date[number] - _EPOCH) / 100_0000
        for word in words:
            if word in title:
                bonus += _IN_TITLE + _IN_TITLE * len(word) / len(title)
        return bonus + (_WHOLE_TITLE if self._text and title.replace(" ", "") == self._text else 0.0)

    def _own_number(self) -> frozenset[int]:
        """The papers whose 发文字号 is asked for."""
        nodes = self._node.nodes if isinstance(self._node, And | Or) else (self._node,)
        return frozenset[int]().union(*(self._evaluator.by_field(node) for node in nodes if isinstance(node, Number)))

    def _related(self, wanted: int) -> _Found:
        """相关结果: what the words of a question without a literal hit lead to."""
        words = [text for text in literals(self._node) if isinstance(self._node, And | Literal | Number)]
        if not words or self._engine is None:
            return _Found([], set(), 0, exact=True, words=())
        scores, lit = related(self._engine, words)
        passing = self._narrowed(scores)
        ranked = sorted(((n, scores[n]) for n in passing), key=lambda pair: (-pair[1], pair[0]))
        return _Found(ranked[:wanted], passing, len(ranked), exact=False, words=lit, related=True)


def hit(connection: sqlite3.Connection, number: int, score: float, words: tuple[str, ...]) -> Hit:
    """A record as a hit."""
    title, kind, issuer, document_number, issue_date = connection.execute(
        "SELECT title, kind, issuer, document_number, issue_date FROM records WHERE id = ?", (number,)
    ).fetchone()
    passage = snippet(stored(connection, number), words)
    return Hit(number, title, kind, issuer, document_number, issue_date, round(score, 4), passage)
