"""The audit log: append-only, each entry's hash covers the one before it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass

from search.store.rows import now

_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what was done (`action`), to what (`subject`), and what else there is to say."""

    id: int
    at: str
    action: str
    subject: str
    detail: str
    hash: str


def append(connection: sqlite3.Connection, action: str, subject: str, detail: str = "") -> str:
    """Write an entry within the running transaction; the new head of the chain."""
    row = connection.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    number, before = (int(row[0]) + 1, str(row[1])) if row else (1, _FIRST)
    at = now()
    digest = _hash(before, number, at, action, subject, detail)
    connection.execute("INSERT INTO audit VALUES (?,?,?,?,?,?)", (number, at, action, subject, detail, digest))
    connection.execute("INSERT OR REPLACE INTO settings VALUES ('audit_head', ?)", (digest,))
    return digest


def entries(connection: sqlite3.Connection, limit: int = -1) -> list[Entry]:
    """The newest entries first; all of them with a negative limit."""
    return [Entry(*row) for row in connection.execute("SELECT * FROM audit ORDER BY id DESC LIMIT ?", (limit,))]


def head(connection: sqlite3.Connection) -> str:
    """The newest hash; "" while the log is empty."""
    newest = entries(connection, 1)
    return newest[0].hash if newest else ""


def problems(connection: sqlite3.Connection, head: str = "") -> list[str]:
    """What is wrong with the chain; `head` is one that was noted elsewhere and must be part of it."""
    before, seen = _FIRST, {_FIRST}
    for expected, row in enumerate(connection.execute("SELECT * FROM audit ORDER BY id"), start=1):
        entry = Entry(*row)
        if entry.id != expected:
            return [f"操作日志第 {expected} 条缺失，日志可能被改动过。"]
        before = _hash(before, entry.id, entry.at, entry.action, entry.subject, entry.detail)
        if before != entry.hash:
            return [f"操作日志第 {expected} 条与校验值不符，日志可能被改动过。"]
        seen.add(before)
    newest = connection.execute("SELECT value FROM settings WHERE name = 'audit_head'").fetchone()
    if newest is not None and newest[0] != before:
        return ["操作日志的末尾缺失，日志可能被截短过。"]
    return ["操作日志里没有另存的那个校验值，日志可能被截短或重写过。"] if head and head not in seen else []


def _hash(before: str, *values: object) -> str:
    return hashlib.sha256(json.dumps([before, *values], ensure_ascii=False).encode()).hexdigest()
