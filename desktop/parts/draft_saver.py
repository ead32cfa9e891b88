"""Autosave of drafts, on a thread of its own: typesetting, checks, printing and export never hold it up."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.jobs.store import Store
from desktop.jobs.worker import Worker
from office.drafts import Draft, DraftFolder

LOG = logging.getLogger(__name__)


class DraftSaver(QObject):
    """Writes drafts of one archive, of each the newest state last, whoever writes it.

    `saved` tells the draft as it lies on the disk, `refused` its name and why it does not.
    """

    saved = Signal(object)
    refused = Signal(str, object)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self.folder = DraftFolder(store.folder / "drafts", store.sealed_files)
        self.worker = Worker("drafts", self)
        self._numbers = itertools.count(1)
        self._unsaved: dict[str, tuple[int, Draft]] = {}
        self._written: dict[str, int] = {}
        self._writing = threading.Lock()
        self._after: Callable[[Draft | None, Draft], object] = lambda _before, _after: None

    def follow_with(self, after: Callable[[Draft | None, Draft], object]) -> None:
        """Have `after` called, on the thread, with a draft before and after it was written."""
        self._after = after

    def save(self, state: Draft) -> None:
        """Write a state down, as soon as the disk allows."""
        number = next(self._numbers)
        self._unsaved[state.name] = (number, state)
        self.worker.submit(
            lambda: self._write(number, state),
            lambda kept: self._saved(number, kept),
            lambda error: self.refused.emit(state.name, error),
        )

    def drop(self, name: str) -> None:
        """Put a draft away; nothing of it that is still on its way is written any more."""
        self._unsaved.pop(name, None)
        with self._writing:
            self._written[name] = next(self._numbers)
            self.folder.drop(name)

    def flush(self) -> BaseException | None:
        """Write here and now what is not on the disk yet: the archive is left, or the program about to end.

        Return why something is not saved all the same, None where everything is.
        """
        problem: BaseException | None = None
        for number, state in list(self._unsaved.values()):
            try:
                self._saved(number, self._write(number, state))
            except Exception as error:  # noqa: BLE001  the others are to be written all the same
                LOG.warning("a draft was not saved: %s", type(error).__name__)
                problem = error
        return problem

    def _write(self, number: int, state: Draft) -> Draft | None:
        """Write a state unless a newer one was written already; None then. Safe on any thread."""
        with self._writing:
            if number < self._written.get(state.name, 0):
                return None
            before = self.folder.draft(state.name)
            kept = self.folder.keep(state)
            self._written[state.name] = number
            try:
                self._after(before, kept)
            except Exception as error:  # noqa: BLE001  the draft itself is saved
                LOG.warning("not followed: %s", type(error).__name__)
            return kept

    def _saved(self, number: int, kept: Draft | None) -> None:
        if kept is None:
            return
        newest = self._unsaved.get(kept.name)
        if newest is not None and newest[0] <= number:
            del self._unsaved[kept.name]
        self.saved.emit(kept)
