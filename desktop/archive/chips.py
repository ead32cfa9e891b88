"""Filter chips: 机关 ▾ 年份 ▾ 标签 ▾, each a menu of the values that the present hits have."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.parts.plain import entry, shown, tip
from desktop.parts.widgets import set_property
from desktop.theme.look import look

_MOST = 30


class Chip(QToolButton):
    """One filter. `picked` tells the value, "" for any."""

    picked = Signal(str)

    def __init__(self, title: str, choices: tuple[tuple[str, str], ...] = ()) -> None:
        """`choices` (name, value) is what can be picked, the first by default; none: what `set_values` brings."""
        super().__init__()
        self._title = title
        self._choices = choices
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
        look().changed.connect(self._refresh)

    def set_values(self, values: Mapping[str, int]) -> None:
        """The values that can be picked, with their counts."""
        self._values = dict(values)

    def set_value(self, value: str) -> None:
        """Show a value as picked, without telling."""
        if self._choices:
            name = next((name for name, own in self._choices if own == value), self._choices[0][0])
            self._value = value
            self._show(name, name, lit=False)
            return
        self._value = value
        shown = value if len(value) <= 10 else value[:9] + "…"
        self._show(shown or self._title, value or f"按{self._title}筛选", lit=bool(value))

    def _show(self, text: str, told: str, *, lit: bool) -> None:
        self.setText(entry(text))
        self.setAccessibleName(shown(f"{self._title}：{told}"))
        self.setToolTip(tip(told))
        self.setIcon(look().icon("caret-down", look().colours.accent if lit else look().colours.second))
        set_property(self, "set", lit)

    def _refresh(self) -> None:
        self.set_value(self._value)

    def _fill(self) -> None:
        self._menu.clear()
        if self._choices:
            for name, value in self._choices:
                self._menu.addAction(entry(name), lambda value=value: self._pick(value))
            return
        self._menu.addAction("不限", lambda: self._pick(""))
        self._menu.addSeparator()
        for value, count in list(self._values.items())[:_MOST]:
            self._menu.addAction(entry(f"{value or '未注明'}　{count:,}"), lambda value=value: self._pick(value))

    def _pick(self, value: str) -> None:
        self.set_value(value)
        self.picked.emit(value)
