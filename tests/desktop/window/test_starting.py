"""How the window comes up: it can be typed into before the rest is there, and there is one an archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop.parts.instance import Instance
from desktop.parts.search_box import SearchBox
from desktop.theme.look import Look
from desktop.window.window import Window
from tests.desktop.window.settling import settle, signalled, type_chinese, until


def test_what_is_typed_while_the_window_opens_is_searched_for(
    qtbot: QtBot, look: Look, sample_archive: Path, tmp_path: Path
) -> None:
    assert not look.colours.dark
    window = Window(sample_archive, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    assert window.made("archive") is None
    box = window.focusWidget()
    assert box is not None
    type_chinese(box, "防汛")
    settle(qtbot, window)
    page = window.pages.archive
    assert page.box is box
    assert page.box.text() == "防汛"
    assert 0 < page.hits.rowCount() < 18


@pytest.mark.parametrize("bare", [False, True])
def test_a_search_box_is_cleared_by_its_cross(qtbot: QtBot, look: Look, bare: bool) -> None:
    assert not look.colours.dark
    box = SearchBox("搜索", "……", bare=bare)
    qtbot.addWidget(box)
    box.show()
    type_chinese(box, "防汛")
    if bare:
        assert box.findChild(QToolButton) is None
        box.furnish()
    cross = box.findChild(QToolButton)
    assert cross is not None
    assert cross.isVisible()
    assert cross.geometry().right() > box.width() - 30
    cross.click()
    assert box.text() == ""
    assert not cross.isVisible()


def test_a_page_that_is_asked_for_early_does_not_keep_the_archive_away(
    qtbot: QtBot, look: Look, sample_archive: Path, tmp_path: Path
) -> None:
    assert not look.colours.dark
    window = Window(sample_archive, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    page = window.pages.archive
    window.show()
    until(qtbot, page.isVisible)
    settle(qtbot, window)
    assert page.box.isVisible()


def test_a_second_start_raises_the_first_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    first, second = Instance(tmp_path, qapp), Instance(tmp_path, qapp)
    assert first.claim()
    first.listen()
    with signalled(qtbot, first.asked):
        assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_two_archives_have_a_window_each(qapp: QApplication, tmp_path: Path) -> None:
    one, other = Instance(tmp_path / "one", qapp), Instance(tmp_path / "other", qapp)
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_the_window_is_as_large_as_it_was_left(
    qtbot: QtBot, open_window: Callable[[Path], Window], tmp_path: Path
) -> None:
    window = open_window(tmp_path / "archive")
    window.resize(960, 700)
    window.close()
    again = open_window(tmp_path / "archive")
    settle(qtbot, again)
    assert (again.width(), again.height()) == (960, 700)


def test_a_window_that_did_not_end_as_it_should_is_told_of(
    qtbot: QtBot, open_window: Callable[[Path], Window], tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first = open_window(tmp_path / "archive")
    until(qtbot, lambda: int(str(settings.value("window/open", 0))) == 1)
    assert first.services.notices.text == ""
    again = open_window(tmp_path / "other")
    assert again.services.notices.text.startswith("上次没有正常退出")
    again.close()
    again._furnish()  # pyright: ignore[reportPrivateUsage]  its timer may be late
    settings.sync()
    assert int(str(settings.value("window/open"))) == 0


def test_the_window_stands_before_anything_waits_for_the_disk(look: Look, tmp_path: Path, qtbot: QtBot) -> None:
    assert not look.colours.dark
    window = Window(tmp_path / "archive", QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    QApplication.sendPostedEvents()
    window.grab()
    assert list(tmp_path.iterdir()) == []
