"""Tags, notes, collections, saved searches and watched folders in SQLite, and the archive's settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


class SqliteShelves:
    """See search.store.contract.Shelves."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def tag(self, number: int, tag: str) -> None:
        """See Shelves."""
        self._do("INSERT OR IGNORE INTO tags (record_id, tag) VALUES (?, ?)", number, tag)

    def untag(self, number: int, tag: str) -> None:
        """See Shelves."""
        self._do("DELETE FROM tags WHERE record_id = ? AND tag = ?", number, tag)

    def tags(self) -> dict[str, int]:
        """See Shelves."""
        query = (
            "SELECT tag, COUNT(*) FROM tags JOIN records ON id = record_id WHERE deleted_at = ''"
            " GROUP BY tag ORDER BY COUNT(*) DESC, tag"
        )
        return dict(self._connection.execute(query))

    def tagged(self) -> Iterator[tuple[int, str]]:
        """See Shelves."""
        return ((int(number), str(tag)) for number, tag in self._connection.execute("SELECT record_id, tag FROM tags"))

    def set_note(self, number: int, note: str) -> None:
        """See Shelves."""
        if note:
            query = "INSERT INTO notes VALUES (?, ?) ON CONFLICT (record_id) DO UPDATE SET note = excluded.note"
            self._do(query, number, note)
        else:
            self._do("DELETE FROM notes WHERE record_id = ?", number)

    def note(self, number: int) -> str:
        """See Shelves."""
        row = self._connection.execute("SELECT note FROM notes WHERE record_id = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    def collect(self, name: str, number: int) -> None:
        """See Shelves."""
        self._do("INSERT OR IGNORE INTO collections (name) VALUES (?)", name)
        query = "INSERT OR IGNORE INTO collection_records SELECT id, ?2 FROM collections WHERE name = ?1"
        self._do(query, name, number)

    def take_out(self, name: str, number: int) -> None:
        """See Shelves."""
        query = (
            "DELETE FROM collection_records WHERE record_id = ?2"
            " AND collection_id = (SELECT id FROM collections WHERE name = ?1)"
        )
        self._do(query, name, number)

    def remove_collection(self, name: str) -> None:
        """See Shelves."""
        query = "DELETE FROM collection_records WHERE collection_id = (SELECT id FROM collections WHERE name = ?)"
        self._do(query, name)
        self._do("DELETE FROM collections WHERE name = ?", name)

    def collection(self, name: str) -> tuple[int, ...]:
        """See Shelves."""
        query = (
            "SELECT record_id FROM collection_records JOIN collections ON collections.id = collection_id"
            " JOIN records ON records.id = record_id WHERE name = ? AND deleted_at = '' ORDER BY record_id"
        )
        return tuple(int(row[0]) for row in self._connection.execute(query, (name,)))

    def collections(self) -> dict[str, tuple[int, ...]]:
        """See Shelves."""
        names = [str(row[0]) for row in self._connection.execute("SELECT name FROM collections ORDER BY name")]
        return {name: self.collection(name) for name in names}

    def save_search(self, name: str, query: str) -> None:
        """See Shelves."""
        self._do(
            "INSERT INTO saved_searches VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET query = excluded.query",
            name,
            query,
        )

    def forget_search(self, name: str) -> None:
        """See Shelves."""
        self._do("DELETE FROM saved_searches WHERE name = ?", name)

    def saved_searches(self) -> dict[str, str]:
        """See Shelves."""
        return dict(self._connection.execute("SELECT name, query FROM saved_searches ORDER BY name"))

    def watch(self, folder: str) -> None:
        """See Shelves."""
        self._do("INSERT OR IGNORE INTO watched_folders VALUES (?)", folder)

    def unwatch(self, folder: str) -> None:
        """See Shelves."""
        self._do("DELETE FROM watched_folders WHERE path = ?", folder)

    def watched(self) -> tuple[str, ...]:
        """See Shelves."""
        return tuple(str(row[0]) for row in self._connection.execute("SELECT path FROM watched_folders ORDER BY path"))

    def _do(self, query: str, *values: str | int) -> None:
        self._connection.execute(query, values)


class SqliteSettings:
    """See search.store.contract.Settings."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str:
        """See Settings."""
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def put(self, name: str, value: str) -> None:
        """See Settings."""
        self._connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
