"""A foreign text as lines: one paragraph, table or picture each."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.check.looks import Look
from docgen.model import Picture, Table


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
