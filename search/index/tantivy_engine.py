"""The index on tantivy: for large archives. A search is one query for tantivy, which finds, ranks and counts."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import tantivy

from search.index.condition import AllOf, Among, AnyOf, Condition, Dated, Except, Grams, Valued, Words
from search.index.engine import (
    BM25,
    FACETS,
    VERY_PAPER,
    Entry,
    Facets,
    Ranking,
    Wanted,
    grams,
    title_length,
    title_worth,
)

_HEAP = 100_000_000  # bytes for the writer
_GRAMS, _WORDS, _TITLE, _LENGTH, _ID, _ORDER = "grams", "words", "title", "length", "id", "order"
_ALL = 1_000_000  # more hits than an archive has documents
_VALUES = 10_000  # different values of a facet that are counted
_DAY = 1 << 32  # `order` is the day and then the id: newest first, of one day the one added last

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
_Clause = tuple[tantivy.Occur, tantivy.Query]


@contextmanager
def _contained() -> Generator[None]:
    """A panic of the native code, over files that it did not expect, is damage like any other: OSError."""
    try:
        yield
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # a class that cannot be imported, below no Exception
            raise
        raise OSError("tantivy panicked") from panic


class TantivyEngine:
    """See search.index.engine.Engine. tantivy's BM25 has k1 = 1.2 and b = 0.75 built in: the ranking cannot be set."""

    name = "tantivy"

    def __init__(self, folder: Path, _ranking: Ranking = BM25, *, create: bool = True) -> None:
        """Open the index in `folder`; where there is none, make an empty one, or without `create` raise."""
        folder.mkdir(parents=True, exist_ok=True)
        self._queries = _Queries(_schema())
        schema = self._queries.schema
        with _contained():
            self._index = tantivy.Index(schema, path=str(folder)) if create else tantivy.Index.open(str(folder))
        self._index.register_tokenizer("grams", _analyzer(tantivy.Tokenizer.ngram(1, 2, prefix_only=False)))
        self._index.register_tokenizer("spaced", _analyzer(tantivy.Tokenizer.whitespace()))
        self._writer: tantivy.IndexWriter | None = None
        with _contained():
            self._searcher = self._index.searcher()

    @_contained()
    def write(self, batch: Sequence[Entry]) -> None:
        """See Engine."""
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        for entry in batch:
            self._writer.delete_documents_by_term(_ID, entry.id)
            if entry.live:
                self._writer.add_document(_document(entry))
        self._writer.commit()

    @_contained()
    def settle(self) -> None:
        """See Engine. The writer merges in threads of its own."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    @_contained()
    def refresh(self) -> None:
        """See Engine."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, wanted: Wanted) -> _Found:
        """See Engine."""
        return _Found(self._searcher, self._queries, wanted)

    @_contained()
    def ids(self) -> set[int]:
        """See Engine."""
        hits = self._searcher.search(tantivy.Query.all_query(), limit=_ALL, count=False).hits
        return set(_ids(self._searcher, hits))

    @_contained()
    def completions(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine."""
        return self._searcher.terms_with_prefix(_WORDS, prefix, limit=limit)

    @_contained()
    def document_frequency(self, word: str) -> int:
        """See Engine."""
        return self._searcher.doc_freq(_WORDS, word)

    @_contained()
    def gram_frequency(self, gram: str) -> int:
        """See Engine."""
        return self._searcher.doc_freq(_GRAMS, gram)

    def close(self) -> None:
        """See Engine."""
        self.settle()


class _Found:
    """See search.index.engine.Found."""

    def __init__(self, searcher: tantivy.Searcher, queries: _Queries, wanted: Wanted) -> None:
        self._searcher = searcher
        self._where = queries.where(wanted.where)
        self._ranked = self._where if wanted.by_date else queries.ranked(self._where, wanted)
        self._by_date = wanted.by_date

    @property
    def count(self) -> int:
        """See Found."""
        return self._count

    @cached_property
    def _count(self) -> int:
        return int(self._counted({"all": {"value_count": {"field": _ID}}})["all"]["value"])

    def facets(self) -> Facets:
        """See Found."""
        counted = self._counted({name: {"terms": {"field": name, "size": _VALUES}} for name in FACETS})
        return {
            name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in counted[name]["buckets"]}
            for name in FACETS
        }

    @_contained()
    def _counted(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Tantivy counts without ranking: faster than a search."""
        return cast("Any", self._searcher).aggregate(self._where, asked)  # its type is half unknown

    @_contained()
    def best(self, start: int, stop: int) -> list[tuple[int, float]]:
        """See Found."""
        if stop <= start:
            return []
        order = _ORDER if self._by_date else None
        limit = min(stop - start, _ALL)
        hits = self._searcher.search(self._ranked, limit=limit, offset=start, count=False, order_by_field=order).hits
        scores = (0.0 if self._by_date else float(score) for score, _ in hits)
        return list(zip(_ids(self._searcher, hits), scores, strict=True))


class _Queries:
    """Conditions as tantivy's queries. None of them scores: only what `ranked` adds does."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    def where(self, condition: Condition) -> tantivy.Query:
        """The documents that fulfil a condition."""
        match condition:
            case Grams(grams, in_title):
                return _boolean([(_MUST, self._term(_TITLE if in_title else _GRAMS, gram)) for gram in grams])
            case Words(words):
                return _boolean([(_SHOULD, self._term(_WORDS, word)) for word in words])
            case Valued(field, values):
                return _boolean([(_SHOULD, self._term(field, value)) for value in sorted(values)])
            case Dated(first, last):
                return self._dated(first, last)
            case Among(ids):
                return tantivy.Query.term_set_query(self.schema, _ID, sorted(ids))
            case Except():
                return self.where(AllOf((condition,)))
            case AllOf(parts):
                return _boolean(list(self._all(parts)))
            case AnyOf(parts):
                return _boolean([(_SHOULD, self.where(part)) for part in parts])

    def _all(self, parts: Sequence[Condition]) -> Iterator[_Clause]:
        if all(isinstance(part, Except) for part in parts):
            yield _MUST, tantivy.Query.all_query()
        for part in parts:
            if isinstance(part, Except):
                yield _NOT, self.where(part.part)
            elif (
                isinstance(part, Grams) and not part.in_title
            ):  # side by side, so that tantivy starts with the rarest of all
                yield from ((_MUST, self._term(_GRAMS, gram)) for gram in part.grams)
            else:
                yield _MUST, self.where(part)

    def _dated(self, first: int, last: int) -> tantivy.Query:
        bounds = first * _DAY, (last + 1) * _DAY
        return tantivy.Query.range_query(
            self.schema, _ORDER, tantivy.FieldType.Integer, *bounds, include_lower=True, include_upper=False
        )

    def ranked(self, where: tantivy.Query, wanted: Wanted) -> tantivy.Query:
        """The documents of `where` with the scores they are ranked by."""
        clauses = [(_MUST, tantivy.Query.const_score_query(where, 0.0))]
        clauses += [(_SHOULD, self._term(_WORDS, word)) for word in wanted.words]
        clauses += [(_SHOULD, self._in_title(literal)) for literal in wanted.in_title if literal]
        if wanted.first:
            clauses.append((_SHOULD, tantivy.Query.const_score_query(self.where(Among(wanted.first)), VERY_PAPER)))
        return _boolean(clauses)

    def _in_title(self, literal: str) -> tantivy.Query:
        """Scored by how much of the title the literal is."""
        having = _boolean([(_MUST, self._term(_TITLE, gram)) for gram in grams(literal)])
        clauses = [(_MUST, tantivy.Query.const_score_query(having, 0.0))]
        for length, worth in title_worth(literal).items():
            clauses.append((_SHOULD, tantivy.Query.const_score_query(self._term(_LENGTH, length), worth)))
        return _boolean(clauses)

    def _term(self, field: str, value: str | int) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, value, index_option="freq" if field == _WORDS else "basic")


def _boolean(clauses: list[_Clause]) -> tantivy.Query:
    return tantivy.Query.boolean_query(clauses) if clauses else tantivy.Query.empty_query()


def _ids(searcher: tantivy.Searcher, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[int]:
    return cast("list[int]", searcher.fast_field_values(_ID, [address for _, address in hits]))


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer(_ID, entry.id)
    document.add_integer(_ORDER, entry.day * _DAY + entry.id)
    document.add_text(_GRAMS, entry.text)
    document.add_text(_WORDS, " ".join(entry.words))
    document.add_text(_TITLE, entry.title)
    document.add_integer(_LENGTH, title_length(entry.title))
    for field, value in (("kind", entry.kind), ("issuer", entry.issuer)):
        if value:
            document.add_text(field, value)
    if entry.day:
        document.add_integer("year", entry.day // 10_000)
    return document


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_GRAMS, tokenizer_name="grams", index_option="basic")
    builder.add_text_field(_WORDS, tokenizer_name="spaced", index_option="freq")
    builder.add_text_field(_TITLE, tokenizer_name="grams", index_option="basic")
    builder.add_integer_field(_LENGTH, indexed=True)
    for field in ("kind", "issuer"):
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", fast=True)
    builder.add_integer_field(_ID, indexed=True, fast=True)  # deleting by an unsigned one does nothing
    builder.add_integer_field(_ORDER, fast=True)
    return builder.build()


def _analyzer(tokenizer: tantivy.Tokenizer) -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tokenizer).build()
