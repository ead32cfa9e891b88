"""Filter chips: 机关 ▾ 年份 ▾ 标签 ▾, each a menu of the values that the present hits have."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.shell.widgets import set_property
from desktop.theme.look import look

_MOST = 30


class Chip(QToolButton):
    """One filter. `picked` tells the value, "" for any."""

    picked = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._value = ""
        self._values: dict[str, int] = {}
        self.setProperty("chip", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.set_value("")
        look().changed.connect(lambda: self.set_value(self._value))

    def set_values(self, values: Mapping[str, int]) -> None:
        """The values that can be picked, with their counts."""
        self._values = dict(values)

    def set_value(self, value: str) -> None:
        """Show a value as picked, without telling."""
        self._value = value
        shown = value if len(value) <= 10 else value[:9] + "…"
        self.setText(shown or self._title)
        self.setAccessibleName(f"{self._title}：{value or '不限'}")
        self.setToolTip(value or f"按{self._title}筛选")
        colours = look().colours
        self.setIcon(look().icon("caret-down", colours.accent if value else colours.second))
        set_property(self, "set", bool(value))

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction("不限", lambda: self._pick(""))
        self._menu.addSeparator()
        for value, count in list(self._values.items())[:_MOST]:
            self._menu.addAction(f"{value or '未注明'}　{count:,}", lambda value=value: self._pick(value))

    def _pick(self, value: str) -> None:
        self.set_value(value)
        self.picked.emit(value)
