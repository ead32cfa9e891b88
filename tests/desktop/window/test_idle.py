"""Locking by itself: after minutes without a key or the mouse, but never in the middle of work."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.locking.idle import Idle
from desktop.settings.password_card import PasswordCard
from desktop.window.window import Window
from tests.desktop.window.opening import Clock
from tests.desktop.window.settling import given, settle, until


@pytest.fixture
def idle(locked: Window, clock: Clock) -> tuple[Idle, list[str]]:
    """Ten minutes by the clock, and what came of them."""
    came: list[str] = []

    def lock_it() -> bool:
        came.append("lock")
        return True

    return Idle(lambda: 10, lock_it, lambda seconds: came.append(f"{seconds}"), locked, clock), came


def test_ten_minutes_without_a_sign_of_life_lock(idle: tuple[Idle, list[str]], clock: Clock) -> None:
    watching, came = idle
    for step in (560, 15, 5, 21):
        clock.now += step
        watching.look()
    assert came == ["25", "lock"]


def test_a_key_or_the_mouse_begins_the_time_anew(idle: tuple[Idle, list[str]], clock: Clock, locked: Window) -> None:
    watching, came = idle
    handle = locked.windowHandle()
    clock.now += 500
    QTest.mouseMove(handle, locked.rect().center())
    clock.now += 500
    QTest.keyClick(handle, Qt.Key.Key_A)
    clock.now += 500
    watching.look()
    assert came == []


def test_what_an_input_method_types_is_a_sign_of_life(
    idle: tuple[Idle, list[str]], clock: Clock, opened: Window
) -> None:
    watching, came = idle
    clock.now += 500
    QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImCursorRectangle)
    clock.now += 500
    watching.look()
    assert came == []
    assert not opened.isHidden()


def test_who_comes_back_too_late_sees_nothing(idle: tuple[Idle, list[str]], clock: Clock, locked: Window) -> None:
    clock.now += 3600  # the machine slept, and no timer ran
    QTest.keyClick(locked.windowHandle(), Qt.Key.Key_A)
    assert idle[1] == ["lock"]


def test_it_locks_by_itself_once_the_work_is_done(
    qtbot: QtBot, opened: Window, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (watching,) = opened.session.findChildren(Idle)
    monkeypatch.setattr(watching, "_clock", clock)
    free = threading.Event()
    opened.services.worker.submit(lambda: free.wait(10))
    clock.now = 10**11
    watching.look()
    assert opened.locked is None
    free.set()
    until(qtbot, lambda: not opened.busy)
    watching.look()
    until(qtbot, lambda: opened.locked is not None and opened.locked.go.isEnabled())


def test_the_minutes_are_settled_by_the_person(qtbot: QtBot, opened: Window, clock: Clock) -> None:
    (watching,) = opened.session.findChildren(Idle)
    assert opened.locking.minutes == 10
    opened.go_to("settings")
    settle(qtbot, opened)
    card = given(opened.pages.settings.findChild(PasswordCard))
    card.minutes.setCurrentIndex(card.minutes.findData(0))
    assert opened.locking.minutes == 0
    clock.now = 10**11
    watching.look()
    assert opened.locked is None
