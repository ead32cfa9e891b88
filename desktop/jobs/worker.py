"""A worker thread with a queue of jobs: work goes in, its result comes back on the UI thread."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from queue import PriorityQueue

LOG = logging.getLogger(__name__)

URGENT, NORMAL, LATER = 0, 5, 9
"""Priorities: what a person waits for, what follows from it, what may take its time."""


T = TypeVar("T")


class Job(Generic[T]):
    """One piece of work that was submitted. `cancel` is safe at any time: no result will be delivered any more."""

    def __init__(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None,
        failed: Callable[[BaseException], object] | None,
    ) -> None:
        self._work, self._done, self._failed = work, done, failed
        self._value: tuple[T, ...] = ()
        self._error: BaseException | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Forget it: skip the work where it has not begun, drop the result where it has."""
        self.cancelled = True

    def run(self) -> None:
        """Do the work, on the worker's thread; keep what comes of it."""
        if self.cancelled:
            return
        try:
            self._value = (self._work(),)
        except Exception as error:  # noqa: BLE001  whatever it is, the UI thread decides what to say
            LOG.info("job failed: %s", type(error).__name__)
            self._error = error

    def deliver(self) -> BaseException | None:
        """Hand over what came of it, on the UI thread; return an exception that nobody takes care of."""
        if self.cancelled:
            return None
        if self._error is not None:
            if self._failed is None:
                return self._error
            self._failed(self._error)
        for value in self._value:
            if self._done is not None:
                self._done(value)
        return None


class _Work(Protocol):
    """A job of whatever result."""

    def run(self) -> None: ...

    def deliver(self) -> BaseException | None: ...


@dataclass(order=True, slots=True)
class _Entry:
    priority: int
    order: int
    job: _Work | None = field(compare=False)


class Worker(QObject):
    """One thread that does jobs by priority, then in order. `idle` tells that nothing is left to do.

    The thread begins with the first job: until the window stands there is none, and no need for what it takes.
    """

    idle = Signal()
    failed = Signal(object)  # an exception that its job did not take care of
    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None, last: Callable[[], object] | None = None) -> None:
        """`last` is done on the thread when the worker stops."""
        super().__init__(parent)
        self._name = name
        self._last = last
        self._order = itertools.count()
        self._open = 0
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._queue: PriorityQueue[_Entry]

    def _begin(self) -> None:
        from queue import PriorityQueue

        from desktop.jobs.constants import hold_constants

        hold_constants()
        self._finished.connect(self._deliver, QtCore.Qt.ConnectionType.QueuedConnection)
        self._queue = PriorityQueue()
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a job is waiting or under way."""
        return self._open > 0

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        priority: int = NORMAL,
    ) -> Job[T]:
        """Do `work` on the thread; then call `done` with its result, or `failed` with its exception, on the UI thread.

        An exception without `failed` is told by the signal of that name.
        """
        job = Job(work, done, failed)
        if self._thread is None and not self._stopping:
            self._begin()
        if self._thread is not None:
            self._open += 1
            self._queue.put(_Entry(priority, next(self._order), job))
        return job

    @property
    def stopping(self) -> bool:
        """Whether it is to end; long work may look."""
        return self._stopping

    def begin_to_stop(self) -> None:
        """Take no more work; the thread ends after the job under way."""
        if not self._stopping:
            self._stopping = True
            if self._thread is not None:
                self._queue.put(_Entry(-1, next(self._order), None))

    def stop(self, seconds: float = 2.5) -> bool:
        """Finish the job under way, drop the rest; return whether the thread ended in time."""
        self.begin_to_stop()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._queue.get().job) is not None:
            job.run()
            if self._stopping or not self._told(job):
                break
        if self._last:
            self._last()

    def _told(self, job: _Work) -> bool:
        """Hand a job over to the UI thread; False where that has gone in this very moment."""
        try:
            self._finished.emit(job)
        except RuntimeError:
            if not self._stopping:
                raise
            return False
        return True

    @Slot(object)
    def _deliver(self, job: _Work) -> None:
        self._open -= 1
        error = None if self._stopping else job.deliver()
        if error is not None:
            self.failed.emit(error)
        if not self._open:
            self.idle.emit()


class Latest:
    """A debounced request to a worker: only the newest counts, the one before is cancelled."""

    def __init__(self, worker: Worker, priority: int = NORMAL) -> None:
        self._worker = worker
        self._priority = priority
        self._cancel: Callable[[], None] = lambda: None

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Submit, cancelling what was submitted before."""
        self.cancel()
        self._cancel = self._worker.submit(work, done, failed, self._priority).cancel

    def cancel(self) -> None:
        """Cancel what was submitted last."""
        self._cancel()
