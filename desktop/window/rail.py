"""The rail at the left: the seal with its menu, and the five pages."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton

from desktop.parts.archives import Archives
from desktop.parts.commands import Commands
from desktop.parts.widgets import column
from desktop.theme import tokens as t
from desktop.theme.look import look
from desktop.theme.seal import seal

PAGES = (
    ("archive", "档案", "archive"),
    ("drafting", "起草", "note-pencil"),
    ("checking", "体检", "clipboard-text"),
    ("templates", "模板", "cards"),
    ("settings", "设置", "gear-six"),
)

MENU = ("undo", "redo", "", "lock", "open-archive", "new-archive", "", "palette", "cheat-sheet", "manual", "", "quit")
"""The commands under the seal, "" for a line; the archives used before stand after them."""


class Rail(QFrame):
    """The seal above, then one button a page, the settings at the foot. `chosen` tells the page's name."""

    chosen = Signal(str)

    def __init__(self, commands: Commands, archives: Archives) -> None:
        super().__init__()
        self._commands, self._archives = commands, archives
        self.setObjectName("rail")
        self.setFixedWidth(t.RAIL)
        self._buttons = {name: self._button(name, title) for name, title, _ in PAGES}
        group = QButtonGroup(self)
        for made in self._buttons.values():
            group.addButton(made)
        *upper, last = self._buttons.values()
        self.setLayout(column(self._mark(), *upper, None, last, space=t.XS, margins=(t.S, t.M, t.S, t.M)))
        self._draw()
        look().changed.connect(self._draw)

    def choose(self, name: str) -> None:
        """Light the button of a page."""
        self._buttons[name].setChecked(True)

    def _mark(self) -> QToolButton:
        made = QToolButton()
        made.setIcon(QIcon(seal(40, self.devicePixelRatioF())))
        made.setIconSize(QSize(40, 40))
        made.setFixedSize(60, 60)
        made.setAccessibleName("文渊菜单")
        made.setToolTip("换档案库、命令、手册")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(made)
        self.menu.aboutToShow.connect(self._fill)
        made.setMenu(self.menu)
        return made

    def _fill(self) -> None:
        """The menu: commands, and the archives that were used before."""
        self.menu.clear()
        for name in MENU:
            if not name:
                self.menu.addSeparator()
            elif name in self._commands and (name not in ("undo", "redo") or self._commands[name].available()):
                self.menu.addAction(self._commands.action(name))
            if name == "new-archive":
                self._archives.offer(self.menu)

    def _button(self, name: str, title: str) -> QToolButton:
        made = QToolButton()
        made.setText(title)
        made.setAccessibleName(title)
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setIconSize(QSize(22, 22))
        made.setFixedSize(60, 60)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self.chosen.emit(name))
        return made

    def _draw(self) -> None:
        colours = look().colours
        for name, _, icon in PAGES:
            self._buttons[name].setIcon(look().icon(icon, colours.second, colours.accent))
