"""The register of outgoing papers (发文登记) in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.store.sqlite.database import Database
from search.store.values import now, storable_row

_FIELDS = (
    *("record_id", "number", "title", "issued_on", "secrecy", "urgency", "copies", "attachments", "recipients"),
    *("copies_to", "signer", "drafted_by", "received_by", "steps"),
)
_SELECT = f"SELECT serial, by_whom, at, {', '.join(_FIELDS)} FROM outgoing"  # noqa: S608 own names


@dataclass(frozen=True, slots=True)
class OutgoingEntry:
    """One outgoing paper; `number` is its 发文字号, `steps` who did what on its way (核稿, 会签, 复核 …)."""

    record_id: int | None = None
    number: str = ""
    title: str = ""
    issued_on: str = ""
    secrecy: str = ""
    urgency: str = ""
    copies: str = ""
    attachments: str = ""
    recipients: str = ""
    copies_to: str = ""
    signer: str = ""
    drafted_by: str = ""
    received_by: str = ""
    steps: str = ""
    serial: int = 0
    by: str = ""
    at: str = ""
    archival_code: str = ""


class OutgoingPapers:
    """The register of an archive. Each change is one transaction, also while a program has the archive open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self) -> tuple[OutgoingEntry, ...]:
        """All entries by serial."""
        return self._read("")

    def _read(self, condition: str, *values: str) -> tuple[OutgoingEntry, ...]:
        connection = self._database.reader().connection
        rows = connection.execute(f"{_SELECT}{condition} ORDER BY serial", values).fetchall()
        codes = dict(connection.execute("SELECT record_id, code FROM filed_papers").fetchall())
        return tuple(_entry(row, codes) for row in rows)

    def with_number(self, number: str) -> OutgoingEntry | None:
        """The entry of a 发文字号, None where there is none."""
        return next(iter(self._read(" WHERE number = ?", number)), None)

    def add(self, entry: OutgoingEntry) -> OutgoingEntry:
        """Keep a new entry with the next serial; one with the same number is written anew."""
        with self._database.noting() as session:
            marks = ", ".join("?" * (len(_FIELDS) + 2))
            sets = ", ".join(f"{name} = excluded.{name}" for name in _FIELDS)
            sql = (
                f"INSERT INTO outgoing ({', '.join(_FIELDS)}, by_whom, at) VALUES ({marks})"  # noqa: S608 own names
                f" ON CONFLICT (number) DO UPDATE SET {sets}"
            )
            values = tuple(getattr(entry, name) for name in _FIELDS)
            session.connection.execute(sql, storable_row((*values, entry.by, now())))
            session.audit.append("发文登记", entry.number, entry.by)
        return self.with_number(entry.number) or entry


def _entry(row: Sequence[object], codes: dict[int, str]) -> OutgoingEntry:
    serial, by, at, record, *values = row
    texts = dict(zip(_FIELDS[1:], map(str, values), strict=True))
    number = None if record is None else int(str(record))
    code = codes.get(number or 0, "")
    return OutgoingEntry(record_id=number, serial=int(str(serial)), by=str(by), at=str(at), archival_code=code, **texts)
