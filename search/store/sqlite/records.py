"""Records in SQLite: writing them, changing them with their history, and reading them back as values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from search.records import Record
from search.store.errors import ArchiveError
from search.store.sqlite.relations import SqliteRelations
from search.store.sqlite.texts import SqliteTexts
from search.store.values import (
    FIELDS,
    Change,
    Facts,
    NewRecord,
    Source,
    Summary,
    as_corrected,
    now,
    pack_metadata,
    storable,
    unpack_metadata,
)

_NAMES = (
    *("id", "title", "kind", "issuer", "document_number", "issue_date", "secrecy", "sha256", "original_name"),
    *("media_type", "added_at", "metadata", "deleted_at"),
)


class SqliteRecords:
    """See search.store.contract.Records."""

    def __init__(self, connection: sqlite3.Connection, actor: str) -> None:
        self._connection = connection
        self._actor = actor
        self._texts = SqliteTexts(connection)
        self._relations = SqliteRelations(connection)

    def get(self, number: int) -> Record:
        """See Records."""
        row = self._row(number, ", ".join(_NAMES))
        text = self._connection.execute("SELECT text FROM texts WHERE record_id = ?", (number,)).fetchone()[0]
        query = "SELECT tag FROM tags WHERE record_id = ? ORDER BY tag"
        tags = tuple(str(tag) for (tag,) in self._connection.execute(query, (number,)))
        values: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
        metadata = as_corrected(unpack_metadata(values.pop("metadata")), values)
        values.pop("secrecy")
        return Record(**values, text=text, metadata=metadata, relations=self._relations.of(number), tags=tags)

    def summary(self, number: int) -> Summary:
        """See Records."""
        columns = "title, kind, issuer, document_number, issue_date, secrecy"
        return Summary(*self._row(number, columns))

    def source(self, number: int) -> Source:
        """See Records."""
        sha, file_sha, part = self._row(number, "sha256, file_sha256, part")
        return Source(sha, file_sha, int(part))

    def of_bytes(self, sha256: str) -> tuple[tuple[int, bool], ...]:
        """See Records."""
        query = "SELECT id, deleted_at <> '' FROM records WHERE sha256 = ? ORDER BY part"
        return tuple((int(number), bool(binned)) for number, binned in self._connection.execute(query, (sha256,)))

    def count(self) -> int:
        """See Records."""
        return self._number("SELECT COUNT(*) FROM records WHERE deleted_at = ''")

    def recent(self, limit: int) -> tuple[int, ...]:
        """See Records."""
        return tuple(self._ids("SELECT id FROM records WHERE deleted_at = '' ORDER BY id DESC LIMIT ?", limit))

    def binned(self, before: str = "") -> tuple[int, ...]:
        """See Records."""
        query = "SELECT id FROM records WHERE deleted_at <> '' AND (?1 = '' OR deleted_at < ?1)"
        return tuple(self._ids(f"{query} ORDER BY deleted_at DESC, id DESC", before))

    def ids(self) -> frozenset[int]:
        """See Records."""
        return frozenset(self._ids("SELECT id FROM records"))

    def live(self, upto: int | None = None) -> frozenset[int]:
        """See Records."""
        query = "SELECT id FROM records WHERE deleted_at = '' AND (?1 IS NULL OR revision <= ?1)"
        return frozenset(self._ids(query, upto))

    def papers(self) -> dict[tuple[str, int], str]:
        """See Records."""
        rows = self._connection.execute("SELECT sha256, part, title FROM records")
        return {(str(sha), int(part)): str(title) for sha, part, title in rows}

    def last_id(self) -> int:
        """See Records."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'records'").fetchone()
        return int(row[0]) if row else 0

    def revision(self) -> int:
        """See Records."""
        return self._number("SELECT value FROM counters WHERE name = 'revision'")

    def purges(self) -> int:
        """See Records."""
        return self._number("SELECT value FROM counters WHERE name = 'purges'")

    def changed_since(self, revision: int) -> Iterator[Facts]:
        """See Records."""
        query = "SELECT id, kind, issuer, issue_date, deleted_at, title FROM records WHERE revision > ?"
        return (Facts(*row) for row in self._connection.execute(query, (revision,)))

    def later_than(self, revision: int) -> frozenset[int]:
        """See Records."""
        return frozenset(self._ids("SELECT id FROM records WHERE revision > ?", revision))

    def document_numbers(self) -> Iterator[tuple[int, str]]:
        """See Records."""
        return self._pairs("SELECT id, document_number FROM records WHERE document_number <> ''")

    def secrecies(self) -> Iterator[tuple[int, str]]:
        """See Records."""
        return self._pairs("SELECT id, secrecy FROM records WHERE secrecy <> ''")

    def history(self, number: int) -> tuple[Change, ...]:
        """See Records."""
        query = "SELECT at, field, before, after, actor FROM history WHERE record_id = ? ORDER BY id DESC"
        return tuple(Change(*row) for row in self._connection.execute(query, (number,)))

    def insert(self, new: NewRecord) -> int:
        """See Records."""
        new = storable(new)
        data = new.metadata
        values = (
            *(getattr(data, field) for field in FIELDS),
            *(new.sha256, new.file_sha256, new.part, new.name, new.media_type, now(), pack_metadata(data)),
            self.next_revision(),
        )
        number = self._number(
            "INSERT INTO records (title, kind, issuer, document_number, issue_date, secrecy, sha256, file_sha256, part,"
            " original_name, media_type, added_at, metadata, revision)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING id",
            *values,
        )
        self._texts.insert(number, new)
        self._connection.execute("DELETE FROM purged WHERE file_sha256 = ? AND part = ?", (new.file_sha256, new.part))
        self._relations.link(number, new.text, data)
        return number

    def correct(self, number: int, field: str, value: str) -> None:
        """See Records."""
        if field not in FIELDS:
            raise ValueError(field)
        before, corrections = self._row(number, f"{field}, corrections")
        corrected = {**json.loads(corrections), field: value}
        self._connection.execute(
            f"UPDATE records SET {field} = ?, corrections = ?, revision = ? WHERE id = ?",  # noqa: S608 - one of FIELDS
            (value, json.dumps(corrected, ensure_ascii=False), self.next_revision(), number),
        )
        self.note_change(number, field, before, value)
        self.rekey(number)

    def move(self, number: int, deleted_at: str) -> None:
        """See Records."""
        (before,) = self._row(number, "deleted_at")
        query = "UPDATE records SET deleted_at = ?, revision = ? WHERE id = ?"
        self._connection.execute(query, (deleted_at, self.next_revision(), number))
        self.note_change(number, "deleted_at", before, deleted_at)

    def purge(self, number: int) -> str:
        """See Records."""
        source = self.source(number)
        sha, part = source.file_sha256, source.part
        self._connection.execute("DELETE FROM step_rows WHERE record = ?", (number,))
        self._connection.execute("DELETE FROM records WHERE id = ?", (number,))
        self._connection.execute("INSERT OR REPLACE INTO purged VALUES (?, ?)", (sha, part))
        self._connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'purges'")
        return "" if self._ids("SELECT 1 FROM records WHERE file_sha256 = ? LIMIT 1", sha) else sha

    def rekey(self, number: int) -> None:
        """Have searched title and keys follow a corrected title or number."""
        title, document_number = self._row(number, "title, document_number")
        self._texts.set_head(number, title, document_number)
        self._relations.rekey(number, title, document_number)

    def note_change(self, number: int, field: str, before: str, after: str) -> None:
        """Write a line of the record's history."""
        self._connection.execute(
            "INSERT INTO history (record_id, at, field, before, after, actor) VALUES (?,?,?,?,?,?)",
            (number, now(), field, before, after, self._actor),
        )

    def next_revision(self) -> int:
        """Count a change of a record."""
        return self._number("UPDATE counters SET value = value + 1 WHERE name = 'revision' RETURNING value")

    def _row(self, number: int, columns: str) -> tuple[str, ...]:
        query = f"SELECT {columns} FROM records WHERE id = ?"  # noqa: S608 - constants
        row = self._connection.execute(query, (number,)).fetchone()
        if row is None:
            raise ArchiveError(f"没有编号为 {number} 的文件。")
        return tuple(row)

    def _number(self, query: str, *values: object) -> int:
        return int(self._connection.execute(query, values).fetchone()[0])

    def _ids(self, query: str, *values: object) -> list[int]:
        return [int(number) for (number,) in self._connection.execute(query, values)]

    def _pairs(self, query: str) -> Iterator[tuple[int, str]]:
        return ((int(number), str(text)) for number, text in self._connection.execute(query))
