"""The archive off the UI thread: one thread asks, another changes, so that an import never holds up a search."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.jobs.changes import Changes
from desktop.jobs.worker import NORMAL, Job, Worker

if TYPE_CHECKING:  # imported on the archive's own thread, since that takes longer than to show the window
    from office.sealed_files import SealedFiles
    from search.archive import Archive
    from search.store.vault import Vault

LOG = logging.getLogger(__name__)

T = TypeVar("T")

_ENDING = 1.2
"""Seconds that each thread has to finish the job under way when the window closes."""
_LOOK = 0.1
_INDEXED = 3.0
"""Seconds to wait after a change until searches know of it."""


class Store(QObject):
    """The one way from the window to the archive. `changed` tells what an operation touched, as Changes."""

    changed = Signal(Changes)

    def __init__(self, folder: Path, parent: QObject | None = None, password: str | None = None) -> None:
        """`password` is forgotten once the archive is open."""
        super().__init__(parent)
        self.folder = folder
        self.private = password is not None
        """Whether the archive has a password: what leaves it then leaves it in clear."""
        self._password = password
        self._archive: Archive | None = None
        self._stopped = False
        self._opening = threading.Lock()
        self.asking = Worker("archive-questions", self)
        self.changing = Worker("archive-changes", self, last=self._end)
        self._ending: list[Callable[[], object]] = []

    @property
    def sealed_files(self) -> SealedFiles:
        """What writes and reads the texts that the window keeps beside the archive."""
        from office.sealed_files import SealedFiles

        return SealedFiles(self._vault)

    @property
    def busy(self) -> bool:
        """Whether the archive is at work."""
        return self.asking.busy or self.changing.busy

    def ask(
        self,
        question: Callable[[Archive], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        priority: int = NORMAL,
    ) -> Job[T]:
        """Ask the archive; the answer comes to `done` on the UI thread."""
        return self.asking.submit(self.question(question), done, failed, priority)

    def question(self, question: Callable[[Archive], T]) -> Callable[[], T]:
        """A question as work for a worker."""
        return lambda: question(self._opened())

    def change(
        self,
        operation: Callable[[Archive], T],
        changes: Changes,
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Job[T]:
        """Change the archive; then `changed` tells what was."""

        def work(archive: Archive) -> T:
            value = operation(archive)
            if changes.hits or changes.labels:
                self.wait_for_index(archive, _INDEXED)
            return value

        def finished(value: T) -> None:
            if done:
                done(value)
            self.changed.emit(changes)

        return self.changing.submit(self.question(work), finished, failed)

    def change_surely(self, operation: Callable[[Archive], object], changes: Changes) -> None:
        """Change the archive; where the window goes before its turn comes, it is done as the last thing."""
        forget: list[Callable[[], None]] = []

        def work(archive: Archive) -> None:
            if forget:
                forget.pop()()
                operation(archive)

        forget.append(self.before_end(self.question(work)))
        self.change(work, changes)

    def wait_for_index(self, archive: Archive, seconds: float) -> None:
        """On the changing thread: wait until searches know of what changed, or the window goes, so long at most."""
        for _ in range(round(seconds / _LOOK)):
            if archive.care.wait_for_index(_LOOK) or self.changing.stopping:
                return

    def before_end(self, work: Callable[[], object]) -> Callable[[], None]:
        """Have `work` done when the changing thread ends, on it; what is returned takes that back."""
        self._ending.append(work)
        return lambda: self._ending.remove(work)

    def _end(self) -> None:
        for work in list(self._ending):
            try:
                work()
            except Exception as error:  # noqa: BLE001  the window goes: there is nobody to tell, and more to end
                LOG.warning("not ended well: %s", type(error).__name__)

    def stop(self) -> bool:
        """Finish what is under way and close the archive; return whether that went in time."""
        workers = (self.changing, self.asking)
        for worker in workers:
            worker.begin_to_stop()
        ended = [worker.stop(_ENDING) for worker in workers]
        with self._opening:
            self._stopped = True
            if self._archive is not None:
                self._archive.close(finish_index=False)
                self._archive = None
        return all(ended)

    def _opened(self) -> Archive:
        with self._opening:
            if self._archive is None:
                from search.archive import Archive as Kept
                from search.archive import ArchiveError

                if self._stopped:
                    raise ArchiveError("档案库已经关闭。")
                self._archive = Kept.open(self.folder, password=self._password)
                self._password = None
            return self._archive

    def _vault(self) -> Vault | None:
        """The archive's vault; without a password nobody waits for the archive to be open."""
        return self._opened().store.vault if self.private else None
