"""What belongs to a paper of the archive: what it cites, what is like it, its other versions."""

from __future__ import annotations

from search.archive import relating
from search.archive.kept import Kept
from search.archive.relating import CitedPaper, Version
from search.query.searcher import Searcher
from search.records import Hit, Relation
from search.store.contract import Session


class Relations:
    """What belongs together."""

    def __init__(self, kept: Kept, searcher: Searcher) -> None:
        self._kept = kept
        self._searcher = searcher

    def of(self, number: int) -> tuple[Relation, ...]:
        """What a record cites and what cites it, those from it first."""
        return self._kept.reader().relations.of(number)

    def confirm(self, source: int, title: str, *, kind: str = "", keep: bool = True) -> None:
        """Confirm a found relation, give it another kind, or with `keep` False remove it."""

        def change(session: Session) -> None:
            if keep:
                session.relations.confirm(source, title, kind)
            else:
                session.relations.remove(source, title)
            session.audit.append("确认关系", str(source), title)

        self._kept.change("确认关系" if keep else "去掉关系", change, source)

    def cite(self, title: str, document_number: str = "") -> CitedPaper:
        """What the archive knows of a cited paper: found, number mismatch, repealed, or unknown."""
        return relating.cite(self._kept.reader(), title, document_number)

    def versions(self, number: int) -> tuple[Version, ...]:
        """Exact and near duplicates of a record, the nearest first."""
        self._searcher.refresh()
        return relating.versions(self._searcher, number)

    def difference(self, number: int, other: int) -> str:
        """What differs between two records, as a unified diff of their paragraphs."""
        return relating.difference(self._kept.reader(), number, other)

    def similar(self, number: int, limit: int = 10) -> tuple[Hit, ...]:
        """Records about the same matters, the most similar first."""
        self._searcher.refresh()
        return relating.similar(self._searcher, number, limit)

    def keywords(self, number: int, limit: int = 8) -> tuple[str, ...]:
        """主题词 proposed for a record."""
        self._searcher.refresh()
        return relating.keywords(self._searcher, number, limit)
