"""F1: the shortcuts, by where they work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QWidget

from desktop.parts.commands import Commands
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t

KEYS = (
    ("档案", "↓ ↑", "在结果里上下移动，预览跟着走"),
    ("档案", "Enter", "立刻搜索；在结果上打开原文件"),
    ("页面", "Ctrl+滚轮", "放大、缩小页面"),
    ("页面", "PageDown / PageUp", "翻页"),
)
"""Keys that belong to a widget rather than to a command."""


class CheatSheet(QDialog):
    """All shortcuts; `more` are further buttons (the manual)."""

    def __init__(self, commands: Commands, parent: QWidget, *more: QPushButton) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键")
        grid = QGridLayout()
        grid.setHorizontalSpacing(t.XL)
        grid.setVerticalSpacing(t.S)
        grid.setColumnStretch(1, 1)
        rows = [(command.where, command.shortcut, command.title) for command in commands if command.shortcut]
        rows += list(KEYS)
        place = 0
        for where in dict.fromkeys(row[0] for row in rows):
            grid.addWidget(label(where, "section"), place, 0, 1, 2)
            place += 1
            for _, keys, title in (row for row in rows if row[0] == where):
                grid.addWidget(label(_told(keys)), place, 0)
                grid.addWidget(label(title), place, 1)
                place += 1
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(column(label("快捷键", "title"), grid, None, space=t.L, margins=(t.S, t.S, t.L, t.S)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = button("关闭", self.accept, main=True)
        self.setLayout(column(area, line(*more, None, close), space=t.L, margins=(t.XL,) * 4))
        self.resize(520, 620)


def _told(keys: str) -> str:
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native or keys
