"""What the SQLite store knows of the kept files."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from search.store.values import FileFacts

_TOUCHED = """
SELECT part, deleted_at, coalesce((SELECT note FROM notes WHERE record_id = records.id), ''), corrections,
    (SELECT json_group_array(tag) FROM (SELECT tag FROM tags WHERE record_id = records.id ORDER BY tag)),
    (SELECT json_group_array(name) FROM (SELECT name FROM collections JOIN collection_records ON id = collection_id
        WHERE record_id = records.id ORDER BY name))
FROM records WHERE file_sha256 = ? ORDER BY part
"""


class SqliteFiles:
    """See search.store.contract.Files."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[str, ...]:
        """See Files."""
        return self._texts("SELECT DISTINCT file_sha256 FROM records ORDER BY 1")

    def facts(self, sha256: str) -> FileFacts | None:
        """See Files."""
        row = self._connection.execute(
            "SELECT original_name, media_type, added_at, COUNT(*) > 1 AND MAX(sha256 = file_sha256)"
            " FROM records WHERE file_sha256 = ?",
            (sha256,),
        ).fetchone()
        return None if row[0] is None else FileFacts(row[0], row[1], row[2], split=bool(row[3]))

    def names(self, sha256: str) -> tuple[str, ...]:
        """See Files."""
        return self._texts("SELECT DISTINCT original_name FROM records WHERE file_sha256 = ?", sha256)

    def parts(self, sha256: str) -> dict[int, str]:
        """See Files."""
        query = "SELECT part, sha256 FROM records WHERE file_sha256 = ? AND sha256 <> file_sha256"
        return dict(self._connection.execute(query, (sha256,)))

    def record_of(self, sha256: str, part: int) -> int | None:
        """See Files."""
        query = "SELECT id FROM records WHERE file_sha256 = ? AND part = ?"
        row = self._connection.execute(query, (sha256, part)).fetchone()
        return int(row[0]) if row else None

    def touched(self, sha256: str) -> dict[str, dict[str, Any]]:
        """See Files."""
        kept: dict[str, dict[str, Any]] = {}
        for part, *columns in self._connection.execute(_TOUCHED, (sha256,)).fetchall():
            values = dict(zip(("deleted_at", "note", "corrections", "tags", "collections"), columns, strict=True))
            values |= {name: json.loads(values[name]) for name in ("corrections", "tags", "collections")}
            found = {name: value for name, value in values.items() if value}
            if found:
                kept[str(part)] = found
        gone = self._connection.execute("SELECT part FROM purged WHERE file_sha256 = ? ORDER BY part", (sha256,))
        return kept | {str(part): {"purged": True} for (part,) in gone.fetchall()}

    def orphaned(self) -> tuple[str, ...]:
        """See Files."""
        return self._texts(
            "SELECT DISTINCT file_sha256 FROM purged WHERE file_sha256 NOT IN (SELECT file_sha256 FROM records)"
        )

    def _texts(self, query: str, *values: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self._connection.execute(query, values).fetchall())
