"""The live page beside the text: typeset a moment after the last change, only ever the newest state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.jobs.debounce import debounce
from desktop.jobs.worker import URGENT, Latest, Worker
from desktop.parts.making import render

PAUSE = 100
"""Milliseconds after the last change before the page is made anew."""


class Live(QObject):
    """Makes pages from source text. `made` tells the result, `failed` the exception."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = Latest(worker, URGENT)
        self._source: Callable[[], str] = str
        self._folder: Path | None = None
        self._timer = debounce(self, PAUSE, self.now)

    def later(self, source: Callable[[], str], folder: Path | None = None) -> None:
        """The text changed; `source` makes it, on the worker."""
        self._source, self._folder = source, folder
        self._latest.cancel()
        self._timer.start()

    def now(self) -> None:
        """Make the pages at once."""
        self._timer.stop()
        source, folder = self._source, self._folder
        self._latest.submit(lambda: render(source(), folder), self.made.emit, self.failed.emit)

    @property
    def waiting(self) -> bool:
        """Whether a change is waiting for its pause."""
        return self._timer.isActive()
