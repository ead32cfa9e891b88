"""The lock page: what the window shows of an archive with a password until somebody opens it."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLayout, QLineEdit, QMenu, QPushButton, QWidget

from desktop.locking.patience import Patience
from desktop.parts.archives import Archives
from desktop.parts.page import Page
from desktop.parts.plain import tip
from desktop.parts.widgets import button, column, label, line, set_property
from desktop.theme import tokens as t
from desktop.theme.seal import seal
from search.store.errors import WrongPassword

_SEAL, _WIDTH, _BUTTON = 72, 420, 120
_SECOND = 250
"""Milliseconds between two looks at the time that is left to wait."""
_DIGITS = 48
CAPITALS = "大写锁定好像开着，口令里的字母分大小写。"
_CODE = "恢复码是 8 组 6 位数字，设口令的时候给出的；中间的横线可以不打。"


class PasswordBox(QLineEdit):
    """A password being typed. `capitals` tells, letter by letter, whether Caps Lock seems to be on.

    Qt does not know about Caps Lock; a capital without Shift, or a small letter with it, does.
    """

    capitals = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(500)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at the letter that is typed."""
        super().keyPressEvent(event)
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            self.capitals.emit(letter.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_CapsLock:
            self.capitals.emit(False)


def capitals_hint(*boxes: PasswordBox) -> QLabel:
    """What tells that Caps Lock seems to be on; nothing moves when it comes."""
    made = label(CAPITALS, "second")
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    made.setSizePolicy(policy)
    made.hide()
    for box in boxes:
        box.capitals.connect(made.setVisible)
    return made


class LockPage(Page):
    """One field and one button. `ready` lets a password be tried, once whatever was open has ended.

    `halt` asks to end an import that is still under way behind it.
    """

    halt = Signal()

    def __init__(self, archives: Archives, patience: Patience, folder: Path) -> None:
        super().__init__()
        self._archives, self._patience = archives, patience
        self._ended = self._by_code = self._trying = False
        self.box = PasswordBox("口令")
        self.go = button("打开", self.open, icon="lock-open", main=True)
        self.go.setMinimumWidth(_BUTTON)
        self.told = label("", "second", wrap=True)
        self.told.setAccessibleName("开锁的结果")
        self.hint = capitals_hint(self.box)
        self.by_code = button("用恢复码打开", self._change_way, quiet=True)
        self.stop = button("停止收进文件", self.halt.emit, quiet=True)
        self._clock = QTimer(self, interval=_SECOND)
        self._clock.timeout.connect(self._refresh)
        self.setLayout(self._laid_out(folder))
        self.stop.hide()
        self.box.textEdited.connect(lambda: self._tell(""))
        self.box.returnPressed.connect(self.open)
        QShortcut(QKeySequence("Ctrl+Q"), self, lambda: self.window().close())
        self._clock.start()
        self._refresh()

    def start_typing(self) -> None:
        """Put the cursor into the field."""
        self.box.setFocus()

    def wait(self, *, importing: bool) -> None:
        """Say that what was open has not ended yet."""
        self._tell("正在把手头的事做完，做完就能打开。")
        self.stop.setVisible(importing)

    def ready(self) -> None:
        """What was open has ended."""
        self._ended = True
        self.stop.hide()
        self._tell("")
        self._refresh()

    def open(self) -> None:
        """Try what has been typed."""
        secret = self.box.text()
        if not secret or not self._may_try or (self._by_code and not self._is_code(secret)):
            return
        self._trying = True
        self._tell("正在打开……")
        self._refresh()
        self._archives.unlock(secret, self._patience.right, self._refused)

    def _is_code(self, text: str) -> bool:
        """Whether it has as many digits as a recovery code: a slip that one can see costs no waiting time."""
        digits = sum(character.isdigit() for character in text)
        if digits != _DIGITS:
            self._tell(f"恢复码是 {_DIGITS} 位数字，现在打了 {digits} 位，请核对。", "error")
        return digits == _DIGITS

    @property
    def _may_try(self) -> bool:
        return self._ended and not self._archives.busy and not self._trying and not self._patience.left

    def tell(self, error: BaseException) -> None:
        """Say why it does not open."""
        from office.sentences import sentence

        self._tell(sentence(error), "error")

    def _refused(self, error: BaseException) -> None:
        """Say why, and let the next try wait where it was a wrong one."""
        self._trying = False
        if isinstance(error, WrongPassword):
            self._patience.wrong()
            self.box.selectAll()
        self.tell(error)
        self._refresh()
        self.box.setFocus()

    def _refresh(self) -> None:
        """The button tells how long there is to wait; the field can be typed into all the while."""
        left = math.ceil(self._patience.left)
        self.go.setText(f"{left} 秒后再试" if left else "打开")
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(self._may_try)

    def _change_way(self) -> None:
        """From the password to the recovery code, and back."""
        self._by_code = not self._by_code
        name = "恢复码" if self._by_code else "口令"
        self.box.clear()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(name)
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if self._by_code else QLineEdit.EchoMode.Password)
        self.by_code.setText("用口令打开" if self._by_code else "用恢复码打开")
        self.by_code.setAccessibleName(self.by_code.text())
        self.hint.hide()
        self._tell(_CODE if self._by_code else "")
        self.box.setFocus()

    def _tell(self, text: str, role: str = "second") -> None:
        self.told.setText(text)
        set_property(self.told, "role", role)

    def _laid_out(self, folder: Path) -> QLayout:
        mark = QLabel()
        mark.setAccessibleName("文渊")
        mark.setPixmap(seal(_SEAL, self.devicePixelRatioF()))
        title = label("档案库已锁定", "title")
        named = label(folder.name, "second")
        named.setToolTip(tip(str(folder)))
        for part in (mark, title, named):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told.setMinimumHeight(2 * t.XL)  # as the hint: nothing moves when a sentence comes
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        fields = line(self.box, self.go, space=t.S)
        fields.setStretch(0, 1)
        ways = line(self.by_code, self.stop, None, self._others(), space=t.S)
        card = QWidget()
        card.setFixedWidth(_WIDTH)
        inside = (mark, t.M, title, named, t.L, fields, self.hint, self.told, ways)
        card.setLayout(column(*inside, space=t.S))
        return column(None, line(None, card, None), None, None, margins=(t.XXL,) * 4)

    def _others(self) -> QPushButton:
        """The other archives: those used before, and any."""
        made = button("换一个档案库", lambda: None, quiet=True)
        menu = QMenu(made)
        self._archives.offer(menu)
        menu.addSeparator()
        menu.addAction("打开另一个档案库…", self._archives.ask_other)
        made.setMenu(menu)
        return made
