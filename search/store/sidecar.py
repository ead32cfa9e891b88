"""What stands beside each original: all that is needed to make its records anew, from the files alone."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import asdict, dataclass, field
from typing import Any

_CHECKSUM = "checksum"
_TOUCHED = """
SELECT part, deleted_at, coalesce((SELECT note FROM notes WHERE record_id = records.id), ''), corrections,
    (SELECT json_group_array(tag) FROM (SELECT tag FROM tags WHERE record_id = records.id ORDER BY tag)),
    (SELECT json_group_array(name) FROM (SELECT name FROM collections JOIN collection_records ON id = collection_id
        WHERE record_id = records.id ORDER BY name))
FROM records WHERE file_sha256 = ? ORDER BY part
"""
Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What must be known of an original to read it in again.

    `records` is what people did to each of its records, by its number within the file: corrections, tags, collections,
    note, deleted_at, or purged. Records that nobody touched are not in it.
    """

    sha256: str
    name: str
    media_type: str
    size: int
    added_at: str
    split: bool = False
    kind: str = ""
    records: Kept = field(default_factory=dict[str, dict[str, Any]])


def pack(sidecar: Sidecar) -> bytes:
    """As JSON, with a checksum of the rest."""
    values = asdict(sidecar)
    return json.dumps({**values, _CHECKSUM: _checksum(values)}, ensure_ascii=False, indent=1).encode()


def unpack(data: bytes) -> Sidecar:
    """From JSON; ValueError when it is not what was written."""
    values: dict[str, Any] = json.loads(data)
    if _CHECKSUM in values and values.pop(_CHECKSUM) != _checksum(values):  # archives of schema 1 have none
        raise ValueError("checksum")
    return Sidecar(**values)


def touched(connection: sqlite3.Connection, sha256: str) -> Kept:
    """What the database holds for `Sidecar.records` of this original."""
    kept: Kept = {}
    for part, *columns in connection.execute(_TOUCHED, (sha256,)).fetchall():
        values = dict(zip(("deleted_at", "note", "corrections", "tags", "collections"), columns, strict=True))
        values |= {name: json.loads(values[name]) for name in ("corrections", "tags", "collections")}
        found = {name: value for name, value in values.items() if value}
        if found:
            kept[str(part)] = found
    gone = connection.execute("SELECT part FROM purged WHERE file_sha256 = ? ORDER BY part", (sha256,))
    return kept | {str(part): {"purged": True} for (part,) in gone.fetchall()}


def _checksum(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
