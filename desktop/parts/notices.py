"""Quiet notices at the foot of the window: what was done, and a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop.parts.plain import MOST_OF_A_TIP, entry
from desktop.parts.widgets import label, line
from desktop.theme import tokens as t

_SECONDS = 6


class Notices(QObject):
    """Shows one notice at a time over the foot of `host`."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._frame: QFrame | None = None
        self._run: Callable[[], object] | None = None

    def _made(self) -> QFrame:
        """The frame, made for the first notice."""
        if self._frame is None:
            self._frame = QFrame(self._host)
            self._frame.setObjectName("notice")
            self._text: QLabel = label(most=MOST_OF_A_TIP, wrap=False)
            self._button = QPushButton()
            self._button.clicked.connect(self.act)
            self._frame.setLayout(line(self._text, self._button, space=t.L, margins=(t.L, t.S, t.L, t.S)))
            self._timer = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
            self._timer.timeout.connect(self._frame.hide)
            self._host.installEventFilter(self)
        return self._frame

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Tell `text`, with one action that `run` does (撤销, 打开)."""
        frame = self._made()
        self._text.setText(text)
        self._button.setText(entry(action))
        self._button.setAccessibleName(action or "关闭通知")
        self._button.setVisible(bool(action))
        self._run = run
        frame.adjustSize()
        self._place(frame)
        frame.show()
        frame.raise_()
        self._timer.start()

    @property
    def text(self) -> str:
        """What is being told, "" when nothing."""
        return self._text.text() if self._frame is not None and self._frame.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self._frame is not None:
            self._place(self._frame)
        return super().eventFilter(watched, event)

    def _place(self, frame: QFrame) -> None:
        size = frame.size()
        frame.move((self._host.width() - size.width()) // 2, self._host.height() - size.height() - t.XXL)

    def act(self) -> None:
        """Do what the notice offers."""
        if self._frame is not None:
            self._frame.hide()
        if self._run:
            self._run()
