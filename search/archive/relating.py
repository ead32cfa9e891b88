"""What belongs together: similar papers, versions of one paper, cited papers, and what a query may become."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Literal

from search.index.words import segment
from search.normal import normalise
from search.query import snippet
from search.query.parse import parse
from search.query.searcher import Searcher, hit
from search.query.tree import lit
from search.records import Hit
from search.store.contract import Session
from search.store.errors import ArchiveError
from search.store.links import number_key, title_key

_KEY_WORDS = 25  # words of a text that stand for it when others like it are looked for
_NEAR = 0.6  # share of common 5-character pieces from which on two texts are versions of one
_PIECE = 5
_STOP = frozenset({"应当", "可以", "不得", "进行", "规定", "有关", "按照", "根据"})

CitationStatus = Literal["found", "number mismatch", "repealed", "unknown"]


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """What the archive knows of a cited paper: the number and the day (ISO, "" for none) that it carries there."""

    status: CitationStatus
    id: int | None = None
    document_number: str = ""
    by: int | None = None  # the record that repeals or replaces it
    issue_date: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """Another record with nearly the same text; `likeness` is 1.0 for the very same text."""

    id: int
    title: str
    issue_date: str
    likeness: float


def cite(session: Session, title: str, document_number: str) -> CitedPaper:
    """See Relations.cite."""
    paper = number_key(document_number)
    found = session.relations.find(title_key(title), paper)
    if not found:
        return CitedPaper("unknown")
    number = found[0]
    record = session.records.get(number)
    own, day = record.document_number, record.issue_date
    if paper and own and number_key(own) != paper:
        return CitedPaper("number mismatch", number, own, issue_date=day)
    over = session.relations.ended_by(number)
    return CitedPaper("repealed" if over else "found", number, own, over, day)


def hit_places(session: Session, number: int, query: str) -> tuple[tuple[int, int], ...]:
    """See Searching.hit_places."""
    texts = session.texts.stored(number)
    words = lit(parse(query))
    found = snippet.hit_places(texts, words)
    return found or snippet.hit_places(texts, tuple(word for text in words for word in segment(text) if len(word) > 1))


def keywords(searcher: Searcher, number: int, limit: int) -> tuple[str, ...]:
    """The words that stand out in a text: often here, seldom elsewhere."""
    engine = searcher.index.engine
    if engine is None:
        return ()
    body = searcher.session().texts.stored(number).body
    counts = Counter(word for word in segment(body) if len(word) > 1 and not word.isdigit() and word not in _STOP)
    total = max(1, len(searcher.columns.live))
    worth = {
        word: count * log(1 + total / (1 + engine.document_frequency(word))) for word, count in counts.most_common(200)
    }
    return tuple(sorted(worth, key=lambda word: (-worth[word], word))[:limit])


def similar(searcher: Searcher, number: int, limit: int) -> tuple[Hit, ...]:
    """See Relations.similar."""
    words = keywords(searcher, number, _KEY_WORDS)
    others = [pair for pair in searcher.nearest(words, limit + 1) if pair[0] != number] if words else []
    return tuple(hit(searcher.session(), other, score, words[:5]) for other, score in others[:limit])


def versions(searcher: Searcher, number: int) -> tuple[Version, ...]:
    """See Relations.versions."""
    session = searcher.session()
    key = session.relations.title_key(number)
    others = {other for other in (session.relations.find(key) if key else ()) if other != number}
    others |= {found.id for found in similar(searcher, number, 10)}
    own = _pieces(session.texts.stored(number).body)
    likeness = {other: _likeness(own, _pieces(session.texts.stored(other).body)) for other in others}
    near = sorted((other for other in others if likeness[other] >= _NEAR), key=lambda other: -likeness[other])
    return tuple(_version(session, other, likeness[other]) for other in near)


def _version(session: Session, number: int, likeness: float) -> Version:
    found = session.records.summary(number)
    return Version(number, found.title, found.issue_date, likeness)


def _pieces(body: str) -> set[str]:
    return {body[at : at + _PIECE] for at in range(max(1, len(body) - _PIECE + 1))}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def difference(session: Session, number: int, other: int) -> str:
    """See Relations.difference."""
    if number == other:
        raise ArchiveError("请选两份不同的文件来比较。")
    one, two = (session.texts.stored(each).text.split("\n") for each in (number, other))
    return "\n".join(difflib.unified_diff(one, two, str(number), str(other), lineterm="", n=1))


def complete(searcher: Searcher, prefix: str, limit: int) -> tuple[str, ...]:
    """See Searching.complete."""
    key = normalise(prefix).strip()
    if not key:
        return ()
    found: dict[str, None] = {}
    for text in _completions(searcher, key):
        found.setdefault(text)
        if len(found) >= limit:
            break
    return tuple(found)


def _completions(searcher: Searcher, key: str) -> Iterator[str]:
    columns = searcher.columns
    session = searcher.session()
    titles = searcher.titles.all(session)

    def titled(fits: Callable[[str], bool]) -> Iterator[str]:
        found = [number for number in columns.live if fits(titles[number])]
        for number in sorted(found, key=lambda number: -columns.date[number]):
            yield session.records.summary(number).title

    yield from titled(lambda title: title.startswith(key))
    yield from (name for name in columns.issuers.names if normalise(name).startswith(key))
    numbers = session.relations.numbers_from(key[0])
    yield from (written for written in numbers if normalise(written).startswith(key))
    if key.isascii() and key.isalpha():
        yield from titled(lambda title: key in initials(title))
    engine = searcher.index.engine
    if engine is not None:
        yield from (word for word, _ in engine.completions(key, 20))
    yield from titled(lambda title: key in title)


@lru_cache(maxsize=100_000)
def initials(title: str) -> str:
    """The first letters of a title's 拼音."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(title, style=Style.FIRST_LETTER, errors="ignore"))
