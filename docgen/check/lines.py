"""A foreign text as lines: one paragraph, table or picture each."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.model import Picture, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as `text`, or one table or picture as `block`; `number` counts from 1."""

    text: str
    number: int
    block: Table | Picture | None = None
