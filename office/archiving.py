"""Archiving (存档) the final copy of a draft: its number and date into the head, the text into the archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docgen.source import head_lines, quote

if TYPE_CHECKING:
    from search.archive import Archive

NUMBER, DATE = "发文字号", "成文日期"


def with_head(text: str, values: Mapping[str, str]) -> str:
    """Source text with these elements in its head; an empty value takes an element out."""
    lines = text.split("\n")
    places = head_lines(text)
    for name, value in values.items():
        if name in places:
            lines[places[name] - 1] = f"{name}: {quote(value)}" if value else f"{name}:"
        elif value and lines[0].strip() == "---":
            lines.insert(1, f"{name}: {quote(value)}")
            places = {other: place + 1 for other, place in places.items()}
    return "\n".join(lines)


def file_draft(archive: Archive, name: str, text: str, note: str = "") -> str:
    """Put source text into the archive as a file called `name`, with `note` to its record; say what happened.

    It is handed over as it is: no file of it lies anywhere else in the meantime.
    """
    result = archive.importing.bytes(text.encode(), name)
    if result.status == "failed":
        return f"没有存进档案：{result.reason}"
    if result.status == "duplicate":
        return "档案里已经有同样的一份，没有再存。"
    for number in result.ids if note else ():
        archive.records.set_note(number, note)
    record = archive.records.get(result.ids[0])
    return f"已存档《{record.title}》{record.document_number}。"
