"""Searching an archive, and what goes with it: completion, suggestions, the places of hits in a text."""

from __future__ import annotations

from search.archive import relating
from search.archive.kept import Kept
from search.query.searcher import Searcher
from search.records import Query, SearchResult


class Searching:
    """Answers queries; may be asked from any thread."""

    def __init__(self, kept: Kept, searcher: Searcher) -> None:
        self._kept = kept
        self._searcher = searcher

    def __call__(self, query: Query) -> SearchResult:
        """Answer `query`."""
        return self._searcher.search(query)

    def complete(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """What a query that starts like this may become: titles (also by 拼音 initials), issuers, numbers, words."""
        self._searcher.refresh()
        return relating.complete(self._searcher, prefix, limit)

    def suggestion(self, query: str) -> str:
        """您是不是要找: what a query that stands nowhere may have been meant to be; "" when nothing comes to mind."""
        return self._searcher.suggestion(query)

    def hit_places(self, number: int, query: str) -> tuple[tuple[int, int], ...]:
        """Where the words of `query` stand in the text of a record: (start, end) each, in order."""
        return relating.hit_places(self._kept.reader(), number, query)
