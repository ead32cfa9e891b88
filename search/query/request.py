"""One query at one moment: found by the index, checked against the texts, joined with what the index does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from search.index.condition import NONE, Among, Condition, Dated, Valued, Words, all_of, any_of, excluding
from search.index.engine import VERY_PAPER, Engine, Found, Wanted, title_length, title_worth
from search.index.words import segment
from search.normal import normalise
from search.query import fallback
from search.query.columns import Columns, Counts, days, year
from search.query.evaluate import Bounds, Evaluator, fetch
from search.query.parse import MAX_QUERY, parse
from search.query.tree import And, Literal, Node, Number, Or, lit, literals
from search.records import Query
from search.store.contract import Session

_CHECKED = 500  # doubtful candidates looked at beyond the page before the count becomes "at least": some 10 ms
_BLOCK = 540  # documents taken over from the index at once at first: a page and those looked at beyond it

Scored = tuple[int, float]
_Place = Callable[[Scored], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents that answer, best first; unless `exact`, `total` is the least that there are."""

    page: list[Scored]
    counts: Counts
    total: int
    exact: bool
    words: tuple[str, ...] = ()
    related: bool = False


@dataclass(frozen=True, slots=True)
class _Sifted:
    """The documents of the index whose texts answer, best first."""

    ranked: Iterable[Scored]
    counts: Counts
    total: int
    exact: bool


class Request:
    """What is asked, and of what: `engine` knows the records up to revision `covers`; None knows nothing."""

    def __init__(self, columns: Columns, session: Session, engine: Engine | None, covers: int, query: Query) -> None:
        if query.binned:  # the index does not know what lies in the bin
            columns, engine, covers = columns.of_bin(), None, -1
        self._columns = columns
        self._session = session
        self._engine = engine
        self._node = parse(query.text)
        self._words = literals(self._node)
        self._query = query
        self._evaluator = Evaluator(session, columns)
        self._very = self._very_papers(normalise(query.text[:MAX_QUERY]).strip().strip('"“”《》'))
        self._late = session.records.later_than(covers)
        self._outside = self._late | columns.gone
        self._among = self._evaluator.surrounded(query)

    def run(self, wanted: int, *, related: bool = True) -> Answer:
        """Answer with the first `wanted` documents; without `related` only with those that answer word for word."""
        by_date, exact = self._query.order == "date", self._query.exact
        place = self._place(by_date=by_date)
        late = sorted(self._look_through(), key=place)
        if self._engine is None:
            return self._joined(_Sifted((), {}, 0, exact=True), late, wanted, place)
        bounds = self._evaluator.bounds(self._node)
        words = tuple(word for text in self._words for word in _words_of(text, self._engine))
        asked = Wanted(self._narrowed(bounds.high), words, self._words, self._very, by_date)
        found = self._engine.find(asked)
        sifted = self._sifted(self._engine, found, bounds, self._ranked(found, place), wanted, exact=exact)
        answer = self._joined(sifted, late, wanted, place)
        if related and not answer.total and answer.exact and not self._stands(self._engine, bounds):
            return self._related(self._engine, wanted)
        return answer

    def _place(self, *, by_date: bool) -> _Place:
        if self._query.binned and not self._query.text.strip():
            latest = {number: rank for rank, number in enumerate(self._session.records.binned())}
            return lambda pair: (latest.get(pair[0], 0),)
        return self._by_date if by_date else self._by_score

    def _look_through(self) -> Iterator[Scored]:
        """Those that are newer than the index and answer: their texts are read."""
        numbers = self._columns.narrowed(self._late, self._query)
        if self._among is not None:
            numbers &= self._among
        worth = {literal: title_worth(literal) for literal in self._words}
        for number, holds in self._evaluator.checked(self._node, sorted(numbers)):
            if holds:
                title = normalise(self._session.records.summary(number).title) if worth else ""
                score = sum(worth[literal][title_length(title)] for literal in self._words if literal in title)
                very = VERY_PAPER if number in self._very else 0.0
                yield number, score + very + self._columns.recent(number)

    def _very_papers(self, text: str) -> frozenset[int]:
        """The papers whose title or 发文字号 is asked for."""
        nodes = self._node.nodes if isinstance(self._node, And | Or) else (self._node,)
        own = (self._evaluator.by_field(node) for node in nodes if isinstance(node, Number))
        return self._columns.titled(self._session, text).union(*own)

    def _narrowed(self, condition: Condition) -> Condition:
        """`condition` and the filters, asked of what the index knows as it is now."""
        query = self._query
        parts = [condition]
        if query.kinds:
            parts.append(Valued("kind", self._columns.kinds.matching(*query.kinds)))
        if query.issuers:
            parts.append(Valued("issuer", self._columns.issuers.matching(*query.issuers)))
        if query.since or query.until:
            parts.append(Dated(*days(query)))
        if query.years:
            parts.append(any_of(*(Dated(*year(text)) for text in query.years)))
        if self._among is not None:
            parts.append(Among(self._among))
        return self._known(all_of(*parts))

    def _known(self, condition: Condition) -> Condition:
        return all_of(condition, excluding(Among(self._outside))) if self._outside else condition

    def _ranked(self, found: Found, place: _Place) -> Iterator[Scored]:
        """Best first. The index does not know how recent a paper is: a block is put in order anew by that."""
        live, recent = self._columns.live, self._columns.recent
        start, size = 0, _BLOCK
        while block := found.best(start, start + size):
            known = ((number, score + recent(number)) for number, score in block if number in live)
            yield from sorted(known, key=place)
            start, size = start + size, 2 * size

    def _by_score(self, pair: Scored) -> tuple[float, ...]:
        return -pair[1], -self._columns.date[pair[0]], pair[0]

    def _by_date(self, pair: Scored) -> tuple[float, ...]:
        return -self._columns.date[pair[0]], -pair[0]

    def _sifted(
        self, engine: Engine, found: Found, bounds: Bounds, ranked: Iterable[Scored], wanted: int, *, exact: bool
    ) -> _Sifted:
        """Look into the texts of which the index is not sure: all, or where they are many those that come first."""
        counts: Counts = {field: Counter(values) for field, values in found.facets().items()}
        if bounds.exact:
            return _Sifted(ranked, counts, found.count, exact=True)
        doubt = self._narrowed(all_of(bounds.high, excluding(bounds.low)))
        doubtful = found if bounds.low == NONE else engine.find(Wanted(doubt))
        if exact or doubtful.count <= wanted + _CHECKED:
            wrong = self._wrong(number for number, _ in doubtful.best(0, doubtful.count))
            ranked, looked_at = (pair for pair in ranked if pair[0] not in wrong), doubtful.count
        else:
            ranked, wrong, looked_at = self._first(engine, bounds, doubt, ranked, wanted)
        for field, values in self._columns.counts(wrong).items():
            counts[field].subtract(values)
        sure = found.count - doubtful.count
        return _Sifted(ranked, counts, sure + looked_at - len(wrong), looked_at == doubtful.count)

    def _first(
        self, engine: Engine, bounds: Bounds, doubt: Condition, ranked: Iterable[Scored], wanted: int
    ) -> tuple[list[Scored], set[int], int]:
        """The first that answer, `wanted` if there are; those looked at that do not; how many were looked at."""
        good: list[Scored] = []
        wrong: set[int] = set()
        looked_at = 0
        rest = iter(ranked)
        while len(good) < max(1, wanted) and (some := list(islice(rest, wanted + _CHECKED))):
            numbers = [number for number, _ in some]
            if bounds.low != NONE:
                doubtful = engine.find(Wanted(all_of(doubt, Among(frozenset(numbers)))))
                numbers = [number for number, _ in doubtful.best(0, doubtful.count)]
            wrong |= self._wrong(numbers)
            looked_at += len(numbers)
            good += [pair for pair in some if pair[0] not in wrong]
        return good, wrong, looked_at

    def _wrong(self, numbers: Iterable[int]) -> set[int]:
        """Those that do not answer."""
        return {number for number, holds in self._evaluator.checked(self._node, sorted(numbers)) if not holds}

    def _joined(self, sifted: _Sifted, late: list[Scored], wanted: int, place: _Place) -> Answer:
        """With what the index does not know."""
        counts = self._columns.counts([number for number, _ in late])
        for field, values in sifted.counts.items():
            counts[field].update(values)
        page = list(islice(merge(sifted.ranked, late, key=place), wanted))
        return Answer(page, counts, sifted.total + len(late), sifted.exact, lit(self._node))

    def _stands(self, engine: Engine, bounds: Bounds) -> bool:
        """Whether a text answers that only the filters keep out: then there is nothing else to show."""
        if not self._query.narrowed:
            return False
        if engine.find(Wanted(self._known(bounds.low))).count:
            return True
        if bounds.exact:
            return False
        some = engine.find(Wanted(self._known(bounds.high))).best(0, _CHECKED)
        return any(holds for _, holds in self._evaluator.checked(self._node, [number for number, _ in some]))

    def _related(self, engine: Engine, wanted: int) -> Answer:
        """相关结果: what the bare words lead to where no text has them all; everything else asked for still holds."""
        nodes = self._node.nodes if isinstance(self._node, And) else (self._node,)
        wishes = tuple(node for node in nodes if _is_wish(node))
        self._node = And(tuple(node for node in nodes if not _is_wish(node)))
        question = " ".join(literals(And(wishes)))
        words = fallback.matter(question)
        conditions = self._evaluator.bounds(self._node)
        about = Words(words)
        bounds = Bounds(all_of(about, conditions.low), all_of(about, conditions.high))
        found = engine.find(Wanted(self._narrowed(bounds.high), words))
        ranked = self._reread(question, found, engine)
        sifted = self._sifted(engine, found, bounds, ranked, wanted, exact=False)
        page = list(islice(sifted.ranked, wanted))
        return Answer(page, sifted.counts, sifted.total, exact=not words, words=words, related=bool(words))

    def _reread(self, question: str, found: Found, engine: Engine) -> Iterator[Scored]:
        """The first in the order of their best passages, then the rest."""
        first = [number for number, _ in found.best(0, fallback.READ)]
        wanted = fallback.weighed(question, engine, len(self._columns.live))
        texts = fetch(self._session, first)
        scores = fallback.rated(wanted, ((number, *texts[number]) for number in first if number in texts))
        read = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        last = read[-1][1] if read else 0.0
        yield from read
        for number, score in found.best(0, found.count):
            if number not in scores and number in self._columns.live:
                yield number, min(score, last)


def _words_of(text: str, engine: Engine) -> Sequence[str]:
    """The words of a literal. One that is a word of the index is its only one: no dictionary is opened for it."""
    return (text,) if engine.document_frequency(text) else segment(text)


def _is_wish(node: Node) -> bool:
    """Whether a text may be shown that lacks this: a bare word, alone or as a choice."""
    if isinstance(node, Or):
        return all(map(_is_wish, node.nodes))
    return isinstance(node, Number) or (isinstance(node, Literal) and not node.quoted)
