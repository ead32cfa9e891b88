"""What rules look at: a document cut into pieces, each of which knows where it stands in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import cast

from docgen.finding import Severity
from docgen.model import Block, Document, Paragraph, Picture, Table
from docgen.source import KEYS, head_lines
from docgen.source.clean import clean
from papers.citing import Cite
from papers.looks import Look, WordLooks
from papers.numbering import recognise


class Part(StrEnum):
    """What sort of text a piece is."""

    ELEMENT = "element"  # of the head: title, number, recipients …
    BODY = "body"
    ATTACHMENT = "attachment"
    CELL = "cell"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that fails a rule. `severity` None: the rule's own. `safe` False: not to be fixed unseen."""

    message: str
    line: int = 0
    start: int = 0
    end: int = 0
    text: str = ""
    suggestion: str = ""
    severity: Severity | None = None
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; its first character stands at offset `start` of line `line` of the source."""

    text: str
    line: int = 0
    start: int = 0
    part: Part = Part.BODY
    field: str = ""
    paragraph: Paragraph | None = None

    def spot(self, start: int, end: int, message: str, suggestion: str = "") -> Spot:
        """The place text[start:end] of this piece."""
        where = (max(self.start + start, 0), max(self.start + end, 0))
        return Spot(message, self.line, *where, self.text[start:end], suggestion)

    def whole(self, message: str, suggestion: str = "") -> Spot:
        """All of this piece as a place."""
        return self.spot(0, len(self.text), message, suggestion)


@dataclass(frozen=True)
class Subject:
    """A document under check: `lines` are those of the source, `where` the line of each element of the head.

    `source`: the document was typed as source text, so the typesetter adds what the standard prints around a value.
    """

    document: Document
    lines: tuple[str, ...] = ()
    where: Mapping[str, int] = field(default_factory=dict[str, int])
    source: bool = True
    citations: Cite | None = None
    looks: WordLooks | None = None

    @cached_property
    def elements(self) -> tuple[Piece, ...]:
        """The elements of the head that hold text, lists item by item."""
        return tuple(self._elements())

    @cached_property
    def body(self) -> tuple[Piece, ...]:
        """The paragraphs of the body."""
        return tuple(self._paragraphs(self.document.body, Part.BODY))

    @cached_property
    def attachments(self) -> tuple[tuple[Piece, ...], ...]:
        """The paragraphs of each attachment."""
        return tuple(tuple(self._paragraphs(one.blocks, Part.ATTACHMENT)) for one in self.document.attachments)

    @cached_property
    def flows(self) -> tuple[tuple[Piece, ...], ...]:
        """Body and attachments: what is numbered through, each for itself."""
        return (self.body, *self.attachments)

    @cached_property
    def paragraphs(self) -> tuple[Piece, ...]:
        """All paragraphs in order."""
        return tuple(piece for flow in self.flows for piece in flow)

    @cached_property
    def tables(self) -> tuple[tuple[Table, tuple[tuple[Piece, ...], ...]], ...]:
        """All tables with their cells as pieces, row by row."""
        return tuple((table, self._rows(table)) for table in _blocks(self.document) if isinstance(table, Table))

    @cached_property
    def cells(self) -> tuple[Piece, ...]:
        """All cells that hold text."""
        return tuple(cell for _, rows in self.tables for row in rows for cell in row if cell.text)

    @cached_property
    def prose(self) -> tuple[Piece, ...]:
        """Paragraphs, cells and captions."""
        return (*self.paragraphs, *self.cells, *self._captions())

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All text."""
        return (*self.elements, *self.prose)

    @cached_property
    def full_text(self) -> str:
        """All prose, one piece a line."""
        return "\n".join(piece.text for piece in self.prose)

    @cached_property
    def day(self) -> date | None:
        """成文日期."""
        return self.document.issue_date

    @cached_property
    def year(self) -> int:
        """The year that the paper is of, 0 for unknown.

        That of 成文日期, else the one that the title begins with or the number names, else the last one told below the
        title, where laws say when they were passed and amended.
        """
        if self.day:
            return self.day.year
        titled = re.match(r"\D{0,16}?(\d{4})年", self.document.title, re.ASCII)
        found = titled or re.search(r"[〔\[（(](\d{4})年?[〕\]）)]", self.document.document_number, re.ASCII)
        below = (piece.text for piece in self.body[:4] if re.match(r"[（(]?\d{4}年\d{1,2}月", piece.text, re.ASCII))
        passed = [int(year) for text in below for year in re.findall(r"(\d{4})年", text, re.ASCII)]
        return int(found[1]) if found else max(passed, default=0)

    @property
    def is_draft(self) -> bool:
        """Source text that names no year anywhere: it is being written today."""
        return self.source and not self.year

    def look(self, piece: Piece) -> Look | None:
        """How a piece of a .docx looks; None for other texts."""
        known = self.looks.looks if self.looks else ()
        return known[piece.line - 1] if 0 < piece.line <= len(known) else None

    def element(self, name: str) -> Piece:
        """The element of that field (as typed, for a date), empty where it is absent."""
        return next((piece for piece in self.elements if piece.field == name), Piece("", part=Part.ELEMENT, field=name))

    def on(self, name: str, message: str, what: str = "", suggestion: str = "") -> Spot:
        """A place in an element: `what` within it, or all of it; the document as a whole where it is absent."""
        piece = self.element(name)
        start = piece.text.find(what) if what else 0
        if not piece.text or start < 0:
            return Spot(message, self.where.get(name, 0))
        return piece.spot(start, start + len(what) if what else len(piece.text), message, suggestion)

    def _elements(self) -> Iterator[Piece]:
        for key in KEYS:
            value: object = getattr(self.document, key.field)
            line = self.where.get(key.field, 0)
            if isinstance(value, tuple):
                for offset, item in enumerate(map(str, cast("tuple[object, ...]", value))):
                    yield self._element(item, self._item_line(line, offset, item), key.field)
            elif isinstance(value, date):
                yield self._date(line, key.field, value)
            elif isinstance(value, str) and value:
                yield self._element(value, line, key.field)

    def _element(self, text: str, line: int, name: str) -> Piece:
        raw = self._line(line)
        colon = raw.find(":") + 1 if self.source else 0  # “紧急程度: 紧急”: the value, not the name
        return Piece(text, line, max(raw.find(text, colon), 0), Part.ELEMENT, name)

    def _item_line(self, line: int, offset: int, item: str) -> int:
        """The line of an item: the list's own, or one of those below it (“- item”)."""
        near = (line, line + offset, line + offset + 1)
        return next((number for number in near if item and item in self._line(number)), line)

    def _date(self, line: int, name: str, value: date) -> Piece:
        raw = self._line(line)
        start = raw.find(":") + 1 if self.source else 0
        text = raw[start:].strip()
        return Piece(text or value.isoformat(), line, max(raw.find(text, start), 0), Part.ELEMENT, name)

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _paragraphs(self, blocks: Sequence[Block], part: Part) -> Iterator[Piece]:
        for block in blocks:
            if isinstance(block, Paragraph):
                start = self._start(block.text, block.line)
                yield Piece(block.text, block.line, start, part, paragraph=block)

    def _start(self, text: str, line: int) -> int:
        start = self._line(line).find(text)
        if start >= 0 or not (number := recognise(text)):
            return max(start, 0)
        # “## 标题” got its number when it was read.
        rest = text[len(number.mark) :]
        return max(self._line(line).find(rest), 0) - len(number.mark)

    def _rows(self, table: Table) -> tuple[tuple[Piece, ...], ...]:
        numbers = self._row_lines(table)
        return tuple(
            tuple(self._row(row, numbers[index] if index < len(numbers) else table.line))
            for index, row in enumerate(table.rows)
        )

    def _row_lines(self, table: Table) -> list[int]:
        numbers: list[int] = []
        for number in range(table.line, len(self.lines) + 1):
            line = self._line(number).strip()
            if line.startswith("|") and not set(line) <= set("|:- "):
                numbers.append(number)
            elif not line.startswith("|") and number > table.line:
                break
        return numbers

    def _row(self, row: tuple[str, ...], number: int) -> Iterator[Piece]:
        raw, place = self._line(number), 0
        for text in row:
            found = raw.find(text, place) if text else -1
            place = found + len(text) if found >= 0 else place
            yield Piece(text, number, max(found, 0), Part.CELL)

    def _captions(self) -> Iterator[Piece]:
        for block in _blocks(self.document):
            if not isinstance(block, Paragraph) and block.caption:
                start = max(self._line(block.line).find(block.caption), 0)
                yield Piece(block.caption, block.line, start, Part.CAPTION)


def _blocks(document: Document) -> Iterator[Paragraph | Table | Picture]:
    yield from document.body
    for attachment in document.attachments:
        yield from attachment.blocks


def source_subject(document: Document, text: str, citations: Cite | None = None) -> Subject:
    """The subject of a source text; without `text` the places are those that the document knows."""
    lines = tuple(clean(text)[0].split("\n")) if text else ()
    names = head_lines(text) if text else {}
    where = {key.field: names[key.name] for key in KEYS if key.name in names}
    return Subject(document, lines, where, citations=citations)
