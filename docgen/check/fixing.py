"""Putting safe findings right in a source text."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.finding import Finding


def apply_fixes(text: str, findings: Iterable[Finding]) -> str:
    """`text` with the suggestions of those `findings` put in that are `fixable`.

    From the end to the beginning, so that places stay right. Left alone are a finding whose place no longer holds the
    text that it speaks of, and one that overlaps another; checking again finds those.
    """
    lines = text.split("\n")
    taken: dict[int, int] = {}  # line → where the last change in it begins
    for finding in sorted(findings, key=lambda one: (one.paragraph, one.start), reverse=True):
        number = finding.paragraph
        if not finding.fixable or not 0 < number <= len(lines) or finding.end > taken.get(number, finding.end):
            continue
        line = lines[number - 1]
        if finding.text and line[finding.start : finding.end] == finding.text:
            lines[number - 1] = line[: finding.start] + finding.suggestion + line[finding.end :]
            taken[number] = finding.start
    return "\n".join(lines)
