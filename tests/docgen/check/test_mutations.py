"""How many defects of many kinds are found that a program seeded; one half of them was never tuned on."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from docgen.check import check, examine
from docgen.check.files import foreign_subject
from docgen.finding import Finding
from docgen.foreign.lines import Line
from docgen.source import parse
from docgen.templating import draft, example_answers, load_templates
from tests.docgen.check import kinds_of_defects
from tests.docgen.check.mutating import KINDS, Defect, Paper, defects, read_paper

FOLDERS = (Path(__file__).parents[3] / "resources" / "samples", Path(__file__).parent / "clean")
EACH = 4
LONGEST = 8_000
KEPT = ("通知", "意见", "指导意见", "决定", "批复", "函")


def own_papers() -> list[Paper]:
    """Our samples, the clean papers, and what every template makes."""
    files = [path for folder in FOLDERS for path in sorted(folder.glob("*.md"))]
    papers = [read_paper(path.name, path.read_text("utf-8")) for path in files]
    return [*papers, *(read_paper(one.name, draft(one, example_answers(one))) for one in load_templates())]


def published(shared: Path) -> list[Paper]:
    """Published papers of the corpus that are no laws and not too long."""
    with gzip.open(shared / "corpus" / "corpus.jsonl.gz", "rt", encoding="utf-8") as rows:
        kept = [row for row in map(json.loads, rows) if row["kind"] in KEPT and _is_measured(row)]
    return [read_paper(str(row["id"]), str(row["text"])) for row in kept]


def _is_measured(row: dict[str, object]) -> bool:
    """Is a paper of the corpus short enough, and not older than the standards that it is measured by?"""
    return len(str(row["text"])) < LONGEST and str(row["date"] or "") >= "2013"


def findings(text: str, *, source: bool) -> list[Finding]:
    if source:
        document, told = parse(text)
        return [*told, *check(document, text)]
    return list(examine(foreign_subject([Line(line, number) for number, line in enumerate(text.split("\n"), 1)])))


def is_found(defect: Defect, before: set[tuple[str, str]]) -> bool:
    """Is anything said of the place that was not said of the paper as it was?"""
    for one in findings(defect.text, source=defect.source):
        if (one.rule, one.message) in before:
            continue
        here = one.paragraph == defect.line and one.start <= defect.end and one.end >= defect.start
        if here or not defect.end:
            return True
    return False


def counted(papers: list[Paper]) -> dict[bool, Counter[str]]:
    """For the open half and the one held back: how many were seeded and how many found, in all and by kind."""
    known = {paper.name: paper for paper in papers}
    before = {
        name: {(one.rule, one.message) for one in findings(paper.text, source=bool(paper.head))}
        for name, paper in known.items()
    }
    totals: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for defect in defects(papers, EACH):
        found = is_found(defect, before[defect.paper])
        totals[defect.held].update({"all": 1, "found": found, f"missed {defect.kind}": not found})
    return totals


def test_there_are_at_least_sixty_kinds() -> None:
    assert kinds_of_defects.ORDER
    assert len(KINDS) >= 60


@pytest.mark.slow
@pytest.mark.corpus
def test_most_seeded_defects_are_found_on_both_halves(shared: Path) -> None:
    totals = counted([*own_papers(), *published(shared)])
    assert sum(half["all"] for half in totals.values()) >= 200
    assert totals[False]["found"] >= 0.85 * totals[False]["all"], totals[False]
    assert totals[True]["found"] >= 0.75 * totals[True]["all"], totals[True]
