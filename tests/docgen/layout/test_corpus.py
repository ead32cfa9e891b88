"""Real official texts on the grid."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path

import pytest

from docgen.layout import standard as std
from docgen.layout import typeset
from docgen.layout.breaking import NOT_AT_END, NOT_AT_START, can_break
from docgen.model import Document, Form, Paragraph
from docgen.pages import Layout, Part
from tests.docgen.layout.pages_read import all_text, extents, lines

pytestmark = pytest.mark.corpus
SAMPLE = 60
LONGEST = 12_000
UNSEEN = {"\u200b", "\ufeff", "\xad"}


@cache
def documents(folder: Path) -> tuple[Document, ...]:
    """Sixty texts, evenly taken from the corpus, as documents without a head."""
    with gzip.open(folder / "corpus" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if len(row["text"]) < LONGEST]
    return tuple(document(row) for row in rows[:: len(rows) // SAMPLE][:SAMPLE])


def document(row: dict[str, str]) -> Document:
    paragraphs = [line.strip() for line in row["text"].split("\n") if line.strip()]
    return Document(form=Form.PLAIN, title=row["title"], body=tuple(Paragraph(text) for text in paragraphs))


@cache
def layouts(folder: Path) -> tuple[tuple[Document, Layout], ...]:
    return tuple((document, typeset(document)) for document in documents(folder))


def test_the_sample_is_60_texts(shared: Path) -> None:
    assert len(documents(shared)) == SAMPLE


def test_no_line_breaks_the_rules_for_line_ends(shared: Path) -> None:
    for document, layout in layouts(shared):
        ends = forced_ends(document)
        for page in layout.pages:
            found = lines(page, Part.BODY)
            assert [line for line in found if line[0] in NOT_AT_START and line not in ends] == []
            assert [line for line in found if line.rstrip()[-1] in NOT_AT_END and len(line) > 1] == []


def forced_ends(document: Document) -> set[str]:
    """Paragraphs that themselves begin with a mark."""
    return {
        paragraph.text
        for paragraph in document.body
        if isinstance(paragraph, Paragraph) and not any(can_break(paragraph.text))
    }


def test_lines_stay_within_the_type_area(shared: Path) -> None:
    for _document, layout in layouts(shared):
        for page in layout.pages:
            for start, end in extents(page, Part.BODY):
                assert start >= std.LEFT - 0.01
                assert end <= std.RIGHT + 0.02 or end - start < std.WIDTH + 10


def test_every_character_is_there_in_the_order_of_the_source(shared: Path) -> None:
    for document, layout in layouts(shared):
        body = "".join(text for page in layout.pages for text in lines(page, Part.BODY))
        source = "".join(block.text for block in document.body if isinstance(block, Paragraph))
        named = {entry[0] for entry in layout.missing_glyphs}
        assert body == "".join(character for character in source if character not in named | UNSEEN)


def test_no_paragraph_ends_in_a_line_of_one_character(shared: Path) -> None:
    ends = [line for _, layout in layouts(shared) for page in layout.pages for line in lines(page, Part.BODY)]
    alone = [line for line in ends if len(line.rstrip("。；：，")) == 1]
    assert len(alone) <= len(ends) // 2000


def test_nothing_is_missing(shared: Path) -> None:
    assert all(all_text(layout) for _, layout in layouts(shared))
