"""Correct papers: the samples, what every template makes, and the published papers of the corpus."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from docgen.check import check
from docgen.finding import Finding, Severity
from docgen.source import parse
from docgen.templating import Template, draft, example_answers, load_templates
from tests.docgen.foreign.reading import check_file

SAMPLES = sorted((Path(__file__).parents[3] / "resources" / "samples").glob("*.md"))
CLEAN = sorted((Path(__file__).parent / "clean").glob("*.md"))


def findings(text: str) -> list[Finding]:
    document, told = parse(text)
    return [*told, *check(document, text)]


@pytest.mark.parametrize("path", [*SAMPLES, *CLEAN], ids=lambda path: path.stem)
def test_a_correct_paper_checks_without_an_error(path: Path) -> None:
    assert [one.message for one in findings(path.read_text("utf-8")) if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("template", load_templates(), ids=lambda template: template.name)
def test_what_a_template_makes_checks_clean(template: Template) -> None:
    assert [one.message for one in findings(draft(template, example_answers(template)))] == []


def test_there_are_thirty_clean_papers() -> None:
    assert len(SAMPLES) + len(CLEAN) >= 30


@pytest.mark.corpus
@pytest.mark.slow
def test_published_papers_have_at_most_one_error_in_ten_thousand_characters(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "files").glob("*.txt"))
    length = sum(len(path.read_text("utf-8")) for path in paths)
    errors = Counter(one.rule for path in paths for one in check_file(path) if one.severity is Severity.ERROR)
    assert errors.total() * 10_000 <= length, errors


WORDS_CHANGED_UNSEEN = {
    "word-wrong",
    "word-doubled",
    "pause-before-etc",
    "about-pause",
    "ordinal-comma",
    "one-is-comma",
}


@pytest.mark.corpus
@pytest.mark.slow
def test_a_fix_that_changes_words_hardly_ever_touches_a_published_paper(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "files").glob("*.txt"))
    length = sum(len(path.read_text("utf-8")) for path in paths)
    told = [one for path in paths for one in check_file(path) if one.fixable and one.rule in WORDS_CHANGED_UNSEEN]
    assert len(told) * 1_000_000 <= length, [one.message for one in told]
