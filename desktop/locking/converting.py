"""What the window shows while an archive is written anew, with a password or without: how far it is, and a way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.jobs.worker import Worker
from desktop.parts.page import Page
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t

_WIDTH = 420


class Converting(Page):
    """Changes the password of an archive that nobody has open. `ended` tells the recovery code, or what went wrong."""

    ended = Signal(str, object)
    _told = Signal(int, int)

    def __init__(self, folder: Path, old: str | None, new: str | None) -> None:
        super().__init__()
        self._folder, self._old, self._new = folder, old, new
        self._cancelled = False
        self._worker = Worker("password", self)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("转换进度")
        self.bar.setRange(0, 0)
        self.doing = label("正在把手头的事做完……", "second")
        self.cancel = button("取消", self._cancel)
        title = label("正在改口令" if old and new else "正在给档案库加密" if new else "正在取消口令", "title")
        told = label(
            "整个档案库要重写一遍，文件多时要几分钟。中途取消或断电，档案库都还是原来的样子。", "second", wrap=True
        )
        inside = QWidget()
        inside.setFixedWidth(_WIDTH)
        inside.setLayout(column(title, told, t.S, self.bar, line(self.doing, None, self.cancel), space=t.M))
        self.setLayout(column(None, line(None, inside, None), None, None, margins=(t.XXL,) * 4))
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """The archive is closed: begin."""
        self.cancel.setFocus()
        self._worker.submit(
            self._work, lambda code: self.ended.emit(code, None), lambda error: self.ended.emit("", error)
        )

    def stop(self) -> None:
        """The window goes: cancel, and wait a little. What is half done is undone, or finished, at the next opening."""
        self._cancelled = True
        self._worker.stop()

    def _work(self) -> str:
        from search.archive import set_password

        for left in (self._folder / "drafts").glob("*/*.md"):  # older versions left copies there that are named openly
            left.unlink()
        return set_password(self._folder, self._old, self._new, self._progress)

    def _progress(self, done: int, total: int) -> bool:
        self._told.emit(done, total)
        return not self._cancelled

    def _tell(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if not self._cancelled:
            self.doing.setText(f"第 {min(done + 1, total):,} / {total:,} 个" if done < total else "正在核对……")

    def _cancel(self) -> None:
        self._cancelled = True
        self.cancel.setEnabled(False)
        self.doing.setText("正在取消……")
