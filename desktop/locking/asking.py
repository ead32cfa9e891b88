"""The dialogs that ask for passwords."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.jobs.store import Store
from desktop.locking.page import CAPITALS, PasswordBox, capitals_hint
from desktop.parts.widgets import button, column, label, line, set_property, wrapped
from desktop.theme import tokens as t
from office.sentences import sentence

if TYPE_CHECKING:
    from search.archive import Archive

SHORTEST = 8
"""Characters, as search.store.keys asks for."""
_WIDTH = 440
_GIVE = (
    "口令请自己记牢。设好以后会给出一组恢复码，忘记口令时用它打开；"
    "口令和恢复码都丢了，谁也打不开，里面的文件就找不回来了。"
)
_CHANGE = "恢复码照旧有效；以前做的备份，仍用做备份时的口令打开。"
_TAKE = "取消口令以后，档案库不再加密，原来的恢复码也不再有用。"


class PasswordDialog(QDialog):
    """Asks for the password in force (`old`), for a new one twice (`new`), or both; `act` gets them once they fit.

    The old one is tried on the archive's thread.
    """

    def __init__(
        self,
        store: Store,
        parent: QWidget,
        act: Callable[[str | None, str | None], object],
        *,
        old: bool,
        new: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("改口令" if old and new else "设口令" if new else "取消口令")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._act = store, act
        self.old = PasswordBox("现在的口令") if old else None
        self.new = PasswordBox(f"新口令，至少 {SHORTEST} 个字符") if new else None
        self.again = PasswordBox("再输入一次新口令") if new else None
        self.told = label("", "error")
        for box in self._boxes():
            box.capitals.connect(self._tell_capitals)
        self.go = button(self.windowTitle(), self.accept, main=True)
        told = _CHANGE if old and new else _GIVE if new else _TAKE
        self.setLayout(
            column(
                wrapped(told, _WIDTH),
                *self._boxes(),
                self.told,
                line(None, button("取消", self.reject), self.go),
                space=t.S,
                margins=(t.XL,) * 4,
            )
        )
        self.go.setDefault(True)
        self._boxes()[0].setFocus()

    def accept(self) -> None:
        """Look at what was typed; try the old password; then act."""
        problem = self._problem()
        if problem:
            self._refuse(problem)
            return
        if self.old is None:
            self._done()
            return
        secret, folder = self.old.text(), self._store.folder

        def attempt(_: Archive) -> None:
            from search.archive.sealing import vault_of

            vault_of(folder, secret)

        self.go.setEnabled(False)
        self._store.ask(attempt, lambda _: self._done(), lambda error: self._refuse(sentence(error)))

    def _tell_capitals(self, on: bool) -> None:
        self._tell(CAPITALS if on else "", "second")

    def _done(self) -> None:
        old, new = (box.text() if box is not None else None for box in (self.old, self.new))
        super().accept()
        self._act(old, new)

    def _problem(self) -> str:
        """What is wrong with what was typed, as far as one can see."""
        if self.old is not None and not self.old.text():
            return "请输入现在的口令。"
        if self.new is None or self.again is None:
            return ""
        if len(self.new.text()) < SHORTEST:
            return f"新口令至少要有 {SHORTEST} 个字符。"
        return "" if self.new.text() == self.again.text() else "两次输入的新口令不同，请再输入一次。"

    def _refuse(self, told: str) -> None:
        self.go.setEnabled(True)
        self._tell(told, "error")
        first = self.old if self.old is not None and told.startswith(("口令", "请输入现在")) else self.new
        (first or self._boxes()[0]).setFocus()

    def _tell(self, text: str, role: str) -> None:
        self.told.setText(text)
        set_property(self.told, "role", role)

    def _boxes(self) -> list[PasswordBox]:
        return [box for box in (self.old, self.new, self.again) if box is not None]


class SecretDialog(QDialog):
    """Asks for the one password that opens a backup; `act` gets it."""

    def __init__(self, parent: QWidget, told: str, verb: str, act: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(verb)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self.box = PasswordBox("口令或恢复码")
        go = button(verb, self.accept, main=True)
        row = line(None, button("取消", self.reject), go)
        self.setLayout(
            column(wrapped(told, _WIDTH), self.box, capitals_hint(self.box), row, space=t.M, margins=(t.XL,) * 4)
        )
        go.setDefault(True)

    def accept(self) -> None:
        """Hand it over."""
        if self.box.text():
            super().accept()
            self._act(self.box.text())
