"""What every page may use: the archive, the pages worker, commands, notices, settings, the other pages and archives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSettings

from desktop.jobs.store import Store
from desktop.jobs.worker import Worker
from desktop.parts.archives import Archives
from desktop.parts.commands import Commands
from desktop.parts.draft_saver import DraftSaver
from desktop.parts.notices import Notices

if TYPE_CHECKING:  # not imported before the window stands
    from docgen.templating import Template
    from office.task_table import TaskPaper


class Requests(Protocol):
    """What a page may ask of the others, which it does not know; desktop.window.pages hands it on."""

    def go_to(self, name: str) -> None:
        """Show a page by name, the cursor where one begins."""

    def begin(self, template: Template | None) -> None:
        """Begin a draft from a template, or with None freely."""

    def begin_text(self, text: str, title: str) -> None:
        """Begin a draft from source text under a title."""

    def check(self, text: str, title: str) -> None:
        """Examine a source text."""

    def put_by(self, source: str, passage: str) -> None:
        """Put a passage with where it comes from, or that alone, into the basket of material."""

    def put_tasks(self, paper: TaskPaper) -> None:
        """Put the 任务分解表 of a paper into the open draft, or into a new one."""

    def save_tasks(self, paper: TaskPaper) -> None:
        """Save the 任务分解表 of a paper as .xlsx."""


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every page; `fault` tells a person what went wrong."""

    store: Store
    worker: Worker
    commands: Commands
    notices: Notices
    settings: QSettings
    archives: Archives
    drafts: DraftSaver
    pages: Requests
    fault: Callable[[BaseException], None]
