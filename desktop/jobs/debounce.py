"""Debounce: something is done once fingers have rested for a moment, not at every key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_NAME = "debounce"


def debounce(parent: QObject, milliseconds: int, run: Callable[[], object]) -> QTimer:
    """A timer that calls `run` so long after its last `start`."""
    timer = QTimer(parent, singleShot=True, interval=milliseconds)
    timer.setObjectName(_NAME)
    timer.timeout.connect(run)
    return timer


def waits(parent: QObject) -> bool:
    """Whether anything below `parent` waits for fingers to rest."""
    return any(timer.isActive() for timer in parent.findChildren(QTimer, _NAME))
