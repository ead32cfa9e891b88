"""The filed items (件) in the database: one 档号 each, counted within year, term and unit in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from search.store.sqlite.database import Database
from search.store.sqlite.session import SqliteSession
from search.store.values import now, storable_row, storable_text

Term = Literal["Y", "D30", "D10"]
_COLUMNS = (
    "code, fonds, category, year, term, org, item_no, title, number, responsible, date8, secrecy, pages, rule, note,"
    " handed_over_at, opened_why, by_whom, at"
)


@dataclass(frozen=True, slots=True)
class Series:
    """What item numbers are counted within: 全宗号, 门类, 年度, 保管期限, 机构(问题) ("" where it is not used)."""

    fonds: str
    category: str
    year: int
    term: Term
    org: str = ""


@dataclass(frozen=True, slots=True)
class FiledItem:
    """A 件. `date8` is YYYYMMDD; `ids` are its papers in order; `code` and `item_no` are given when it is kept."""

    series: Series
    title: str
    number: str
    responsible: str
    date8: str
    secrecy: str
    pages: int
    ids: tuple[int, ...]
    rule: str = ""
    note: str = ""
    code: str = ""
    item_no: int = 0
    handed_over_at: str = ""
    opened_why: str = ""
    by: str = ""
    at: str = ""

    @property
    def locked(self) -> bool:
        """Whether it was handed over (移交) and not opened since: nothing about it may change."""
        return bool(self.handed_over_at) and not self.opened_why


class Filing:
    """The filed items of an archive. Each change is one transaction, also while a program has the archive open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def items(self, year: int = 0, term: str = "", org: str = "") -> tuple[FiledItem, ...]:
        """The items by 档号; an empty argument means any."""
        wanted = (("year", year), ("term", term), ("org", org))
        conditions = "".join(f" AND {name} = ?" for name, value in wanted if value)
        values = [value for _, value in wanted if value]
        session = self._database.reader()
        sql = f"SELECT {_COLUMNS} FROM filed_items WHERE 1 = 1{conditions} ORDER BY code"  # noqa: S608 own names
        rows = session.connection.execute(sql, values).fetchall()
        papers: dict[str, list[int]] = {}
        for record, code in session.connection.execute("SELECT record_id, code FROM filed_papers ORDER BY code, place"):
            papers.setdefault(str(code), []).append(int(record))
        return tuple(_item(row, papers.get(str(row[0]), [])) for row in rows)

    def item(self, code: str) -> FiledItem | None:
        """The item with this 档号, None where there is none."""
        return next((item for item in self.items() if item.code == code), None)

    def papers(self, year: int = 0) -> tuple[int, ...]:
        """The ids of the papers that are not in the bin, of one year by their 成文日期, or all."""
        sql = "SELECT id FROM records WHERE deleted_at = '' AND (? = 0 OR substr(issue_date, 1, 4) = ?) ORDER BY id"
        return tuple(int(number) for (number,) in self._database.reader().connection.execute(sql, (year, str(year))))

    def code_of(self, record_id: int) -> str:
        """The 档号 of the 件 that a paper belongs to, "" where it is not filed."""
        sql = "SELECT code FROM filed_papers WHERE record_id = ?"
        row = self._database.reader().connection.execute(sql, (record_id,)).fetchone()
        return str(row[0]) if row else ""

    def file(self, item: FiledItem, code_of: Callable[[Series, int], str]) -> FiledItem | str:
        """Keep an item as the next of its series; a sentence, and no change, where one of its papers is filed already.

        `code_of` writes the 档号 of a series and an item number.
        """
        with self._database.noting() as session:
            for record in item.ids:
                row = session.connection.execute(
                    "SELECT code FROM filed_papers WHERE record_id = ?", (record,)
                ).fetchone()
                if row is not None:
                    return f"编号 {record} 已经归档（{row[0]}），没有再归；要改先用 filing open 开启。"
            kept = _numbered(session, item, code_of)
            _insert(session, kept)
            return kept

    def mark(self, code: str, *, handed_over: bool = False, why: str = "") -> None:
        """Note that an item was handed over, or opened again and why."""
        with self._database.noting() as session:
            if handed_over:
                sql = "UPDATE filed_items SET handed_over_at = ?, opened_why = '' WHERE code = ?"
                session.connection.execute(sql, (now(), code))
            else:
                session.connection.execute(
                    "UPDATE filed_items SET opened_why = ? WHERE code = ?", (storable_text(why), code)
                )
            session.audit.append("移交" if handed_over else "开启归档", code, why)

    def setting(self, name: str) -> str:
        """A value remembered for the next filing, "" for none."""
        sql = "SELECT value FROM settings WHERE name = ?"
        row = self._database.reader().connection.execute(sql, (f"filing_{name}",)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, **values: str) -> None:
        """Remember values for the next filing, where they have changed."""
        new = {name: value for name, value in values.items() if value and value != self.setting(name)}
        if new:
            with self._database.noting() as session:
                for name, value in new.items():
                    session.connection.execute(
                        "INSERT OR REPLACE INTO settings VALUES (?, ?)", (f"filing_{name}", value)
                    )


def _numbered(session: SqliteSession, item: FiledItem, code_of: Callable[[Series, int], str]) -> FiledItem:
    series = item.series
    sql = (
        "SELECT coalesce(max(item_no), 0) + 1 FROM filed_items"
        " WHERE fonds = ? AND category = ? AND year = ? AND term = ? AND org = ?"
    )
    values = (series.fonds, series.category, series.year, series.term, series.org)
    number = int(session.connection.execute(sql, values).fetchone()[0])
    return replace(item, item_no=number, code=code_of(series, number), at=now())


def _insert(session: SqliteSession, item: FiledItem) -> None:
    series = item.series
    values = (
        *(item.code, series.fonds, series.category, series.year, series.term, series.org, item.item_no, item.title),
        *(item.number, item.responsible, item.date8, item.secrecy, item.pages, item.rule, item.note, "", ""),
        *(item.by, item.at),
    )
    marks = ",".join("?" * len(values))
    session.connection.execute(f"INSERT INTO filed_items ({_COLUMNS}) VALUES ({marks})", storable_row(values))  # noqa: S608 own names
    rows = [(record, item.code, place) for place, record in enumerate(item.ids)]
    session.connection.executemany("INSERT INTO filed_papers VALUES (?,?,?)", rows)
    session.audit.append("归档", item.code, item.by)


def _item(row: Sequence[object], ids: list[int]) -> FiledItem:
    code, fonds, category, year, term, org, item_no, title, number, responsible, date8, secrecy, pages, *rest = row
    rule, note, handed_over_at, opened_why, by, at = map(str, rest)
    series = Series(str(fonds), str(category), int(str(year)), cast("Term", term), str(org))
    return FiledItem(
        *(series, str(title), str(number), str(responsible), str(date8), str(secrecy), int(str(pages)), tuple(ids)),
        *(rule, note, str(code), int(str(item_no)), handed_over_at, opened_why, by, at),
    )
