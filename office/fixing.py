"""Putting findings right in a source text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

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


def fixed_answers(
    text: str, answers: Mapping[str, object], findings: Iterable[Finding]
) -> tuple[dict[str, object], list[Finding]]:
    """The answers of a form with the suggestions put in, and the findings that stand in none of them.

    `text` is the source text that the answers made; a finding is told by its place there.
    """
    lines = text.split("\n")
    leaves = {name: list(_leaves(answer)) for name, answer in answers.items()}
    edits: set[tuple[str, int, int, int, str]] = set()
    rest: list[Finding] = []
    for finding in findings:
        place = _place(lines, leaves, finding) if can_fix(finding) else None
        if place is None:
            rest.append(finding)
        else:
            edits.add((*place, place[2] + finding.end - finding.start, finding.suggestion))
    for name, leaf, start, end, suggestion in sorted(edits, reverse=True):
        before = leaves[name][leaf]
        leaves[name][leaf] = before[:start] + suggestion + before[end:]
    return {name: _rebuilt(answer, iter(leaves[name])) for name, answer in answers.items()}, rest


def answer_with(text: str, answers: Mapping[str, object], finding: Finding) -> str:
    """The name of the field whose answer a finding stands in, "" for none."""
    leaves = {name: list(_leaves(answer)) for name, answer in answers.items()}
    place = _place(text.split("\n"), leaves, finding)
    return place[0] if place else ""


def line_of(text: str, answer: object) -> int:
    """The first line of the source text that an answer stands in, 0 for none."""
    wanted = next((leaf.split("\n")[0].strip() for leaf in _leaves(answer) if leaf.strip()), "")
    found = [number for number, line in enumerate(text.split("\n"), 1) if wanted and wanted in line]
    return found[0] if found else 0


def field_in(text: str, answers: Mapping[str, object], number: int) -> str:
    """The field whose answer makes the most of a line of the source text, "" for none."""
    lines = text.split("\n")
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    parts = [(part, name) for name, answer in answers.items() for leaf in _leaves(answer) for part in leaf.split("\n")]
    found = [(len(part), name) for part, name in parts if part.strip() and part in line]
    return max(found)[1] if found else ""


def _place(lines: Sequence[str], leaves: Mapping[str, Sequence[str]], finding: Finding) -> tuple[str, int, int] | None:
    """Where the text of a finding stands in the answers: (field, leaf, offset in the leaf)."""
    if not 0 < finding.paragraph <= len(lines):
        return None
    line = lines[finding.paragraph - 1]
    for name, own in leaves.items():
        for number, leaf in enumerate(own):
            offset = _offset(line, leaf, finding.start, finding.end)
            if offset >= 0:
                return name, number, offset
    return None


def _offset(line: str, leaf: str, start: int, end: int) -> int:
    """Where line[start:end] stands within `leaf`, whose lines stand in `line`; -1 for nowhere."""
    before = 0
    for part in leaf.split("\n"):
        at = line.find(part) if part.strip() else -1
        while at >= 0:
            if at <= start and end <= at + len(part):
                return before + start - at
            at = line.find(part, at + 1)
        before += len(part) + 1
    return -1


def _leaves(answer: object) -> Iterator[str]:
    """The texts of an answer, of a list's items, of a table's cells."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, Mapping):
        for cell in cast("Mapping[str, object]", answer).values():
            yield from _leaves(cell)
    elif isinstance(answer, Sequence):
        for item in cast("Sequence[object]", answer):
            yield from _leaves(item)


def _rebuilt(answer: object, leaves: Iterator[str]) -> object:
    """The answer with its texts replaced, in the order of `_leaves`."""
    if isinstance(answer, str):
        return next(leaves)
    if isinstance(answer, Mapping):
        return {name: _rebuilt(cell, leaves) for name, cell in cast("Mapping[str, object]", answer).items()}
    if isinstance(answer, Sequence):
        return [_rebuilt(item, leaves) for item in cast("Sequence[object]", answer)]
    return answer
