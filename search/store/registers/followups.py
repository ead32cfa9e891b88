"""The register of follow-ups (督办) in the database: items, and what happened to each, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from search.store.sqlite.database import Database
from search.store.sqlite.session import SqliteSession
from search.store.values import now, storable_row

FollowUpState = Literal["open", "closed", "returned"]
EventKind = Literal["note", "extend", "close", "return", "remind"]

_COLUMNS = (
    "id, ref, whole, matter, lead, co, opened_on, due, due_text, recurring, target_name, target_value, target_unit,"
    " state, source_id, source_paragraph, source_text, by_whom, at"
)
_EVENT = "kind, day, words, value, percent, evidence, by_whom, at"
_ACTIONS = {"note": "督办进展", "extend": "督办延期", "close": "督办销号", "return": "督办退回", "remind": "督办催办"}


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached: 20 个 超5亿元项目."""

    name: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an item on a `day` (ISO): a note, an extension, closing, returning, a reminder."""

    kind: EventKind
    day: str
    words: str = ""
    value: float | None = None
    percent: float | None = None
    evidence: int | None = None
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A follow-up. Days are ISO, "" for none; `paragraph` is the line of the source that sets it, from 1.

    `id` 0 and `ref` "": not kept yet. `whole` is the id of the item that this one is a part of.
    """

    matter: str
    lead: str
    co: tuple[str, ...] = ()
    opened_on: str = ""
    due: str = ""
    due_text: str = ""
    recurring: str = ""
    target: Target | None = None
    state: FollowUpState = "open"
    source_id: int | None = None
    paragraph: int = 0
    source_text: str = ""
    by: str = ""
    at: str = ""
    id: int = 0
    ref: str = ""
    whole: int | None = None
    events: tuple[Event, ...] = field(default=())

    @property
    def units(self) -> tuple[str, ...]:
        """The units that lead (several stand in `lead` with 、) and help."""
        return (*self.lead.split("、"), *self.co)


class FollowUps:
    """The follow-ups of an archive. Each change is one transaction, also beside a program that has the archive open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def items(self, condition: str = "", *values: str | int) -> tuple[Item, ...]:
        """All items by id with their events."""
        session = self._database.reader()
        where = f" WHERE {condition}" if condition else ""
        rows = session.connection.execute(f"SELECT {_COLUMNS} FROM followups{where} ORDER BY id", values).fetchall()  # noqa: S608
        events = _events(session, [int(row[0]) for row in rows] if condition else None)
        return tuple(_item(row, events.get(int(row[0]), ())) for row in rows)

    def item(self, ref: str) -> Item | None:
        """The item that people call `ref`, None where there is none."""
        return next(iter(self.items("ref = ?", ref)), None)

    def parts(self, item: Item) -> tuple[Item, ...]:
        """The parts that an item was split into."""
        return self.items("whole = ?", item.id)

    def add(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Keep new items, all or none; each gets its `ref`: the year it was opened in and a number that counts on."""
        with self._database.noting() as session:
            refs = [_insert(session, item) for item in items]
        return tuple(found for ref in refs if (found := self.item(ref)))

    def happened(self, ref: str, event: Event, allow: Callable[[Item], str] = lambda _: "") -> str:
        """Note an event of an item with what it changes (state, day); the reason where `allow` gives one, or ""."""
        with self._database.noting() as session:
            row = session.connection.execute(f"SELECT {_COLUMNS} FROM followups WHERE ref = ?", (ref,)).fetchone()  # noqa: S608
            if row is None:
                return f"没有编号为 {ref} 的督办事项；请用 followup list 核对。"
            item = _item(row, _events(session, [int(row[0])]).get(int(row[0]), ()))
            if reason := allow(item):
                return reason
            _note(session, item, event)
            return ""


def _insert(session: SqliteSession, item: Item) -> str:
    year = item.opened_on[:4]
    sql = "SELECT coalesce(max(CAST(substr(ref, 6) AS INTEGER)), 0) FROM followups WHERE ref LIKE ?"
    ref = f"{year}-{int(session.connection.execute(sql, (f'{year}-%',)).fetchone()[0]) + 1:04d}"
    target = item.target
    figures = (target.name, target.value, target.unit) if target else ("", None, "")
    session.connection.execute(
        f"INSERT INTO followups ({_COLUMNS}) VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608  own names
        storable_row(
            (
                *(ref, item.whole, item.matter, item.lead, _packed(item.co), item.opened_on),
                *(item.due, item.due_text, item.recurring, *figures, item.state, item.source_id, item.paragraph),
                *(item.source_text, item.by, item.at or now()),
            )
        ),
    )
    session.audit.append("督办立项", ref, item.by)
    return ref


def _packed(units: tuple[str, ...]) -> str:
    return json.dumps(storable_row(units), ensure_ascii=False)


def _note(session: SqliteSession, item: Item, event: Event) -> None:
    values = storable_row(
        (event.kind, event.day, event.words, event.value, event.percent, event.evidence, event.by, now())
    )
    session.connection.execute(
        f"INSERT INTO followup_events (followup, {_EVENT}) VALUES (?,?,?,?,?,?,?,?,?)",  # noqa: S608
        (item.id, *values),
    )
    states = {"close": "closed", "return": "returned", "note": "open"}
    if event.kind == "extend":
        due, _, _ = event.words.partition(" ")
        session.connection.execute("UPDATE followups SET due = ? WHERE id = ?", (due, item.id))
    elif event.kind in states and (event.kind == "return" or item.state != "closed"):
        session.connection.execute("UPDATE followups SET state = ? WHERE id = ?", (states[event.kind], item.id))
    session.audit.append(_ACTIONS[event.kind], item.ref, event.by)


def _events(session: SqliteSession, ids: Sequence[int] | None) -> dict[int, tuple[Event, ...]]:
    """The events by item; of all items where `ids` is None."""
    if ids is None:
        rows = session.connection.execute(f"SELECT followup, {_EVENT} FROM followup_events ORDER BY id").fetchall()  # noqa: S608
    else:
        sql = f"SELECT followup, {_EVENT} FROM followup_events WHERE followup = ? ORDER BY id"  # noqa: S608
        rows = [row for one in ids for row in session.connection.execute(sql, (one,))]
    found: dict[int, tuple[Event, ...]] = {}
    for number, *values in rows:
        found[int(number)] = (*found.get(int(number), ()), Event(*values))
    return found


def _item(row: Sequence[object], events: tuple[Event, ...]) -> Item:
    (number, ref, whole, matter, lead, co, opened_on, due, due_text, recurring, *rest) = row
    name, value, unit, state, source_id, paragraph, source_text, by, at = rest
    return Item(
        *(str(matter), str(lead), tuple(cast("list[str]", json.loads(str(co)))), str(opened_on), str(due)),
        *(str(due_text), str(recurring)),
        target=Target(str(name), float(str(value)), str(unit)) if value is not None else None,
        state=cast("FollowUpState", state),
        source_id=cast("int | None", source_id),
        paragraph=int(str(paragraph)),
        source_text=str(source_text),
        by=str(by),
        at=str(at),
        id=int(str(number)),
        ref=str(ref),
        whole=cast("int | None", whole),
        events=events,
    )
