"""Waiting for the window."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.window.window import Window

T = TypeVar("T")


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until no work is under way or waiting for its pause."""
    qtbot.waitUntil(lambda: window.settled, timeout=15_000)


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
