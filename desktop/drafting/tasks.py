"""The 任务分解表 in the window: into the open draft as an attachment, or saved as .xlsx."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.drafting import export
from desktop.drafting.editor import DraftEditor
from desktop.parts.services import Services
from docgen.tasks.reading import TABLE_TITLE
from office.rendering import file_name
from office.task_table import NONE, TaskPaper, sheet_of, summary, text_with


class TaskTable:
    """Puts the tasks of papers into the draft that `editor` has open, or saves them."""

    def __init__(self, services: Services, editor: DraftEditor, parent: QWidget) -> None:
        self._services = services
        self._editor = editor
        self._parent = parent

    def put(self, paper: TaskPaper) -> None:
        """Put the table into the draft; one that is written in a form is asked about first."""
        made = self._editor.made
        if made is None or not self._has(paper):
            return

        def write() -> None:
            self._editor.go_free(text_with(made.text, paper.tasks))
            self._services.notices.say(f"已放进“{TABLE_TITLE}”作附件：{summary(paper.tasks)}")

        if self._editor.form is None:
            write()
        else:
            message = f"{summary(paper.tasks)}附件要写在源文里，稿子从此不再用表单。"
            self._services.notices.ask(message, "转到源文并放进", write)

    def save(self, paper: TaskPaper, target: Path | None = None) -> None:
        """Save the table as .xlsx; ask where to unless told."""
        if not self._has(paper):
            return
        title = paper.document.title.replace("\n", "")
        name = file_name(f"{title}{TABLE_TITLE}")
        place = target or export.ask_target(self._parent, name, ".xlsx")
        if place is not None:
            self._services.worker.submit(
                lambda: export.write(place, sheet_of(paper.tasks)),
                lambda path: self._services.notices.say(f"已存“{path.name}”：{summary(paper.tasks)}"),
                self._services.fault,
            )

    def _has(self, paper: TaskPaper) -> bool:
        if not paper.tasks:
            self._services.notices.say(NONE)
        return bool(paper.tasks)
