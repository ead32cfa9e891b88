"""What is done when the window is at rest, so that nobody waits for it: memory is given back to the system."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QObject, QTimer

from desktop.jobs.worker import Worker

_REST = 1000
"""Milliseconds without work until the window counts as resting."""
_START = 5000
"""Milliseconds after which the start is over, even where there has been no rest."""
_YOUNG = 10_000
"""Objects between two looks for garbage: one takes a millisecond then; Python's 700 cost a twentieth of an import."""


class Tidying(QObject):
    """Tidies up each time the workers have had nothing to do for a while."""

    def __init__(self, workers: Sequence[Worker], parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self._tidy)
        for worker in workers:
            worker.idle.connect(self._timer.start)
        QTimer.singleShot(_START, self, end_start)

    def _tidy(self) -> None:
        if not any(worker.busy for worker in self._workers):
            end_start()
            _give_back()()


def end_start() -> None:
    """Look for garbage from now on, which desktop.quick_start had put off; not among what the start has made.

    That is what the program consists of. To look through it once takes 60 ms, in which nothing else goes on.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_YOUNG, 10, 10)
        gc.enable()


def collect_all() -> None:
    """Let go of all that nothing holds any more, also of what the start has made."""
    gc.unfreeze()
    gc.collect()


@cache
def _give_back() -> Callable[[], object]:
    """Has the C library give memory back that the threads have freed: it keeps some 60 MB otherwise. Only glibc can."""
    import ctypes

    library = ctypes.CDLL(None) if sys.platform.startswith("linux") else None
    trim = getattr(library, "malloc_trim", None)
    return (lambda: trim(0)) if trim else (lambda: None)
