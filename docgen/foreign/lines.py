"""A foreign text as lines: one paragraph, table or picture each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.model import Picture, Table
from papers.looks import Look, WordLooks


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as `text`, or one table or picture as `block`; `number` counts from 1. `look`: of a .docx."""

    text: str
    number: int
    block: Table | Picture | None = None
    look: Look | None = None

    @property
    def centred(self) -> bool:
        """Known to stand in the middle."""
        return self.look is not None and self.look.align == "center"


@dataclass(frozen=True, slots=True)
class Word:
    """What a .docx holds. `pictures`: the name in the package, which the lines give too → bytes."""

    lines: list[Line]
    looks: WordLooks
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
