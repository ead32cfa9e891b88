"""Dates as an .ics calendar (RFC 5545), for the calendar programs that an office has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from office.registers.followups import Standing

_LINE = 75
"""Octets of a line, RFC 5545, 3.1; longer ones are folded."""


def calendar_file(standings: Iterable[Standing]) -> bytes:
    """The days of the open items, an all-day entry each; items without a day are left out."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//wenyuan//followups//ZH"]
    for one in standings:
        if one.item.due and one.item.state != "closed":
            lines += _entry(one)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


def _entry(one: Standing) -> Iterator[str]:
    item = one.item
    due = date.fromisoformat(item.due)
    stamp = item.opened_on.replace("-", "")
    yield from ("BEGIN:VEVENT", f"UID:{item.ref}@wenyuan", f"DTSTAMP:{stamp}T000000Z")
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{item.lead}：{item.matter}' if item.lead else item.matter)}"
    yield f"DESCRIPTION:{_escaped(f'督办 {item.ref} {item.due_text}'.strip())}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line with its end, folded between characters so that no line passes 75 octets."""
    parts, size = [""], 0
    for mark in line:
        octets = len(mark.encode())
        if size + octets > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += mark
        size += octets
    return "\r\n".join(parts) + "\r\n"
