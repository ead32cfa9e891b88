"""Locking the window and opening it again."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.locking.page import LockPage
from desktop.window.window import Window
from tests.desktop.window.settling import settle, signalled, until

WORD = "Lianghua-2026"
"""The password of the archive."""


class Clock:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def lock_page(window: Window) -> LockPage:
    assert window.locked is not None
    return window.locked


def unlock(qtbot: QtBot, window: Window, secret: str = WORD) -> None:
    until(qtbot, lock_page(window).go.isEnabled)
    lock_page(window).box.setText(secret)
    lock_page(window).open()
    until(qtbot, lambda: window.locked is None)
    settle(qtbot, window)


def lock(qtbot: QtBot, window: Window) -> None:
    with signalled(qtbot, window.session.destroyed):
        window.services.commands.run("lock")
    until(qtbot, lock_page(window).go.isEnabled)
