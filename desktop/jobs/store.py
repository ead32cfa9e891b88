"""The archive on its own thread: opened there, asked there, closed there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.jobs.worker import NORMAL, Job, Worker
from search.archive import Archive


class Store(QObject):
    """The one way from the window to the archive. `changed` tells the ids that an operation touched (none: many)."""

    changed = Signal(tuple)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._archive: Archive | None = None
        self.worker = Worker("archive", self, last=self._close)

    def ask(
        self,
        question: Callable[[Archive], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        priority: int = NORMAL,
    ) -> Job:
        """Ask the archive; the answer comes to `done` on the UI thread."""
        return self.worker.submit(self.question(question), done, failed, priority)

    def question(self, question: Callable[[Archive], Any]) -> Callable[[], Any]:
        """A question as work for the worker."""
        return lambda: question(self._opened())

    def change(
        self,
        operation: Callable[[Archive], Any],
        ids: Sequence[int],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job:
        """Change records; then `changed` tells their ids."""

        def finished(value: object) -> None:
            if done:
                done(value)
            self.changed.emit(tuple(ids))

        return self.ask(operation, finished, failed)

    def stop(self) -> bool:
        """Finish what is under way and close the archive; return whether that went in time."""
        return self.worker.stop()

    def _opened(self) -> Archive:
        if self._archive is None:
            self._archive = Archive.open(self.folder)
        return self._archive

    def _close(self) -> None:
        if self._archive is not None:
            self._archive.close()
            self._archive = None
