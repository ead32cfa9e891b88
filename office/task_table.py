"""The task table (任务分解表) of minutes and plans: read, counted, saved as .xlsx, put into a draft as an attachment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from papers.problem import Problem

if TYPE_CHECKING:
    from docgen.tasks.reading import Task

NONE = "没有读到任务：任务要写在“会议议定”之后，或者“重点任务”一类的标题下面。"


def tasks_in(path: Path) -> tuple[Task, ...]:
    """The tasks that a file of any readable format sets; raises as office.reading.read_paper."""
    from docgen.tasks.reading import read_tasks
    from office.reading import read_document

    return read_tasks(read_document(path))


def sheet_of(tasks: Sequence[Task]) -> bytes:
    """The table as .xlsx. Problem where there are no tasks."""
    from docgen.tasks.sheet import task_sheet

    return task_sheet(_some(tasks))


def text_with(text: str, tasks: Sequence[Task]) -> str:
    """Source text with the table as its last attachment. Problem where there are no tasks."""
    from docgen.tasks.attachment import put_table

    return put_table(text, _some(tasks))


def summary(tasks: Sequence[Task]) -> str:
    """How many tasks, and what the table leaves empty."""
    from docgen.tasks.duties import lacking

    empty = [finding.rule for finding in lacking(tasks)]
    words = (("task-unit", "没有写明牵头单位"), ("task-deadline", "没有写明完成时限"))
    gaps = "、".join(f"{empty.count(rule)} 项{word}" for rule, word in words if rule in empty)
    return f"{len(tasks)} 项任务{f'，其中 {gaps}，请补上' if gaps else ''}。"


def _some(tasks: Sequence[Task]) -> Sequence[Task]:
    if not tasks:
        raise Problem(NONE)
    return tasks
