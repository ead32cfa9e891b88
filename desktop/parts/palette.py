"""The command palette (Ctrl+K): every action by its Chinese name or its 拼音 initials."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from desktop.parts.commands import Commands
from desktop.parts.search_box import SearchBox
from desktop.parts.widgets import column
from desktop.theme import tokens as t
from desktop.theme.look import look

_NAME = Qt.ItemDataRole.UserRole


class Palette(QDialog):
    """Type, choose, Enter."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("命令")
        self._commands = commands
        self.box = SearchBox("命令", "要做什么？可以打汉字，也可以打拼音首字母")
        self.list = QListWidget()
        self.list.setObjectName("quiet")
        self.list.setAccessibleName("命令列表")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self.accept)
        self.box.textChanged.connect(self._show)
        self.box.installEventFilter(self)
        self.setLayout(column(self.box, self.list, margins=(t.M, t.M, t.M, t.M)))
        self.resize(560, 420)
        self._show("")

    def open_above(self, window: QWidget) -> None:
        """Show it over the upper middle of a window."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 72)
        self.show()
        self.box.setFocus()

    def accept(self) -> None:
        """Do what is chosen."""
        item = self.list.currentItem()
        super().accept()
        if item:
            self._commands.run(item.data(_NAME))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the cursor stays in the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        self.list.clear()
        for command in self._commands.matching(typed):
            shortcut = f"　　{command.shortcut}" if command.shortcut else ""
            item = QListWidgetItem(f"{command.title}{shortcut}")
            item.setData(_NAME, command.name)
            if command.icon:
                item.setIcon(look().icon(command.icon, look().colours.second))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
