"""Tasks without a unit or without a deadline, in minutes and plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.check.tasks import Task, read_tasks
from docgen.finding import Severity, Strength

_CLAUSE = "议定事项、重点任务要明确责任单位和完成时限"


def _missing(subject: Subject, field: str) -> Iterator[tuple[Task, Piece]]:
    """Tasks that lack a unit or a deadline where at least one of their fellows has it."""
    document = subject.document
    if document.kind != "纪要" and not re.search("方案|任务|分工|要点", document.title):
        return
    tasks = read_tasks(document)
    having = [task for task in tasks if getattr(task, field)]
    by_line = {piece.line: piece for piece in subject.paragraphs}
    if having:
        yield from ((task, by_line[task.line]) for task in tasks if task not in having and task.line in by_line)


@rule("task-unit", "任务写明牵头或责任单位", _CLAUSE, Strength.PRACTICE, Severity.HINT)
def task_unit(subject: Subject) -> Iterator[Spot]:
    """A task that nobody is told to do, among others that name a unit."""
    for task, piece in _missing(subject, "lead"):
        yield piece.whole(f"“{task.what[:20]}”没有写明由哪个单位牵头或负责，请补上。")


@rule("task-deadline", "任务写明完成时限", _CLAUSE, Strength.PRACTICE, Severity.HINT)
def task_deadline(subject: Subject) -> Iterator[Spot]:
    """A task without an end, among others that have one."""
    for task, piece in _missing(subject, "due_text"):
        yield piece.whole(f"“{task.what[:20]}”没有写明完成时限，请补上，如“2026年5月31日前完成”。")
