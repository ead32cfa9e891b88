"""The sources that rules cite. Numbers of clauses follow the published clause tables of each source."""

from __future__ import annotations

from datetime import date

FORMAT = "GB/T 9704—2012"
MARKS = "GB/T 15834—2011"
FIGURES = "GB/T 15835—2011"
RULES = "《党政机关公文处理工作条例》"

ACCURACY = f"{RULES}第二十条"
"""What is looked at before signing: names, times, figures and quotations are right, words and marks are proper."""

_IN_FORCE = {FORMAT: date(2012, 7, 1), MARKS: date(2012, 6, 1), FIGURES: date(2011, 11, 1)}


def in_force(clause: str) -> date:
    """The day from which the standard of `clause` holds: an older paper is not measured by it."""
    return next((day for standard, day in _IN_FORCE.items() if clause.startswith(standard)), date.min)
