"""Giving an archive a password in the window, changing it, taking it away; and its backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.locking.asking import PasswordDialog, SecretDialog
from desktop.locking.converting import Converting
from desktop.locking.idle import Idle
from desktop.locking.recovery import RecoveryDialog
from desktop.parts.errors import FaultDialog
from desktop.printing.dialog import PrintDialog
from desktop.settings.backup_card import BackupCard
from desktop.settings.password_card import PasswordCard
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from search.archive import Archive, WrongPassword, has_password, set_password
from tests.desktop.window.opening import WORD, lock, unlock
from tests.desktop.window.settling import settle, signalled, until

OTHER = "Qinglan-2027"


@pytest.fixture
def clear(qtbot: QtBot, open_window: Callable[[Path], Window], tmp_path: Path) -> Window:
    """The window on an archive without a password, with a draft in it."""
    with Archive.open(tmp_path / "archive") as archive:
        assert list(archive.importing.paths(sorted(SAMPLES.glob("0*.md"))))
    window = open_window(tmp_path / "archive")
    window.activateWindow()
    window.pages.begin_text("---\n标题: 试\n---\n亮化工程的草稿。\n", "试")
    window.pages.drafting.editor.keep()
    settle(qtbot, window)
    return window


def card(qtbot: QtBot, window: Window) -> PasswordCard:
    window.go_to("settings")
    settle(qtbot, window)
    found = window.pages.settings.findChild(PasswordCard)
    assert isinstance(found, PasswordCard)
    return found


def dialog(window: Window) -> PasswordDialog:
    (found,) = [one for one in window.findChildren(PasswordDialog) if one.isVisible()]
    return found


def changed(qtbot: QtBot, window: Window, act: Callable[[], object]) -> None:
    """Do what changes the password, and wait until the window is on the archive again."""
    with signalled(qtbot, window.session.destroyed):
        act()
    until(qtbot, lambda: not window.busy and window.made("archive") is not None)
    settle(qtbot, window)


def give(qtbot: QtBot, window: Window) -> RecoveryDialog:
    card(qtbot, window).give.click()
    asked = dialog(window)
    for box in (asked.new, asked.again):
        assert box is not None
        box.setText(WORD)
    changed(qtbot, window, asked.accept)
    (shown,) = window.findChildren(RecoveryDialog)
    return shown


def test_a_password_is_given_and_the_recovery_code_shown_until_it_is_taken_down(qtbot: QtBot, clear: Window) -> None:
    shown = give(qtbot, clear)
    assert shown.isVisible()
    shown.reject()
    assert shown.isVisible()
    shown.copy.click()
    code = QApplication.clipboard().text()
    shown.taken.setChecked(True)
    with signalled(qtbot, shown.destroyed):
        shown.close_button.click()
    assert has_password(clear.archives.folder)
    assert clear.services.store.private
    assert clear.pages.drafting.drafts.all()[0].text.endswith("亮化工程的草稿。\n")
    assert b"\xe4\xba\xae" not in next((clear.archives.folder / "drafts").glob("*.json")).read_bytes()
    lock(qtbot, clear)
    unlock(qtbot, clear, code)


def test_nobody_who_goes_away_loses_the_recovery_code_to_the_lock(
    qtbot: QtBot, clear: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = give(qtbot, clear)
    clear.services.settings.setValue("lock/minutes", 5)
    (idle,) = clear.session.findChildren(Idle)
    monkeypatch.setattr(idle, "_last", 0.0)
    idle.look()
    assert clear.locking.page is None
    assert shown.isVisible()
    shown.taken.setChecked(True)
    with signalled(qtbot, shown.destroyed):
        shown.close_button.click()
    with signalled(qtbot, clear.session.destroyed):
        idle.look()
    assert clear.locking.page is not None


def test_the_recovery_code_can_be_printed(qtbot: QtBot, clear: Window) -> None:
    shown = give(qtbot, clear)
    shown.print.click()
    settle(qtbot, clear)
    (printing,) = clear.findChildren(PrintDialog)
    assert printing.isVisible()
    printing.reject()
    shown.taken.setChecked(True)
    shown.accept()


def test_a_password_is_given_by_keyboard_alone(qtbot: QtBot, clear: Window) -> None:
    card(qtbot, clear).give.setFocus()
    QTest.keyClick(card(qtbot, clear).give, Qt.Key.Key_Space)
    asked = dialog(clear)
    asked.activateWindow()
    until(qtbot, lambda: QApplication.focusWidget() is asked.new)
    assert asked.new is not None
    QTest.keyClicks(asked.new, WORD)
    QTest.keyClick(asked.new, Qt.Key.Key_Tab)
    again = QApplication.focusWidget()
    assert again is asked.again
    assert again is not None
    QTest.keyClicks(again, WORD)
    changed(qtbot, clear, lambda: QTest.keyClick(again, Qt.Key.Key_Return))
    assert has_password(clear.archives.folder)
    (shown,) = clear.findChildren(RecoveryDialog)
    shown.taken.setChecked(True)
    shown.accept()


@pytest.mark.parametrize(
    ("first", "second", "told"), [("kurz", "kurz", "至少要有 8 个字符"), (WORD, f"{WORD}x", "两次输入的新口令不同")]
)
def test_a_password_that_will_not_do_is_told_at_once(
    qtbot: QtBot, clear: Window, first: str, second: str, told: str
) -> None:
    card(qtbot, clear).give.click()
    asked = dialog(clear)
    assert asked.new is not None
    assert asked.again is not None
    asked.new.setText(first)
    asked.again.setText(second)
    asked.accept()
    assert asked.isVisible()
    assert told in asked.told.text()
    assert not has_password(clear.archives.folder)
    asked.reject()


def test_what_giving_a_password_was_cancelled_leaves_is_the_archive_as_it_was(
    qtbot: QtBot, clear: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Converting.begin

    def begin_and_cancel(self: Converting) -> None:
        self.cancel.click()
        begun(self)

    monkeypatch.setattr(Converting, "begin", begin_and_cancel)
    changed(qtbot, clear, lambda: clear.locking.set_password(None, WORD))
    assert not has_password(clear.archives.folder)
    assert not clear.services.store.private
    assert "已取消" in clear.services.notices.text
    assert clear.pages.archive.hits.rowCount()


def test_a_disk_that_is_full_is_told_and_the_archive_is_open_again(
    qtbot: QtBot, clear: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise OSError(28, "full", "archive")

    monkeypatch.setattr("search.archive.set_password", refuse)
    changed(qtbot, clear, lambda: clear.locking.set_password(None, WORD))
    (fault,) = [one for one in clear.findChildren(FaultDialog) if one.isVisible()]
    assert fault.isVisible()
    assert clear.pages.archive.hits.rowCount()


def test_the_password_is_changed_once_the_old_one_is_right(qtbot: QtBot, opened: Window) -> None:
    card(qtbot, opened).change.click()
    asked = dialog(opened)
    for box, text in ((asked.old, "not the word"), (asked.new, OTHER), (asked.again, OTHER)):
        assert box is not None
        box.setText(text)
    asked.accept()
    settle(qtbot, opened)
    assert "口令不对" in asked.told.text()
    assert asked.old is not None
    asked.old.setText(WORD)
    changed(qtbot, opened, asked.accept)
    assert opened.services.notices.text == "口令已改。"
    lock(qtbot, opened)
    with pytest.raises(WrongPassword):
        Archive.open(opened.archives.folder, password=WORD)
    unlock(qtbot, opened, OTHER)


def test_the_password_is_taken_away_and_what_the_window_keeps_is_in_clear_again(qtbot: QtBot, opened: Window) -> None:
    opened.pages.begin_text("---\n标题: 试\n---\n亮化工程的草稿。\n", "试")
    opened.pages.drafting.editor.keep()
    settle(qtbot, opened)
    card(qtbot, opened).take.click()
    asked = dialog(opened)
    assert asked.new is None
    assert asked.old is not None
    asked.old.setText(WORD)
    changed(qtbot, opened, asked.accept)
    assert not has_password(opened.archives.folder)
    assert not opened.services.store.private
    assert "亮化工程的草稿" in next((opened.archives.folder / "drafts").glob("*.json")).read_text(encoding="utf-8")


def test_a_window_that_is_closed_in_the_middle_leaves_an_archive_that_opens(qtbot: QtBot, clear: Window) -> None:
    folder = clear.archives.folder
    clear.locking.set_password(None, WORD)
    until(qtbot, lambda: not clear.busy)
    clear.close()
    with Archive.open(folder, password=WORD if has_password(folder) else None) as archive:
        assert archive.care.stats()["documents"]
        assert not archive.care.verify()["problems"]


def backup_into(qtbot: QtBot, window: Window, target: Path) -> None:
    """Restore the newest backup into a folder."""
    card(qtbot, window)
    backups = window.pages.settings.findChild(BackupCard)
    assert isinstance(backups, BackupCard)
    settle(qtbot, window)
    target.mkdir()
    backups.restore_into(target)
    settle(qtbot, window)


def test_a_backup_of_this_archive_is_restored_under_its_password_and_gone_over_to(
    qtbot: QtBot, opened: Window, tmp_path: Path
) -> None:
    opened.services.store.ask(lambda archive: archive.care.upkeep())
    settle(qtbot, opened)
    backup_into(qtbot, opened, tmp_path / "restored")
    opened.services.notices.act()
    until(qtbot, lambda: opened.locked is not None and opened.locked.go.isEnabled())
    unlock(qtbot, opened)
    assert opened.archives.folder.parent == tmp_path / "restored"


def test_a_backup_from_under_another_password_asks_for_that(qtbot: QtBot, locked: Window, tmp_path: Path) -> None:
    with Archive.open(locked.archives.folder, password=WORD) as archive:
        archive.backups.set_folder(tmp_path / "kept")
        archive.care.upkeep()
    set_password(locked.archives.folder, WORD, None)
    set_password(locked.archives.folder, None, OTHER)
    opened = locked
    unlock(qtbot, opened, OTHER)
    target = tmp_path / "restored"
    backup_into(qtbot, opened, target)
    (asked,) = [one for one in opened.findChildren(SecretDialog) if one.isVisible()]
    asked.box.setText(WORD)
    asked.accept()
    settle(qtbot, opened)
    (restored,) = target.iterdir()
    with Archive.open(restored, password=WORD) as archive:
        assert archive.care.stats()["documents"] == 18
    assert not [one for one in opened.findChildren(QDialog) if one.isVisible()]
