"""The lines of one story of a .docx (body, header, note): paragraphs, tables, text boxes, pictures in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from papers.foreign import Place, ReadLine
from papers.looks import Look
from search.readers.errors import Unreadable
from search.readers.word.inline import Box, Content, Walker, branch
from search.readers.word.names import MC, R, W, of, value, whole
from search.readers.word.numbering import Numbering
from search.readers.word.styles import Styles
from search.readers.xml import Element

_SKIPPED = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "sdtPr"))
_BLOCKS = frozenset(W + name for name in ("p", "tbl", "altChunk"))
_DEEPEST = 40
"""Tables and boxes within each other."""
_WIDEST = 63
"""Columns of a table in Word."""
_MOST_CELLS = 200_000
"""Cells of one file, covered ones with them."""


@dataclass(slots=True)
class Story:
    """Reads one story. `picture`: the name of a related picture; `chunk`: the lines of an embedded document."""

    styles: Styles
    numbering: Numbering
    walker: Walker
    place: Place = Place.BODY
    picture: Callable[[str], str] = field(default=lambda _: "")
    chunk: Callable[[str], list[str]] = field(default=lambda _: [])
    diagram: Callable[[str], list[str]] = field(default=lambda _: [])
    cells: int = 0

    def lines(self, root: Element, depth: int = 0, *, looked: bool = True) -> Iterator[ReadLine]:
        """The lines below an element; one whose end mark was deleted runs on in the next. `looked`: with looks.

        Text boxes that hang at blank paragraphs follow each other as they stand on the page, whatever their order in
        the file: a masthead is often made of several.
        """
        if depth > _DEEPEST:
            raise Unreadable("表格或文本框套得太深，可能是恶意文件，已拒收。")
        hanging: list[tuple[int, list[ReadLine]]] = []
        begun = ""
        for block in blocks(root):
            found = self._table(block, depth) if block.tag == W + "tbl" else self._chunk(block)
            if block.tag == W + "p":
                floating, found = self._paragraph(block, depth, begun, looked=looked)
                hanging += floating
                begun = ""
                if block.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                    self.walker.count("修订痕迹")
                    begun = found.pop().text if found and not found[-1].picture else ""
            if hanging and any(line.text.strip() or line.rows or line.picture for line in found):
                yield from _in_place(hanging)
                hanging = []
            yield from found
            if block.find(f"{W}pPr/{W}sectPr") is not None:
                self.walker.page += value(block, "pPr/sectPr/type") not in ("continuous", "nextColumn")
        yield from _in_place(hanging)
        if begun:
            yield ReadLine(begun, Look(), place=self.place)

    def _chunk(self, block: Element) -> list[ReadLine]:
        """The lines of an embedded document."""
        if block.tag != W + "altChunk":
            return []
        return [ReadLine(line, place=self.place) for line in self.chunk(str(block.get(R + "id") or ""))]

    def _paragraph(
        self, paragraph: Element, depth: int, begun: str, *, looked: bool
    ) -> tuple[list[tuple[int, list[ReadLine]]], list[ReadLine]]:
        """The lines of a paragraph: boxes above it, its text, boxes below it, its pictures.

        Before them the boxes that hang at it when it is blank: (how far down on the page, their lines).
        """
        content = self.walker.paragraph(paragraph)
        text = begun + content.text
        if content.hidden and not text.strip() and not content.boxes and not content.pictures:
            return [], []
        label = self.numbering.label(paragraph)
        look = self.styles.look(paragraph, content.runs) if looked else None
        boxes = [(box, list(self._box(box, depth, looked=looked))) for box in content.boxes]
        if boxes and not (label + text).strip():
            return [(box.down, lines) for box, lines in boxes], list(self._attached(content))
        made = [line for box, lines in boxes if box.above for line in lines]
        if (label + text).strip() or not (content.pictures or content.diagrams):
            made += [ReadLine(part, look, place=self.place) for part in re.split(r"[\n\f]", label + text)]
        made += [line for box, lines in boxes if not box.above for line in lines]
        return [], [*made, *self._attached(content)]

    def _attached(self, content: Content) -> Iterator[ReadLine]:
        for relation in content.diagrams:
            yield from (ReadLine(text, place=Place.BOX) for text in self.diagram(relation))
        for relation in content.pictures:
            if name := self.picture(relation):
                yield ReadLine(picture=name, place=self.place)

    def _box(self, box: Box, depth: int, *, looked: bool) -> Iterator[ReadLine]:
        if isinstance(box.content, str):
            yield ReadLine(box.content, Look(), place=Place.BOX)
            return
        for line in self.lines(box.content, depth + 1, looked=looked):
            if line.text.strip() or line.rows or line.picture:
                yield replace(line, place=Place.BOX if self.place is Place.BODY else self.place)

    def _table(self, table: Element, depth: int) -> list[ReadLine]:
        rows = tuple(filter(None, (self._row(row, depth) for row in _rows(table))))
        return [ReadLine(rows=rows, place=self.place)] if rows else []

    def _row(self, row: Element, depth: int) -> tuple[str | None, ...]:
        made: list[str | None] = []
        before = row.find(f"{W}trPr/{W}gridBefore")
        made.extend([None] * (min(whole(of(before, "val"), 0), _WIDEST) if before is not None else 0))
        for cell in _cells(row):
            made.append("" if _is_covered(cell) else self._cell(cell, depth))
            span = whole(value(cell, "tcPr/gridSpan"), 1 if not value(cell, "tcPr/gridSpan") else _WIDEST)
            made.extend([None] * (min(max(span, 1), _WIDEST) - 1))
        self.cells += len(made)
        if self.cells > _MOST_CELLS:
            raise Unreadable("表格大得反常，可能是恶意文件，已拒收。")
        return tuple(made)

    def _cell(self, cell: Element, depth: int) -> str:
        """A cell as one line: its paragraphs, and the rows of the tables in it, after each other."""
        lines = (flat(line).replace("\n", " ").strip() for line in self.lines(cell, depth + 1, looked=False))
        return " ".join(line for line in lines if line)


def _in_place(hanging: list[tuple[int, list[ReadLine]]]) -> Iterator[ReadLine]:
    """The lines of boxes from the top of the page down, where each says how far down it stands; else as they came."""
    known = all(down >= 0 for down, _ in hanging)
    for _, lines in sorted(hanging, key=lambda box: box[0]) if known else hanging:
        yield from lines


def flat(line: ReadLine) -> str:
    """A line as text: the rows of a table below each other, their cells parted by tabs."""
    if line.rows:
        return "\n".join("\t".join(cell for cell in row if cell is not None) for row in line.rows)
    return line.text


def blocks(root: Element) -> Iterator[Element]:
    """Paragraphs, tables and embedded documents outside of each other, in order; deleted ones left out."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            continue
        if element.tag in _BLOCKS:
            yield element
        else:
            stack.extend(reversed(branch(element) if element.tag == MC + "AlternateContent" else element))


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table without those of tables in it; deleted ones left out."""
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        if element.tag == W + "tr":
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif element.tag not in _SKIPPED and element.tag != W + "tbl" and isinstance(element.tag, str):
            stack.extend(reversed(element))


def _cells(row: Element) -> Iterator[Element]:
    stack = list(reversed(row))
    while stack:
        element = stack.pop()
        if element.tag == W + "tc":
            yield element
        elif element.tag not in _SKIPPED and isinstance(element.tag, str) and element.tag != W + "trPr":
            stack.extend(reversed(element))


def _is_covered(cell: Element) -> bool:
    """Whether a cell is covered by the one above it (w:vMerge without restart)."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and of(merge, "val") != "restart"
