"""Tags, collections, saved searches, the recycle bin, and what is known about a record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.archive.details import Details
from desktop.archive.differing import DifferenceDialog, compared
from desktop.archive.page import ArchivePage
from desktop.archive.preview import DETAILS
from desktop.jobs.changes import of_record
from desktop.parts.asking import Ask, Confirm
from desktop.parts.difference import difference
from desktop.theme.look import Look
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from tests.desktop.window.settling import settle


@pytest.fixture
def page(qtbot: QtBot, empty_window: Window) -> ArchivePage:
    """The archive page on four documents that cite one another."""
    made: ArchivePage = empty_window.pages.archive
    made.import_paths([next(SAMPLES.glob(f"{number}*.md")) for number in ("02", "05", "06", "07")])
    settle(qtbot, empty_window)
    return made


def answer(parent: QWidget, text: str) -> None:
    """Answer the question that stands open."""
    asked = next(dialog for dialog in parent.findChildren(Ask) if dialog.isVisible())
    asked.box.setText(text)
    asked.accept()


def current(page: ArchivePage) -> str:
    hit = page.current()
    assert hit is not None
    return hit.title


def test_a_tagged_document_is_found_under_its_tag(qtbot: QtBot, empty_window: Window, page: ArchivePage) -> None:
    title = current(page)
    empty_window.services.commands.run("tag")
    answer(page, "待办")
    settle(qtbot, empty_window)
    page.facets.chosen.emit(("tag", "待办"))
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 1
    assert current(page) == title


def test_a_tag_that_was_taken_off_comes_back_by_undo(qtbot: QtBot, empty_window: Window, page: ArchivePage) -> None:
    record = page.preview.record
    assert record is not None
    empty_window.services.commands.run("tag")
    answer(page, "待办")
    settle(qtbot, empty_window)
    page.arranging.untag(record, "待办")
    settle(qtbot, empty_window)
    assert page.arranging.shelf.tags == {}
    empty_window.services.notices.act()
    settle(qtbot, empty_window)
    assert page.arranging.shelf.tags == {"待办": 1}


def test_a_collection_lists_what_was_put_into_it_and_no_more(
    qtbot: QtBot, empty_window: Window, page: ArchivePage
) -> None:
    title = current(page)
    empty_window.services.commands.run("collect")
    answer(page, "路灯项目")
    settle(qtbot, empty_window)
    page.facets.chosen.emit(("collection", "路灯项目"))
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 1
    assert current(page) == title
    page.search("绝无此词乎哉")
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 0


def test_a_removed_collection_comes_back_with_its_documents(
    qtbot: QtBot, empty_window: Window, page: ArchivePage
) -> None:
    empty_window.services.commands.run("collect")
    answer(page, "路灯项目")
    settle(qtbot, empty_window)
    page.facets.removed.emit(("collection", "路灯项目"))
    settle(qtbot, empty_window)
    assert page.arranging.shelf.collections == {}
    empty_window.services.notices.act()
    settle(qtbot, empty_window)
    assert page.arranging.shelf.collections == {"路灯项目": 1}


def test_a_saved_search_asks_the_same_again_filters_and_all(
    qtbot: QtBot, empty_window: Window, page: ArchivePage
) -> None:
    page.search("路灯")
    page.facets.chosen.emit(("kind", "纪要"))
    settle(qtbot, empty_window)
    found = [current(page)]
    empty_window.services.commands.run("save-search")
    answer(page, "路灯纪要")
    settle(qtbot, empty_window)
    page.search("")
    page.facets.chosen.emit(("all", ""))
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 4
    page.facets.chosen.emit(("saved", "路灯纪要"))
    settle(qtbot, empty_window)
    assert [current(page)] == found
    assert page.hits.rowCount() == 1


def test_the_bin_gives_back_what_it_is_asked_for(qtbot: QtBot, empty_window: Window, page: ArchivePage) -> None:
    empty_window.services.commands.run("delete")
    settle(qtbot, empty_window)
    page.facets.chosen.emit(("bin", ""))
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 1
    page.record_actions.bring_back()
    settle(qtbot, empty_window)
    assert page.arranging.shelf.deleted == 0
    page.facets.chosen.emit(("all", ""))
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 4


def test_emptying_the_bin_asks_before_it_does(qtbot: QtBot, empty_window: Window, page: ArchivePage) -> None:
    empty_window.services.commands.run("delete")
    settle(qtbot, empty_window)
    page.facets.removed.emit(("bin", ""))
    settle(qtbot, empty_window)
    assert page.arranging.shelf.deleted == 1
    next(dialog for dialog in page.findChildren(Confirm) if dialog.isVisible()).accept()
    settle(qtbot, empty_window)
    assert page.arranging.shelf.deleted == 0


@pytest.fixture
def details(qtbot: QtBot, empty_window: Window, page: ArchivePage) -> Details:
    page.preview.show_as(DETAILS)
    page.search("城区亮化工程推进会会议纪要")
    page.search("标题:会议纪要")
    settle(qtbot, empty_window)
    return page.preview.details


def test_the_details_name_what_a_document_cites_and_lead_there(
    qtbot: QtBot, empty_window: Window, page: ArchivePage, details: Details
) -> None:
    assert details.about is not None
    tie = next(tie for tie in details.about.relations if tie.id is not None)
    details.wanted.emit(tie.id)
    settle(qtbot, empty_window)
    assert page.preview.record is not None
    assert page.preview.record.id == tie.id


def test_a_relation_that_is_none_can_be_taken_away(
    qtbot: QtBot, empty_window: Window, page: ArchivePage, details: Details
) -> None:
    assert details.about is not None
    before = details.about.relations
    page.arranging.confirm(details.about.record, before[0].cited, keep=False)
    settle(qtbot, empty_window)
    assert details.about is not None
    assert details.about.relations == before[1:]


def test_a_correction_is_shown_and_told_in_the_history(
    qtbot: QtBot, empty_window: Window, page: ArchivePage, details: Details
) -> None:
    assert page.preview.record is not None
    number = page.preview.record.id
    empty_window.services.store.change(
        lambda archive: archive.records.update(number, "issuer", "青澜新区城市管理局"), of_record(number)
    )
    settle(qtbot, empty_window)
    assert details.about is not None
    assert ("发文机关", "青澜新区城市管理局") in details.about.fields
    assert "→ 青澜新区城市管理局" in details.about.changes[0]


def test_two_versions_are_compared_paragraph_by_paragraph(look: Look) -> None:
    assert look.colours.hit in (shown := difference("甲\n乙丙\n丁", "甲\n乙戊\n丁"))
    assert "丙</s>" in shown
    assert ">戊</span>" in shown
    assert difference("甲", "甲") == ""


def test_the_comparison_goes_from_the_older_to_the_newer(qtbot: QtBot, empty_window: Window, page: ArchivePage) -> None:
    records = [page.hits.hit(row) for row in (0, 1)]
    got: list[object] = []
    ids = [hit.id for hit in records if hit]
    empty_window.services.store.ask(lambda archive: [archive.records.get(number) for number in ids], got.extend)
    settle(qtbot, empty_window)
    dialog: QDialog = DifferenceDialog(compared(got[0], got[1]), page)  # type: ignore[arg-type]  # two records
    qtbot.addWidget(dialog)
    assert "<s" in dialog.shown.toHtml() or "line-through" in dialog.shown.toHtml()  # type: ignore[attr-defined]


def test_a_change_is_undone_by_its_key_and_named_in_the_menu(
    qtbot: QtBot, empty_window: Window, page: ArchivePage
) -> None:
    commands = empty_window.services.commands
    commands.run("tag")
    answer(page, "待办")
    settle(qtbot, empty_window)
    assert "待办" in commands["undo"].title
    with qtbot.waitActive(empty_window):
        empty_window.activateWindow()
    page.box.setFocus()
    QTest.keyClick(page.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, empty_window)
    assert page.arranging.shelf.tags == {}
    assert "待办" in commands["redo"].title
    commands.run("redo")
    settle(qtbot, empty_window)
    assert page.arranging.shelf.tags == {"待办": 1}


def test_a_change_can_be_undone_after_the_archive_was_closed(
    qtbot: QtBot, empty_window: Window, page: ArchivePage, open_window: Callable[[Path], Window]
) -> None:
    empty_window.services.commands.run("delete")
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 3
    folder = empty_window.archives.folder
    empty_window.close()
    again = open_window(folder)
    assert again.services.commands.run("undo")
    settle(qtbot, again)
    assert again.pages.archive.hits.rowCount() == 4


def test_the_key_undoes_what_is_being_typed_before_the_archive(
    qtbot: QtBot, empty_window: Window, page: ArchivePage
) -> None:
    empty_window.services.commands.run("tag")
    answer(page, "待办")
    page.preview.show_as(DETAILS)
    settle(qtbot, empty_window)
    box = page.preview.details.findChild(QPlainTextEdit)
    assert box is not None
    with qtbot.waitActive(empty_window):
        empty_window.activateWindow()
    box.setFocus()
    QTest.keyClicks(box, "abc")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == ""
    settle(qtbot, empty_window)
    assert page.arranging.shelf.tags == {"待办": 1}
