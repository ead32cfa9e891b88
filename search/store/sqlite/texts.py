"""Texts in SQLite."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from typing import Any

from search.normal import normalise_with_map
from search.store.errors import ArchiveError
from search.store.values import NORMAL_ENCODING, NewRecord, Stored, head_of, pack_metadata, text_checksum

_ENTRIES = (
    "SELECT id, revision, kind, issuer, issue_date, deleted_at, head, body FROM records JOIN texts ON record_id = id"
    " WHERE revision > ? AND revision <= ? ORDER BY revision LIMIT ?"
)


class SqliteTexts:
    """See search.store.contract.Texts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def stored(self, number: int) -> Stored:
        """See Texts."""
        query = "SELECT text, head, body, breaks FROM texts WHERE record_id = ?"
        row = self._connection.execute(query, (number,)).fetchone()
        if row is None:
            raise ArchiveError(f"没有编号为 {number} 的文件。")
        breaks = array("I")
        breaks.frombytes(row[3])
        return Stored(row[0], row[1].decode(NORMAL_ENCODING), row[2].decode(NORMAL_ENCODING), breaks)

    def encoded(self, numbers: Sequence[int]) -> dict[int, tuple[bytes, bytes]]:
        """See Texts."""
        marks = ",".join("?" * len(numbers))
        query = f"SELECT record_id, head, body FROM texts WHERE record_id IN ({marks})"  # noqa: S608 - nothing but marks
        return {number: (head, body) for number, head, body in self._connection.execute(query, list(numbers))}

    def entries(self, after: int, upto: int, limit: int = -1) -> list[tuple[Any, ...]]:
        """See Texts."""
        return self._connection.execute(_ENTRIES, (after, upto, limit)).fetchall()

    def insert(self, number: int, new: NewRecord) -> None:
        """Write the text of a new record."""
        normal = normalise_with_map(new.text)
        body = normal.text.encode(NORMAL_ENCODING, "replace")
        head = head_of(new.metadata.title, new.metadata.document_number)
        breaks = normal.breaks.tobytes()
        checksum = text_checksum(new.text, body, breaks, pack_metadata(new.metadata))
        values = (number, new.text, head, body, breaks, checksum)
        self._connection.execute("INSERT INTO texts VALUES (?,?,?,?,?,?)", values)

    def set_head(self, number: int, title: str, document_number: str) -> None:
        """Take over a corrected title or number."""
        query = "UPDATE texts SET head = ? WHERE record_id = ?"
        self._connection.execute(query, (head_of(title, document_number), number))
