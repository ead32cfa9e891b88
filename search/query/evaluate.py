"""Answering a query tree: what the index can tell of it as conditions, certainty from the texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from papers.dates import LAST_DAY, day_number
from search.index.condition import (
    NONE,
    Among,
    Condition,
    Dated,
    Grams,
    Valued,
    Words,
    all_of,
    any_of,
    excluding,
)
from search.index.engine import grams
from search.index.words import segment
from search.normal import normalise
from search.query.columns import SECRECIES, Columns
from search.query.forms import Form, forms
from search.query.offices import is_end_of, is_short_for
from search.query.tree import And, Field, Literal, Node, Not, Number, Or
from search.records import Query
from search.store.contract import Session
from search.store.links import title_key
from search.store.values import NORMAL_ENCODING

_YEARS = re.compile(r"(\d{4}(?:-\d\d?){0,2})?(\.\.|-|~|至|到)?(\d{4}(?:-\d\d?){0,2})?")
_CHUNK = 200  # texts fetched at once

Stored = tuple[bytes, bytes]  # head and body as they lie in the database: to decode them would be half the work


@dataclass(frozen=True, slots=True)
class Bounds:
    """The documents that answer lie between two conditions: all of `low` do, none outside `high` does."""

    low: Condition
    high: Condition

    @property
    def exact(self) -> bool:
        """Whether nothing lies between the two."""
        return self.low == self.high


class Evaluator:
    """Answers the nodes of one query."""

    def __init__(self, session: Session, columns: Columns) -> None:
        self._session = session
        self._columns = columns
        self._by_field: dict[Field | Number, frozenset[int]] = {}
        self._encoded: dict[str, bytes] = {}
        self._forms: dict[str, Sequence[tuple[bytes, Form]]] = {}

    def bounds(self, node: Node) -> Bounds:
        """What the index knows about a node."""
        match node:
            case Literal():
                return _literal_bounds(node)
            case Number(_, text):
                found, own = _literal(text), Among(self.by_field(node))
                return Bounds(any_of(found.low, own), any_of(found.high, own))
            case Field("title", value):
                return _title_bounds(value)
            case Field():
                condition = self._condition(node)
                return Bounds(condition, condition)
            case Not(inner):
                found = self.bounds(inner)
                return Bounds(excluding(found.high), excluding(found.low))
            case Or(nodes):
                parts = [self.bounds(part) for part in nodes]
                return Bounds(any_of(*(part.low for part in parts)), any_of(*(part.high for part in parts)))
            case And(nodes):
                parts = [self.bounds(part) for part in nodes]
                return Bounds(all_of(*(part.low for part in parts)), all_of(*(part.high for part in parts)))

    def _condition(self, node: Field) -> Condition:
        """A condition on the metadata as the index can answer it."""
        match node.name:
            case "kind":
                return Valued("kind", self._columns.kinds.matching(node.value))
            case "issuer":
                return Valued("issuer", self._issuers(node.value))
            case "year":
                return Dated(*_span(node.value))
            case _:
                return Among(self.by_field(node))

    def by_field(self, node: Field | Number) -> frozenset[int]:
        """The live documents that fulfil a condition on the metadata; asked once a query."""
        found = self._by_field.get(node)
        if found is None:
            ids = self._asked(node)
            found = self._by_field[node] = frozenset(self._columns.live.intersection(ids))
        return found

    def _asked(self, node: Field | Number) -> Iterable[int]:
        if isinstance(node, Number):
            return self._session.relations.numbered(node.key)
        return _ASK[node.name](self, node.value)

    def surrounded(self, query: Query) -> frozenset[int] | None:
        """The records with one of its tags, in its collection, up to its 密级; None when it asks for none of these."""
        parts: list[Iterable[int]] = []
        if query.tags:
            parts.append({number for tag in query.tags for number in self.ask_tag(normalise(tag).strip())})
        if query.collection:
            parts.append(self._session.shelves.collection(query.collection))
        if query.visible_to:
            allowed = SECRECIES.index(query.visible_to)
            above = {number for number, secrecy in self._session.records.secrecies() if secrecy_rank(secrecy) > allowed}
            parts.append(self._columns.live - above)
        return frozenset(self._columns.live.intersection(*parts)) if parts else None

    def ask_written_number(self, value: str) -> Iterable[int]:
        """Part of a 发文字号: 焦政, 焦政(2014."""
        numbers = self._session.records.document_numbers()
        return [number for number, written in numbers if value in normalise(written).replace(" ", "")]

    def ask_issuer(self, value: str) -> Iterable[int]:
        """The 发文机关 by its name or a part of it."""
        return self._columns.having("issuer", self._issuers(value))

    def _issuers(self, value: str) -> frozenset[str]:
        """The names that `value` is a part of or a short form of."""
        names = {name: normalise(name) for name in self._columns.issuers.names if name}
        found = {name for name, full in names.items() if value in full or is_end_of(full, value)}
        return frozenset(found or {name for name, full in names.items() if is_short_for(value, full)})

    def ask_kind(self, value: str) -> Iterable[int]:
        """The 文种."""
        return self._columns.narrowed(self._columns.live, Query(kinds=(value,)))

    def ask_year(self, value: str) -> Iterable[int]:
        """A year or a day, or a span of them: 2014, 2014..2018, ..2018, 2014-05..2014-07."""
        first, last = _span(value)
        return [number for number in self._columns.live if first <= self._columns.date[number] <= last]

    def ask_tag(self, value: str) -> Iterable[int]:
        """A tag, whole."""
        return [number for number, tag in self._session.shelves.tagged() if normalise(tag) == value]

    def ask_basis(self, value: str) -> Iterable[int]:
        """Papers that cite another one, by its title or a part of it."""
        key = title_key(value)
        return {source for source, title in self._session.relations.citing() if key and key in title}

    def ask_secrecy(self, value: str) -> Iterable[int]:
        """A 密级."""
        return [number for number, secrecy in self._session.records.secrecies() if value in normalise(secrecy)]

    def holds(self, node: Node, number: int, texts: Stored) -> bool:
        """Whether the document answers the node: the texts decide."""
        match node:
            case Literal():
                return self._literal_holds(node, number, texts)
            case Number(_, text):
                return number in self.by_field(node) or self._stands(text, texts)
            case Field("title", value):
                title = texts[0].decode(NORMAL_ENCODING).rsplit("\n", 1)[0]
                return all(word in title for word in value.split())
            case Field():
                return number in self.by_field(node)
            case Not(inner):
                return not self.holds(inner, number, texts)
            case And(nodes):
                return all(self.holds(part, number, texts) for part in nodes)
            case Or(nodes):
                return any(self.holds(part, number, texts) for part in nodes)

    def _literal_holds(self, literal: Literal, number: int, texts: Stored) -> bool:
        if literal.exact:
            return self._stands(literal.text, texts) and self._stands_exactly(literal.exact, number)
        for wanted, form in self._wanted(literal.text):
            if any(_contains(part, wanted) for part in texts) and (not form.guarded or _counts(form, texts)):
                return True
        return False

    def _wanted(self, text: str) -> Sequence[tuple[bytes, Form]]:
        """The forms of a literal as they lie in the database; made once a query."""
        found = self._forms.get(text)
        if found is None:
            found = self._forms[text] = [(form.text.encode(NORMAL_ENCODING), form) for form in forms(text)]
        return found

    def _stands_exactly(self, typed: str, number: int) -> bool:
        """Whether the characters stand in title, number or text as they were typed."""
        found = self._session.records.summary(number)
        return any(
            typed in part for part in (found.title, found.document_number, self._session.texts.stored(number).text)
        )

    def _stands(self, text: str, texts: Stored) -> bool:
        wanted = self._encoded.get(text)
        if wanted is None:
            wanted = self._encoded[text] = text.encode(NORMAL_ENCODING)
        return any(_contains(part, wanted) for part in texts)

    def checked(self, node: Node, numbers: Iterable[int]) -> Iterator[tuple[int, bool]]:
        """Each document with whether it answers, in the order given; texts are fetched as the answers are taken."""
        for chunk in _chunks(numbers):
            texts = self._session.texts.encoded(chunk)
            for number in chunk:
                yield number, number in texts and self.holds(node, number, texts[number])


def _counts(form: Form, texts: Stored) -> bool:
    """Whether it stands there as a whole number."""
    return any(form.stands(part.decode(NORMAL_ENCODING)) for part in texts)


def _contains(data: bytes, wanted: bytes) -> bool:
    """Whether the characters stand there, and not halves of others."""
    at = data.find(wanted)
    while at > 0 and at % 2:
        at = data.find(wanted, at + 1)
    return at >= 0


def _title_bounds(value: str) -> Bounds:
    """Words of a title: those of one or two characters are answered by the index."""
    high = all_of(*(Grams(grams(word), in_title=True) for word in value.split()))
    return Bounds(high if all(len(word) <= 2 for word in value.split()) else NONE, high)


def _literal_bounds(literal: Literal) -> Bounds:
    """Those of each of its forms; what may stand there without counting has to be looked at."""
    if literal.exact:
        return Bounds(NONE, _literal(literal.text).high)
    parts = [(form, _literal(form.text)) for form in forms(literal.text)]
    low = any_of(*(bounds.low for form, bounds in parts if not form.guarded))
    return Bounds(low, any_of(*(bounds.high for _, bounds in parts)))


def _literal(text: str) -> Bounds:
    """One or two characters are answered by the index; of a longer one it knows the pairs, and if it is a word."""
    high = Grams(grams(text))
    if len(text) <= 2:
        return Bounds(high, high)
    return Bounds(Words((text,)) if segment(text) == [text] else NONE, high)


def _span(value: str) -> tuple[int, int]:
    """The first and the last day that a year, a day, or a span of them means; of no days when it means nothing."""
    match = _YEARS.fullmatch(value.replace(" ", "").replace("年", ""))
    if match is None or not any(match.groups()):
        return 1, 0
    since, span, until = match.groups()
    until = until if span else since
    return day_number(since) if since else 1, day_number(until, last=True) if until else LAST_DAY


def secrecy_rank(secrecy: str) -> int:
    """Where a 密级 stands among SECRECIES; one that is written otherwise counts as the highest."""
    found = [rank for rank, name in enumerate(SECRECIES) if name in secrecy]
    return max(found) if found else len(SECRECIES) - 1


def fetch(session: Session, numbers: list[int]) -> dict[int, tuple[str, str]]:
    """The normalised texts of some documents, head and body."""
    stored = session.texts.encoded(numbers)
    return {
        number: (head.decode(NORMAL_ENCODING), body.decode(NORMAL_ENCODING)) for number, (head, body) in stored.items()
    }


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
    "number": Evaluator.ask_written_number,
    "issuer": Evaluator.ask_issuer,
    "kind": Evaluator.ask_kind,
    "year": Evaluator.ask_year,
    "tag": Evaluator.ask_tag,
    "basis": Evaluator.ask_basis,
    "secrecy": Evaluator.ask_secrecy,
}
