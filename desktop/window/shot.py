"""Takes a picture of the window once it has settled."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.window.window import Window
from search.saving import save

_LONGEST = 20_000
_QUIET = 5


class Shot(QObject):
    """Waits until no work is left and nothing is to be drawn, then saves the picture and quits."""

    def __init__(self, window: Window, target: Path, query: str = "亮化工程") -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._query = query
        self._waited = 0
        self._quiet = 0
        self._timer = QTimer(self, interval=40)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Search for something, so that the picture shows what the program is for."""
        self._window.go_to("archive")
        self._window.pages.archive.search(self._query)
        self._timer.start()

    def _look(self) -> None:
        self._waited += self._timer.interval()
        settled = not self._window.busy and self._window.pages.archive.preview.pages.drawn
        self._quiet = self._quiet + 1 if settled else 0
        if self._quiet >= _QUIET or self._waited > _LONGEST:
            self._timer.stop()
            save(self._target, png(self._window))
            self._window.close()
            QApplication.exit(0)


def png(widget: QWidget) -> bytes:
    """A picture of a widget."""
    picture: QPixmap = widget.grab()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(data.data())
