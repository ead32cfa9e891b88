"""A worker thread with a queue: work goes in, its result comes back on the UI thread."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from queue import PriorityQueue

LOG = logging.getLogger(__name__)

URGENT, NORMAL, LATER = 0, 5, 9
"""Priorities: what a person waits for, what follows from it, what may take its time."""


@dataclass(slots=True)
class Job:
    """One piece of work that was submitted. `cancel` is safe at any time: no result will be delivered any more."""

    work: Callable[[], Any]
    done: Callable[[Any], object] | None
    failed: Callable[[BaseException], object] | None
    cancelled: bool = False

    def cancel(self) -> None:
        """Forget it: skip the work where it has not begun, drop the result where it has."""
        self.cancelled = True


@dataclass(order=True, slots=True)
class _Entry:
    priority: int
    order: int
    job: Job | None = field(compare=False)


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
        work: Callable[[], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        priority: int = NORMAL,
    ) -> Job:
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
        while True:
            job = self._queue.get().job
            if job is None:
                break
            outcome = _outcome(job)
            if self._stopping or not self._told(outcome):
                break
        if self._last:
            self._last()

    def _told(self, outcome: _Outcome) -> bool:
        """Hand an outcome to the UI thread; False where that has gone in this very moment."""
        try:
            self._finished.emit(outcome)
        except RuntimeError:
            if not self._stopping:
                raise
            return False
        return True

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self._open -= 1
        if not outcome.job.cancelled and not self._stopping:
            self._tell(outcome)
        if not self._open:
            self.idle.emit()

    def _tell(self, outcome: _Outcome) -> None:
        job, error = outcome.job, outcome.error
        if error is None:
            if job.done:
                job.done(outcome.value)
        elif job.failed:
            job.failed(error)
        else:
            self.failed.emit(error)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a job."""

    job: Job
    value: Any = None
    error: BaseException | None = None


def _outcome(job: Job) -> _Outcome:
    if job.cancelled:
        return _Outcome(job)
    try:
        return _Outcome(job, job.work())
    except Exception as error:  # noqa: BLE001  whatever it is, the UI thread decides what to say
        LOG.info("job failed: %s", type(error).__name__)
        return _Outcome(job, error=error)


class Latest:
    """Submits to a worker so that only the newest request counts: the one before is cancelled."""

    def __init__(self, worker: Worker, priority: int = NORMAL) -> None:
        self._worker = worker
        self._priority = priority
        self._job: Job | None = None

    def submit(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Submit, cancelling what was submitted before."""
        self.cancel()
        self._job = self._worker.submit(work, done, failed, self._priority)

    def cancel(self) -> None:
        """Cancel what was submitted last."""
        if self._job:
            self._job.cancel()
