"""密级 in the window: it is seen, it is asked about before a copy leaves, and what leaves stands in the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.archive.correcting import CorrectDialog
from desktop.archive.page import ArchivePage
from desktop.parts.asking import Confirm
from desktop.printing.dialog import PrintDialog
from desktop.printing.options import TO_FILE
from desktop.printing.paper import Done
from desktop.window.window import Window
from tests.desktop.window.settling import settle

TEXT = """---
版式: 普通
文种: 通知
{secrecy}标题: 关于值守的通知
发文机关: 青澜新区管理委员会
发文字号: 青管〔2026〕31号
署名: 青澜新区管理委员会
成文日期: 2026-04-20
---
请各单位做好值守工作。
"""
Open = Callable[[str], ArchivePage]


@pytest.fixture
def opened(qtbot: QtBot, empty_window: Window, tmp_path: Path) -> Open:
    """The archive page with one paper of that 密级 ("" for none) in the preview."""

    def make(secrecy: str) -> ArchivePage:
        path = tmp_path / "值守.md"
        path.write_text(TEXT.format(secrecy=secrecy and f"密级: {secrecy}\n"), encoding="utf-8")
        page: ArchivePage = empty_window.pages.archive
        page.import_paths([path])
        settle(qtbot, empty_window)
        assert page.preview.record is not None
        return page

    return make


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the exports go."""
    path = tmp_path / "出去.md"

    def answer(*_: object, **__: object) -> tuple[str, str]:
        return str(path), ""

    monkeypatch.setattr("desktop.archive.record_actions.QFileDialog.getSaveFileName", answer)
    return path


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were handed to another program."""
    files: list[str] = []

    def show(url: QUrl) -> bool:
        files.append(url.toLocalFile())
        return True

    monkeypatch.setattr("desktop.parts.system_open.QDesktopServices.openUrl", show)
    return files


def question(window: Window) -> Confirm:
    (asked,) = [dialog for dialog in window.findChildren(Confirm) if dialog.isVisible()]
    return asked


def logged(qtbot: QtBot, window: Window) -> list[tuple[str, str, str]]:
    """What left the archive by its log: action, record, 密级."""
    entries: list[tuple[str, str, str]] = []

    def got(found: tuple[object, ...]) -> None:
        entries.extend(
            (getattr(one, "action", ""), getattr(one, "subject", ""), getattr(one, "detail", "")) for one in found
        )

    window.services.store.ask(lambda archive: archive.audit.entries(), got)
    settle(qtbot, window)
    return [entry for entry in entries if entry[0] in ("导出", "打印", "起草")]


def test_the_secrecy_of_a_paper_stands_by_its_hit_and_over_its_preview(opened: Open) -> None:
    page = opened("机密")
    hit = page.current()
    assert hit is not None
    assert hit.secrecy == "机密"
    assert "密级机密" in page.hits.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert page.preview.secrecy.text() == "密级：机密"
    assert page.preview.secrecy.isVisibleTo(page.preview)


def test_a_paper_without_secrecy_shows_none(opened: Open) -> None:
    page = opened("")
    assert not page.preview.secrecy.isVisibleTo(page.preview)


def test_a_secrecy_that_the_reader_missed_is_put_right_by_hand(
    qtbot: QtBot, empty_window: Window, opened: Open
) -> None:
    page = opened("")
    page.record_actions.correct()
    (dialog,) = empty_window.findChildren(CorrectDialog)
    dialog.boxes["secrecy"].setText("秘密")
    dialog.accept()
    settle(qtbot, empty_window)
    assert page.preview.secrecy.text() == "密级：秘密"


@pytest.mark.parametrize(
    ("deed", "verb"), [("export", "导出"), ("open", "打开"), ("print", "打印"), ("draft", "据此起草")]
)
def test_a_secret_paper_is_asked_about_and_no_is_at_hand(
    qtbot: QtBot, empty_window: Window, opened: Open, exported: Path, shown: list[str], deed: str, verb: str
) -> None:
    getattr(opened("秘密").record_actions, deed)()
    asked = question(empty_window)
    assert [one.text() for one in asked.findChildren(QPushButton) if one.isDefault()] == ["取消"]
    assert asked.windowTitle() == verb
    asked.reject()
    assert logged(qtbot, empty_window) == []
    assert not exported.exists()
    assert shown == []
    assert not [dialog for dialog in empty_window.findChildren(QDialog) if dialog.isVisible()]


def test_a_secret_paper_leaves_after_a_yes_and_is_logged(
    qtbot: QtBot, empty_window: Window, opened: Open, exported: Path
) -> None:
    page = opened("秘密")
    page.record_actions.export()
    question(empty_window).accept()
    settle(qtbot, empty_window)
    assert exported.read_bytes() == page.preview.original
    assert logged(qtbot, empty_window) == [("导出", "1", "秘密")]


def test_another_paper_leaves_without_a_question_and_is_logged(
    qtbot: QtBot, empty_window: Window, opened: Open, exported: Path
) -> None:
    opened("").record_actions.export()
    settle(qtbot, empty_window)
    assert exported.exists()
    assert logged(qtbot, empty_window) == [("导出", "1", "")]


def test_the_copy_that_another_program_opens_is_logged_as_an_export(
    qtbot: QtBot, empty_window: Window, opened: Open, shown: list[str]
) -> None:
    page = opened("")
    page.record_actions.open()
    settle(qtbot, empty_window)
    assert [Path(file).read_bytes() for file in shown] == [page.preview.original]
    assert logged(qtbot, empty_window) == [("导出", "1", "")]


def test_a_draft_from_a_secret_paper_begins_after_a_yes_and_is_logged(
    qtbot: QtBot, empty_window: Window, opened: Open
) -> None:
    opened("秘密").record_actions.draft()
    assert empty_window.made("drafting") is None
    question(empty_window).accept()
    settle(qtbot, empty_window)
    assert "密级: 秘密" in empty_window.pages.drafting.editor.source.toPlainText()
    assert logged(qtbot, empty_window) == [("起草", "1", "秘密")]


def test_a_draft_from_another_paper_begins_without_a_question_and_is_logged(
    qtbot: QtBot, empty_window: Window, opened: Open
) -> None:
    opened("").record_actions.draft()
    settle(qtbot, empty_window)
    assert "做好值守工作" in empty_window.pages.drafting.editor.source.toPlainText()
    assert logged(qtbot, empty_window) == [("起草", "1", "")]


def test_a_print_of_a_secret_paper_is_logged_once_it_begins(
    qtbot: QtBot, empty_window: Window, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def printed(*_: object) -> Done:
        return Done(1, "已打印。")

    monkeypatch.setattr("desktop.printing.dialog.print_order", printed)
    page = opened("秘密")
    page.record_actions.print()
    question(empty_window).accept()
    (dialog,) = empty_window.findChildren(PrintDialog)
    assert logged(qtbot, empty_window) == []
    dialog.options.printer.addItem("打印机")
    dialog.options.printer.setCurrentText("打印机")
    dialog.print()
    settle(qtbot, empty_window)
    assert logged(qtbot, empty_window) == [("打印", "1", "秘密")]


def test_a_print_into_a_file_is_an_export(
    qtbot: QtBot, empty_window: Window, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "值守.pdf"

    def answer(*_: object, **__: object) -> tuple[str, str]:
        return str(path), ""

    monkeypatch.setattr("desktop.printing.dialog.QFileDialog.getSaveFileName", answer)
    opened("").record_actions.print()
    (dialog,) = empty_window.findChildren(PrintDialog)
    dialog.options.printer.setCurrentText(TO_FILE)
    dialog.print()
    settle(qtbot, empty_window)
    assert path.exists()
    assert logged(qtbot, empty_window) == [("导出", "1", "")]
