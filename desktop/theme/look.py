"""Puts the look on the application and follows the system between light and dark."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication

from desktop.theme.faces import window_font
from desktop.theme.style import palette, style_sheet
from desktop.theme.tokens import DARK, LIGHT, Colours


class Scheme(StrEnum):
    """Which colours: as the system has it, or always the same."""

    SYSTEM = "跟随系统"
    LIGHT = "浅色"
    DARK = "深色"


class Look(QObject):
    """The colours in force. `changed` tells those who paint by hand."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self.colours: Colours = LIGHT
        application.setFont(window_font())
        application.styleHints().colorSchemeChanged.connect(self.refresh)
        self.refresh()

    def use(self, scheme: Scheme) -> None:
        """Take another scheme."""
        self._scheme = scheme
        self.refresh()

    def refresh(self) -> None:
        """Put the colours of the scheme in force on everything."""
        self.colours = self._wanted()
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()

    def icon(self, name: str, colour: str = "", chosen: str = "") -> QIcon:
        """An outline icon in ink; `chosen` is its colour while checked."""
        colour, chosen = colour or self.colours.ink, chosen or colour or self.colours.ink
        key = (name, colour, chosen)
        if key not in self._icons:
            from desktop.theme.icons import icon

            self._icons[key] = icon(name, colour, chosen, self.colours.faint)
        return self._icons[key]

    def _wanted(self) -> Colours:
        dark = self._system_is_dark() if self._scheme is Scheme.SYSTEM else self._scheme is Scheme.DARK
        return DARK if dark else LIGHT

    def _system_is_dark(self) -> bool:
        """As the style paints by itself: styleHints().colorScheme() would need QtCore.Qt, see desktop.quick_start."""
        ground = self._application.style().standardPalette().color(QPalette.ColorRole.Window)
        return ground.lightness() < 128


_LOOKS: list[Look] = []


def start_look(application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> Look:
    """Make the look of the application, or change it where it has one."""
    if _LOOKS:
        _LOOKS[0].use(scheme)
    else:
        _LOOKS.append(Look(application, scheme))
    return _LOOKS[0]


def look() -> Look:
    """The look of the application."""
    return _LOOKS[0]
