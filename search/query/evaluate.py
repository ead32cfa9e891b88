"""Answering a query tree: candidates from the index, certainty from the texts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.index.engine import Engine, grams
from search.index.words import segment
from search.normal import normalise
from search.query.columns import Columns, Filters, day_number
from search.query.tree import And, Field, Literal, Node, Not, Number, Or
from search.store.links import title_key
from search.store.rows import NORMAL_ENCODING

_YEARS = re.compile(r"(\d{4}(?:-\d\d?){0,2})?(\.\.|-|~|至|到)?(\d{4}(?:-\d\d?){0,2})?")
_CHUNK = 200  # texts fetched at once

Texts = tuple[str, str]  # head and body, normalised


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents that may answer, with a score each; `exact` when all of them do."""

    scores: dict[int, float]
    exact: bool


class Evaluator:
    """Answers the nodes of one query. `engine` is None where there is no index: then everything is a candidate."""

    def __init__(self, connection: sqlite3.Connection, columns: Columns, engine: Engine | None) -> None:
        self._connection = connection
        self._columns = columns
        self._engine = engine
        self._by_field: dict[Field | Number, frozenset[int]] = {}

    def candidates(self, node: Node) -> Candidates:
        """What the index and the metadata know about a node."""
        match node:
            case Literal(text=text):
                return self._literals((text,))
            case Number(_, text):
                found = self._literals((text,))
                own = self.by_field(node)
                return Candidates({**found.scores, **dict.fromkeys(own - found.scores.keys(), 0.0)}, found.exact)
            case Field():
                return Candidates(dict.fromkeys(self.by_field(node), 0.0), exact=True)
            case Not(inner):
                found = self.candidates(inner)
                left = self._columns.live.difference(found.scores) if found.exact else self._columns.live
                return Candidates(dict.fromkeys(left, 0.0), found.exact)
            case Or(nodes):
                return self._any(nodes)
            case And(nodes):
                return self._all(nodes)

    def _any(self, nodes: tuple[Node, ...]) -> Candidates:
        scores: dict[int, float] = {}
        exact = True
        for node in nodes:
            found = self.candidates(node)
            exact = exact and found.exact
            for number, score in found.scores.items():
                scores[number] = scores.get(number, 0.0) + score
        return Candidates(scores, exact)

    def _all(self, nodes: tuple[Node, ...]) -> Candidates:
        """Literals in one look-up, then the conditions, exclusions last."""
        texts = tuple(node.text for node in nodes if isinstance(node, Literal))
        others = sorted((n for n in nodes if not isinstance(n, Literal)), key=lambda node: isinstance(node, Not))
        found = self._literals(texts) if texts else None
        for node in others:
            if isinstance(node, Not) and found is not None:
                found = self._without(found, node)
            else:
                found = _both(found, self.candidates(node))
        return found if found is not None else Candidates(dict.fromkeys(self._columns.live, 0.0), exact=True)

    def _without(self, found: Candidates, node: Not) -> Candidates:
        inner = self.candidates(node.node)
        if not inner.exact:
            return Candidates(found.scores, exact=False)
        left = found.scores.keys() - inner.scores.keys()
        return Candidates({number: found.scores[number] for number in left}, found.exact)

    def _literals(self, texts: tuple[str, ...]) -> Candidates:
        if self._engine is None:
            return Candidates(dict.fromkeys(self._columns.live, 0.0), exact=False)
        wanted = tuple(dict.fromkeys(gram for text in texts for gram in grams(text)))
        words = [word for text in texts for word in segment(text)]
        return Candidates(self._engine.candidates(wanted, words), exact=all(len(text) <= 2 for text in texts))

    def by_field(self, node: Field | Number) -> frozenset[int]:
        """The live documents that fulfil a condition on the metadata; asked once a query."""
        found = self._by_field.get(node)
        if found is None:
            ids = self._ask_number(node.key) if isinstance(node, Number) else _ASK[node.name](self, node.value)
            found = self._by_field[node] = frozenset(self._columns.live.intersection(ids))
        return found

    def _ask_number(self, key: str) -> Iterable[int]:
        rows = self._connection.execute("SELECT record_id FROM keys WHERE number_key = ?", (key,))
        return [int(row[0]) for row in rows]

    def ask_written_number(self, value: str) -> Iterable[int]:
        """Part of a 发文字号: 焦政, 焦政(2014."""
        rows = self._connection.execute("SELECT id, document_number FROM records WHERE document_number <> ''")
        return [int(number) for number, written in rows if value in normalise(written).replace(" ", "")]

    def ask_title(self, value: str) -> Iterable[int]:
        """Words of a title."""
        words = value.split()
        titles = self._columns.titles
        return [number for number in self._columns.live if all(word in titles[number] for word in words)]

    def ask_issuer(self, value: str) -> Iterable[int]:
        """The 发文机关 by its name or a part of it."""
        codes = {code for code, name in enumerate(self._columns.issuers.names) if value in normalise(name)}
        return [number for number in self._columns.live if self._columns.issuer[number] in codes]

    def ask_kind(self, value: str) -> Iterable[int]:
        """The 文种."""
        return self._columns.narrowed(self._columns.live, Filters(kind=value))

    def ask_year(self, value: str) -> Iterable[int]:
        """A year or a day, or a span of them: 2014, 2014..2018, ..2018, 2014-05..2014-07."""
        match = _YEARS.fullmatch(value.replace(" ", "").replace("年", ""))
        if match is None or not any(match.groups()):
            return ()
        since, span, until = match.groups()
        until = until if span else since
        first = day_number(since) if since else 1
        last = day_number(until, last=True) if until else 99_999_999
        return [number for number in self._columns.live if first <= self._columns.date[number] <= last]

    def ask_tag(self, value: str) -> Iterable[int]:
        """A tag, whole."""
        rows = self._connection.execute("SELECT record_id, tag FROM tags")
        return [int(number) for number, tag in rows if normalise(tag) == value]

    def ask_basis(self, value: str) -> Iterable[int]:
        """Papers that cite another one, by its title or a part of it."""
        key = title_key(value)
        rows = self._connection.execute("SELECT source, title_key FROM relations")
        return {int(source) for source, title in rows if key and key in title}

    def ask_secrecy(self, value: str) -> Iterable[int]:
        """A 密级."""
        rows = self._connection.execute("SELECT id, secrecy FROM records WHERE secrecy <> ''")
        return [int(number) for number, secrecy in rows if value in normalise(secrecy)]

    def holds(self, node: Node, number: int, texts: Texts) -> bool:
        """Whether the document answers the node: the texts decide."""
        match node:
            case Literal(text=text):
                return text in texts[1] or text in texts[0]
            case Number(_, text):
                return number in self.by_field(node) or text in texts[1] or text in texts[0]
            case Field():
                return number in self.by_field(node)
            case Not(inner):
                return not self.holds(inner, number, texts)
            case And(nodes):
                return all(self.holds(part, number, texts) for part in nodes)
            case Or(nodes):
                return any(self.holds(part, number, texts) for part in nodes)

    def checked(self, node: Node, numbers: Iterable[int]) -> Iterator[tuple[int, bool]]:
        """Each document with whether it answers, in the order given; texts are fetched as the answers are taken."""
        for chunk in _chunks(numbers):
            texts = fetch(self._connection, chunk)
            for number in chunk:
                yield number, number in texts and self.holds(node, number, texts[number])


def _both(one: Candidates | None, other: Candidates) -> Candidates:
    if one is None:
        return other
    common = one.scores.keys() & other.scores.keys()
    scores = {number: one.scores[number] + other.scores[number] for number in common}
    return Candidates(scores, one.exact and other.exact)


def fetch(connection: sqlite3.Connection, numbers: list[int]) -> dict[int, Texts]:
    """The normalised texts of some documents."""
    marks = ",".join("?" * len(numbers))
    query = f"SELECT record_id, head, body FROM texts WHERE record_id IN ({marks})"  # noqa: S608 - nothing but marks
    rows = connection.execute(query, numbers)
    return {number: (head.decode(NORMAL_ENCODING), body.decode(NORMAL_ENCODING)) for number, head, body in rows}


def _chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    chunk: list[int] = []
    size = 25  # few at first: often the first page is all that is wanted
    for number in numbers:
        chunk.append(number)
        if len(chunk) >= size:
            yield chunk
            chunk, size = [], _CHUNK
    if chunk:
        yield chunk


_Ask = Callable[[Evaluator, str], Iterable[int]]
_ASK: dict[str, _Ask] = {
    "title": Evaluator.ask_title,
    "number": Evaluator.ask_written_number,
    "issuer": Evaluator.ask_issuer,
    "kind": Evaluator.ask_kind,
    "year": Evaluator.ask_year,
    "tag": Evaluator.ask_tag,
    "basis": Evaluator.ask_basis,
    "secrecy": Evaluator.ask_secrecy,
}
