"""What an archive could be built on instead, each as its makers describe it: SQLite's FTS5, and tantivy alone.

Both index pairs of characters, so that any literal of two characters and more is a phrase of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import tantivy

from search.normal import normalise
from search.query.snippet import WIDTH

HITS = 20
Row = Mapping[str, str]
Search = Callable[[tuple[str, ...], str], int]


def pairs(text: str) -> str:
    """The pairs of a text, as words with blanks between them."""
    return " ".join(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())


def _excerpt(text: str, literal: str) -> str:
    at = max(0, text.find(literal))
    return text[max(0, at - 24) : at + WIDTH]


class Fts5:
    """A contentless FTS5 table beside a plain table of texts and one of metadata."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = sqlite3.connect(path)
        self._db.execute("CREATE VIRTUAL TABLE found USING fts5(pairs, content='', tokenize='unicode61')")
        self._db.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")
        self._db.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, kind TEXT, issuer TEXT, year TEXT)")

    def fill(self, rows: Iterable[Row]) -> None:
        """Add all rows in one transaction."""
        for number, row in enumerate(rows, 1):
            text = normalise(row["text"])
            self._db.execute("INSERT INTO found (rowid, pairs) VALUES (?, ?)", (number, pairs(text)))
            self._db.execute("INSERT INTO texts VALUES (?, ?)", (number, text))
            self._db.execute(
                "INSERT INTO facts VALUES (?, ?, ?, ?)", (number, row["kind"], row["issuer"], row["date"][:4])
            )
        self._db.commit()

    def search(self, words: tuple[str, ...], year: str = "") -> int:
        """The number of texts with all words (of one `year` with facets, or of any), after 20 excerpts."""
        match = " ".join(f'"{pairs(word)}"' if len(word) > 1 else f"{word}*" for word in words)
        which = "found MATCH ?1 AND (?2 = '' OR rowid IN (SELECT id FROM facts WHERE year = ?2))"
        best = self._db.execute(f"SELECT rowid FROM found WHERE {which} ORDER BY rank LIMIT {HITS}", (match, year))  # noqa: S608
        for (number,) in best.fetchall():
            text = self._db.execute("SELECT text FROM texts WHERE id = ?", (number,)).fetchone()[0]
            _excerpt(text, words[0])
        for fact in ("kind", "issuer", "year") if year else ():
            self._db.execute(
                f"SELECT {fact}, COUNT(*) FROM facts WHERE id IN (SELECT rowid FROM found WHERE {which}) GROUP BY 1",  # noqa: S608
                (match, year),
            ).fetchall()
        total = self._db.execute(f"SELECT COUNT(*) FROM found WHERE {which}", (match, year)).fetchone()[0]  # noqa: S608
        return int(total)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


class BareTantivy:
    """One tantivy index with positions, the texts stored in it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("text", stored=True, index_option="basic", tokenizer_name="raw")
        builder.add_text_field("year", tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))

    def fill(self, rows: Iterable[Row]) -> None:
        """Add all rows in one commit."""
        writer = self._index.writer(100_000_000, 1)
        for row in rows:
            text = normalise(row["text"])
            document = tantivy.Document()
            document.add_text("pairs", pairs(text))
            document.add_text("year", row["date"][:4])
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, words: tuple[str, ...], year: str = "") -> int:
        """The number of texts with all words (of one `year`, or of any), after 20 excerpts."""
        parts = [self._phrase(pairs(word).split()) for word in words if len(word) > 1]
        if year:
            parts.append(tantivy.Query.term_query(self._schema, "year", year))
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        searcher = self._index.searcher()
        found = searcher.search(query, limit=HITS, count=True)
        for _, address in found.hits:
            _excerpt(str(searcher.doc(address)["text"][0]), words[0])
        return int(found.count or 0)

    def _phrase(self, terms: list[str]) -> tantivy.Query:
        if len(terms) == 1:
            return tantivy.Query.term_query(self._schema, "pairs", terms[0])
        return tantivy.Query.phrase_query(self._schema, "pairs", [*terms])
