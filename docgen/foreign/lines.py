"""A foreign text as lines: one paragraph, table or picture each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.model import Picture, Table
from papers.foreign import ForeignPaper, Place, ReadLine
from papers.looks import Look, WordLooks

_HEAD_TABLE = re.compile(r"签发人|〔\d{4}〕|抄\s*送|印\s*发|主\s*送|^\s*文\s*件\s*$")
_FRAME_CELLS = 8


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


def lines_of(paper: ForeignPaper) -> list[Line]:
    """The lines that are the paper: what stands in headers, footers and notes is none, but for a letter's red mark."""
    parts = [part for line in paper_lines(paper) for part in _parts(line)]
    return [Line(text, number, block, look) for number, (text, block, look) in enumerate(parts, 1)]


def looks_of(paper: ForeignPaper, lines: list[Line]) -> WordLooks | None:
    """The looks of a .docx with these lines; None for any other file."""
    if not paper.word:
        return None
    looks = tuple(line.look or Look() for line in lines)
    return WordLooks(paper.pages, looks, paper.odd, paper.even, paper.unread)


def paper_lines(paper: ForeignPaper) -> Iterator[ReadLine]:
    """The lines of body and text boxes, with a letter's mark that stands in the header before them."""
    begun = False
    for line in paper.lines:
        begun = begun or line.place is not Place.HEADER
        if line.place in (Place.BODY, Place.BOX) or (line.place is Place.HEADER and not begun):
            yield line


def _parts(line: ReadLine) -> Iterator[tuple[str, Table | Picture | None, Look | None]]:
    if line.picture:
        yield "", Picture(line.picture), Look()
    elif not line.rows:
        yield line.text, None, line.look
    elif is_frame(line):
        for row in line.rows:
            cells = dict.fromkeys(cell.strip() for cell in row if cell)
            yield "　".join(filter(None, cells)), None, Look()
    else:
        yield "", Table(tuple(tuple(cell or "" for cell in row) for row in line.rows)), Look()


def is_frame(table: ReadLine) -> bool:
    """A table that only holds number and signers, or the imprint, in place."""
    texts = [cell for row in table.rows for cell in row if cell is not None]
    return len(texts) <= _FRAME_CELLS and any(_HEAD_TABLE.search(text) for text in texts)
