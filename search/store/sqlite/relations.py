"""Relations in SQLite, and the keys by which papers are cited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from search.records import Metadata, Relation
from search.store.links import cited, number_key, title_key


class SqliteRelations:
    """See search.store.contract.Relations."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def link(self, number: int, text: str, metadata: Metadata) -> None:
        """See Relations."""
        for kind, citation, title, paper in cited(text, metadata):
            found = self.find(title, paper)
            target = found[0] if found else None
            self._connection.execute(
                "INSERT INTO relations (source, target, kind, title, title_key, document_number, number_key)"
                " VALUES (?,?,?,?,?,?,?)",
                (number, target, kind, citation.title, title, citation.document_number, paper),
            )
        own, paper = title_key(metadata.title), number_key(metadata.document_number)
        if own:
            self._connection.execute("INSERT INTO keys VALUES (?,?,?)", (number, own, paper))
            self._connection.execute(
                "UPDATE relations SET target = ? WHERE target IS NULL AND title_key = ? AND source <> ?"
                " AND (number_key = '' OR ? = '' OR number_key = ?)",
                (number, own, number, paper, paper),
            )

    def rekey(self, number: int, title: str, document_number: str) -> None:
        """Take over a corrected title or number."""
        keys = number, title_key(title), number_key(document_number)
        self._connection.execute("INSERT OR REPLACE INTO keys VALUES (?,?,?)", keys)

    def of(self, number: int) -> tuple[Relation, ...]:
        """See Relations."""
        rows = self._connection.execute(
            "SELECT kind, source, target, title, document_number, confirmed FROM relations"
            " WHERE source = ?1 OR target = ?1 ORDER BY source <> ?1, id",
            (number,),
        )
        return tuple(Relation(*row[:5], confirmed=bool(row[5])) for row in rows)

    def confirm(self, source: int, title: str, kind: str) -> None:
        """See Relations."""
        self._connection.execute(
            "UPDATE relations SET confirmed = 1, kind = CASE ?1 WHEN '' THEN kind ELSE ?1 END"
            " WHERE source = ?2 AND title = ?3",
            (kind, source, title),
        )

    def remove(self, source: int, title: str) -> None:
        """See Relations."""
        self._connection.execute("DELETE FROM relations WHERE source = ? AND title = ?", (source, title))

    def find(self, title_key: str, number_key: str = "") -> list[int]:
        """See Relations."""
        rows = self._connection.execute(
            "SELECT keys.record_id FROM keys JOIN records ON records.id = keys.record_id WHERE keys.title_key = ?1"
            " AND records.deleted_at = '' ORDER BY keys.number_key = ?2 DESC, records.issue_date DESC",
            (title_key, number_key),
        )
        return [int(row[0]) for row in rows]

    def titled(self, title_key: str) -> frozenset[int]:
        """See Relations."""
        rows = self._connection.execute("SELECT record_id FROM keys WHERE title_key = ?", (title_key,))
        return frozenset(int(number) for (number,) in rows)

    def numbered(self, number_key: str) -> frozenset[int]:
        """See Relations."""
        rows = self._connection.execute("SELECT record_id FROM keys WHERE number_key = ?", (number_key,))
        return frozenset(int(number) for (number,) in rows)

    def numbers_from(self, character: str) -> Iterator[str]:
        """See Relations."""
        rows = self._connection.execute(
            "SELECT document_number FROM keys JOIN records ON id = record_id"
            " WHERE number_key >= ?1 AND number_key < char(unicode(?1) + 1) AND deleted_at = ''"
            " ORDER BY number_key DESC",
            (character,),
        )
        return (str(written) for (written,) in rows)

    def title_key(self, number: int) -> str:
        """See Relations."""
        row = self._connection.execute("SELECT title_key FROM keys WHERE record_id = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    def citing(self) -> Iterator[tuple[int, str]]:
        """See Relations."""
        rows = self._connection.execute("SELECT source, title_key FROM relations")
        return ((int(source), str(title)) for source, title in rows)

    def ended_by(self, number: int) -> int | None:
        """See Relations."""
        row = self._connection.execute(
            "SELECT source FROM relations JOIN records ON records.id = source WHERE target = ? AND relations.kind IN"
            " ('废止', '替代') AND deleted_at = ''",
            (number,),
        ).fetchone()
        return int(row[0]) if row else None
