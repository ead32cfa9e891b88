"""What is read out of plans and minutes of many styles, against what a person read: on papers held back too."""

from __future__ import annotations

import pytest

from tests.docgen.tasks.annotated import count, noted, papers


def test_there_are_papers_of_many_styles_and_six_are_held_back() -> None:
    assert len(papers(held=False)) >= 6
    assert len(papers(held=True)) >= 6
    assert sum(len(noted(path)) for path in [*papers(held=False), *papers(held=True)]) >= 70


@pytest.mark.parametrize("held", [False, True], ids=["open", "held back"])
def test_tasks_leads_and_deadlines_are_found(held: bool) -> None:
    total = count(papers(held=held))
    assert total["found"] >= 0.90 * total["noted"], total
    assert total["found"] >= 0.95 * total["read"], total
    assert total["lead"] >= 0.90 * total["found"], total
    assert total["due"] >= 0.90 * total["found"], total


@pytest.mark.parametrize("held", [False, True], ids=["open", "held back"])
def test_figures_to_be_reached_are_found(held: bool) -> None:
    total = count(papers(held=held))
    assert total["targets"] >= 0.80 * total["targets_noted"], total
