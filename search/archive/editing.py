"""Changes of a record, each with its history."""

from __future__ import annotations

import json
import sqlite3

from papers.labels import label
from search.store import audit, links
from search.store.errors import ArchiveError
from search.store.rows import FIELDS, head_of, next_revision, now

BIN_DAYS = 30


def update(connection: sqlite3.Connection, number: int, field: str, value: str) -> None:
    """Correct one field; kept as a correction, so that no re-reading overwrites it."""
    if field not in FIELDS:
        raise ArchiveError(f"没有“{field}”这个字段，可以改的是：{'、'.join(map(label, FIELDS))}。")
    value = value.strip()
    if field == "title" and not value:
        raise ArchiveError("标题不能是空的。")
    before, corrections = _row(connection, number, f"{field}, corrections")
    if before == value:
        return
    corrected = {**json.loads(corrections), field: value}
    connection.execute(
        f"UPDATE records SET {field} = ?, corrections = ?, revision = ? WHERE id = ?",  # noqa: S608 - one of FIELDS
        (value, json.dumps(corrected, ensure_ascii=False), next_revision(connection), number),
    )
    _after(connection, number, field, before, value)
    if field in {"title", "document_number"}:
        title, document_number = _row(connection, number, "title, document_number")
        connection.execute("UPDATE texts SET head = ? WHERE record_id = ?", (head_of(title, document_number), number))
        links.rekey(connection, number, title, document_number)


def delete(connection: sqlite3.Connection, number: int, at: str = "") -> None:
    """Into the recycle bin, now or since `at`."""
    _move(connection, number, at or now(), "移入回收站")


def undelete(connection: sqlite3.Connection, number: int) -> None:
    """Back from the recycle bin."""
    _move(connection, number, "", "移出回收站")


def purge(connection: sqlite3.Connection, number: int) -> str:
    """Out of the recycle bin for good; the SHA-256 of the original when no other record needs it, else ""."""
    deleted_at, sha, part = _row(connection, number, "deleted_at, file_sha256, part")
    if not deleted_at:
        raise ArchiveError("只有回收站里的文件才能彻底删除，请先删除它。")
    connection.execute("DELETE FROM records WHERE id = ?", (number,))
    connection.execute("INSERT OR REPLACE INTO purged VALUES (?, ?)", (sha, part))
    connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'purges'")
    audit.append(connection, "彻底删除", str(number), sha)
    others = connection.execute("SELECT 1 FROM records WHERE file_sha256 = ? LIMIT 1", (sha,)).fetchone()
    return "" if others else sha


def require(connection: sqlite3.Connection, number: int) -> None:
    """ArchiveError when there is no such record."""
    _row(connection, number, "id")


def _move(connection: sqlite3.Connection, number: int, deleted_at: str, action: str) -> None:
    (before,) = _row(connection, number, "deleted_at")
    if bool(before) == bool(deleted_at):
        return
    connection.execute(
        "UPDATE records SET deleted_at = ?, revision = ? WHERE id = ?", (deleted_at, next_revision(connection), number)
    )
    connection.execute(
        "INSERT INTO history (record_id, at, field, before, after) VALUES (?,?,?,?,?)",
        (number, now(), "deleted_at", before, deleted_at),
    )
    audit.append(connection, action, str(number))


def _after(connection: sqlite3.Connection, number: int, field: str, before: str, after: str) -> None:
    connection.execute(
        "INSERT INTO history (record_id, at, field, before, after) VALUES (?,?,?,?,?)",
        (number, now(), field, before, after),
    )
    audit.append(connection, "修改", str(number), field)


def _row(connection: sqlite3.Connection, number: int, columns: str) -> tuple[str, ...]:
    row = connection.execute(f"SELECT {columns} FROM records WHERE id = ?", (number,)).fetchone()  # noqa: S608 - constants
    if row is None:
        raise ArchiveError(f"没有编号为 {number} 的文件。")
    return tuple(row)
