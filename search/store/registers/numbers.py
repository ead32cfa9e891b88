"""The register of document numbers in the database: one row a number, given in one transaction over all processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search.normal import normalise
from search.store.registers.number_rows import COLUMNS, OURS, NumberedPaper, NumberRow
from search.store.sqlite.database import Database
from search.store.sqlite.session import SqliteSession
from search.store.values import now, storable_row

_ACTIONS = {"reserved": "预留号", "taken": "取号", "issued": "发号", "void": "作废号"}


class Numbers:
    """The numbers of all series. Each change is one transaction, also beside a program that has the archive open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, code: str = "", year: int = 0, state: str = "") -> tuple[NumberRow, ...]:
        """The rows by code, year and n; an empty argument means any."""
        wanted = (("code", code), ("year", year), ("state", state))
        conditions = "".join(f" AND {name} = ?" for name, value in wanted if value)
        values = [value for _, value in wanted if value]
        sql = f"SELECT {COLUMNS} FROM numbers WHERE 1 = 1{conditions} ORDER BY code, year, n"  # noqa: S608 own names
        return tuple(NumberRow(*row) for row in self._database.reader().connection.execute(sql, values))

    def row(self, code: str, year: int, n: int) -> NumberRow | None:
        """The row of a number, None where it was never given."""
        return _row(self._database.reader(), code, year, n)

    def papers(self) -> dict[tuple[str, int], list[NumberedPaper]]:
        """The papers of the archive, but those that came in from elsewhere, by the code (as first written) and year."""
        sql = (
            "SELECT k.number_key, r.document_number, r.id, r.title FROM keys k JOIN records r ON r.id = k.record_id"  # noqa: S608  own names
            f" WHERE k.number_key <> ''{OURS} ORDER BY r.id"
        )
        found: dict[tuple[str, int], list[NumberedPaper]] = {}
        names: dict[str, str] = {}
        for key, written, number, title in self._database.reader().connection.execute(sql):
            code, year, n = key.split("|")
            name = names.setdefault(code, _code(written) or code)
            found.setdefault((name, int(year)), []).append(NumberedPaper(int(n), int(number), str(title)))
        return found

    def title_of(self, record_id: int) -> str | None:
        """The title of a paper of the archive, None where there is no such paper."""
        sql = "SELECT title FROM records WHERE id = ? AND deleted_at = ''"
        row = self._database.reader().connection.execute(sql, (record_id,)).fetchone()
        return str(row[0]) if row else None

    def next(self, code: str, year: int) -> int:
        """The first n that was never given nor stands on a paper of the archive."""
        return _next(self._database.reader(), code, year)

    def give(self, template: NumberRow, count: int = 1) -> tuple[NumberRow, ...]:
        """Give the next `count` numbers, with the state and words of `template` (its `n` does not matter).

        Papers of the archive that bear numbers of the series and have no row yet get theirs first, and so do the gaps
        below them: a number that stands on a paper is never given.
        """
        with self._database.noting() as session:
            _adopt(session, template.code, template.year, template.by)
            first = _next(session, template.code, template.year)
            return tuple(_written(session, template, n) for n in range(first, first + count))

    def change(self, row: NumberRow, allowed: Iterable[str]) -> NumberRow | None:
        """Give a number the state of `row`, and its words where there are any, if its state is one of `allowed`.

        None, and no change, otherwise.
        """
        with self._database.noting() as session:
            _adopt(session, row.code, row.year, row.by)
            before = _row(session, row.code, row.year, row.n)
            if before is None or before.state not in allowed:
                return None
            return _written(session, _merged(before, row), row.n)

    def adopt(self, code: str, year: int, by: str) -> None:
        """Give each paper of the archive whose number belongs to the series its row, and the gaps below them too."""
        if _unknown(self._database.reader(), code, year):
            with self._database.noting() as session:
                _adopt(session, code, year, by)


def _row(session: SqliteSession, code: str, year: int, n: int) -> NumberRow | None:
    sql = f"SELECT {COLUMNS} FROM numbers WHERE code = ? AND year = ? AND n = ?"  # noqa: S608 own names
    found = session.connection.execute(sql, (code, year, n)).fetchone()
    return NumberRow(*found) if found else None


def _merged(before: NumberRow, after: NumberRow) -> NumberRow:
    """`before` in the state of `after`, with those words of `after` that are not empty."""
    return replace(
        before,
        state=after.state,
        by=after.by,
        at="",
        why=after.why or before.why,
        title=after.title or before.title,
        record_id=before.record_id if after.record_id is None else after.record_id,
    )


def _written(session: SqliteSession, row: NumberRow, n: int) -> NumberRow:
    """Write the row as number `n` and note it in the audit log, within the running transaction."""
    values = (row.code, row.year, n, row.state, row.origin, row.by, row.at or now(), row.why, row.title, row.record_id)
    values = storable_row(values)
    session.connection.execute(f"INSERT OR REPLACE INTO numbers ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", values)  # noqa: S608
    session.audit.append(_ACTIONS[row.state], f"{row.code}|{row.year}|{n}", "；".join(filter(None, (row.by, row.why))))
    return NumberRow(*values)


def _next(session: SqliteSession, code: str, year: int) -> int:
    sql = "SELECT coalesce(max(n), 0) FROM numbers WHERE code = ? AND year = ?"
    highest = int(session.connection.execute(sql, (code, year)).fetchone()[0])
    return 1 + max([highest, *(paper.n for paper in _papers(session, code, year))])


def _papers(session: SqliteSession, code: str, year: int) -> list[NumberedPaper]:
    """The papers whose number belongs to the series, by n and id; found through the index on their keys."""
    prefix = f"{normalise(code)}|{year}|"
    sql = (
        "SELECT k.number_key, r.id, r.title FROM keys k JOIN records r ON r.id = k.record_id"  # noqa: S608  own names
        f" WHERE k.number_key >= ? AND k.number_key < ?{OURS}"
    )
    rows = session.connection.execute(sql, (prefix, prefix + "\U0010ffff"))
    papers = [NumberedPaper(int(key.rpartition("|")[2]), int(number), str(title)) for key, number, title in rows]
    return sorted((paper for paper in papers if paper.n > 0), key=lambda paper: (paper.n, paper.record_id))


def _unknown(session: SqliteSession, code: str, year: int) -> list[NumberedPaper]:
    """The papers of the series whose number has no row."""
    sql = "SELECT n FROM numbers WHERE code = ? AND year = ?"
    known = {int(n) for (n,) in session.connection.execute(sql, (code, year))}
    return [paper for paper in _papers(session, code, year) if paper.n not in known]


_GAP = "启用登记时，档案里没有用这个号的文件，请核对"


def _adopt(session: SqliteSession, code: str, year: int, by: str) -> None:
    """Give the papers of the series their rows, and the gaps below the highest: one entry in the audit log."""
    unknown = {paper.n: paper for paper in reversed(_unknown(session, code, year))}
    if not unknown:
        return
    rows = [_found(code, year, n, unknown.get(n), by) for n in range(1, max(unknown) + 1)]
    session.connection.executemany(f"INSERT OR IGNORE INTO numbers ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", rows)  # noqa: S608
    session.audit.append("登记已用号", f"{code}|{year}", f"{by}；{len(unknown)}")


def _found(code: str, year: int, n: int, paper: NumberedPaper | None, by: str) -> tuple[str | int | None, ...]:
    if paper is None:
        return (code, year, n, "reserved", "gap", by, now(), _GAP, "", None)
    return (code, year, n, "issued", "paper", by, now(), "", paper.title, paper.record_id)


def _code(written: str) -> str:
    """The code of a number as it is written, without brackets and what follows them."""
    for mark in "〔[［(（":
        head, sign, _ = written.partition(mark)
        if sign and head.strip():
            return head.strip()
    return ""
