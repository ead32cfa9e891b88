from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.parts.commands import Command, Commands
from desktop.parts.palette import Palette
from desktop.theme.look import Look


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def commands(qtbot: QtBot, look: Look, done: list[str]) -> Commands:
    assert not look.colours.dark
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Commands(window)
    window.setProperty("commands", "kept alive by the test")
    for name, title in (("export", "导出 PDF…"), ("print", "打印…"), ("search", "搜索档案")):
        made.add(Command(name, title, lambda name=name: done.append(name), "Ctrl+F" if name == "search" else ""))
    made.add(Command("never", "打开密码箱", lambda: done.append("never"), available=lambda: False))
    return made


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("导出", "export"),
        ("dc", "export"),
        ("daochu", "export"),
        ("DY", "print"),
        ("ssda", "search"),
        ("档案", "search"),
    ],
)
def test_a_command_is_found_by_chinese_and_by_pinyin(commands: Commands, typed: str, first: str) -> None:
    assert [command.name for command in commands.matching(typed)][:1] == [first]


def test_what_cannot_be_done_now_is_not_offered(commands: Commands, done: list[str]) -> None:
    assert commands.matching("密码") == []
    assert not commands.run("never")
    assert done == []


def test_the_palette_does_what_was_typed(qtbot: QtBot, commands: Commands, done: list[str]) -> None:
    palette = Palette(commands, commands.action("search").parent())  # type: ignore[arg-type]  # the window
    qtbot.addWidget(palette)
    palette.show()
    QTest.keyClicks(palette.box, "dy")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert done == ["print"]


def test_arrows_move_in_the_palette_while_the_cursor_stays_in_its_box(
    qtbot: QtBot, commands: Commands, done: list[str]
) -> None:
    palette = Palette(commands, commands.action("search").parent())  # type: ignore[arg-type]  # the window
    qtbot.addWidget(palette)
    palette.show()
    order = [command.name for command in commands.matching("")]
    QTest.keyClick(palette.box, Qt.Key.Key_Down)
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert done == [order[1]]
