"""Files on their way into the archive: one after another, so that searching goes on in between."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from desktop.jobs.changes import Changes
from desktop.jobs.store import Store
from desktop.jobs.worker import LATER
from search.records import ImportResult, PageRead

if TYPE_CHECKING:
    from search.archive import Archive

_INDEXED = 10.0
"""Seconds to wait at the end until searches know of what came in; the index goes on by itself after that."""


class Importing(QObject):
    """One import.

    `told` gives (done, total, name of the file under way), `page` (number, pages) of a scan that is being recognised,
    `came` each result, `ended` all of them.
    """

    told = Signal(int, int, str)
    page = Signal(int, int)
    came = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, store: Store, paths: Sequence[Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._paths = tuple(paths)
        self._results: list[ImportResult] = []
        self._iterator: Iterator[ImportResult | PageRead] | None = None
        self._forget: Callable[[], None] = lambda: None
        self.cancelled = self.over = False
        self.ended.connect(self._end)

    def start(self) -> None:
        """Begin with the first file."""
        self._forget = self._store.before_end(self._close)
        self._next()

    def cancel(self) -> None:
        """Stop after the file, or the page of a scan, under way; what has come in stays."""
        self.cancelled = True

    def _end(self) -> None:
        self.over = True

    def _next(self) -> None:
        self._store.changing.submit(self._store.question(self._step), self._stepped, self._broken, LATER)

    def _step(self, archive: Archive) -> ImportResult | PageRead | None:
        """On the archive's thread: read one file in, or one page of a scan: other changes get their turn between."""
        iterator = self._iterator or archive.importing.steps(self._paths, progress=self._progress)
        self._iterator = iterator
        result = None if self.cancelled else next(iterator, None)
        if result is None:
            self._close()
            self._store.wait_for_index(archive, _INDEXED)
        return result

    def _close(self) -> None:
        """On the archive's thread: end the import here, while the archive is open still."""
        if self._iterator is not None:
            iterator: object = self._iterator
            if isinstance(iterator, Generator):
                cast("Generator[object, None, None]", iterator).close()
            self._iterator = None

    def _progress(self, done: int, total: int, name: str) -> bool:
        self.told.emit(done, total, name)
        return not self.cancelled

    def _stepped(self, result: ImportResult | PageRead | None) -> None:
        if result is None:
            self._forget()
            self.ended.emit(tuple(self._results))
            self._store.changed.emit(Changes(many=True))
            return
        if isinstance(result, PageRead):
            self.page.emit(result.number, result.pages)
        else:
            self._results.append(result)
            self.came.emit(result)
        self._next()

    def _broken(self, error: BaseException) -> None:
        self._forget()
        self.failed.emit(error)
        self.ended.emit(tuple(self._results))
        self._store.changed.emit(Changes(many=True))
