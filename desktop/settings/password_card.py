"""档案口令 in the settings: give one, change it, take it away; when the archive is locked by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.parts.services import Services
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t

_WITHOUT = (
    "没有口令：档案库没有加密，谁能打开这台电脑，谁就能看里面的文件。"
    "设了口令，原件、文字、索引、草稿、素材和自动备份都加密，打开要输入口令，离开几分钟自动锁定。"
    "仍不加密的有：自己的模板、本机关的设置、导出和打印出去的文件、以前另存出去的备份。"
    "旧式的 .doc、.wps 文件在有的系统上收不进来，那时请先另存为 .docx。"
)
_WITH = "有口令：整个档案库都加密，打开要输入口令；忘记口令时用恢复码。"


class PasswordCard(QWidget):
    """What can be done depends on whether there is a password."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        private = services.store.private
        self.give = button("设口令…", lambda: self._ask(old=False, new=True), icon="lock")
        self.change = button("改口令…", lambda: self._ask(old=True, new=True), icon="key")
        self.take = button("取消口令…", lambda: self._ask(old=True, new=False), icon="lock-open")
        self.lock = button("立即锁定", lambda: services.commands.run("lock"), icon="lock")
        for part in [self.give] if private else [self.change, self.take, self.lock]:
            part.hide()
        buttons = line(self.give, self.change, self.take, self.lock, None)
        told = label(_WITH if private else _WITHOUT, "second", wrap=True)
        self.setLayout(column(told, *([self._minutes_row()] if private else []), buttons, space=t.M))

    def _minutes_row(self) -> QWidget:
        locking = self._services.archives.locking
        self.minutes = QComboBox()
        self.minutes.setAccessibleName("自动锁定")
        self.minutes.setMinimumWidth(180)
        for minutes in locking.choices:
            self.minutes.addItem(f"{minutes} 分钟不动键盘和鼠标" if minutes else "从不", minutes)
        self.minutes.setCurrentIndex(locking.choices.index(locking.minutes))
        self.minutes.currentIndexChanged.connect(lambda: locking.set_minutes(self.minutes.currentData()))
        name = label("自动锁定")
        name.setMinimumWidth(96)
        name.setBuddy(self.minutes)
        row = QWidget()
        row.setLayout(line(name, self.minutes, None, space=t.L))
        return row

    def _ask(self, *, old: bool, new: bool) -> None:
        self._services.archives.locking.ask_password(self, old=old, new=new)
