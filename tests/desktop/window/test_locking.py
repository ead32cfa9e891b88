"""The lock of an archive with a password: opened by it alone, and locked with nothing left behind."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.locking.patience import Patience
from desktop.parts.archives import is_archive, may_have_password
from desktop.parts.errors import FaultDialog
from desktop.parts.instance import Instance
from desktop.parts.making import Rendered
from desktop.theme.look import Look
from desktop.window.window import Window
from office.drafts import Draft, DraftFolder
from search.archive import Archive, has_password
from search.records import Hit, Record
from search.store import keys
from tests.desktop.window.opening import WORD, Clock, lock, lock_page, unlock
from tests.desktop.window.seen import texts
from tests.desktop.window.settling import given, settle, signalled, until

MARK = "亮化工程"


def test_an_archive_with_a_password_shows_its_lock_page_and_nothing_else(locked: Window) -> None:
    page = lock_page(locked)
    assert page.isVisible()
    assert page.box.hasFocus()
    assert locked.made("archive") is None
    assert page.box.echoMode() is page.box.EchoMode.Password


def test_the_password_opens_it_by_keyboard_alone(qtbot: QtBot, locked: Window) -> None:
    typed = QApplication.focusWidget()
    assert typed is not None
    QTest.keyClicks(typed, WORD)
    QTest.keyClick(typed, Qt.Key.Key_Return)
    until(qtbot, lambda: locked.locked is None)
    settle(qtbot, locked)
    assert locked.pages.archive.hits.rowCount() == 18
    assert locked.pages.archive.box.hasFocus()


def test_a_wrong_password_is_told_and_the_next_one_waits(qtbot: QtBot, locked: Window) -> None:
    page = lock_page(locked)
    page.box.setText("不对的口令")
    page.open()
    until(qtbot, lambda: "口令不对" in page.told.text())
    assert not page.go.isEnabled()
    assert page.go.text() == "1 秒后再试"
    assert page.box.hasFocus()
    assert page.box.selectedText() == "不对的口令"
    until(qtbot, page.go.isEnabled)
    unlock(qtbot, locked)


def test_the_waiting_time_doubles_up_to_half_a_minute_and_outlives_its_page(tmp_path: Path, clock: Clock) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)

    def patience(folder: Path = tmp_path) -> Patience:
        return Patience(settings, folder, clock)

    waits: list[float] = []
    for _ in range(7):
        patience().wrong()
        waits.append(patience().left)
        clock.now += waits[-1]
        assert patience().left == 0
    assert waits == [1, 2, 4, 8, 16, 30, 30]
    assert patience(tmp_path / "another").left == 0
    clock.now -= 100_000
    assert patience().left == 30
    patience().right()
    assert patience().left == 0


def test_the_recovery_code_opens_it_too(qtbot: QtBot, locked: Window, sealed_samples: tuple[Path, str]) -> None:
    page = lock_page(locked)
    page.by_code.click()
    assert page.box.echoMode() is page.box.EchoMode.Normal
    page.box.setText(sealed_samples[1][:-1])
    page.open()
    assert "48 位数字，现在打了 47 位" in page.told.text()
    assert page.go.isEnabled()
    unlock(qtbot, locked, sealed_samples[1].replace("-", ""))


@pytest.mark.parametrize(("typed", "shift", "shown"), [("A", False, True), ("a", True, True), ("a", False, False)])
def test_caps_lock_is_noticed_by_what_it_types(locked: Window, typed: str, *, shift: bool, shown: bool) -> None:
    page = lock_page(locked)
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, page.box, Qt.Key.Key_A, typed, modifiers)
    assert page.hint.isVisible() is shown


def test_locking_leaves_nothing_of_the_text_in_the_window(qtbot: QtBot, opened: Window) -> None:
    for name in ("drafting", "checking", "templates", "settings", "archive"):
        opened.go_to(name)
        settle(qtbot, opened)
    opened.pages.archive.search(MARK)
    opened.pages.begin_text(f"---\n标题: {MARK}\n---\n{MARK}。\n", MARK)
    opened.services.notices.say(MARK)
    settle(qtbot, opened)
    assert MARK in texts()
    before = weakref.ref(opened.pages.archive.preview)
    lock(qtbot, opened)
    assert MARK not in texts()
    gc.collect()
    assert before() is None
    assert lock_page(opened).box.hasFocus()
    with Archive.open(opened.archives.folder, password=WORD) as archive:  # it has been closed
        assert archive.care.stats()["documents"] == 18


def test_locking_leaves_no_record_draft_or_page_in_memory_either(qtbot: QtBot, opened: Window) -> None:
    others = alive()
    opened.pages.archive.search(MARK)
    opened.pages.begin_text(f"---\n标题: {MARK}\n---\n{MARK}。\n", MARK)
    settle(qtbot, opened)
    opened.pages.check(f"---\n标题: {MARK}\n---\n一、认真布署,\n", "草稿")
    settle(qtbot, opened)
    of_this = alive() - others
    assert {kind for kind, _ in of_this} == {Record, Hit, Draft, Rendered}
    lock(qtbot, opened)
    assert alive() & of_this == set()


def alive() -> set[tuple[type, int]]:
    """The objects with words of documents that Python has not let go of: kind and identity of each."""
    gc.collect()
    kinds = (Record, Hit, Draft, Rendered)
    return {(type(each), id(each)) for each in gc.get_objects() if type(each) in kinds}


def test_what_was_begun_is_there_again_after_the_lock(qtbot: QtBot, opened: Window) -> None:
    opened.pages.begin_text("---\n标题: 试\n---\n", "试")
    settle(qtbot, opened)
    opened.pages.drafting.editor.source.appendPlainText("最后一句。")
    opened.go_to("archive")
    page = opened.pages.archive
    page.preview.show_as(2)
    settle(qtbot, opened)
    from PySide6.QtWidgets import QPlainTextEdit

    number = given(page.preview.record).id
    given(page.preview.details.findChild(QPlainTextEdit)).setPlainText("没记下的备注")
    lock(qtbot, opened)
    unlock(qtbot, opened)
    drafts = opened.pages.drafting.drafts.all()
    assert [draft.text.split("\n")[-1] for draft in drafts] == ["最后一句。"]
    notes: list[str] = []
    opened.services.store.ask(lambda archive: archive.records.note(number), notes.append)
    settle(qtbot, opened)
    assert notes == ["没记下的备注"]


def test_what_the_window_keeps_lies_sealed_on_the_disk(qtbot: QtBot, opened: Window, tmp_path: Path) -> None:
    from office.basket import Material

    opened.pages.begin_text(f"---\n标题: {MARK}\n---\n{MARK}。\n", MARK)
    settle(qtbot, opened)
    page = opened.pages.drafting
    page.editor.source.appendPlainText(MARK)
    page.editor.keep()
    page.keep_version("送审稿")
    page.drafts.note(page.editor.draft.name, "分送各处")
    page.editor.drawer.basket.basket.add(Material(f"《{MARK}》", MARK))
    page.file_as({})
    opened.pages.check("---\n版式: 文件\n标题: 试\n---\n认真布署亮化工程。\n", "草稿")
    settle(qtbot, opened)
    review = opened.pages.checking.review
    review.ignored.for_good(review.shown()[0])
    settle(qtbot, opened)
    lock(qtbot, opened)
    marks = [MARK.encode(), "分送各处".encode(), "送审稿".encode(), "布署".encode()]
    found = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() or mark.decode() in path.name for mark in marks)
    ]
    assert found == []
    unlock(qtbot, opened)
    assert opened.pages.drafting.editor.drawer.basket.basket.materials[0].text == MARK
    kept = opened.pages.drafting.drafts.all()[0]
    assert opened.pages.drafting.drafts.notes(kept.name) == "分送各处"


def test_a_drawn_out_import_goes_on_behind_the_lock_page_and_can_be_ended_there(
    qtbot: QtBot, opened: Window, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"第{number}号通知\n请做好第{number}项工作。\n", encoding="utf-8")
    importing = opened.pages.archive.import_paths([folder])
    with signalled(qtbot, importing.came):
        pass
    opened.services.commands.run("lock")
    page = lock_page(opened)
    assert page.isVisible()
    assert not page.go.isEnabled()
    assert page.stop.isVisible()
    with signalled(qtbot, importing.came):  # it goes on
        pass
    page.stop.click()
    until(qtbot, page.go.isEnabled)
    assert not page.stop.isVisible()
    unlock(qtbot, opened)
    assert opened.pages.archive.hits.rowCount() > 18


def test_who_goes_elsewhere_from_the_lock_page_need_not_wait_there(
    qtbot: QtBot, opened: Window, tmp_path: Path
) -> None:
    with Archive.open(tmp_path / "other"):
        pass
    free = threading.Event()
    opened.services.worker.submit(lambda: free.wait(10))
    opened.services.commands.run("lock")
    page = lock_page(opened)
    opened.archives.go_to(tmp_path / "nothing")
    (fault,) = opened.findChildren(FaultDialog)
    assert fault.isVisible()
    fault.accept()
    with signalled(qtbot, page.destroyed):
        opened.archives.go_to(tmp_path / "other")
    first = opened.session
    free.set()
    until(qtbot, lambda: opened.locked is None and opened.session is not first)
    settle(qtbot, opened)
    assert opened.pages.archive.welcome.isVisible()


def test_the_lock_page_can_be_closed_by_keyboard(locked: Window) -> None:
    QTest.keyClick(lock_page(locked).box, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not locked.isVisible()


def test_an_archive_that_was_just_being_given_a_password_is_still_one(tmp_path: Path) -> None:
    (tmp_path / "converting").mkdir()
    (tmp_path / "converting" / "archive.db").touch()
    assert is_archive(tmp_path)


def test_an_open_file_dialog_does_not_keep_the_archive_open(
    qtbot: QtBot, opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[str] = []

    def ask(parent: QWidget, *_: object) -> tuple[str, str]:
        dialog = QDialog(parent)
        QTimer.singleShot(0, opened, opened.locking.lock)
        dialog.exec()
        came.append(parent.objectName())  # a page that was deleted meanwhile would raise here
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    opened.go_to("checking")
    QTimer.singleShot(0, opened.pages.checking, opened.pages.checking.choose_file)
    until(qtbot, lambda: opened.locked is not None and opened.locked.go.isEnabled())
    assert came == ["page"]


def test_an_archive_without_a_password_has_no_lock(window: Window) -> None:
    window.services.commands.run("lock")
    assert window.locked is None
    assert "没有口令" in window.services.notices.text
    window.services.notices.act()
    assert window.pages.settings.isVisible()


def test_from_the_lock_page_one_can_go_to_another_archive_and_back(
    qtbot: QtBot, locked: Window, tmp_path: Path
) -> None:
    with Archive.open(tmp_path / "other"):
        pass
    first = locked.archives.folder
    locked.archives.go_to(tmp_path / "other")
    until(qtbot, lambda: locked.locked is None)
    settle(qtbot, locked)
    assert locked.pages.archive.welcome.isVisible()
    locked.archives.go_to(first)
    until(qtbot, lambda: locked.locked is not None and locked.locked.go.isEnabled())
    unlock(qtbot, locked)
    assert locked.pages.archive.hits.rowCount() == 18


def test_the_claim_stays_while_the_archive_is_locked(
    look: Look, qapp: QApplication, sealed_samples: tuple[Path, str], tmp_path: Path
) -> None:
    assert not look.colours.dark
    folder = sealed_samples[0]
    instance = Instance(folder, qapp)
    assert instance.claim()
    window = Window(folder, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat), instance)
    window.show()
    assert not Instance(folder, qapp).claim(call=False)
    window.close()
    again = Instance(folder, qapp)
    assert again.claim()
    again.release()
    window.deleteLater()


def test_a_password_is_noticed_without_the_core(sealed_samples: tuple[Path, str], tmp_path: Path) -> None:
    """desktop.parts.archives knows the names of the core's files, so as to ask it only where there is one."""
    assert may_have_password(sealed_samples[0])
    assert not may_have_password(tmp_path)
    for name in (keys.FILE_NAME, f"originals/{keys.FILE_NAME}"):
        folder = tmp_path / name.replace("/", "-")
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes((sealed_samples[0] / keys.FILE_NAME).read_bytes())
        assert may_have_password(folder) is has_password(folder) is True
    assert keys.STAGE == "converting"


def test_a_template_that_is_being_changed_is_kept_as_a_draft(qtbot: QtBot, opened: Window) -> None:
    from desktop.templates.editor import TemplateEditor
    from docgen.templating import load_templates

    opened.go_to("templates")
    page = opened.pages.templates
    template = next(template for template in load_templates() if template.name == "函")
    editor = TemplateEditor(opened.services, page.shelf.copy_of(template), template.path, print, page)
    editor.open()
    settle(qtbot, opened)
    editor.source.appendPlainText("新加的一句")
    lock(qtbot, opened)
    unlock(qtbot, opened)
    (kept,) = DraftFolder(opened.archives.folder / "drafts", opened.services.store.sealed_files).all()
    assert kept.title.startswith("没存的模板改动")
    assert kept.text.endswith("新加的一句")


def test_what_was_put_right_and_not_saved_is_kept_as_a_draft(qtbot: QtBot, opened: Window) -> None:
    opened.pages.check("---\n版式: 文件\n文种: 通知\n---\n请认真布署检修工作。\n", "草稿")
    settle(qtbot, opened)
    opened.pages.checking.put(opened.pages.checking.review.safe())
    settle(qtbot, opened)
    lock(qtbot, opened)
    unlock(qtbot, opened)
    (kept,) = DraftFolder(opened.archives.folder / "drafts", opened.services.store.sealed_files).all()
    assert "部署检修工作" in kept.text
