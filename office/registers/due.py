"""What is due: follow-ups, recurring duties and whatever else of the registers has a day, the earliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from office.registers.duties import next_day
from office.registers.followups import FollowUpRegister, Standing
from office.registers.lights import Light
from office.working_days import calendar
from papers.workdays import Calendar, after_working_days
from search.store.registers.followups import FollowUps
from search.store.registers.incoming import IncomingEntry, IncomingPapers
from search.store.sqlite.database import Database

What = Literal["followup", "incoming", "circulation", "copy", "duty"]

_READING = 3
"""Working days that a reader may keep a paper that goes round (传阅) before it is told."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due; `days` until then, below 0 when it is late."""

    what: What
    ref: str
    title: str
    unit: str
    due: str
    days: int
    light: Light


def due_things(database: Database, day: date, days: int) -> tuple[Due, ...]:
    """All that is late or due within `days`, the earliest first; the window's strip and `wenyuan due` show it."""
    works = calendar()
    followups = FollowUpRegister(FollowUps(database), day, works)
    entries = IncomingPapers(database).entries()
    found = [
        *due_followups(followups.standings(), day, days),
        *due_incoming(entries, day, days, works),
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.what, one.ref)))


def due_followups(standings: Iterable[Standing], day: date, days: int) -> Iterator[Due]:
    """The open follow-ups that are late or due within `days`; those with parts are told by their parts."""
    kept = tuple(standings)
    wholes = {one.item.whole for one in kept if one.item.state != "closed"}
    for one in kept:
        if one.item.state == "closed" or one.item.id in wholes:
            continue
        what: What = "duty" if one.item.recurring and not one.item.due else "followup"
        last = next_day(one.item.due_text, day) if what == "duty" else _day(one.item.due)
        if last is not None and last <= day + timedelta(days=days):
            item = one.item
            yield Due(what, item.ref, item.matter, item.lead, last.isoformat(), (last - day).days, one.light)


def due_incoming(entries: Iterable[IncomingEntry], day: date, days: int, works: Calendar) -> Iterator[Due]:
    """The incoming papers whose time runs out, and those that lie with a reader for longer than they should."""
    for entry in entries:
        if entry.state != "open":
            continue
        ref = str(entry.serial)
        if (last := _day(entry.due)) is not None and last <= day + timedelta(days=days):
            left = (last - day).days
            yield Due("incoming", ref, entry.title, entry.lead, entry.due, left, "red" if left < 0 else "blue")
        turn = entry.turns[-1] if entry.turns else None
        if turn is None or turn.returned_on:
            continue
        back = after_working_days(date.fromisoformat(turn.since), _READING, works)
        if back is not None and back <= day + timedelta(days=days):
            left = (back - day).days
            yield Due("circulation", ref, entry.title, turn.reader, back.isoformat(), left, "red" if left < 0 else "")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
