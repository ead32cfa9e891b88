"""Small makers of widgets, so that the same thing looks the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.parts.plain import MOST, entry, shown, tip
from desktop.theme import tokens as t
from desktop.theme.look import look

Box = TypeVar("Box", bound=QBoxLayout)
Margins = tuple[int, ...]


class PlainLabel(QLabel):
    """A label whose text is foreign as a rule: shown as it is, never as HTML."""

    def __init__(self, text: str = "", most: int = MOST) -> None:
        super().__init__()
        self.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._most = most
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text, without what hides in it and no longer than `most`."""
        super().setText(shown(text, self._most))


def label(text: str = "", role: str = "", *, wrap: bool = False, select: bool = False, most: int = MOST) -> PlainLabel:
    """A label in one of the roles of the style sheet: title, lead, second, section, error, ok, chip.

    It shows `most` characters at most.
    """
    made = PlainLabel(text, most)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if select:
        made.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def wrapped(text: str, width: int) -> QLabel:
    """A label of at most `width` pixels, as high as its text needs to be."""
    made = label(text, wrap=True, select=True)
    made.setMinimumWidth(width)
    made.setMaximumWidth(width)
    return made


def button(
    text: str, run: Callable[[], object], *, icon: str = "", main: bool = False, quiet: bool = False
) -> QPushButton:
    """A button with a verb on it."""
    made = QPushButton(entry(text))
    made.setProperty("main", main)
    made.setProperty("quiet", quiet)
    made.setAccessibleName(text)
    made.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
    made.setIconSize(QSize(18, 18))
    if icon:
        _keep_icon(made, icon, main=main)
    made.clicked.connect(lambda _=False: run())
    return made


def tool(icon: str, name: str, run: Callable[[], object] | None = None, *, shortcut: str = "") -> QToolButton:
    """A button that is an icon alone; its name is its tooltip."""
    made = QToolButton()
    made.setProperty("quiet", True)
    made.setToolTip(tip(f"{name}（{shortcut}）" if shortcut else name))
    made.setAccessibleName(shown(name))
    made.setIconSize(QSize(t.ICON, t.ICON))
    made.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    _keep_icon(made, icon)
    if run:
        made.clicked.connect(lambda _=False: run())
    return made


def tag_button(text: str, name: str, run: Callable[[], object]) -> QToolButton:
    """A tag that goes when it is clicked: its text with a cross behind. `name` tells what the click does."""
    made = QToolButton()
    made.setText(entry(text))
    made.setProperty("chip", True)
    made.setAccessibleName(shown(name))
    made.setToolTip(tip(name))
    made.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setLayoutDirection(QtCore.Qt.LayoutDirection.RightToLeft)  # the cross at the right
    made.setIconSize(QSize(12, 12))
    made.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    _keep_icon(made, "x")
    made.clicked.connect(lambda _=False: run())
    return made


def _keep_icon(made: QPushButton | QToolButton, icon: str, *, main: bool = False) -> None:
    """Draw the icon in the colours in force, now and after they change."""

    def draw() -> None:
        colours = look().colours
        made.setIcon(look().icon(icon, colours.on_accent if main else colours.ink, "" if main else colours.accent))

    draw()
    look().changed.connect(draw)
    made.destroyed.connect(lambda: look().changed.disconnect(draw))


def line(*items: QWidget | QLayout | int | None, space: int = t.S, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row: widgets, layouts, numbers for a fixed space, None for a stretch."""
    return _fill(QHBoxLayout(), items, space, margins)


def column(*items: QWidget | QLayout | int | None, space: int = t.S, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column, as `line`."""
    return _fill(QVBoxLayout(), items, space, margins)


def _fill(box: Box, items: tuple[QWidget | QLayout | int | None, ...], space: int, margins: Margins) -> Box:
    box.setSpacing(space)
    box.setContentsMargins(*margins)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


def frame(name: str, layout: QLayout) -> QFrame:
    """A frame that the style sheet knows by name: bar, foot, surface, card."""
    made = QFrame()
    made.setObjectName(name)
    made.setLayout(layout)
    if name in ("bar", "foot", "segments"):
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def rule() -> QFrame:
    """A one-pixel line across."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Empty(QWidget):
    """An empty state: what this place is for, and the next step."""

    def __init__(self, icon: str, title: str, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self._title, self._text = label(title, "lead"), label(role="second", wrap=True)
        self._text.setTextFormat(QtCore.Qt.TextFormat.RichText)
        for part in (self._title, self._text):
            part.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(380)
        row = line(None, *buttons, None, space=t.M)
        text_row = line(None, self._text, None)
        text_row.setStretch(1, 3)
        self.setLayout(
            column(None, self._icon, t.S, self._title, text_row, t.S, row, None, space=t.S, margins=(t.XL,) * 4)
        )
        self._draw()
        look().changed.connect(self._draw)
        self.say(title, text)

    def say(self, title: str, text: str) -> None:
        """Another sentence."""
        from html import escape

        self._title.setText(title)
        self._text.setText(f'<p align="center" style="line-height: {t.READING:.0%}">{escape(text)}</p>')
        self._text.setAccessibleName(text)

    def _draw(self) -> None:
        self._icon.setPixmap(look().icon(self._icon_name, look().colours.faint).pixmap(40, 40))
