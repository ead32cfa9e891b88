"""Waiting for the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.window.window import Window

T = TypeVar("T")


LONGEST = 60_000
"""Milliseconds that anything may take on a machine with much else to do; what goes wrong is told by what it is."""


def until(qtbot: QtBot, condition: Callable[[], bool | None]) -> None:
    """Wait until something holds."""
    qtbot.waitUntil(condition, timeout=LONGEST)


def signalled(qtbot: QtBot, signal: SignalInstance) -> AbstractContextManager[object]:
    """What is done within is followed by a signal."""
    return qtbot.waitSignal(signal, timeout=LONGEST)


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until no work is under way or waiting for its pause."""
    until(qtbot, lambda: window.settled)


def type_chinese(box: QWidget, text: str) -> None:
    """Type as an input method does: settled characters, one after another."""
    for character in text:
        event = QInputMethodEvent("", [])
        event.setCommitString(character)
        QApplication.sendEvent(box, event)


def given(value: T | None) -> T:
    """What must be there by now."""
    assert value is not None
    return value
