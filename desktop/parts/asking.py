"""One question with a short answer: a name, a tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QWidget

from desktop.parts.widgets import button, column, label, line, wrapped
from desktop.theme import tokens as t


class Ask(QDialog):
    """A line to fill in; `answered` gets it, stripped, once it is not empty. `known` is offered while typing."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        told: str,
        verb: str,
        answered: Callable[[str], object],
        *,
        text: str = "",
        known: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._answered = answered
        self.box = QLineEdit(text)
        self.box.setAccessibleName(title)
        self.box.setMinimumWidth(360)
        self.box.selectAll()
        if known:
            completer = QCompleter(list(known), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.box.setCompleter(completer)
        done = button(verb, self.accept, main=True)
        done.setDefault(True)
        self.setLayout(
            column(
                label(told, "second", wrap=True),
                self.box,
                line(None, button("取消", self.reject), done),
                space=t.L,
                margins=(t.XL,) * 4,
            )
        )

    def accept(self) -> None:
        """Hand the answer over; an empty one is none yet."""
        text = self.box.text().strip()
        if text:
            super().accept()
            self._answered(text)


class Confirm(QDialog):
    """Asks before what cannot be undone. `verb` is what it does, `sure` is called for it."""

    def __init__(self, parent: QWidget, told: str, verb: str, sure: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(verb)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sure = sure
        self.told = told
        keep = button("取消", self.reject)
        keep.setDefault(True)
        self.setLayout(
            column(
                wrapped(told, 380),
                line(None, keep, button(verb, self.accept, main=True)),
                space=t.XL,
                margins=(t.XL,) * 4,
            )
        )

    def accept(self) -> None:
        """Do it."""
        super().accept()
        self._sure()
