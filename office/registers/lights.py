"""Lights of a follow-up (督办灯): blue near its day, yellow when half the time is over without a note, red when late.

Thresholds are those of real schemes (office.md section 4 of the design names them) and differ between offices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from papers.workdays import Calendar, working_days_between
from search.store.registers.followups import Item

Light = Literal["", "blue", "yellow", "red"]
WORDS: dict[Light, str] = {"": "● 正常", "blue": "◆ 临近", "yellow": "■ 滞后", "red": "▲ 逾期"}
"""The shape and the word that stand beside the colour."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when a light shows: `blue` working days before the day, `yellow` as the part of the time that is over."""

    blue: int = 3
    yellow: float = 0.5


def light(item: Item, day: date, works: Calendar, thresholds: Thresholds = Thresholds()) -> Light:
    """The light of an item as of `day`; none for one that is closed or has no day."""
    if item.state == "closed" or not item.due:
        return ""
    due = date.fromisoformat(item.due)
    if day > due:
        return "red"
    if working_days_between(day, due, works) <= thresholds.blue:
        return "blue"
    return "yellow" if _lags(item, day, due, thresholds.yellow) else ""


def _lags(item: Item, day: date, due: date, part: float) -> bool:
    opened = date.fromisoformat(item.opened_on)
    noted = any(event.kind == "note" and event.day <= day.isoformat() for event in item.events)
    return not noted and (day - opened).days >= (due - opened).days * part
