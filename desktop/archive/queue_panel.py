"""The import queue: what is coming in, what came, what did not and why."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QProgressBar, QSizePolicy, QTableWidget, QTableWidgetItem

from desktop.archive.importing import Importing
from desktop.parts.plain import shown, tip
from desktop.parts.widgets import button, column, label, line, set_property, tool
from desktop.theme import tokens as t
from search.records import ImportResult

_READING = "读取中"
_WORDS = {"added": "已收进", "duplicate": "已在库", "failed": "没收进"}
_MOST_ROWS = 500
_STATE_WIDTH = 80


class QueuePanel(QFrame):
    """One row a file. When all went well and nothing is to be said of a file it goes away; `done` tells how it went."""

    done = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._importing: Importing | None = None
        self.told = ""
        self._counts = {"added": 0, "duplicate": 0, "failed": 0}
        self._remarks = 0
        self._began = 0.0
        self._told = label("", "second")
        self._told.setAccessibleName("导入进度")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("导入进度条")
        self.cancel = button("停止", self.stop, quiet=True)
        self._close = tool("x", "收起", self.hide)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName("导入结果")
        self.table.setHorizontalHeaderLabels(["文件", "结果", "说明"])
        header = self.table.horizontalHeader()
        # None fits its contents: that would measure every row again for each new one.
        for place, mode in enumerate(
            (QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Fixed, QHeaderView.ResizeMode.Stretch)
        ):
            header.setSectionResizeMode(place, mode)
        header.resizeSection(1, _STATE_WIDTH)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setFixedHeight(148)
        head = line(self._told, None, self.cancel, self._close)
        self.setLayout(column(self._bar, head, self.table, margins=(t.L, t.S, t.L, t.M)))
        self.hide()

    @property
    def running(self) -> bool:
        """Whether files are coming in."""
        return self._importing is not None and not self._importing.over

    def stop(self) -> None:
        """Let the import end after the file under way."""
        if self._importing:
            self._importing.cancel()
            self._told.setText("正在停止……")

    def follow(self, importing: Importing) -> None:
        """Show an import from its beginning."""
        self._importing = importing
        self._counts = {"added": 0, "duplicate": 0, "failed": 0}
        self._remarks = 0
        self._began = time.monotonic()
        self.table.setRowCount(0)
        self._bar.setRange(0, 0)
        self._told.setText("正在准备……")
        self.cancel.show()
        self._close.hide()
        importing.told.connect(self._progress)
        importing.page.connect(self._page)
        importing.came.connect(self._came)
        importing.ended.connect(self._ended)
        self.show()

    def _progress(self, done: int, total: int, name: str) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._told.setText(
            f"正在收进第 {min(done + 1, total)} / {total} 个：{Path(name).name}{self._left(done, total)}"
        )

        self._put(name, _READING, "")

    def _page(self, number: int, pages: int) -> None:
        """A page of a scan was recognised: that takes seconds, so it is told in the row of its file."""
        item = self.table.item(self.table.rowCount() - 1, 2)
        if item is not None:
            item.setText(f"识别第 {number} / {pages} 页")

    def _put(self, path: str, state: str, reason: str) -> None:
        """The row of a file: the one that says it is being read, else a new one."""
        row = self.table.rowCount() - 1
        waiting = row >= 0 and self._cell(row, 1) == _READING and self._cell(row, 0) == Path(path).name
        if not waiting:
            if self.table.rowCount() >= _MOST_ROWS:
                return
            row += 1
            self.table.insertRow(row)
        for place, text in enumerate((Path(path).name, state, reason)):
            item = QTableWidgetItem(shown(text))
            item.setToolTip(tip(path if place == 0 else text))
            self.table.setItem(row, place, item)
        self.table.scrollToBottom()

    def _cell(self, row: int, place: int) -> str:
        item = self.table.item(row, place)
        return item.text() if item else ""

    def _left(self, done: int, total: int) -> str:
        spent = time.monotonic() - self._began
        if done < 5 or spent < 2:
            return ""
        seconds = spent / done * (total - done)
        return f"　约剩 {seconds / 60:.0f} 分钟" if seconds > 90 else f"　约剩 {max(1, round(seconds))} 秒"

    def _came(self, result: ImportResult) -> None:
        self._counts[result.status] += 1
        self._remarks += bool(result.status == "added" and result.remark)
        self._put(result.path, _WORDS[result.status], result.remark)

    def _ended(self, _: object) -> None:
        stopped = self._importing is not None and self._importing.cancelled
        counts = self._counts
        last = self.table.rowCount() - 1
        if last >= 0 and self._cell(last, 1) == _READING:  # stopped before it came in
            self.table.removeRow(last)
        parts = [f"收进 {counts['added']} 个"]
        parts += [f"其中 {self._remarks} 个有说明，见下"] * bool(self._remarks)
        parts += [f"重复 {counts['duplicate']} 个"] * bool(counts["duplicate"])
        parts += [f"没收进 {counts['failed']} 个，原因见下"] * bool(counts["failed"])
        self.told = ("已停止：" if stopped else "导入完成：") + "，".join(parts) + "。"
        self._told.setText(self.told)
        set_property(self._told, "role", "error" if counts["failed"] else "second")
        self._bar.setRange(0, 1)
        self._bar.setValue(1)
        self.cancel.hide()
        self._close.show()
        if counts["failed"] == counts["duplicate"] == self._remarks == 0:
            self.hide()
        self.done.emit(self.told)
