"""Tasks without a unit or without a deadline, in minutes and plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Finding, Severity, Strength
from docgen.tasks.reading import Task, read_tasks

_CLAUSE = "议定事项、重点任务要明确责任单位和完成时限"

_NO_UNIT = "“{}”没有写明由哪个单位牵头或负责，请补上。"
_NO_DEADLINE = "“{}”没有写明完成时限，请补上，如“2026年5月31日前完成”。"


def _missing(subject: Subject, field: str) -> Iterator[tuple[Task, Piece]]:
    """Tasks that lack a unit or a deadline where at least one of their fellows has it."""
    document = subject.document
    if document.kind != "纪要" and not re.search("方案|任务|分工|要点", document.title):
        return
    tasks = [task for task in read_tasks(document) if task.listed]
    having = [task for task in tasks if getattr(task, field)]
    by_line = {piece.line: piece for piece in subject.paragraphs}
    if having:
        yield from ((task, by_line[task.line]) for task in tasks if task not in having and task.line in by_line)


@rule("task-unit", "任务写明牵头或责任单位", _CLAUSE, Strength.PRACTICE, Severity.HINT)
def task_unit(subject: Subject) -> Iterator[Spot]:
    """A task that nobody is told to do, among others that name a unit."""
    for task, piece in _missing(subject, "lead"):
        yield piece.whole(_NO_UNIT.format(task.what[:20]))


@rule("task-deadline", "任务写明完成时限", _CLAUSE, Strength.PRACTICE, Severity.HINT)
def task_deadline(subject: Subject) -> Iterator[Spot]:
    """A task without an end, among others that have one."""
    for task, piece in _missing(subject, "due_text"):
        yield piece.whole(_NO_DEADLINE.format(task.what[:20]))


def lacking(tasks: Sequence[Task]) -> tuple[Finding, ...]:
    """What a 任务分解表 of `tasks` leaves empty: each task without a unit, each without a deadline, in order.

    The rules above are silent where no task of a text has a unit; who asks for the table wants to know.
    """
    found: list[Finding] = []
    for task in tasks:
        asked = ((task_unit, task.lead, _NO_UNIT), (task_deadline, task.due_shown, _NO_DEADLINE))
        found += (
            Finding(one.id, one.severity, words.format(task.what[:20]), one.clause, one.strength, task.line)
            for one, have, words in asked
            if not have
        )
    return tuple(found)
