"""Real texts in every form, printed to PDF and measured: run with -s to see the table of what was found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from docgen.layout.breaking import NOT_AT_END, NOT_AT_START
from papers.dates import date_text
from tests.docgen.layout.drafts import COUNT, FORMS, draft, texts
from tests.docgen.layout.ruler import (
    EDGE,
    HAN,
    LEFT,
    PrintedLine,
    Ruled,
    plain,
    print_out,
    readings,
    split_pairs,
    table,
)

pytestmark = pytest.mark.corpus


BEGINNING = 3000
"""Characters of a paper that are drafted in the short form: some five pages."""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((len(FORMS), BEGINNING), id="one"),
        pytest.param((COUNT, None), id="sixty", marks=pytest.mark.slow),
    ],
)
def ruled(request: pytest.FixtureRequest, shared: Path) -> list[Ruled]:
    """One draft of each form, or sixty drafts of all forms in turn."""
    count, length = request.param
    papers = texts(shared)[:: COUNT // count][:count]
    drafts = zip(FORMS * COUNT, papers, strict=False)
    return [print_out(form, draft(form, title, text[:length])) for form, (title, text) in drafts]


def show(text: str) -> None:
    """What `pytest -s` prints."""
    sys.stdout.write(f"\n{text}\n")


def test_every_edge_and_position_is_where_its_clause_puts_it(ruled: list[Ruled]) -> None:
    found = [reading for paper in ruled for reading in readings(paper)]
    show(table(found))
    assert [reading for reading in found if reading.off > reading.tolerance] == []


def test_full_lines_without_marks_hold_28_characters(ruled: list[Ruled]) -> None:
    counts = Counter(len(line.text) for paper in ruled for line in unforced(paper))
    show(f"不含标点的满行：{dict(counts)}")
    assert set(counts) == {28}


def unforced(paper: Ruled) -> Iterator[PrintedLine]:
    """Full lines of Chinese characters alone, but for those that end early for the sake of the next line.

    A stop may not begin a line, a number keeps its unit, and one character may not be the last line: then something
    goes down with it.
    """
    for line, after in pairwise(paper.lines):
        spared = after.text[1:2] in NOT_AT_START or after.text[0].isascii() or len(after.text) < 4
        if line.full and HAN.fullmatch(line.text) and not spared:
            yield line


def test_text_that_goes_on_fills_its_line(ruled: list[Ruled]) -> None:
    short = [
        line
        for paper in ruled
        for line, after in pairwise(paper.lines)
        if HAN.fullmatch(line.text) and goes_on(line, after) and abs(line.right - 184) > EDGE
    ]
    assert short == []


def goes_on(line: PrintedLine, after: PrintedLine) -> bool:
    """Does the paragraph go on below: the next line flush left, the line itself as long as a line?"""
    return abs(after.left - LEFT) <= EDGE and len(line.text) >= 26 and after.page == line.page


def test_full_pages_have_22_lines(ruled: list[Ruled]) -> None:
    for paper in ruled:
        rows = [[line for line in paper.lines if line.page == page] for page in range(len(paper.pages))]
        short = [page[-1] for page, after in pairwise(rows) if goes_on_overleaf(after)]
        assert [line for line in short if line.row != pytest.approx(22, abs=0.05)] == [], paper.form


def goes_on_overleaf(after: list[PrintedLine]) -> bool:
    """Does a paragraph go on, on a page that is not the signature's (to which text may be carried, 7.3.5.5)?"""
    signed = any(line.text.endswith("2026年4月15日") for line in after)
    return bool(after) and not signed and abs(after[0].left - LEFT) <= EDGE and after[0].text != "附件"


def test_every_line_stands_on_the_grid(ruled: list[Ruled]) -> None:
    for paper in ruled:
        told = "".join(paper.layout.adjustments)
        lines = [line for line in paper.lines if f"第{line.page + 1}面" not in told and not in_letter_head(line, paper)]
        assert [line for line in lines if off_grid(line)] == [], paper.form


def in_letter_head(line: PrintedLine, paper: Ruled) -> bool:
    """The number of a letter hangs from the double rule, not on the grid (10.1)."""
    return paper.form == "信函" and line.text == paper.document.document_number


def off_grid(line: PrintedLine) -> bool:
    return abs(line.row - round(line.row)) > 0.02


def test_no_line_begins_or_ends_with_a_forbidden_mark(ruled: list[Ruled]) -> None:
    wrong = [
        line.text
        for paper in ruled
        for line in paper.lines
        if (abs(line.left - LEFT) <= EDGE and line.text[0] in NOT_AT_START) or line.text[-1] in NOT_AT_END
    ]
    assert wrong == []


def test_no_line_end_cuts_a_dash_or_a_number_in_two(ruled: list[Ruled]) -> None:
    assert [cut for paper in ruled for cut in split_pairs(paper)] == []


def test_page_numbers_run_on_and_change_sides(ruled: list[Ruled]) -> None:
    for paper in ruled:
        numbers = [number.number for number in paper.found.page_numbers if number]
        first = 2 if paper.form == "信函" else 1
        assert numbers == list(range(first, len(paper.pages) + 1))
        assert all(number.outside for number in paper.found.page_numbers if number)


def test_the_text_can_be_copied_as_it_was_written(ruled: list[Ruled]) -> None:
    for paper in ruled:
        assert paper.source() in paper.text, paper.document.title


def test_every_element_can_be_copied(ruled: list[Ruled]) -> None:
    for paper in ruled:
        document = paper.document
        wanted = [document.document_number, document.order_number, document.issue_number, document.copies_to]
        wanted += [(document.issue_date and date_text(document.issue_date)) or "", *document.signers]
        assert [text for text in wanted if plain(text) not in paper.text] == [], paper.form


def test_pages_stay_below_40_kb(ruled: list[Ruled]) -> None:
    sizes = [len(paper.pdf) / len(paper.layout.pages) for paper in ruled]
    show(f"平均每面 {sum(sizes) / len(sizes) / 1024:.1f} KB")
    assert sum(len(paper.pdf) for paper in ruled) <= 40_000 * sum(len(paper.layout.pages) for paper in ruled)
