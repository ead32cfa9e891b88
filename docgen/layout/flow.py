"""Where blocks stand: in the body or in an attachment, and what is set before the first of them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.layout.shaping import Span
from docgen.model import Block
from docgen.pages import Origin, Part, Role

NO_DATELINE = Span("", Role.KAI)


@dataclass(frozen=True, slots=True)
class Flow:
    """Where blocks stand: in the body or in an attachment.

    `number` counts the blocks from 1; `dateline` (电头) is set before the first paragraph.
    """

    part: Part = Part.BODY
    field: str = "body"
    item: int = 0
    number: int = 1
    dateline: Span = NO_DATELINE

    def origin(self, block: Block) -> Origin:
        """The source place of a block of the flow; one that has no line is told by its number, below 0."""
        return Origin(self.field, self.item, block.line or -self.number, block.line, block.column)


BODY = Flow()
