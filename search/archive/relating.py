"""What belongs together: similar papers, versions of one paper, cited papers, and what a query may become."""

from __future__ import annotations

import difflib
import sqlite3
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
from search.query.tree import literals
from search.records import Hit
from search.store.errors import ArchiveError
from search.store.links import find, number_key, title_key
from search.store.rows import stored

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


def cite(connection: sqlite3.Connection, title: str, document_number: str) -> CitedPaper:
    """See Archive.cite."""
    paper = number_key(document_number)
    found = find(connection, title_key(title), paper)
    if not found:
        return CitedPaper("unknown")
    number = found[0]
    row = connection.execute("SELECT document_number, issue_date FROM records WHERE id = ?", (number,)).fetchone()
    own, day = str(row[0]), str(row[1] or "")
    if paper and own and number_key(own) != paper:
        return CitedPaper("number mismatch", number, own, issue_date=day)
    over = connection.execute(
        "SELECT source FROM relations JOIN records ON records.id = source WHERE target = ? AND relations.kind IN"
        " ('废止', '替代') AND deleted_at = ''",
        (number,),
    ).fetchone()
    return CitedPaper("repealed" if over else "found", number, own, int(over[0]) if over else None, day)


def hit_places(connection: sqlite3.Connection, number: int, query: str) -> tuple[tuple[int, int], ...]:
    """See Archive.hit_places."""
    texts = stored(connection, number)
    words = literals(parse(query))
    found = snippet.hit_places(texts, words)
    return found or snippet.hit_places(texts, tuple(word for text in words for word in segment(text) if len(word) > 1))


def keywords(searcher: Searcher, number: int, limit: int) -> tuple[str, ...]:
    """The words that stand out in a text: often here, seldom elsewhere."""
    engine = searcher.index.engine
    if engine is None:
        return ()
    body = stored(searcher.connection(), number).body
    counts = Counter(word for word in segment(body) if len(word) > 1 and not word.isdigit() and word not in _STOP)
    total = max(1, len(searcher.columns.live))
    worth = {
        word: count * log(1 + total / (1 + engine.document_frequency(word))) for word, count in counts.most_common(200)
    }
    return tuple(sorted(worth, key=lambda word: (-worth[word], word))[:limit])


def similar(searcher: Searcher, number: int, limit: int) -> tuple[Hit, ...]:
    """See Archive.similar."""
    words = keywords(searcher, number, _KEY_WORDS)
    others = [pair for pair in searcher.nearest(words, limit + 1) if pair[0] != number] if words else []
    return tuple(hit(searcher.connection(), other, score, words[:5]) for other, score in others[:limit])


def versions(searcher: Searcher, number: int) -> tuple[Version, ...]:
    """See Archive.versions."""
    connection = searcher.connection()
    row = connection.execute("SELECT title_key FROM keys WHERE record_id = ?", (number,)).fetchone()
    others = {other for other in (find(connection, row[0], "") if row else ()) if other != number}
    others |= {found.id for found in similar(searcher, number, 10)}
    own = _pieces(stored(connection, number).body)
    likeness = {other: _likeness(own, _pieces(stored(connection, other).body)) for other in others}
    near = sorted((other for other in others if likeness[other] >= _NEAR), key=lambda other: -likeness[other])
    return tuple(_version(connection, other, likeness[other]) for other in near)


def _version(connection: sqlite3.Connection, number: int, likeness: float) -> Version:
    row = connection.execute("SELECT title, issue_date FROM records WHERE id = ?", (number,)).fetchone()
    return Version(number, str(row[0]), str(row[1]), likeness)


def _pieces(body: str) -> set[str]:
    return {body[at : at + _PIECE] for at in range(max(1, len(body) - _PIECE + 1))}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def difference(connection: sqlite3.Connection, number: int, other: int) -> str:
    """See Archive.difference."""
    if number == other:
        raise ArchiveError("请选两份不同的文件来比较。")
    one, two = (stored(connection, each).text.split("\n") for each in (number, other))
    return "\n".join(difflib.unified_diff(one, two, str(number), str(other), lineterm="", n=1))


def complete(searcher: Searcher, prefix: str, limit: int) -> tuple[str, ...]:
    """See Archive.complete."""
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
    connection = searcher.connection()

    def titled(fits: Callable[[str], bool]) -> Iterator[str]:
        found = [number for number in columns.live if fits(columns.titles[number])]
        for number in sorted(found, key=lambda number: -columns.date[number]):
            yield str(connection.execute("SELECT title FROM records WHERE id = ?", (number,)).fetchone()[0])

    yield from titled(lambda title: title.startswith(key))
    yield from (name for name in columns.issuers.names if normalise(name).startswith(key))
    numbers = connection.execute(
        "SELECT document_number FROM keys JOIN records ON id = record_id"
        " WHERE number_key >= ?1 AND number_key < char(unicode(?1) + 1) AND deleted_at = ''"
        " ORDER BY number_key DESC",
        (key[0],),
    )
    yield from (written for (written,) in numbers if normalise(written).startswith(key))
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
