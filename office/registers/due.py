"""What is due: follow-ups, recurring duties and whatever else of the registers has a day, the earliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from office.registers.duties import next_day
from office.registers.followups import Standing
from office.registers.lights import Light

What = Literal["followup", "incoming", "circulation", "copy", "duty"]


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


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
