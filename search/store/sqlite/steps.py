"""The undo history in SQLite: temporary triggers of the writing connection note each changed row, before and after.

They exist as long as the connection and write only while a step is open, so that imports pay nothing and the file holds
no trigger. To have another table's changes undone, name it in `PLACES`.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from search.store.errors import ArchiveError
from search.store.sqlite.raised import errors
from search.store.sqlite.records import SqliteRecords
from search.store.values import FIELDS, Step, now

KEPT = 500
"""Steps that are kept; older ones are forgotten."""

_STEP = "SELECT id, at, actor, label, undoes FROM steps"


@dataclass(frozen=True, slots=True)
class _Place:
    """A table: its key, its other columns, the column that tells whose row it is, and what is noted of it."""

    name: str
    key: tuple[str, ...]
    values: tuple[str, ...] = ()
    record: str = "0"
    events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.key, *self.values)

    def trigger(self, event: str) -> str:
        """The statement that makes the trigger for one kind of change."""
        old, new = ("''" if event == "INSERT" else self._row("OLD")), ("''" if event == "DELETE" else self._row("NEW"))
        whose = self.record if self.record == "0" else f"{'OLD' if event == 'DELETE' else 'NEW'}.{self.record}"
        what = f"UPDATE OF {', '.join(self.values)}" if event == "UPDATE" and self.values else event
        when = f"CREATE TEMP TRIGGER undo_{self.name}_{event} AFTER {what} ON main.{self.name}"
        note = f"SELECT step, '{self.name}', {whose}, {old}, {new} FROM undoing"  # noqa: S608 - constants
        columns = "step, place, record, before, after"
        return f"{when} WHEN EXISTS (SELECT 1 FROM undoing) BEGIN INSERT INTO step_rows ({columns}) {note}; END"  # noqa: S608

    def _row(self, side: str) -> str:
        pairs = (f"'{name}', {side}.{name}" for name in self.columns)
        return f"json_object({', '.join(pairs)})"


PLACES = {
    place.name: place
    for place in (
        _Place("records", ("id",), (*FIELDS, "corrections", "deleted_at"), "id", ("UPDATE",)),
        _Place("tags", ("tag", "record_id"), (), "record_id"),
        _Place("notes", ("record_id",), ("note",), "record_id"),
        _Place("collections", ("id",), ("name",)),
        _Place("collection_records", ("collection_id", "record_id"), (), "record_id"),
        _Place("saved_searches", ("name",), ("query",)),
        _Place("watched_folders", ("path",)),
        _Place(
            "relations",
            ("id",),
            ("source", "target", "kind", "title", "title_key", "document_number", "number_key", "confirmed"),
            "source",
        ),
    )
}


def watch(connection: sqlite3.Connection) -> None:
    """Make the triggers on a writing connection."""
    connection.execute("CREATE TEMP TABLE undoing (step INTEGER NOT NULL)")
    for place in PLACES.values():
        for event in place.events:
            if event != "UPDATE" or place.values:
                connection.execute(place.trigger(event))


class SqliteSteps:
    """See search.store.contract.Steps."""

    def __init__(self, connection: sqlite3.Connection, actor: str) -> None:
        self._connection = connection
        self._actor = actor

    def begin(self, label: str, undoes: int = 0) -> int:
        """See Steps."""
        values = (now(), self._actor, label, undoes)
        query = "INSERT INTO steps (at, actor, label, undoes) VALUES (?,?,?,?) RETURNING id"
        step = int(self._connection.execute(query, values).fetchone()[0])
        self._connection.execute("DELETE FROM undoing")
        self._connection.execute("INSERT INTO undoing VALUES (?)", (step,))
        return step

    def end(self) -> None:
        """See Steps."""
        row = self._connection.execute("SELECT step FROM undoing").fetchone()
        self._connection.execute("DELETE FROM undoing")
        if row is not None:
            query = "DELETE FROM steps WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM step_rows WHERE step = ?1)"
            self._connection.execute(query, row)
            self._connection.execute("DELETE FROM steps WHERE id <= ?", (int(row[0]) - KEPT,))

    def undo(self, step: int) -> tuple[int, ...]:
        """See Steps."""
        found = self._connection.execute(f"{_STEP} WHERE id = ? AND undone = 0", (step,)).fetchone()
        if found is None:
            raise ArchiveError("这一步已经撤销过，或太久以前了，不能再撤销。")
        of = Step(*found)
        rows = self._connection.execute(
            "SELECT place, before, after, record FROM step_rows WHERE step = ? ORDER BY id DESC", (step,)
        ).fetchall()
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        self.begin(of.label if of.undoes else f"撤销：{of.label}", of.id)
        try:
            for place, before, after, _ in rows:
                self._put_back(PLACES[place], _read(before), _read(after), of.label)
        except errors() as error:
            if isinstance(error, errors("OperationalError")):
                raise
            raise ArchiveError(f"“{of.label}”牵涉的内容已经不在，不能撤销。") from error
        self.end()
        self._mark(of)
        return tuple(sorted({int(record) for *_, record in rows if record}))

    def _mark(self, of: Step) -> None:
        """A step that was taken back is not offered again, until its taking back is itself taken back."""
        self._connection.execute("UPDATE steps SET undone = 1 WHERE id = ?", (of.id,))
        if of.undoes:
            self._connection.execute("UPDATE steps SET undone = 0 WHERE id = ?", (of.undoes,))
            self._connection.execute("UPDATE steps SET undone = 1 WHERE undoes = ?", (of.id,))

    def newest(self, *, undone: bool = False) -> Step | None:
        """See Steps."""
        if not undone:
            return next(iter(self.steps(1)), None)
        later = "id > (SELECT coalesce(max(id), 0) FROM steps WHERE undoes = 0)"
        query = f"{_STEP} WHERE undoes <> 0 AND undone = 0 AND {later} ORDER BY id DESC LIMIT 1"
        row = self._connection.execute(query).fetchone()
        return Step(*row) if row else None

    def steps(self, limit: int = 50) -> tuple[Step, ...]:
        """See Steps."""
        query = f"{_STEP} WHERE undoes = 0 AND undone = 0 ORDER BY id DESC LIMIT ?"
        return tuple(Step(*row) for row in self._connection.execute(query, (limit,)))

    def _put_back(self, place: _Place, before: dict[str, Any], after: dict[str, Any], label: str) -> None:
        row = before or after
        key = [row[name] for name in place.key]
        where = " AND ".join(f"{name} = ?" for name in place.key)
        columns = ", ".join(place.columns)
        found = self._connection.execute(f"SELECT {columns} FROM {place.name} WHERE {where}", key).fetchone()  # noqa: S608
        if (dict(zip(place.columns, found, strict=True)) if found else {}) != after:
            raise ArchiveError(f"“{label}”之后又改动过，请先撤销后来的改动。")
        if not before:
            self._connection.execute(f"DELETE FROM {place.name} WHERE {where}", key)  # noqa: S608
        elif not after:
            marks = ",".join("?" * len(place.columns))
            values = [before[name] for name in place.columns]
            self._connection.execute(f"INSERT INTO {place.name} ({columns}) VALUES ({marks})", values)  # noqa: S608
        else:
            changes = ", ".join(f"{name} = ?" for name in place.values)
            values = [before[name] for name in place.values]
            self._connection.execute(f"UPDATE {place.name} SET {changes} WHERE {where}", [*values, *key])  # noqa: S608
            if place.name == "records":
                self._follow(int(row["id"]), before, after)

    def _follow(self, number: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """What else changes with a record: its history, its searched title, its revision."""
        records = SqliteRecords(self._connection, self._actor)
        for field in (*FIELDS, "deleted_at"):
            if before[field] != after[field]:
                records.note_change(number, field, after[field], before[field])
        records.rekey(number)
        self._connection.execute("UPDATE records SET revision = ? WHERE id = ?", (records.next_revision(), number))


def _read(row: str) -> dict[str, Any]:
    return json.loads(row) if row else {}
