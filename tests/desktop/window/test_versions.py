"""Versions of a draft: read and compared off the UI thread, brought back as they were."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from desktop.drafting import versions
from desktop.drafting.page import DraftingPage
from desktop.drafting.versions import VersionsDialog
from desktop.window.window import Window
from tests.desktop.window.settling import settle


@pytest.fixture
def page(qtbot: QtBot, empty_window: Window) -> DraftingPage:
    """A draft with two versions behind it."""
    empty_window.go_to("drafting")
    made: DraftingPage = empty_window.pages.drafting
    for label, text in (("一稿", "亮化主干道。"), ("二稿", "亮化主次干道。"), ("", "亮化全部道路。")):
        if not made.writing:
            made.begin_text("---\n标题: 试\n---\n")
        made.editor.source.setPlainText(f"---\n标题: 试\n---\n{text}")
        settle(qtbot, empty_window)
        if label:
            made.keep_version(label)
            settle(qtbot, empty_window)
    return made


def opened(qtbot: QtBot, window: Window, page: DraftingPage) -> VersionsDialog:
    page.show_versions()
    settle(qtbot, window)
    return page.findChildren(VersionsDialog)[-1]


def test_the_newest_version_is_compared_with_the_present_text(
    qtbot: QtBot, empty_window: Window, page: DraftingPage
) -> None:
    dialog = opened(qtbot, empty_window, page)
    assert [dialog.list.item(row).text().split("\n")[0] for row in range(dialog.list.count())] == ["二稿", "一稿"]
    assert dialog.shown.toPlainText().endswith("亮化主次干全部道路。")
    dialog.list.setCurrentRow(1)
    settle(qtbot, empty_window)
    assert dialog.shown.toPlainText().endswith("亮化主干全部道路。")


def test_the_comparison_does_not_hold_up_the_window(
    qtbot: QtBot, empty_window: Window, page: DraftingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def compared(*_: str) -> str:
        threads.append(threading.current_thread())
        return ""

    monkeypatch.setattr(versions, "difference", compared)
    dialog = opened(qtbot, empty_window, page)
    assert dialog.shown.toPlainText() == "和现在的文字完全相同。"
    assert [thread.name for thread in threads] == ["pages"]


def test_a_version_cannot_be_brought_back_before_it_has_been_read(
    qtbot: QtBot, empty_window: Window, page: DraftingPage
) -> None:
    dialog = opened(qtbot, empty_window, page)
    dialog.list.setCurrentRow(1)
    assert not dialog.restore.isEnabled()
    settle(qtbot, empty_window)
    dialog.restore.click()
    settle(qtbot, empty_window)
    assert "亮化主干道。" in page.editor.source.toPlainText()


def test_a_spoilt_version_is_told(qtbot: QtBot, empty_window: Window, page: DraftingPage) -> None:
    name = page.editor.draft.name
    for version in page.drafts.versions(name):
        version.path.write_text('{"label": "坏了的", "name": 1}', encoding="utf-8")
    dialog = opened(qtbot, empty_window, page)
    assert "读不出来" in dialog.shown.toPlainText()
    assert not dialog.restore.isEnabled()
