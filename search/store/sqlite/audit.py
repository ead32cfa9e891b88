"""The audit log in SQLite: append-only, each entry's hash covers the one before it."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from search.store.values import Entry, now, storable_text

_FIRST = "0" * 64
_COLUMNS = "id, at, action, subject, detail, hash, actor"


class SqliteAudit:
    """See search.store.contract.Audit."""

    def __init__(self, connection: sqlite3.Connection, actor: str) -> None:
        self._connection = connection
        self._actor = actor

    def append(self, action: str, subject: str, detail: str = "") -> str:
        """See Audit."""
        row = self._connection.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        number, before = (int(row[0]) + 1, str(row[1])) if row else (1, _FIRST)
        subject, detail = storable_text(subject), storable_text(detail)
        entry = Entry(number, now(), action, subject, detail, "", self._actor)
        digest = _hash(before, entry)
        values = (number, entry.at, action, subject, detail, digest, self._actor)
        self._connection.execute(f"INSERT INTO audit ({_COLUMNS}) VALUES (?,?,?,?,?,?,?)", values)  # noqa: S608
        self._connection.execute("INSERT OR REPLACE INTO settings VALUES ('audit_head', ?)", (digest,))
        return digest

    def entries(self, limit: int = -1) -> list[Entry]:
        """See Audit."""
        query = f"SELECT {_COLUMNS} FROM audit ORDER BY id DESC LIMIT ?"  # noqa: S608 - constants
        return [Entry(*row) for row in self._connection.execute(query, (limit,))]

    def head(self) -> str:
        """See Audit."""
        newest = self.entries(1)
        return newest[0].hash if newest else ""

    def problems(self, head: str = "") -> list[str]:
        """See Audit."""
        before, seen = _FIRST, {_FIRST}
        query = f"SELECT {_COLUMNS} FROM audit ORDER BY id"  # noqa: S608 - constants
        for expected, row in enumerate(self._connection.execute(query), start=1):
            entry = Entry(*row)
            if entry.id != expected:
                return [f"操作日志第 {expected} 条缺失，日志可能被改动过。"]
            before = _hash(before, entry)
            if before != entry.hash:
                return [f"操作日志第 {expected} 条与校验值不符，日志可能被改动过。"]
            seen.add(before)
        newest = self._connection.execute("SELECT value FROM settings WHERE name = 'audit_head'").fetchone()
        if newest is not None and newest[0] != before:
            return ["操作日志的末尾缺失，日志可能被截短过。"]
        return ["操作日志里没有另存的那个校验值，日志可能被截短或重写过。"] if head and head not in seen else []


def _hash(before: str, entry: Entry) -> str:
    """Entries from before there were actors are hashed as they were then."""
    who = [entry.actor] if entry.actor else []
    values = [before, entry.id, entry.at, entry.action, entry.subject, entry.detail, *who]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
