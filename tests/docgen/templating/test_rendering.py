"""Every shipped template, filled in with its example, as a PDF; the plan under the ruler."""

from __future__ import annotations

from itertools import pairwise

import pytest

from docgen.source import parse
from docgen.templating import draft, example_answers, load_templates
from tests.docgen.layout.ruler import BOTTOM, EDGE, LEFT, PITCH, RIGHT, TOP, Ruled, plain, print_out

TEMPLATES = {template.name: template for template in load_templates()}
LONG = "建设绿色青澜新区是全区人民共同的美好愿望和长期任务" * 60 + "。"


def rendered(name: str, **changes: object) -> Ruled:
    answers = {**example_answers(TEMPLATES[name]), **changes}
    return print_out(name, parse(draft(TEMPLATES[name], answers))[0])


@pytest.fixture(scope="module")
def plan() -> Ruled:
    """The plan with a guiding thought that goes on for pages."""
    return rendered("实施方案", 指导思想=LONG)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_example_renders_without_findings_and_can_be_copied(name: str) -> None:
    paper = rendered(name)
    assert (paper.layout.findings, paper.layout.missing_glyphs) == ((), ())
    assert paper.source() in paper.text
    assert plain(paper.document.title) in paper.text


def test_a_full_line_of_the_plan_holds_28_characters(plan: Ruled) -> None:
    full = [line for line in plan.lines if line.full and "，" not in line.text and line.text in LONG]
    assert len(full) > 40
    assert {len(line.text) for line in full} == {28}


def test_a_full_page_of_the_plan_holds_22_lines(plan: Ruled) -> None:
    pages = [[line for line in plan.lines if line.page == page] for page in range(len(plan.pages))]
    full = [page for page in pages if all(line.text in LONG for line in page)]
    assert full
    assert {len(page) for page in full} == {22}


def test_the_type_area_of_the_plan_is_156_by_225_mm(plan: Ruled) -> None:
    pages = [[line for line in plan.lines if line.page == page] for page in range(len(plan.pages))]
    page = next(page for page in pages if all(line.text in LONG for line in page))
    rows = [TOP + (line.row - 1) * PITCH for line in page]
    assert (min(line.left for line in page), max(line.right for line in page)) == pytest.approx((LEFT, RIGHT), abs=EDGE)
    assert (rows[0], rows[-1] + PITCH) == pytest.approx((TOP, BOTTOM), abs=EDGE)
    assert all(after - before == pytest.approx(PITCH, abs=0.01) for before, after in pairwise(rows))
