from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.window.cheat_sheet import CheatSheet
from desktop.window.manual import FOLDER, Manual, pages, title_of
from desktop.window.window import Window

PAGES = pages()
TASKS = [page for page in PAGES if page.name[0].isdigit()]
KEYS = re.compile(r"(?:Ctrl\+|Shift\+)+[A-Z0-9]+|F\d")


def told(pattern: str, page: Path) -> list[str]:
    return re.findall(pattern, page.read_text("utf-8"))


@pytest.mark.parametrize("page", TASKS, ids=lambda page: page.stem)
def test_every_picture_and_link_of_the_manual_is_there(page: Path) -> None:
    assert [name for name in told(r"\]\(([^)#]+)", page) if not (FOLDER / name).exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {Path(name).name for page in TASKS for name in told(r"!\[[^]]*\]\(([^)]+)\)", page)}
    assert {path.name for path in (FOLDER / "图").glob("*.png")} == shown


def test_the_contents_name_every_page_by_its_title() -> None:
    contents = (FOLDER / "README.md").read_text("utf-8")
    assert [
        page.name for page in PAGES if f"[{title_of(page)}]({page.name})" not in contents and page.name[0] < "9"
    ] == []


def test_keys_that_the_manual_names_do_something(window: Window) -> None:
    window.pages.make_all()
    known = {QKeySequence(command.shortcut).toString() for command in window.services.commands if command.shortcut}
    named = {QKeySequence(keys).toString() for page in TASKS for keys in KEYS.findall(page.read_text("utf-8"))}
    assert named - known == set()


def test_the_manual_opens_from_the_cheat_sheet_and_shows_its_pictures(qtbot: QtBot, window: Window) -> None:
    window.services.commands.run("cheat-sheet")
    sheet = window.findChild(CheatSheet)
    assert isinstance(sheet, CheatSheet)
    next(button for button in sheet.findChildren(QPushButton) if button.text() == "使用手册").click()
    assert not sheet.isVisible()
    manual = window.findChild(Manual)
    assert isinstance(manual, Manual)
    qtbot.addWidget(manual)
    assert manual.list.count() == len(PAGES)
    manual.open_page("09-打印与分发.md")
    assert "分发单" in manual.reader.toPlainText()
    image = manual.reader.loadResource(2, QUrl("图/打印.png"))
    assert isinstance(image, QImage)
    assert not image.isNull()
