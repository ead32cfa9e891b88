"""Backups by themselves: a file a day or a week, in a folder of one's choice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer

from desktop.shell.services import Services

NEVER, DAILY, WEEKLY = "不自动备份", "每天", "每周"
CHOICES = (NEVER, DAILY, WEEKLY)
_DAYS = {DAILY: 1, WEEKLY: 7}
_EVERY = "backup/every"
_FOLDER = "backup/folder"
_LAST = "backup/last"
_QUIET = 60_000
"""Milliseconds after the start: a backup does not hold up the first search."""
_HOUR = 3_600_000


class Backups(QObject):
    """Makes a backup when one is due: a minute after the start, then looked at every hour."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._timer = QTimer(self, interval=_HOUR)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(_QUIET, self, self.look)

    def look(self, today: date | None = None) -> None:
        """Make a backup where one is due."""
        settings, day = self._services.settings, today or datetime.now().astimezone().date()
        if not due(settings, day):
            return
        path = Path(folder(settings)) / f"文渊备份-{day.isoformat()}.zip"
        settings.setValue(_LAST, day.isoformat())

        def failed(error: BaseException) -> None:
            settings.remove(_LAST)
            self._services.fault(error)

        self._services.store.ask(
            lambda archive: archive.backup(path),
            lambda _: self._services.notices.say(f"已自动备份到“{path}”。"),
            failed,
        )


def due(settings: QSettings, today: date) -> bool:
    """Whether a backup is wanted and the last one is old enough."""
    days = _DAYS.get(every(settings))
    if not days or not folder(settings):
        return False
    kept = str(settings.value(_LAST, ""))
    return not kept or today - date.fromisoformat(kept) >= timedelta(days=days)


def every(settings: QSettings) -> str:
    """How often: one of CHOICES."""
    return str(settings.value(_EVERY, NEVER))


def folder(settings: QSettings) -> str:
    """Where the backups go, "" for nowhere yet."""
    return str(settings.value(_FOLDER, ""))


def last(settings: QSettings) -> str:
    """The day of the last one, "" for none."""
    return str(settings.value(_LAST, ""))


def set_every(settings: QSettings, value: str) -> None:
    """Set how often."""
    settings.setValue(_EVERY, value)


def set_folder(settings: QSettings, value: str) -> None:
    """Set where they go."""
    settings.setValue(_FOLDER, value)
