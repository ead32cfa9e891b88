"""The paragraphs, tables and pictures of a .docx, in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from docgen.check.lines import Line
from docgen.model import Table


def read_word(path: Path) -> list[Line]:
    """The lines of a .docx. Raise whatever python-docx raises for a damaged file."""
    with path.open("rb") as file:
        word = docx.Document(file)
    return [Line(line.text, number, line.block) for number, line in enumerate(_lines(word), 1)]


def _lines(word: WordDocument) -> Iterator[Line]:
    for block in word.iter_inner_content():
        if isinstance(block, WordParagraph):
            for text in block.text.split("\n"):
                yield Line(text, 0)
        else:
            yield Line("", 0, _table(block))


def _table(table: WordTable) -> Table:
    rows = tuple(tuple(cell.text.strip() for cell in row.cells) for row in table.rows)
    return Table(rows)
