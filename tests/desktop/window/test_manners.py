"""Manners of the window: faults told in plain Chinese, shortcuts that do not quarrel, the cheat sheet, notices."""

from __future__ import annotations

import errno
from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.archive.page import ArchivePage
from desktop.parts.errors import FaultDialog
from desktop.theme.icons import names
from desktop.window.cheat_sheet import CheatSheet
from desktop.window.window import Window
from office.sentences import sentence
from papers.problem import Problem
from search.records import Record
from tests.desktop.window.settling import given, settle, until


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied", "甲.docx"), "没有权限读写“甲.docx”"),
        (FileNotFoundError(2, "No such file", "甲.docx"), "找不到“甲.docx”"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了"),
        (MemoryError(), "内存不够"),
        (Problem("第 3 行：版式不对，请改为文件。"), "第 3 行：版式不对，请改为文件。"),
    ],
)
def test_a_fault_is_told_as_a_sentence_with_a_way_out(error: Exception, told: str) -> None:
    assert sentence(error).startswith(told)


def test_the_words_of_a_foreign_exception_reach_nobody() -> None:
    assert "codec" not in sentence(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "codec failed"))
    assert "详情" in sentence(KeyError("secret_key"))
    assert "甲" not in sentence(KeyError("甲"))


def test_the_details_can_be_copied_and_hold_no_text_of_a_document(qtbot: QtBot, window: Window) -> None:
    words = "区长讲话的全文"
    dialog = FaultDialog(ValueError(words), window)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert words not in copied


def test_one_fault_at_a_time_is_shown(qtbot: QtBot, window: Window) -> None:
    window.show_fault(ValueError("不能这样。"))
    window.show_fault(ValueError("也不能那样。"))
    shown = [dialog for dialog in window.findChildren(FaultDialog) if dialog.isVisible()]
    assert len(shown) == 1
    shown[0].accept()
    until(qtbot, lambda: not shown[0].isVisible())


def test_no_two_commands_have_the_same_shortcut(window: Window) -> None:
    window.pages.make_all()
    counts = Counter(command.shortcut for command in window.services.commands if command.shortcut)
    assert [shortcut for shortcut, count in counts.items() if count > 1] == []


def test_every_command_has_an_icon_that_there_is(window: Window) -> None:
    window.pages.make_all()
    known = set(names())
    assert [command.name for command in window.services.commands if command.icon not in known] == []


def test_the_cheat_sheet_names_every_shortcut(window: Window) -> None:
    window.services.commands.run("cheat-sheet")  # from a window that has shown nothing but the archive
    sheet = given(window.findChild(CheatSheet))
    told = {label.text() for label in sheet.findChildren(QLabel)}
    assert {command.title for command in window.services.commands if command.shortcut} <= told
    assert "导出 PDF…" in told


def test_a_shortcut_does_nothing_on_a_page_that_is_not_shown(qtbot: QtBot, window: Window) -> None:
    assert window.services.commands["tag"].available()
    window.go_to("settings")
    settle(qtbot, window)
    assert not window.services.commands.run("tag")
    assert not window.services.commands.run("next-hit")
    assert "加标签…" not in {command.title for command in window.services.commands.matching("加标签")}


def test_a_command_that_two_pages_have_goes_to_the_one_that_is_shown(qtbot: QtBot, window: Window) -> None:
    window.pages.make_all()
    window.pages.check("---\n版式: 文件\n文种: 通知\n---\n一、做好工作,\n", "草稿")
    settle(qtbot, window)
    review = window.pages.checking.review
    before = review.list.currentRow()
    assert window.services.commands.run("next-finding")
    assert review.list.currentRow() != before


def test_going_on_with_a_question_keeps_the_pages_of_a_hit_that_stays(qtbot: QtBot, window: Window) -> None:
    page: ArchivePage = window.pages.archive
    page.search("推进城区亮化工程的会议")
    settle(qtbot, window)
    pages, record = page.preview.pages.pages, page.preview.record
    assert isinstance(record, Record)
    page.search("推进城区亮化工程的会议纪要")
    settle(qtbot, window)
    assert page.preview.record == record
    assert page.preview.pages.pages is pages


def test_what_is_found_is_acted_on_before_its_pages_are_there(qtbot: QtBot, window: Window) -> None:
    page: ArchivePage = window.pages.archive
    page.search("人居环境整治第一次督查")
    until(qtbot, lambda: page.preview.record is not None and "督查" in page.preview.record.title)
    window.services.commands.run("cite")
    assert "督查" in QApplication.clipboard().text()
    settle(qtbot, window)


def test_a_question_stays_until_it_is_answered(window: Window) -> None:
    done: list[str] = []
    notices = window.services.notices
    notices.ask("要转到源文吗？", "转到", lambda: done.append("转到"))
    notices.say("已导出。")
    assert notices.text == "已导出。"
    notices.pass_time()
    assert notices.text == "要转到源文吗？"
    notices.pass_time()
    assert notices.text == "要转到源文吗？"
    notices.act()
    assert done == ["转到"]
    assert notices.text == ""
