"""Outline icons: glyphs of the Phosphor font that comes with qtawesome, drawn in any colour.

The font is read from the package's folder: importing qtawesome itself loads all its fonts and all of Qt, a third of a
second.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

_SHARE = 0.94
"""The glyph's size in its square."""


def icon(name: str, colour: str, chosen: str, disabled: str) -> QIcon:
    """An icon in `colour`; `chosen` while it is checked, `disabled` while it cannot be used."""
    return QIcon(_Glyph(_character(name), colour, chosen, disabled))


def names() -> tuple[str, ...]:
    """All icons there are."""
    import json

    return tuple(json.loads(_table()))


@cache
def _folder() -> Path:
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise FileNotFoundError("qtawesome is not installed")
    return Path(found.origin).parent / "fonts"


@cache
def _table() -> str:
    """Which character each icon is: a JSON object of `"name": "0xe123"`."""
    return next(_folder().glob("phosphor-charmap*.json")).read_text(encoding="utf-8")


def _character(name: str) -> str:
    """Picked out of the table: to read all 4,470 entries takes 3 ms of the start."""
    found = re.search(rf'"{re.escape(name)}":\s*"0x([0-9a-f]+)"', _table())
    if found is None:
        raise KeyError(name)
    return chr(int(found[1], 16))


@cache
def _family() -> str:
    font = QFontDatabase.addApplicationFont(str(next(_folder().glob("phosphor*.ttf"))))
    return QFontDatabase.applicationFontFamilies(font)[0]


class _Glyph(QIconEngine):
    """One glyph, sharp at every size."""

    def __init__(self, character: str, colour: str, chosen: str, disabled: str) -> None:
        super().__init__()
        self._character, self._colour, self._chosen, self._disabled = character, colour, chosen, disabled

    def clone(self) -> QIconEngine:
        """Another one like it."""
        return _Glyph(self._character, self._colour, self._chosen, self._disabled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the glyph in the middle."""
        painter.save()
        font = QFont(_family())
        font.setPixelSize(max(1, round(rect.height() * _SHARE)))
        painter.setFont(font)
        named = self._chosen if state == QIcon.State.On else self._colour
        painter.setPen(QColor(self._disabled if mode == QIcon.Mode.Disabled else named))
        painter.drawText(rect, QtCore.Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The glyph as a picture of `size` device pixels."""
        made = QPixmap(size)
        made.fill(QtCore.Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made
