"""The copies that other programs open: read-only, in one folder of ours, and gone when the archive is left."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.archive import copies
from desktop.archive.copies import Copies
from desktop.parts.asking import Confirm
from desktop.parts.errors import FaultDialog
from desktop.parts.instance import Instance
from desktop.window.window import Window
from tests.desktop.window.settling import given, settle


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were handed to another program."""
    files: list[Path] = []

    def show(url: QUrl) -> bool:
        files.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr("desktop.parts.system_open.QDesktopServices.openUrl", show)
    return files


def open_first(qtbot: QtBot, window: Window) -> None:
    page = window.pages.archive
    page.search("亮化")
    settle(qtbot, window)
    page.record_actions.open()
    settle(qtbot, window)


def test_an_opened_copy_lies_in_our_folder_and_cannot_be_changed(
    qtbot: QtBot, window: Window, shown: list[Path], cache: Path
) -> None:
    open_first(qtbot, window)
    (path,) = shown
    record = window.pages.archive.preview.record
    assert path.name == given(record).original_name
    assert path.is_relative_to(cache / "wenyuan" / "copies")
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parents[1].stat().st_mode) == 0o700
    assert "只读副本" in window.services.notices.text


def test_enter_on_a_result_opens_it_and_a_single_click_does_not(
    qtbot: QtBot, window: Window, shown: list[Path]
) -> None:
    page = window.pages.archive
    page.search("亮化")
    settle(qtbot, window)
    second = page.list.visualRect(page.hits.index(1)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    settle(qtbot, window)
    assert shown == []
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, window)
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    settle(qtbot, window)
    assert [path.name for path in shown] == [given(page.preview.record).original_name] * 2


def test_the_copies_are_gone_once_the_window_is_closed(qtbot: QtBot, window: Window, shown: list[Path]) -> None:
    open_first(qtbot, window)
    window.pages.archive.record_actions.open()
    settle(qtbot, window)
    assert len({path for path in shown if path.exists()}) == 2
    window.close()
    assert list(copies.root().iterdir()) == []


def test_what_a_crash_left_behind_goes_at_the_next_start(
    qtbot: QtBot, open_window: Callable[[Path], Window], tmp_path: Path
) -> None:
    left = [Copies(tmp_path / name).put("旧.txt", b"left") for name in ("archive", "another")]
    settle(qtbot, open_window(tmp_path / "archive"))
    assert [path.exists() for path in left] == [False, False]


def test_the_copies_of_a_window_that_is_open_are_left_alone(qapp: QApplication, tmp_path: Path) -> None:
    theirs = Instance(tmp_path / "theirs", qapp)
    assert theirs.claim()
    kept = Copies(tmp_path / "theirs").put("在看.txt", b"seen")
    own = Copies(tmp_path / "own")
    mine = own.put("我的.txt", b"mine")
    own.sweep()
    assert (kept.read_bytes(), mine.read_bytes()) == (b"seen", b"mine")
    theirs.release()
    own.sweep()
    assert not kept.exists()
    assert mine.exists()


def test_an_archive_with_a_password_asks_before_a_copy_lies_in_clear(
    qtbot: QtBot, window: Window, shown: list[Path]
) -> None:
    window.services.store.private = True
    open_first(qtbot, window)
    (asked,) = [dialog for dialog in window.findChildren(Confirm) if dialog.isVisible()]
    assert shown == []
    asked.accept()
    settle(qtbot, window)
    assert [path.exists() for path in shown] == [True]


def test_a_disk_that_refuses_is_told_and_nothing_is_opened(
    qtbot: QtBot, window: Window, shown: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "refused", "copies")

    monkeypatch.setattr(copies, "save", refuse)
    open_first(qtbot, window)
    assert shown == []
    assert [dialog.isVisible() for dialog in window.findChildren(FaultDialog)] == [True]
