"""Keeping the sidecars in step with the database, and making records anew from them."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from search.archive import editing
from search.store import audit
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.sidecar import Sidecar, touched

_ONE_AT_A_TIME = threading.Lock()  # else the older of two threads' answers might be written last
logger = logging.getLogger(__name__)


def file_of(connection: sqlite3.Connection, number: int) -> str:
    """The SHA-256 of the kept file that a record lies in; "" when there is no such record."""
    row = connection.execute("SELECT file_sha256 FROM records WHERE id = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def current(connection: sqlite3.Connection, originals: Originals, sha: str) -> Sidecar | None:
    """What the sidecar of an original has to say; None when the database has no records of it."""
    if connection.execute("SELECT 1 FROM records WHERE file_sha256 = ? LIMIT 1", (sha,)).fetchone() is None:
        return None
    known = _read(originals, sha) or _from_rows(connection, originals, sha)
    return replace(known, records=touched(connection, sha)) if known else None


def refresh(connection: sqlite3.Connection, originals: Originals, sha: str) -> bool:
    """Have the sidecar of an original say what the database says; whether it does. A lost one is made anew."""
    with _ONE_AT_A_TIME:
        wanted = current(connection, originals, sha)
        try:
            if wanted is not None and wanted != _read(originals, sha):
                originals.write_sidecar(wanted)
        except OSError as error:
            logger.info("sidecar not written: errno %s", error.errno)
            return False
        return True


def _read(originals: Originals, sha: str) -> Sidecar | None:
    try:
        return originals.sidecar(sha)
    except ArchiveError:
        return None


def _from_rows(connection: sqlite3.Connection, originals: Originals, sha: str) -> Sidecar | None:
    """What the rows tell of an original whose sidecar is lost; None when there are none, or no file."""
    row = connection.execute(
        "SELECT original_name, media_type, added_at, COUNT(*) > 1 AND MAX(sha256 = file_sha256)"
        " FROM records WHERE file_sha256 = ?",
        (sha,),
    ).fetchone()
    if row[0] is None or not originals.path(sha).is_file():
        return None
    name, media_type, added_at, several = row
    return Sidecar(sha, name, media_type, originals.size(sha), added_at, split=bool(several))


def refresh_recent(connection: sqlite3.Connection, originals: Originals, entries: int = 200) -> None:
    """Mend the sidecars of what was changed last: a crash may have come between record and sidecar."""
    recent = audit.entries(connection, entries)
    numbers = {int(part) for entry in recent for part in entry.subject.split(",") if part.isdecimal()}
    files = {entry.detail for entry in recent if entry.action == "导入"}
    for sha in files | {file_of(connection, number) for number in numbers} - {""}:
        refresh(connection, originals, sha)


def refresh_all(connection: sqlite3.Connection, originals: Originals) -> None:
    """Have every sidecar say what the database says."""
    for (sha,) in connection.execute("SELECT DISTINCT file_sha256 FROM records").fetchall():
        refresh(connection, originals, sha)


def orphaned(connection: sqlite3.Connection) -> Iterator[str]:
    """Files all of whose records were removed for good: a crash may have come before the file went too."""
    rows = connection.execute(
        "SELECT DISTINCT file_sha256 FROM purged WHERE file_sha256 NOT IN (SELECT file_sha256 FROM records)"
    )
    return (str(row[0]) for row in rows.fetchall())


def apply(connection: sqlite3.Connection, sidecar: Sidecar) -> None:
    """Do again what people had done to the records of an original that was just read in."""
    for part, values in sidecar.records.items():
        row = connection.execute(
            "SELECT id FROM records WHERE file_sha256 = ? AND part = ?", (sidecar.sha256, int(part))
        ).fetchone()
        if row is not None:
            _apply(connection, int(row[0]), values)


def _apply(connection: sqlite3.Connection, number: int, values: dict[str, Any]) -> None:
    for field, value in values.get("corrections", {}).items():
        editing.update(connection, number, field, value)
    for tag in values.get("tags", []):
        connection.execute("INSERT OR IGNORE INTO tags (record_id, tag) VALUES (?, ?)", (number, tag))
    for name in values.get("collections", []):
        connection.execute("INSERT OR IGNORE INTO collections (name) VALUES (?)", (name,))
        query = "INSERT OR IGNORE INTO collection_records SELECT id, ? FROM collections WHERE name = ?"
        connection.execute(query, (number, name))
    if "note" in values:
        connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (number, values["note"]))
    if "deleted_at" in values or "purged" in values:
        editing.delete(connection, number, values.get("deleted_at", ""))
    if "purged" in values:
        editing.purge(connection, number)
