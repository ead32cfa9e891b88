"""A paper whose tasks are wanted (任务分解)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from docgen.model import Document
from docgen.tasks.reading import Task, read_tasks


@dataclass(frozen=True)
class TaskPaper:
    """Whose tasks are wanted: a document and the source text that a draft of it begins with."""

    document: Document
    text: str

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What it sets."""
        return read_tasks(self.document)
