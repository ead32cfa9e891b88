"""What the .docx takes from our own pages: whether the text must be told to stay with its signature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.formats.docx.faces import named_fonts
from docgen.formats.docx.plan import Plan
from docgen.layout.shaping import Shaper
from docgen.layout.typeset import fill_sheets, frame_for
from docgen.model import Document, Ending, Form, Paragraph
from docgen.profile import Profile

PLAIN = Document(form=Form.PLAIN, signature="青澜新区管理委员会", ending=Ending.UNSEALED)
ROWS = 22


def _plan(lines: int, last: int) -> Plan:
    """A text of so many one-line paragraphs, and one of `last` full lines at its end."""
    body = (*(Paragraph("一行。") for _ in range(lines)), Paragraph("国" * (28 * last - 2)))
    return Plan(fill_sheets(replace(PLAIN, body=body), frame_for(PLAIN, Shaper(named_fonts()), Profile(), None)))


@pytest.mark.parametrize(
    ("lines", "last", "flows"),
    [
        (20, 4, True),  # two lines of the paragraph fill the page, two go on
        (22, 2, False),  # it begins on the second page
        (10, 3, False),  # all on one page
        (17, 5, False),  # it fills the page, and its last line is carried to the signature
    ],
)
def test_a_paragraph_that_goes_on_from_a_full_page_needs_no_keeping(lines: int, last: int, *, flows: bool) -> None:
    assert _plan(lines, last).text_flows_over(ROWS) is flows
