"""您是不是要找 stands beside 没有逐字命中, and searches when it is clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.archive.page import ArchivePage
from desktop.window.window import Window
from office.house import house_file
from tests.desktop.window.settling import settle, until


@pytest.fixture
def page(window: Window) -> ArchivePage:
    return window.pages.archive


def shown(page: ArchivePage) -> list[QPushButton]:
    return [link for link in page.suggestion.links if link.isVisible()]


def test_a_mistyped_word_is_offered_as_it_was_meant_and_searched_for(
    qtbot: QtBot, window: Window, page: ArchivePage
) -> None:
    page.search("防讯工作")
    settle(qtbot, window)
    (link,) = shown(page)
    assert link.text() == "您是不是要找：防汛工作"
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert page.box.text() == "防汛工作"
    assert "防汛工作" in page.hits.index(0).data()
    assert shown(page) == []


def test_where_a_filter_leaves_nothing_it_is_offered_too(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    page.searcher.narrow(kind="令", text="防讯工作")
    settle(qtbot, window)
    assert page.nothing.isVisible()
    assert [link.text() for link in shown(page)] == ["您是不是要找：防汛工作"]


@pytest.mark.parametrize("words", ["绝无此词乎哉", "防汛工作", ""])
def test_where_nothing_comes_to_mind_nothing_is_offered(
    qtbot: QtBot, window: Window, page: ArchivePage, words: str
) -> None:
    page.search(words)
    settle(qtbot, window)
    assert shown(page) == []


def test_an_offer_that_comes_late_is_not_shown_beside_another_question(
    qtbot: QtBot, window: Window, page: ArchivePage
) -> None:
    page.search("防讯工作")
    until(qtbot, lambda: page.searcher.query.text == "防讯工作" and page.hits.rowCount() > 0)
    page.search("亮化")
    settle(qtbot, window)
    assert shown(page) == []


def test_what_a_word_was_taken_for_is_told_and_a_click_asks_for_the_word_itself(
    qtbot: QtBot, window: Window, page: ArchivePage
) -> None:
    house_file().write_text("发文机关:\n- 名称: 青澜新区管理委员会\n", "utf-8")
    page.search("本机关")
    settle(qtbot, window)
    assert page.understood.told.isVisible()
    (sentence,) = [one.text() for one in page.understood.told.findChildren(QLabel)]
    assert sentence == "“本机关”按青澜新区管理委员会来查。"
    assert page.hits.rowCount() > 0
    page.understood.told.findChildren(QPushButton)[0].click()
    settle(qtbot, window)
    assert page.box.text() == '"本机关"'
    assert not page.understood.told.isVisible()


def test_where_nothing_is_found_it_is_told_too_what_a_word_was_taken_for(
    qtbot: QtBot, window: Window, page: ArchivePage
) -> None:
    page.search("1999年以前 绝无此词乎哉")
    settle(qtbot, window)
    assert page.nothing.isVisible()
    assert page.understood.link.isVisible()
    assert "“1999年以前”" in page.understood.sentence
    assert page.understood.sentence in [one.accessibleName() for one in page.nothing.findChildren(QLabel)][-1]
    page.search("亮化")
    settle(qtbot, window)
    assert not page.understood.link.isVisible()
