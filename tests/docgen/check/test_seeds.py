"""Every seeded defect is found at its place, every near miss is let alone."""

from __future__ import annotations

from collections import Counter

import pytest

from docgen.check import check, rules
from docgen.check.subject import source_subject
from docgen.finding import Finding, Severity
from docgen.source import parse
from tests.docgen.check.seeding import Seed, seeds

SEEDS = seeds()
WRONG = [seed for seed in SEEDS if seed.wrong]
NEAR = [seed for seed in SEEDS if not seed.wrong]
ELSEWHERE = {
    "attendance-missing",
    "copies-stop",
    "signer-missing",
    "cite-mismatch",
    "cite-date",
    "cite-repealed",
    "cite-unknown",
}
"""Rules of foreign texts and of the archive are seeded in test_foreign and test_citations, layout in test_looks."""


def findings(seed: Seed) -> list[Finding]:
    document, told = parse(seed.text)
    return [*told, *check(document, seed.text)]


def overlaps(finding: Finding, place: tuple[int, int, int] | None) -> bool:
    if place is None:
        return True
    line, start, end = place
    return finding.paragraph == line and finding.start < end and finding.end > start


@pytest.mark.parametrize("seed", WRONG, ids=lambda seed: seed.name)
def test_a_seeded_defect_is_found_at_its_place(seed: Seed) -> None:
    (asked,) = (one for one in rules() if one.id == seed.rule)
    mine = list(asked.findings(source_subject(parse(seed.text)[0], seed.text)))
    assert any(overlaps(finding, seed.place) for finding in mine)
    assert any(overlaps(finding, seed.place) for finding in findings(seed))


@pytest.mark.parametrize("seed", NEAR, ids=lambda seed: seed.name)
def test_a_near_miss_is_let_alone_and_nothing_else_is_an_error(seed: Seed) -> None:
    found = findings(seed)
    assert [finding.message for finding in found if finding.rule == seed.rule] == []
    assert [finding.message for finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("seed", WRONG, ids=lambda seed: seed.name)
def test_what_stands_at_the_place_of_a_finding_is_what_it_tells(seed: Seed) -> None:
    lines = seed.text.split("\n")
    for finding in findings(seed):
        if finding.paragraph and finding.text:
            assert lines[finding.paragraph - 1][finding.start : finding.end] == finding.text


def test_every_rule_has_two_defects_and_a_near_miss() -> None:
    layout = {rule.id for rule in rules() if rule.find.__module__ == "docgen.check.layout"}
    ids = {rule.id for rule in rules()} - ELSEWHERE - layout
    wrong, near = Counter(seed.rule for seed in WRONG), Counter(seed.rule for seed in NEAR)
    assert {rule for rule in ids if wrong[rule] < 2 or near[rule] < 1} == set()
    assert set(wrong) <= ids
    assert len(WRONG) >= 120
