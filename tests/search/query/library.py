"""The same texts behind both engines, and what looking through every text would answer."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from search.index.index import Build, Index
from search.index.keeper import entry
from search.index.words import segmenter
from search.normal import normalise
from search.query.forms import forms
from search.query.searcher import Searcher
from search.records import Metadata, Query, SearchResult
from search.store.sqlite.database import FILE_NAME, Database
from search.store.values import NORMAL_ENCODING, NewRecord

ENGINES = ("whoosh", "tantivy")
NONE = "no index"  # every text is looked through: what the engines have to agree with
ALL = 1_000_000


@dataclass(frozen=True)
class Library:
    """Texts in one database with an index by each engine, and none; ids count from 1 in the order given."""

    texts: tuple[tuple[str, str], ...]  # head and body of each, normalised
    searchers: dict[str, Searcher]
    database: Database

    def ask(self, engine: str, query: str, filters: Query | None = None, limit: int = ALL) -> SearchResult:
        """The answer with every candidate checked."""
        searcher = self.searchers[engine]
        return searcher.search(replace(filters or Query(), text=query, limit=limit, exact=True))

    def ids(self, engine: str, query: str) -> list[int]:
        """What answers word for word; 相关结果 do not count."""
        return list(self.searchers[engine].ids(Query(query)))

    def holding(self, literal: str) -> set[int]:
        """The texts that hold `literal` in some form, found by looking through all of them."""
        wanted = forms(normalise(literal).strip())
        return {
            number
            for number, parts in enumerate(self.texts, 1)
            if any(form.stands(part) for form in wanted for part in parts)
        }

    def holding_exactly(self, typed: str) -> set[int]:
        """The texts in which these very characters stand."""
        session = self.database.reader()
        found: set[int] = set()
        for number in range(1, len(self.texts) + 1):
            about = session.records.summary(number)
            parts = (about.title, about.document_number, session.texts.stored(number).text)
            if any(typed in part for part in parts):
                found.add(number)
        return found


@contextmanager
def library(folder: Path, documents: Sequence[tuple[str, Metadata]]) -> Generator[Library]:
    """A library of `documents`: text and metadata each."""
    assert segmenter()
    database = Database(folder / FILE_NAME, read_only=False)
    with database.writing() as session:
        for number, (text, metadata) in enumerate(documents):
            sha = f"{number:064}"
            session.records.insert(_new(text, metadata, sha))
    stored = sorted(database.reader().texts.entries(0, database.reader().records.revision()))
    revision = max(row[1] for row in stored)
    searchers: dict[str, Searcher] = {}
    for engine in ENGINES:
        root = folder / f"index-{engine}"
        build = Build(root, engine)
        half = len(stored) // 2
        build.write([entry(*row) for row in stored[:half]], stored[half - 1][1])
        build.write([entry(*row) for row in stored[half:]], revision)
        build.publish()
        build.close()
        searchers[engine] = Searcher(Index(root), database.reader)
    searchers[NONE] = Searcher(Index(folder / NONE), database.reader)
    texts = tuple((head.decode(NORMAL_ENCODING), body.decode(NORMAL_ENCODING)) for *_, head, body in stored)
    try:
        yield Library(texts, searchers, database)
    finally:
        for searcher in searchers.values():
            searcher.index.close()
        database.close()


def _new(text: str, metadata: Metadata, sha: str) -> NewRecord:
    return NewRecord(text, metadata, sha, sha, 0, f"{metadata.title}.txt", "text/plain")
