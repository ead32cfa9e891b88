"""The register of incoming papers (收文登记) in the database, and who has each (传阅)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from search.store.sqlite.database import Database
from search.store.sqlite.session import SqliteSession
from search.store.values import now, storable_row

_FIELDS = (
    *("record_id", "received_on", "title", "issuer", "document_number", "issue_date", "kind", "secrecy", "urgency"),
    *("copy_number", "attachments", "copies", "signed_by", "lead", "due", "proposal", "instruction", "result"),
    *("reply_number", "state"),
)
_SELECT = f"SELECT serial, by_whom, at, {', '.join(_FIELDS)} FROM incoming"  # noqa: S608 own names


@dataclass(frozen=True, slots=True)
class Turn:
    """A paper's turn at one reader, since a day (ISO); `returned_on` "": it is still there."""

    reader: str
    since: str
    returned_on: str = ""


@dataclass(frozen=True, slots=True)
class IncomingEntry:
    """One incoming paper. Days are ISO, "" for none; `serial` 0: not kept yet. `archival_code` is its 档号."""

    record_id: int = 0
    received_on: str = ""
    title: str = ""
    issuer: str = ""
    document_number: str = ""
    issue_date: str = ""
    kind: str = ""
    secrecy: str = ""
    urgency: str = ""
    copy_number: str = ""
    attachments: tuple[str, ...] = ()
    copies: str = ""
    signed_by: str = ""
    lead: str = ""
    due: str = ""
    proposal: str = ""
    instruction: str = ""
    result: str = ""
    reply_number: str = ""
    state: str = "open"
    serial: int = 0
    by: str = ""
    at: str = ""
    archival_code: str = ""
    turns: tuple[Turn, ...] = ()

    @property
    def holder(self) -> str:
        """Who has the paper now: the last reader that has not given it back, else the unit in charge."""
        last = self.turns[-1] if self.turns else None
        return last.reader if last and not last.returned_on else self.lead


class IncomingPapers:
    """The register of an archive. Each change is one transaction, also while a program has the archive open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self) -> tuple[IncomingEntry, ...]:
        """All entries by serial."""
        return self._read("")

    def entry(self, serial: int) -> IncomingEntry | None:
        """One entry, None where there is none."""
        return next(iter(self._read(" WHERE serial = ?", serial)), None)

    def alike(self, record_id: int, document_number: str) -> tuple[IncomingEntry, ...]:
        """The entries of the same file of the archive, or with the same number; 0 and "" are like none."""
        condition = " WHERE (? <> 0 AND record_id = ?) OR (? <> '' AND document_number = ?)"
        return self._read(condition, record_id, record_id, document_number, document_number)

    def add(self, entry: IncomingEntry) -> IncomingEntry:
        """Keep a new entry with the next serial; it starts with the unit in charge, if any."""
        with self._database.noting() as session:
            marks = ", ".join("?" * (len(_FIELDS) + 2))
            sql = f"INSERT INTO incoming ({', '.join(_FIELDS)}, by_whom, at) VALUES ({marks}) RETURNING serial"  # noqa: S608
            values = storable_row((*_values(entry), entry.by, now()))
            serial = int(session.connection.execute(sql, values).fetchone()[0])
            session.audit.append("收文登记", str(serial), entry.by)
        return self.entry(serial) or entry

    def change(self, entry: IncomingEntry, by: str) -> None:
        """Write the fields of an entry anew."""
        with self._database.noting() as session:
            sets = ", ".join(f"{name} = ?" for name in _FIELDS)
            sql = f"UPDATE incoming SET {sets} WHERE serial = ?"  # noqa: S608 own names
            session.connection.execute(sql, storable_row((*_values(entry), entry.serial)))
            session.audit.append("收文登记改动", str(entry.serial), by)

    def hand_on(self, serial: int, reader: str, day: str, by: str) -> None:
        """The paper goes on to `reader`; whoever had it gives it back on `day`. "" for nobody: it is back."""
        with self._database.noting() as session:
            back = "UPDATE circulation SET returned_on = ? WHERE serial = ? AND returned_on = ''"
            session.connection.execute(back, (day, serial))
            if reader:
                sql = "INSERT INTO circulation (serial, reader, since) VALUES (?, ?, ?)"
                session.connection.execute(sql, storable_row((serial, reader, day)))
            session.audit.append("传阅", str(serial), by)

    def _read(self, condition: str, *values: int | str) -> tuple[IncomingEntry, ...]:
        session = self._database.reader()
        rows = session.connection.execute(f"{_SELECT}{condition} ORDER BY serial", values).fetchall()
        turns = _turns(session)
        codes = dict(session.connection.execute("SELECT record_id, code FROM filed_papers").fetchall())
        return tuple(_entry(row, turns.get(int(row[0]), ()), codes) for row in rows)


def _values(entry: IncomingEntry) -> tuple[str | int, ...]:
    texts = {name: getattr(entry, name) for name in _FIELDS}
    return tuple(
        json.dumps(storable_row(cast("tuple[str, ...]", value)), ensure_ascii=False)
        if isinstance(value, tuple)
        else value
        for value in texts.values()
    )


def _turns(session: SqliteSession) -> dict[int, tuple[Turn, ...]]:
    found: dict[int, tuple[Turn, ...]] = {}
    rows = session.connection.execute("SELECT serial, reader, since, returned_on FROM circulation ORDER BY id")
    for serial, *turn in rows:
        found[int(serial)] = (*found.get(int(serial), ()), Turn(*turn))
    return found


def _entry(row: Sequence[object], turns: tuple[Turn, ...], codes: dict[int, str]) -> IncomingEntry:
    serial, by, at, *values = row
    fields = dict(zip(_FIELDS, values, strict=True))
    attachments = tuple(cast("list[str]", json.loads(str(fields.pop("attachments")))))
    record = int(str(fields.pop("record_id")))
    texts = {name: str(value) for name, value in fields.items()}
    return IncomingEntry(
        record_id=record,
        attachments=attachments,
        serial=int(str(serial)),
        by=str(by),
        at=str(at),
        archival_code=codes.get(record, ""),
        turns=turns,
        **texts,
    )
