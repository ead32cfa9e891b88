"""The registry: every rule says what it asks, by which clause, how strongly; the manual's table is made from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.check import SECTIONS, Rule, rules
from docgen.check.rule import rule
from docgen.check.subject import Subject
from docgen.check.table import manual_page
from docgen.finding import Severity, Strength
from docgen.model import Document

PAGE = Path(__file__).parents[3] / "docs" / "manual" / "体检规则.md"
LONG = 100_000


def test_ids_are_unique() -> None:
    ids = [one.id for one in rules()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_names_its_clause_and_an_error_is_a_requirement(one: Rule) -> None:
    assert one.clause
    assert one.title
    assert one.severity is not Severity.ERROR or one.strength is Strength.REQUIRED


def test_a_recommendation_cannot_be_made_an_error() -> None:
    with pytest.raises(ValueError, match="requirement"):
        rule("x", "x", "x", Strength.RECOMMENDED, Severity.ERROR)(lambda _: ())


def test_no_rule_speaks_of_an_empty_document() -> None:
    assert [finding for one in rules() for finding in one.findings(Subject(Document()))] == []


def test_the_manual_shows_the_registry() -> None:
    assert PAGE.read_text("utf-8") == manual_page(SECTIONS)
