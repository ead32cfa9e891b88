"""Putting findings right in a source text."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.finding import Finding


def can_fix(finding: Finding) -> bool:
    """Whether there is something to put in."""
    return finding.paragraph > 0 and finding.end > finding.start and bool(finding.suggestion)


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """`text` with the suggestions of `findings` put in, from the end to the beginning so that places stay right.

    A finding whose place no longer holds the text that it speaks of is left alone; so is one that overlaps another.
    """
    lines = text.split("\n")
    before: tuple[int, int] = (len(lines) + 1, 0)
    for finding in sorted(findings, key=lambda one: (one.paragraph, one.start), reverse=True):
        if not can_fix(finding) or finding.paragraph > len(lines):
            continue
        if finding.paragraph == before[0] and finding.end > before[1]:
            continue
        line = lines[finding.paragraph - 1]
        if line[finding.start : finding.end] == finding.text:
            lines[finding.paragraph - 1] = line[: finding.start] + finding.suggestion + line[finding.end :]
            before = (finding.paragraph, finding.start)
    return "\n".join(lines)
