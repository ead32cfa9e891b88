"""Notices that nobody is there: neither key nor mouse has moved in any window of the program for some minutes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK = 5000
"""Milliseconds between two looks at the clock."""
_WARNING = 30
"""Seconds before the end when it is announced."""
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class Idle(QObject):
    """Calls `lock` after `minutes()` without a sign of life (0: never), until it returns True; `warn` shortly before.

    It listens where the system hands its events over, to each window once, and not to every event of every widget. What
    an input method types comes another way: there the cursor that moves is the sign. The clock on the wall counts,
    so that the time that a machine sleeps counts too.
    """

    def __init__(
        self,
        minutes: Callable[[], int],
        lock: Callable[[], bool],
        warn: Callable[[int], object],
        parent: QObject,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._lock, self._warn, self._clock = minutes, lock, warn, clock
        self._last = clock()
        self._warned = False
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101  there is a window
        application.focusWindowChanged.connect(self._listen_to)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touch)
        self._listen_to(QGuiApplication.focusWindow())

    def touch(self) -> bool:
        """Somebody is there; True where the time was over already, and it has been locked before they saw anything."""
        if self._over and self._lock():
            return True
        self._last, self._warned = self._clock(), False
        return False

    def look(self) -> None:
        """Look at the clock."""
        if self._over:
            self._lock()
        elif self._minutes() and self._left <= _WARNING and not self._warned:
            self._warned = True
            self._warn(round(self._left))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of signs of life; the one that comes too late does nothing else."""
        return (event.type() in _SIGNS and self.touch()) or super().eventFilter(watched, event)

    @property
    def _left(self) -> float:
        """Seconds; a clock that was put back begins anew."""
        self._last = min(self._last, self._clock())
        return self._last + self._minutes() * 60 - self._clock()

    @property
    def _over(self) -> bool:
        return self._minutes() > 0 and self._left <= 0

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more is as good as once
