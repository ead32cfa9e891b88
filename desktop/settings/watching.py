"""Watched folders: what is newly put there comes into the archive by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QFileSystemWatcher, QObject, QSettings, QTimer

from desktop.jobs.store import Store

_REST = 3000
"""Milliseconds after the last change in a folder: a file that is still being copied is left alone."""
_BEGUN = 2000
"""Milliseconds after the start, when what came in the meantime is looked for."""


class Watching(QObject):
    """Looks at the watched folders (not into their subfolders) and hands new files to `take`."""

    def __init__(
        self, store: Store, settings: QSettings, take: Callable[[Sequence[Path]], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._settings, self._take = store, settings, take
        self.folders: tuple[str, ...] = ()
        self._watcher = QFileSystemWatcher(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _: self._rest.start())
        QTimer.singleShot(_BEGUN, self, self.refresh)

    def refresh(self) -> None:
        """Ask which folders are watched, and look into them."""
        self._store.ask(lambda archive: archive.watched(), self._watch)

    def look(self) -> None:
        """Take what has come into the folders since the last look."""
        new: list[Path] = []
        for folder in self.folders:
            key = f"watching/{crc32(folder.encode()):08x}"
            since = float(str(self._settings.value(key, 0)))
            self._settings.setValue(key, time.time())
            new += newer(Path(folder), since)
        if new:
            self._take(new)

    def _watch(self, folders: Sequence[str]) -> None:
        gone = set(self.folders) - set(folders)
        self.folders = tuple(folders)
        if gone:
            self._watcher.removePaths(sorted(gone))
        there = [folder for folder in folders if Path(folder).is_dir() and folder not in self._watcher.directories()]
        if there:
            self._watcher.addPaths(there)
        if folders:
            self.look()


def newer(folder: Path, since: float) -> list[Path]:
    """The files of a folder that were written after `since` (seconds of the epoch); hidden ones are none."""
    try:
        found = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$"))]
        return sorted(path for path in found if path.stat().st_mtime > since)
    except OSError:
        return []
