"""A search box: a lens at the left, a cross at the right while there is something to clear."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from desktop.theme.look import look


class SearchBox(QLineEdit):
    """What an input method has not settled yet is not text, so it searches for nothing (QLineEdit keeps them apart).

    A bare one can be typed into before its signs are there; `furnish` adds them.
    """

    def __init__(self, name: str, hint: str, *, bare: bool = False) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setMaxLength(500)
        self._lens: QLabel | None = None
        if not bare:
            self.furnish()

    def furnish(self) -> None:
        """Put the lens and the cross in."""
        self._lens = QLabel(self)
        self._lens.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cross = QToolButton(self)
        self._cross.setProperty("small", True)
        self._cross.setAccessibleName("清除搜索")
        self._cross.setToolTip("清除")
        self._cross.setIconSize(QSize(16, 16))
        self._cross.setCursor(QtCore.Qt.CursorShape.ArrowCursor)
        self._cross.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.clear)
        self._cross.setVisible(bool(self.text()))
        self._lens.show()
        self.textChanged.connect(lambda: self._cross.setVisible(bool(self.text())))
        look().changed.connect(self._draw)
        self._draw()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep both signs in the middle of the height."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._lens is None:
            return
        middle = self.height() // 2
        self._lens.setGeometry(12, middle - 10, 20, 20)
        self._cross.setGeometry(self.width() - 34, middle - 14, 28, 28)

    def _draw(self) -> None:
        if self._lens is None:
            return
        second = look().colours.second
        self._lens.setPixmap(look().icon("magnifying-glass", second).pixmap(18, 18))
        self._cross.setIcon(look().icon("x", second))
