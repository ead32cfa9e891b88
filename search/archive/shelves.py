"""Keeping order: corrections, recycle bin, tags, notes, collections, saved searches, watched folders, history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from search.archive import editing, sidecars
from search.store import audit
from search.store.database import Database
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.rows import next_revision

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a record's history: `field` went from `before` to `after`; `at` is UTC."""

    at: str
    field: str
    before: str
    after: str


class Shelves:
    """The part of the archive that people arrange; every change is on the disk when its method returns."""

    def __init__(self, database: Database, originals: Originals) -> None:
        self.database = database
        self.originals = originals
        self.repair_wanted = False  # a file beside the database could not be changed: the next opening does it

    def changed(self) -> None:
        """Called after each change of records."""

    def _change(self, change: Callable[[sqlite3.Connection], _Result], number: int = 0) -> _Result:
        """Do it, and have the sidecar of record `number` say so too."""
        with self.database.writing() as connection:
            sha = sidecars.file_of(connection, number) if number else ""
            result = change(connection)
        if sha and not sidecars.refresh(self.database.reader(), self.originals, sha):
            self.repair_wanted = True
        self.changed()
        return result

    def _arrange(self, query: str, *values: str | int, number: int = 0) -> None:
        """Change what surrounds the records with one statement, noted in the audit log."""

        def change(connection: sqlite3.Connection) -> None:
            if number:
                editing.require(connection, number)
            connection.execute(query, values)
            audit.append(connection, "整理", *(str(value) for value in values[:2]))

        self._change(change, number)

    def update(self, number: int, field: str, value: str) -> None:
        """Correct title, kind, issuer, document_number, issue_date or secrecy; no re-reading overwrites it."""
        self._change(lambda connection: editing.update(connection, number, field, value), number)

    def delete(self, number: int) -> None:
        """Move a record to the recycle bin, where it stays for 30 days."""
        self._change(lambda connection: editing.delete(connection, number), number)

    def undelete(self, number: int) -> None:
        """Bring a record back from the recycle bin."""
        self._change(lambda connection: editing.undelete(connection, number), number)

    def deleted(self) -> tuple[int, ...]:
        """The records in the recycle bin, the latest first."""
        return self._ids("SELECT id FROM records WHERE deleted_at <> '' ORDER BY deleted_at DESC, id DESC")

    def purge(self, number: int) -> None:
        """Remove a record of the recycle bin for good; its original too, when no other record needs it."""
        orphan = self._change(lambda connection: editing.purge(connection, number), number)
        try:
            if orphan:
                self.originals.remove(orphan)
        except OSError:
            self.repair_wanted = True

    def purge_expired(self, today: datetime | None = None) -> tuple[int, ...]:
        """Remove for good what has been in the recycle bin for more than 30 days; the ids."""
        limit = ((today or datetime.now(UTC)) - timedelta(days=editing.BIN_DAYS)).isoformat(timespec="seconds")
        expired = self._ids("SELECT id FROM records WHERE deleted_at <> '' AND deleted_at < ?", limit)
        for number in expired:
            self.purge(number)
        return expired

    def history(self, number: int) -> tuple[Change, ...]:
        """What has been changed about a record, the latest first."""
        query = "SELECT at, field, before, after FROM history WHERE record_id = ? ORDER BY id DESC"
        return tuple(Change(*row) for row in self.database.reader().execute(query, (number,)))

    def tag(self, number: int, tag: str) -> None:
        """Put a tag on a record."""
        name = tag.strip()
        if not name:
            raise ArchiveError("标签不能是空的。")
        self._arrange("INSERT OR IGNORE INTO tags (record_id, tag) VALUES (?, ?)", number, name, number=number)

    def untag(self, number: int, tag: str) -> None:
        """Take a tag off."""
        self._arrange("DELETE FROM tags WHERE record_id = ? AND tag = ?", number, tag.strip(), number=number)

    def tags(self) -> dict[str, int]:
        """All tags, and on how many records of the archive each one is."""
        query = (
            "SELECT tag, COUNT(*) FROM tags JOIN records ON id = record_id WHERE deleted_at = ''"
            " GROUP BY tag ORDER BY COUNT(*) DESC, tag"
        )
        return dict(self.database.reader().execute(query))

    def set_note(self, number: int, note: str) -> None:
        """Write the note on a record; "" removes it."""
        if note.strip():
            query = "INSERT OR REPLACE INTO notes (record_id, note) VALUES (?, ?)"
            self._arrange(query, number, note, number=number)
        else:
            self._arrange("DELETE FROM notes WHERE record_id = ?", number, number=number)

    def note(self, number: int) -> str:
        """The note on a record, "" when there is none."""
        row = self.database.reader().execute("SELECT note FROM notes WHERE record_id = ?", (number,)).fetchone()
        return row[0] if row else ""

    def put_into_collection(self, name: str, number: int) -> None:
        """Put a record into a collection, made when it is not there yet."""
        self._arrange("INSERT OR IGNORE INTO collections (name) VALUES (?)", name)
        query = "INSERT OR IGNORE INTO collection_records SELECT id, ?2 FROM collections WHERE name = ?1"
        self._arrange(query, name, number, number=number)

    def take_from_collection(self, name: str, number: int) -> None:
        """Take a record out of a collection."""
        query = (
            "DELETE FROM collection_records WHERE record_id = ?2"
            " AND collection_id = (SELECT id FROM collections WHERE name = ?1)"
        )
        self._arrange(query, name, number, number=number)

    def remove_collection(self, name: str) -> None:
        """Remove a collection; its records stay in the archive."""
        for number in self.collections().get(name, ()):
            self.take_from_collection(name, number)
        self._arrange("DELETE FROM collections WHERE name = ?", name)

    def collections(self) -> dict[str, tuple[int, ...]]:
        """All collections with the ids of their records."""
        names = [row[0] for row in self.database.reader().execute("SELECT name FROM collections ORDER BY name")]
        query = (
            "SELECT record_id FROM collection_records JOIN collections ON collections.id = collection_id"
            " JOIN records ON records.id = record_id WHERE name = ? AND deleted_at = '' ORDER BY record_id"
        )
        return {name: self._ids(query, name) for name in names}

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name."""
        self._arrange("INSERT OR REPLACE INTO saved_searches VALUES (?, ?)", name, query)

    def forget_search(self, name: str) -> None:
        """Remove a saved search."""
        self._arrange("DELETE FROM saved_searches WHERE name = ?", name)

    def saved_searches(self) -> dict[str, str]:
        """Name → query."""
        return dict(self.database.reader().execute("SELECT name, query FROM saved_searches ORDER BY name"))

    def watch(self, folder: str) -> None:
        """Remember a folder whose new files are to be imported."""
        self._arrange("INSERT OR IGNORE INTO watched_folders VALUES (?)", folder)

    def unwatch(self, folder: str) -> None:
        """Forget a watched folder."""
        self._arrange("DELETE FROM watched_folders WHERE path = ?", folder)

    def watched(self) -> tuple[str, ...]:
        """The watched folders."""
        return tuple(row[0] for row in self.database.reader().execute("SELECT path FROM watched_folders ORDER BY path"))

    def confirm_relation(self, source: int, title: str, *, kind: str = "", keep: bool = True) -> None:
        """Confirm a found relation, give it another kind, or with `keep` False remove it."""

        def change(connection: sqlite3.Connection) -> None:
            if not keep:
                connection.execute("DELETE FROM relations WHERE source = ? AND title = ?", (source, title))
            else:
                connection.execute(
                    "UPDATE relations SET confirmed = 1, kind = CASE ?1 WHEN '' THEN kind ELSE ?1 END"
                    " WHERE source = ?2 AND title = ?3",
                    (kind, source, title),
                )
            next_revision(connection)
            audit.append(connection, "确认关系", str(source), title)

        self._change(change)

    def log(self, action: str, subject: str, detail: str = "") -> None:
        """Write into the audit log what happened outside: an export, a print. An archive open for reading can too."""
        with self.database.noting() as connection:
            audit.append(connection, action, subject, detail)

    def audit_entries(self, limit: int = 200) -> tuple[audit.Entry, ...]:
        """The newest entries of the audit log."""
        return tuple(audit.entries(self.database.reader(), limit))

    def audit_head(self) -> str:
        """The newest hash of the audit log, to be noted elsewhere; "" while the log is empty."""
        return audit.head(self.database.reader())

    def _ids(self, query: str, *values: str) -> tuple[int, ...]:
        return tuple(int(row[0]) for row in self.database.reader().execute(query, values))
