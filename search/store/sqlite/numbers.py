"""The given numbers in SQLite: whether a paper bears a number that the register, or the archive, has for another."""

from __future__ import annotations

import sqlite3

from search.normal import normalise
from search.store.links import number_key
from search.store.registers.number_rows import COLUMNS, OURS, NumberRow


class SqliteGivenNumbers:
    """See search.store.contract.GivenNumbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def held_by(self, document_number: str) -> NumberRow | None:
        """The row of a number as a paper writes it, in whatever brackets; None where it was never given."""
        code, _, rest = number_key(document_number).partition("|")
        if not rest:
            return None
        year, _, n = rest.partition("|")
        sql = f"SELECT {COLUMNS} FROM numbers WHERE year = ? AND n = ?"  # noqa: S608 own names
        rows = (NumberRow(*row) for row in self._connection.execute(sql, (int(year), int(n))))
        return next((row for row in rows if normalise(row.code) == code), None)

    def told_of(self, document_number: str, title: str, record_id: int = 0) -> str:
        """See GivenNumbers."""
        row = self.held_by(document_number)
        if row is not None:
            return _told(row, document_number, title, record_id)
        sql = (
            f"SELECT r.id, r.title FROM keys k JOIN records r ON r.id = k.record_id WHERE k.number_key = ?{OURS}"  # noqa: S608
            " AND k.number_key <> '' AND r.id <> ? ORDER BY r.id LIMIT 1"
        )
        other = self._connection.execute(sql, (number_key(document_number), record_id)).fetchone()
        if other is None or str(other[1]) == title:
            return ""
        return f"文号 {document_number} 已在编号 {other[0]} 的《{other[1]}》上用过，请核对。"


def _told(row: NumberRow, document_number: str, title: str, record_id: int) -> str:
    if row.state == "void":
        return f"文号 {document_number} 在登记里已经作废（{row.why}），请核对。"
    if row.record_id is not None and record_id and row.record_id != record_id and row.title != title:
        return f"文号 {document_number} 在登记里给了编号 {row.record_id} 的《{row.title}》，请核对。"
    if row.title and row.title != title:
        return f"文号 {document_number} 在登记里给了《{row.title}》，请核对。"
    return ""
