"""Opening an original in another program: asked about first, called by what it is, and believed only if it opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from desktop.parts.asking import Confirm
from desktop.window.window import Window
from tests.desktop.window.settling import settle
from tests.office.test_opening import a_docx, a_pdf


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the system was asked to open; it opens those called “开得了” alone."""
    names: list[str] = []

    def show(url: QUrl) -> bool:
        names.append(Path(url.toLocalFile()).name)
        return "开得了" in names[-1]

    monkeypatch.setattr("desktop.parts.system_open.QDesktopServices.openUrl", show)
    return names


def take_in_and_open(qtbot: QtBot, window: Window, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    window.pages.archive.import_paths([path])
    settle(qtbot, window)
    window.pages.archive.record_actions.open()
    settle(qtbot, window)


def questions(window: Window) -> list[Confirm]:
    return [dialog for dialog in window.findChildren(Confirm) if dialog.isVisible()]


def test_macros_are_asked_about_and_no_hands_nothing_over(
    qtbot: QtBot, empty_window: Window, tmp_path: Path, handed: list[str]
) -> None:
    data = a_docx(**{"word/vbaProject.bin": b"x"})
    take_in_and_open(qtbot, empty_window, tmp_path / "开得了.docx", data)
    (asked,) = questions(empty_window)
    assert "宏" in asked.told
    asked.reject()
    settle(qtbot, empty_window)
    assert handed == []


def test_a_pdf_called_hta_is_told_and_opened_as_a_pdf(
    qtbot: QtBot, empty_window: Window, tmp_path: Path, handed: list[str]
) -> None:
    take_in_and_open(qtbot, empty_window, tmp_path / "开得了.hta", a_pdf())
    (asked,) = questions(empty_window)
    assert "文件名是 .hta，内容是 PDF" in asked.told
    asked.accept()
    settle(qtbot, empty_window)
    assert handed == ["开得了.pdf"]


def test_where_nothing_opened_that_is_said_and_saving_is_offered(
    qtbot: QtBot, empty_window: Window, tmp_path: Path, handed: list[str]
) -> None:
    take_in_and_open(qtbot, empty_window, tmp_path / "开不了.pdf", a_pdf())
    assert handed == ["开不了.pdf"]
    assert "没有程序能打开“开不了.pdf”" in empty_window.services.notices.text
