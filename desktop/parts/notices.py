"""Quiet notices at the foot of the window: what was done, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop.parts.plain import MOST_OF_A_TIP, entry
from desktop.parts.widgets import label, line
from desktop.theme import tokens as t

_SECONDS = 6


@dataclass(frozen=True, slots=True, eq=False)
class _Notice:
    text: str
    action: str
    run: Callable[[], object] | None


class Notices(QObject):
    """Shows one notice at a time over the foot of `host`."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._frame: QFrame | None = None
        self._shown: _Notice | None = None
        self._question: _Notice | None = None

    def _made(self) -> QFrame:
        """The frame, made for the first notice."""
        if self._frame is None:
            self._frame = QFrame(self._host)
            self._frame.setObjectName("notice")
            self._text: QLabel = label(most=MOST_OF_A_TIP, wrap=False)
            self._button = QPushButton()
            self._button.clicked.connect(self.act)
            self._close = QPushButton("不用了")  # words: an icon would be drawn in the colours of the page
            self._close.setAccessibleName("不用了")
            self._close.clicked.connect(self.dismiss)
            self._frame.setLayout(line(self._text, self._button, self._close, space=t.L, margins=(t.L, t.S, t.S, t.S)))
            self._timer = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
            self._timer.timeout.connect(self.pass_time)
            self._host.installEventFilter(self)
        return self._frame

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Tell `text` for some seconds, with one action that `run` does (撤消, 打开)."""
        self._show(_Notice(text, action, run))

    def ask(self, text: str, action: str, run: Callable[[], object]) -> None:
        """Tell `text` and ask for `action`: it stays until answered, and comes back after what is told meanwhile."""
        self._question = _Notice(text, action, run)
        self._show(self._question)

    def _show(self, notice: _Notice) -> None:
        frame = self._made()
        self._shown = notice
        self._text.setText(notice.text)
        self._button.setText(entry(notice.action))
        self._button.setAccessibleName(notice.action or "关闭通知")
        self._button.setVisible(bool(notice.action))
        self._close.setVisible(notice is self._question)
        frame.adjustSize()
        self._place(frame)
        frame.show()
        frame.raise_()
        if notice is self._question:
            self._timer.stop()
        else:
            self._timer.start()

    def pass_time(self) -> None:
        """The seconds of a notice are over: a question that was asked before it comes back."""
        if self._question is not None:
            self._show(self._question)
        else:
            self._hide()

    def dismiss(self) -> None:
        """The question is answered with no."""
        self._question = None
        self._hide()

    def _hide(self) -> None:
        if self._frame is not None:
            self._frame.hide()

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
        notice = self._shown
        self._hide()
        if notice is not None and notice is self._question:
            self._question = None
        if notice is not None and notice.run:
            notice.run()
