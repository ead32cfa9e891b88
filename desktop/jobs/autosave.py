"""Autosave: when to save what is being typed, so that never more than two seconds of it are at risk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.jobs.debounce import debounce

PAUSE = 600
"""Milliseconds after the last change before it is saved."""
LONGEST = 1200
"""Milliseconds after the first unsaved change before it is saved although somebody types on."""
AGAIN = 3000
"""Milliseconds after which saving is tried again where the disk refused."""


class Autosave(QObject):
    """Calls `save` once fingers rest, and all the same while they do not."""

    def __init__(self, parent: QObject, save: Callable[[], object]) -> None:
        super().__init__(parent)
        self._save = save
        self._rest = debounce(self, PAUSE, self.now)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST)
        self._longest.timeout.connect(self.now)

    def changed(self) -> None:
        """Something was typed."""
        self._rest.start(PAUSE)
        if not self._longest.isActive():
            self._longest.start()

    def refused(self) -> None:
        """What was to be saved was not: try again in a while."""
        if not self.waiting:
            self._rest.start(AGAIN)

    @property
    def waiting(self) -> bool:
        """Whether there is a change that has not been handed over yet."""
        return self._rest.isActive() or self._longest.isActive()

    def now(self) -> None:
        """Save at once."""
        self.stop()
        self._save()

    def stop(self) -> None:
        """What was changed is saved, or is to be forgotten."""
        self._rest.stop()
        self._longest.stop()
