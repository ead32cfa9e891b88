"""备注: the note on a paper, with autosave; 记下 says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.jobs.autosave import Autosave
from desktop.parts.page import Autosaved
from desktop.parts.widgets import button, column, line
from desktop.theme import tokens as t

_HEIGHT = 72


class NoteBox(QWidget, Autosaved):
    """Hands the text to `autosave` while it is typed, and to `keep` on the button."""

    def __init__(self, note: str, autosave: Callable[[str], object], keep: Callable[[str], object]) -> None:
        super().__init__()
        self._saved = note
        self._hand_over = autosave
        self._autosave = Autosave(self, self.keep_now)
        self.box = QPlainTextEdit(note)
        self.box.setAccessibleName("备注")
        self.box.setPlaceholderText("写给同事和自己的话，只存在档案库里")
        self.box.setFixedHeight(_HEIGHT)
        self.box.setTabChangesFocus(True)
        self._button = button("记下", lambda: self._keep(keep))
        self._button.setEnabled(False)
        self.box.textChanged.connect(self._typed)
        self.setLayout(column(self.box, line(None, self._button), space=t.S))

    @property
    def text(self) -> str:
        """What stands there."""
        return self.box.toPlainText().strip()

    def keep_now(self) -> None:
        """Autosave, without a word."""
        self._autosave.stop()
        if self.text != self._saved:
            self._saved = self.text
            self._hand_over(self.text)

    def _keep(self, keep: Callable[[str], object]) -> None:
        self._autosave.stop()
        self._saved = self.text
        self._button.setEnabled(False)
        keep(self.text)

    def _typed(self) -> None:
        self._button.setEnabled(True)
        self._autosave.changed()
