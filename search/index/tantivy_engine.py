"""The index on tantivy: for large archives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import tantivy

from search.index.engine import BM25, Entry, Ranking

_HEAP = 100_000_000  # bytes for the writer
_GRAMS, _WORDS, _ID = "grams", "words", "id"
_ALL = 1_000_000  # more hits than an archive has documents


class TantivyEngine:
    """See search.index.engine.Engine. tantivy's BM25 has k1 = 1.2 and b = 0.75 built in: the ranking cannot be set."""

    name = "tantivy"

    def __init__(self, folder: Path, _ranking: Ranking = BM25, *, create: bool = True) -> None:
        """Open the index in `folder`; where there is none, make an empty one, or without `create` raise."""
        folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field(_GRAMS, stored=False, tokenizer_name="grams", index_option="basic")
        builder.add_text_field(_WORDS, stored=False, tokenizer_name="spaced", index_option="freq")
        builder.add_integer_field(
            _ID, stored=False, indexed=True, fast=True
        )  # deleting by an unsigned one does nothing
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder)) if create else tantivy.Index.open(str(folder))
        self._index.register_tokenizer("grams", _analyzer(tantivy.Tokenizer.ngram(1, 2, prefix_only=False)))
        self._index.register_tokenizer("spaced", _analyzer(tantivy.Tokenizer.whitespace()))
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = self._index.searcher()

    def write(self, batch: Sequence[Entry]) -> None:
        """See Engine."""
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        for entry in batch:
            self._writer.delete_documents_by_term(_ID, entry.id)
            document = tantivy.Document()
            document.add_integer(_ID, entry.id)
            document.add_text(_GRAMS, entry.text)
            document.add_text(_WORDS, " ".join(entry.words))
            self._writer.add_document(document)
        self._writer.commit()

    def refresh(self) -> None:
        """See Engine."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def candidates(self, grams: Sequence[str], words: Sequence[str]) -> dict[int, float]:
        """See Engine."""
        searcher = self._searcher
        required = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(self._term(_GRAMS, gram), 0.0)) for gram in grams
        ]
        wanted = [(tantivy.Occur.Should, self._term(_WORDS, word)) for word in words]
        if not required and not wanted:
            return {}
        hits = searcher.search(tantivy.Query.boolean_query([*required, *wanted]), limit=_ALL, count=False).hits
        ids = cast("list[int]", searcher.fast_field_values(_ID, [address for _, address in hits]))
        return dict(zip(ids, (score for score, _ in hits), strict=True))

    def _term(self, field: str, text: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, text, index_option="freq" if field == _WORDS else "basic")

    def ids(self) -> set[int]:
        """See Engine."""
        hits = self._searcher.search(tantivy.Query.all_query(), limit=_ALL, count=False).hits
        return set(cast("list[int]", self._searcher.fast_field_values(_ID, [address for _, address in hits])))

    def completions(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine."""
        return self._searcher.terms_with_prefix(_WORDS, prefix, limit=limit)

    def document_frequency(self, word: str) -> int:
        """See Engine."""
        return self._searcher.doc_freq(_WORDS, word)

    def gram_frequency(self, gram: str) -> int:
        """See Engine."""
        return self._searcher.doc_freq(_GRAMS, gram)

    def close(self) -> None:
        """See Engine."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


def _analyzer(tokenizer: tantivy.Tokenizer) -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tokenizer).build()
