"""Findings for one place merged into one: the gravest speaks, the one that can be put right before others."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.finding import Finding, Severity

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_LONGEST = 40
"""Characters: a finding about more than that speaks of a passage, not of a place."""


def one_for_each_place(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """`findings` without those whose place another one holds as well; their order is kept.

    Two stand at one place where either covers at least half of the other. What concerns no line, or a whole passage,
    stands for itself.
    """
    kept: dict[tuple[int, int], list[Finding]] = {}
    dropped: set[int] = set()
    for finding in sorted(findings, key=_rank):
        if not _has_place(finding):
            continue
        stretch = finding.start // _LONGEST  # what overlaps begins in the same stretch of the line, or in one beside it
        near = (kept.get((finding.paragraph, stretch + step), ()) for step in (-1, 0, 1))
        if any(_is_one_place(finding, other) for others in near for other in others):
            dropped.add(id(finding))
        else:
            kept.setdefault((finding.paragraph, stretch), []).append(finding)
    return tuple(finding for finding in findings if id(finding) not in dropped)


def _rank(finding: Finding) -> tuple[int, bool, int]:
    return _GRAVITY[finding.severity], not (finding.fixable and finding.suggestion), finding.start - finding.end


def _has_place(finding: Finding) -> bool:
    return finding.paragraph > 0 and 0 < finding.end - finding.start <= _LONGEST


def _is_one_place(one: Finding, other: Finding) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start) > 0 and shared > 0
