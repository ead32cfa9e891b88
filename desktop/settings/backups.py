"""What the archive wants done once a day: an automatic backup, and the recycle bin rid of what is old."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.jobs.changes import Changes
from desktop.parts.services import Services

LOG = logging.getLogger(__name__)
_QUIET = 60_000
"""Milliseconds after the start: a backup does not hold up the first search."""
_HOUR = 3_600_000


class Backups(QObject):
    """Lets the archive do what is due: a minute after the start, then every hour."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._timer = QTimer(self, interval=_HOUR)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(_QUIET, self, self.look)

    def look(self) -> None:
        """Do it now, on the thread that changes: searches go on meanwhile."""
        store = self._services.store
        store.changing.submit(store.question(lambda archive: archive.care.upkeep()), self._done, self._failed)

    def _done(self, path: Path | None) -> None:
        if path is not None:
            self._services.notices.say(f"已自动备份到“{path.parent}”。")
            self._services.store.changed.emit(Changes(backups=True, shelves=True))

    def _failed(self, error: BaseException) -> None:
        """Nobody has asked for it, so no dialog comes by itself: the next hour tries again."""
        LOG.warning("upkeep failed: %s", type(error).__name__)
        self._services.notices.ask("自动备份没有做成。", "看原因", lambda: self._services.fault(error))
