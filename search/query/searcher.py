"""Searching: parse, gather, check, rank, count, cut out."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from search.index.engine import Engine
from search.index.index import Index
from search.normal import normalise
from search.query import fallback
from search.query.columns import Columns, Filters
from search.query.evaluate import Candidates, Evaluator, fetch
from search.query.parse import MAX_QUERY, parse
from search.query.snippet import snippet
from search.query.suggest import alike
from search.query.tree import And, Literal, Node, Number, Or, literals
from search.records import Hit, SearchResult
from search.store.rows import stored

logger = logging.getLogger(__name__)

_CHECKED = 1000  # candidates looked at beyond the page before the count becomes "at least": some 20 ms
_VERY_PAPER, _IN_TITLE = 1000.0, 6.0  # added to scores of 1 to 40


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
        wanted = offset + limit
        found = self._found(query, filters, wanted, by_date=by_date, exact=exact)
        connection = self._connect()
        hits = tuple(hit(connection, number, score, found.words) for number, score in found.page[offset:wanted])
        elapsed = (time.perf_counter() - start) * 1000
        facets = self.columns.facets(found.ids)
        return SearchResult(query, found.total, found.exact, elapsed, hits, facets, found.related)

    def ids(self, query: str, filters: Filters) -> tuple[int, ...]:
        """All records that answer `query` word for word, best first."""
        found = self._found(query, filters, sys.maxsize, by_date=False, exact=True)
        return () if found.related else tuple(number for number, _ in found.page)

    def suggestion(self, query: str) -> str:
        """What `query` may have been meant to be, for one that stands nowhere; "" when nothing comes to mind."""
        if self.ids(query, Filters()):
            return ""
        titles = self.columns.titles
        live = sorted(self.columns.live, key=lambda number: (-self.columns.date[number], number))
        meant = query
        for word in literals(parse(query)):
            if word in meant and not self.ids(f'"{word}"', Filters()):
                meant = meant.replace(word, alike(word, (titles[number] for number in live)) or word)
        return meant if meant != query and self.ids(meant, Filters()) else ""

    def _found(self, query: str, filters: Filters, wanted: int, *, by_date: bool, exact: bool) -> _Found:
        engine, covers = self.refresh()
        try:
            return _Request(self, query, filters, engine, covers).run(wanted, by_date=by_date, exact=exact)
        except (OSError, ValueError, KeyError) as error:  # what the engines raise when files are damaged
            if engine is None:
                raise
            logger.warning("index failed, looking through the texts: %s", type(error).__name__)
            self._index.failed()
            return _Request(self, query, filters, None, -1).run(wanted, by_date=by_date, exact=exact)

    def refresh(self) -> tuple[Engine | None, int]:
        """Take over what has changed: first the index, then the records, so that nothing falls between the two.

        What to look up in, and up to which revision it knows the records.
        """
        with self._lock:
            self._index.refresh()
            engine, covers = self._index.engine, self._index.covers
            self.columns.refresh(self._connect())
        return engine, covers

    @property
    def index(self) -> Index:
        """The index as seen by searches."""
        return self._index

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._connect()


class _Request:
    """One query at one moment: what `engine` does not know is what came after revision `covers`."""

    def __init__(self, searcher: Searcher, query: str, filters: Filters, engine: Engine | None, covers: int) -> None:
        self._columns = searcher.columns
        self._node = parse(query)
        self._text = normalise(query[:MAX_QUERY]).strip().strip('"“”《》')
        self._filters = filters
        self._connection = searcher.connection()
        self._engine, self._covers = engine, covers
        self._evaluator = Evaluator(self._connection, self._columns, engine)

    def run(self, wanted: int, *, by_date: bool, exact: bool) -> _Found:
        tail = self._tail()
        found = self._evaluator.candidates(self._node)
        passing = self._narrowed(found.scores)
        scores = {number: found.scores[number] for number in passing.difference(tail)}
        late = self._narrowed(tail)
        scores.update(self._look_through(late))
        ranked = self._ranked(scores, by_date=by_date)
        sure = set(scores) if found.exact or self._engine is None else late.intersection(scores)
        answer = self._checked(self._node, ranked, sure, wanted, exact=exact)
        if not answer.total and answer.exact and self._engine is not None and not self._stands(found):
            return self._related(wanted)
        return answer

    def _stands(self, found: Candidates) -> bool:
        """Whether a text answers that only the filters keep out: then there is nothing else to show."""
        live = sorted(self._columns.live.intersection(found.scores))
        if found.exact:
            return bool(live)
        return any(holds for _, holds in self._evaluator.checked(self._node, live[:_CHECKED]))

    def _tail(self) -> set[int]:
        """The records that are newer than the index; all of them without an index."""
        rows = self._connection.execute("SELECT id FROM records WHERE revision > ?", (self._covers,))
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
        self, node: Node, ranked: list[tuple[int, float]], sure: set[int], wanted: int, *, exact: bool
    ) -> _Found:
        """Look into the texts that are not `sure`, best first, until the count is certain or long enough."""
        unsure = len(ranked) - len(sure)
        budget = len(ranked) if exact or unsure <= wanted + _CHECKED else wanted + _CHECKED
        looked_at = [number for number, _ in ranked[:budget] if number not in sure]
        wrong = {number for number, holds in self._evaluator.checked(node, looked_at) if not holds}
        good = [pair for pair in ranked[:budget] if pair[0] not in wrong]
        ids = {number for number, _ in ranked} - wrong
        return _Found(good[:wanted], ids, len(good), len(ranked) <= budget, literals(node))

    def _ranked(self, scores: dict[int, float], *, by_date: bool) -> list[tuple[int, float]]:
        """Best first: score, then date, then id."""
        dates, recent = self._columns.date, self._columns.recent
        total = {number: score + recent[number] for number, score in scores.items()}
        for number, bonus in self._bonuses(total):
            total[number] += bonus
        if by_date:
            newest = sorted((-dates[number], -score, -number) for number, score in total.items())
            return [(-number, -score) for _, score, number in newest]
        best = sorted((-score, -dates[number], number) for number, score in total.items())
        return [(number, -score) for score, _, number in best]

    def _bonuses(self, numbers: Collection[int]) -> Iterator[tuple[int, float]]:
        """What titles and 发文字号 add: words of the query in a title, the more of it the better; the very paper."""
        titles = self._columns.titles
        for word in literals(self._node):
            for number in [number for number in numbers if word in titles[number]]:
                yield number, _IN_TITLE + _IN_TITLE * len(word) / len(titles[number])
        if self._text:
            yield from ((n, _VERY_PAPER) for n in self._columns.titled(self._text) if n in numbers)
        yield from ((number, _VERY_PAPER) for number in self._own_number() if number in numbers)

    def _own_number(self) -> frozenset[int]:
        """The papers whose 发文字号 is asked for."""
        nodes = self._node.nodes if isinstance(self._node, And | Or) else (self._node,)
        return frozenset[int]().union(*(self._evaluator.by_field(node) for node in nodes if isinstance(node, Number)))

    def _related(self, wanted: int) -> _Found:
        """相关结果: what the bare words lead to where no text has them all; everything else asked for still holds."""
        nodes = self._node.nodes if isinstance(self._node, And) else (self._node,)
        wishes = tuple(node for node in nodes if _is_wish(node))
        conditions = And(tuple(node for node in nodes if not _is_wish(node)))
        question = " ".join(literals(And(wishes)))
        words = fallback.matter(question)
        if not words or self._engine is None:
            return _Found([], set(), 0, exact=True, words=())
        scores = self._engine.candidates((), words)
        found = self._evaluator.candidates(conditions)
        passing = self._narrowed(scores.keys() & found.scores.keys())
        ranked = self._reread(question, sorted(((n, scores[n]) for n in passing), key=_best_first), self._engine)
        checked = self._checked(conditions, ranked, passing if found.exact else set(), wanted, exact=False)
        return replace(checked, exact=False, words=words, related=True)

    def _reread(self, question: str, ranked: list[tuple[int, float]], engine: Engine) -> list[tuple[int, float]]:
        """The first of `ranked` in the order of their best passages, then the rest."""
        first = [number for number, _ in ranked[: fallback.READ]]
        wanted = fallback.weighed(question, engine, len(self._columns.live))
        texts = fetch(self._connection, first)
        scores = fallback.rated(wanted, ((number, *texts[number]) for number in first if number in texts))
        read = sorted(scores.items(), key=_best_first)
        last = read[-1][1] if read else 0.0
        return read + [(number, min(score, last)) for number, score in ranked if number not in scores]


def _best_first(pair: tuple[int, float]) -> tuple[float, int]:
    return -pair[1], pair[0]


def _is_wish(node: Node) -> bool:
    """Whether a text may be shown that lacks this: a bare word, alone or as a choice."""
    if isinstance(node, Or):
        return all(map(_is_wish, node.nodes))
    return isinstance(node, Number) or (isinstance(node, Literal) and not node.quoted)


def hit(connection: sqlite3.Connection, number: int, score: float, words: tuple[str, ...]) -> Hit:
    """A record as a hit."""
    title, kind, issuer, document_number, issue_date, secrecy = connection.execute(
        "SELECT title, kind, issuer, document_number, coalesce(nullif(issue_date, ''), metadata ->> 'stated_date', ''),"
        " secrecy FROM records WHERE id = ?",
        (number,),
    ).fetchone()
    passage = snippet(stored(connection, number), words)
    return Hit(number, title, kind, issuer, document_number, issue_date, round(score, 4), passage, secrecy)
