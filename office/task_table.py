"""The task table (任务分解表) of minutes and plans: read, counted, as .xlsx, as an attachment of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.model import Document
from papers.problem import Problem

if TYPE_CHECKING:
    from docgen.tasks.reading import Task

NONE = "没有读到任务：任务要写在“会议议定”之后，或者“重点任务”一类的标题下面。"


@dataclass(frozen=True)
class TaskPaper:
    """Whose tasks are wanted: a document and the source text that a draft of it begins with."""

    document: Document
    text: str

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What it sets."""
        from docgen.tasks.reading import read_tasks

        return read_tasks(self.document)


def tasks_in(path: Path) -> tuple[Task, ...]:
    """The tasks that a file of any readable format sets; raises as office.foreign.read_foreign."""
    from docgen.check.files import read_subject
    from docgen.tasks.reading import read_tasks
    from office.foreign import read_foreign

    return read_tasks(read_subject(read_foreign(path))[0].document)


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
    from docgen.check.duties import lacking

    empty = [finding.rule for finding in lacking(tasks)]
    words = (("task-unit", "没有写明牵头单位"), ("task-deadline", "没有写明完成时限"))
    gaps = "、".join(f"{empty.count(rule)} 项{word}" for rule, word in words if rule in empty)
    return f"{len(tasks)} 项任务{f'，其中 {gaps}，请补上' if gaps else ''}。"


def _some(tasks: Sequence[Task]) -> Sequence[Task]:
    if not tasks:
        raise Problem(NONE)
    return tasks
