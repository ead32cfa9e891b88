"""Watched folders: what is newly put there, or into a folder below, comes into the archive by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QFileSystemWatcher, QObject, QSettings, QTimer

from desktop.jobs.changes import Changes
from desktop.jobs.store import Store
from desktop.jobs.worker import Worker
from office.watched_folders import Memory, Seen

_REST = 3000
"""Milliseconds between two looks at a file: one that is the same at both is no longer being written."""
_BEGUN = 2000
"""Milliseconds after the start, when what came in the meantime is looked for."""
_MOST_RESTS = 20
"""Looks soon after one another at files that never come to rest (a log); then once in _AGAIN."""
_AGAIN = 120_000
"""Milliseconds after which is looked again all the same: network drives tell nothing of what happens on them."""
_MOST_WATCHED = 200
"""Folders that the system is asked to tell of; some systems spend an open file on each."""


class Watching(QObject):
    """Looks into the watched folders on a thread of its own, hands new files to `take`, tells `say` of trouble."""

    def __init__(
        self,
        store: Store,
        settings: QSettings,
        take: Callable[[Sequence[Path]], object],
        say: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store, self._settings, self._take, self._say = store, settings, take, say
        self._memories: dict[str, Memory] = {}
        self._troubled: dict[str, str] = {}
        self._rests = 0
        self._worker = Worker("watching", self)
        self._watcher = QFileSystemWatcher(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(self._changed)
        again = QTimer(self, interval=_AGAIN)
        again.timeout.connect(self._look_again)
        again.start()
        store.changed.connect(self._archive_changed)
        QTimer.singleShot(_BEGUN, self, self.refresh)

    def _changed(self, _folder: str) -> None:
        self._rests = 0
        self._rest.start()

    def _archive_changed(self, changes: Changes) -> None:
        if changes.folders:
            self.refresh()

    def refresh(self) -> None:
        """Ask which folders are watched, and look into those that are new."""
        self._store.ask(lambda archive: archive.shelves.watched(), self.watch)

    def look(self) -> None:
        """Look for what has come; a look that is still under way (a slow network drive) is not hurried."""
        if self._memories and not self._worker.busy:
            memories, archive = tuple(self._memories.values()), self._store.folder
            began = time.time()
            work = partial(_look, memories, archive)
            self._worker.submit(work, lambda seen: self._seen(seen, began))

    def _look_again(self) -> None:
        self._rests = 0
        self.look()

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return self._worker.busy

    @property
    def listening(self) -> tuple[str, ...]:
        """The folders of which the system tells that something changed."""
        return tuple(self._watcher.directories())

    def stop(self) -> None:
        """End the thread, or leave it to its drive that does not answer."""
        self._worker.stop(0.2)

    def watch(self, folders: Sequence[str]) -> None:
        """Watch these folders and no others; look into those that are new."""
        new = [folder for folder in folders if folder not in self._memories]
        for folder in set(self._memories) - set(folders):
            del self._memories[folder]
            self._troubled.pop(folder, None)
        for folder in new:
            since = float(str(self._settings.value(self._key(folder), 0)))
            self._memories[folder] = Memory(folder, since)
        if new:
            self.look()

    def _seen(self, seen: Sequence[Seen], began: float) -> None:
        """Take what is new; what is still being written is looked at again soon."""
        new: list[Path] = []
        for look in seen:
            new += look.new
            if not look.waiting and look.folders:
                self._settings.setValue(self._key(look.folder), began)
            if look.problem and self._troubled.get(look.folder) != look.problem:
                self._say(look.problem)
            self._troubled[look.folder] = look.problem
        self._listen([folder for look in seen for folder in look.folders])
        if any(look.waiting for look in seen) and self._rests < _MOST_RESTS:
            self._rests += 1
            self._rest.start()
        if new:
            self._take(new)

    def _listen(self, folders: Sequence[str]) -> None:
        """Have the system tell of changes in these folders and no others."""
        wanted, now = set(folders[:_MOST_WATCHED]), set(self._watcher.directories())
        if now - wanted:
            self._watcher.removePaths(sorted(now - wanted))
        if wanted - now:
            self._watcher.addPaths(sorted(wanted - now))

    def _key(self, folder: str) -> str:
        """Where the time of the last look is kept; each archive that watches a folder has its own."""
        return f"watching/{crc32(f'{self._store.folder.absolute()}|{folder}'.encode()):08x}"


def _look(memories: Sequence[Memory], archive: Path) -> list[Seen]:
    return [memory.look(archive) for memory in memories]
