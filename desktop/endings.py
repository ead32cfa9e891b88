"""The ends that a program does not choose: signals, the end of the session, an error that nobody caught."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class Endings(QObject):
    """Calls `close` when the system sends SIGTERM, SIGHUP or SIGINT, and `keep` when it ends the session.

    Python runs a signal's handler only once Qt lets it run: the socket into which Python writes the signal wakes Qt up.
    """

    def __init__(self, application: QGuiApplication, keep: Callable[[], object], close: Callable[[], object]) -> None:
        super().__init__(application)
        self._close = close
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        for name in _SIGNALS:
            if number := getattr(signal, name, None):  # Windows has no SIGHUP
                signal.signal(number, self._end)
        application.commitDataRequest.connect(keep)
        application.aboutToQuit.connect(keep)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        """Close, also out of a dialog that runs an event loop of its own."""
        self._close()
        QGuiApplication.exit(0)

    def _read(self) -> None:
        """Empty the socket; the handler itself has run by now."""
        self._ours.recv(4096)
