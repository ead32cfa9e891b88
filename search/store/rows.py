"""Records as rows: writing them, and reading them back as values."""

from __future__ import annotations

import json
import sqlite3
from array import array
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from search.normal import normalise, normalise_with_map
from search.records import Citation, Metadata, Record, Relation
from search.store.database import text_checksum
from search.store.errors import ArchiveError

NORMAL_ENCODING = "utf-16-le"
FIELDS = ("title", "kind", "issuer", "document_number", "issue_date", "secrecy")
_NAMES = (
    *("id", "title", "kind", "issuer", "document_number", "issue_date", "secrecy", "sha256", "original_name"),
    *("media_type", "added_at", "metadata", "deleted_at"),
)


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A document about to be added; `part` is its number within the stored file."""

    text: str
    metadata: Metadata
    sha256: str
    file_sha256: str
    part: int
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Stored:
    """The texts of a record as stored."""

    text: str
    head: str
    body: str
    breaks: array[int]


def now() -> str:
    """The present moment as written into the archive: UTC, seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def next_revision(connection: sqlite3.Connection) -> int:
    """Count a change of a record."""
    row = connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'revision' RETURNING value").fetchone()
    return int(row[0])


def insert(connection: sqlite3.Connection, new: NewRecord) -> int:
    """Write a new record; its id."""
    data = new.metadata
    row = connection.execute(
        "INSERT INTO records (title, kind, issuer, document_number, issue_date, secrecy, sha256, file_sha256, part,"
        " original_name, media_type, added_at, metadata, revision)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING id",
        (
            *(getattr(data, field) for field in FIELDS),
            new.sha256,
            new.file_sha256,
            new.part,
            new.name,
            new.media_type,
            now(),
            pack_metadata(data),
            next_revision(connection),
        ),
    ).fetchone()
    number = int(row[0])
    _insert_text(connection, number, new)
    connection.execute("DELETE FROM purged WHERE file_sha256 = ? AND part = ?", (new.file_sha256, new.part))
    return number


def _insert_text(connection: sqlite3.Connection, number: int, new: NewRecord) -> None:
    normal = normalise_with_map(new.text)
    body = normal.text.encode(NORMAL_ENCODING, "replace")
    head = head_of(new.metadata.title, new.metadata.document_number)
    breaks = normal.breaks.tobytes()
    checksum = text_checksum(new.text, body, breaks, pack_metadata(new.metadata))
    connection.execute("INSERT INTO texts VALUES (?,?,?,?,?,?)", (number, new.text, head, body, breaks, checksum))


def head_of(title: str, document_number: str) -> bytes:
    """The stored form of title and number: searched like the text."""
    return f"{normalise(title)}\n{normalise(document_number)}".encode(NORMAL_ENCODING, "replace")


def stored(connection: sqlite3.Connection, number: int) -> Stored:
    """The texts of a record."""
    row = connection.execute("SELECT text, head, body, breaks FROM texts WHERE record_id = ?", (number,)).fetchone()
    if row is None:
        raise ArchiveError(f"没有编号为 {number} 的文件。")
    breaks = array("I")
    breaks.frombytes(row[3])
    return Stored(row[0], row[1].decode(NORMAL_ENCODING), row[2].decode(NORMAL_ENCODING), breaks)


def record(connection: sqlite3.Connection, number: int) -> Record:
    """The record with this id; ArchiveError when there is none."""
    row = connection.execute(f"SELECT {', '.join(_NAMES)} FROM records WHERE id = ?", (number,)).fetchone()  # noqa: S608
    if row is None:
        raise ArchiveError(f"没有编号为 {number} 的文件。")
    text = connection.execute("SELECT text FROM texts WHERE record_id = ?", (number,)).fetchone()[0]
    tags = connection.execute("SELECT tag FROM tags WHERE record_id = ? ORDER BY tag", (number,)).fetchall()
    values: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    metadata = _as_corrected(unpack_metadata(values.pop("metadata")), values)
    values.pop("secrecy")
    tags = tuple(tag for (tag,) in tags)
    return Record(**values, text=text, metadata=metadata, relations=relations(connection, number), tags=tags)


def _as_corrected(metadata: Metadata, values: dict[str, Any]) -> Metadata:
    """`metadata` with what the user corrected: the columns are the truth."""
    return replace(metadata, **{field: values[field] for field in FIELDS if field in values})


def relations(connection: sqlite3.Connection, number: int) -> tuple[Relation, ...]:
    """The relations from and to a record, those from it first."""
    rows = connection.execute(
        "SELECT kind, source, target, title, document_number, confirmed FROM relations"
        " WHERE source = ?1 OR target = ?1 ORDER BY source <> ?1, id",
        (number,),
    )
    return tuple(Relation(*row[:5], confirmed=bool(row[5])) for row in rows)


def pack_metadata(metadata: Metadata) -> str:
    """Metadata as JSON. Not asdict of the whole, which copies each value first."""
    values = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    return json.dumps(values, ensure_ascii=False, default=asdict)


def unpack_metadata(packed: str) -> Metadata:
    """Metadata from JSON."""
    value: dict[str, Any] = json.loads(packed)
    for field in ("issuers", "signers", "attachments", "doubtful"):
        value[field] = tuple(value.get(field, ()))
    value["citations"] = tuple(Citation(**citation) for citation in value.get("citations", ()))
    value["places"] = {field: (int(start), int(end)) for field, (start, end) in value.get("places", {}).items()}
    return Metadata(**value)
