"""The 任务分解表 in the window: into the open draft as an attachment, or saved as .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.drafting import export
from desktop.drafting.editor import DraftEditor
from desktop.parts.services import Services
from docgen.check.duties import lacking
from docgen.tasks.reading import TABLE_TITLE, Task
from office.task_papers import TaskPaper

_NONE = "没有读到任务：任务要写在“会议议定”之后，或者“重点任务”一类的标题下面。"


class TaskTable:
    """Puts the tasks of papers into the draft that `editor` has open, or saves them."""

    def __init__(self, services: Services, editor: DraftEditor, parent: QWidget) -> None:
        self._services = services
        self._editor = editor
        self._parent = parent

    def put(self, paper: TaskPaper) -> None:
        """Put the table into the draft; one that is written in a form is asked about first."""
        from docgen.tasks.attachment import put_table

        made = self._editor.made
        if made is None or not self._has(paper):
            return

        def write() -> None:
            self._editor.go_free(put_table(made.text, paper.tasks))
            self._services.notices.say(f"已放进“{TABLE_TITLE}”作附件：{told(paper.tasks)}")

        if self._editor.form is None:
            write()
        else:
            message = f"{told(paper.tasks)}附件要写在源文里，稿子从此不再用表单。"
            self._services.notices.ask(message, "转到源文并放进", write)

    def save(self, paper: TaskPaper, target: Path | None = None) -> None:
        """Save the table as .xlsx; ask where to unless told."""
        if not self._has(paper):
            return
        title = paper.document.title.replace("\n", "")
        name = export.plain_name(f"{title}{TABLE_TITLE}")
        place = target or export.ask_target(self._parent, name, ".xlsx")
        if place is not None:
            self._services.worker.submit(
                lambda: export.write(place, _sheet(paper.tasks)),
                lambda path: self._services.notices.say(f"已存“{path.name}”：{told(paper.tasks)}"),
                self._services.fault,
            )

    def _has(self, paper: TaskPaper) -> bool:
        if not paper.tasks:
            self._services.notices.say(_NONE)
        return bool(paper.tasks)


def told(tasks: Sequence[Task]) -> str:
    """How many tasks, and what the table leaves empty."""
    empty = [finding.rule for finding in lacking(tasks)]
    words = (("task-unit", "没有写明牵头单位"), ("task-deadline", "没有写明完成时限"))
    gaps = "、".join(f"{empty.count(rule)} 项{word}" for rule, word in words if rule in empty)
    return f"{len(tasks)} 项任务{f'，其中 {gaps}，请补上' if gaps else ''}。"


def _sheet(tasks: Sequence[Task]) -> bytes:
    from docgen.tasks.sheet import task_sheet

    return task_sheet(tasks)
