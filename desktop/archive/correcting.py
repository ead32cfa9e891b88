"""Correcting what the reader made of a document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QWidget

from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from papers.dates import read_date
from papers.labels import LABELS
from search.records import Record

FIELDS = ("title", "kind", "issuer", "document_number", "issue_date", "secrecy")


class CorrectDialog(QDialog):
    """One line a field; `put` gets the record and what was changed."""

    def __init__(self, record: Record, put: Callable[[Record, dict[str, str]], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("改正信息")
        self._record = record
        self._put = put
        grid = QGridLayout()
        grid.setHorizontalSpacing(t.L)
        grid.setVerticalSpacing(t.M)
        self.boxes: dict[str, QLineEdit] = {}
        for row, name in enumerate(FIELDS):
            told = LABELS[name]
            box = QLineEdit(str(getattr(record.metadata, name)))
            box.setAccessibleName(told)
            box.setMinimumWidth(420)
            box.setCursorPosition(0)
            self.boxes[name] = box
            grid.addWidget(label(told, "second"), row, 0)
            grid.addWidget(box, row, 1)
        self._wrong = label("", "error")
        done = button("改正", self.accept, main=True)
        done.setDefault(True)
        buttons = line(self._wrong, None, button("取消", self.reject), done)
        about = f"原文件：{record.original_name}　收进时间：{record.added_at[:16].replace('T', ' ')}"
        self.setLayout(column(grid, label(about, "second", wrap=True), buttons, space=t.L, margins=(t.XL,) * 4))

    def accept(self) -> None:
        """Hand over what was changed, a date in the archive's form."""
        values = {name: box.text().strip() for name, box in self.boxes.items()}
        if values["issue_date"]:
            day = read_date(values["issue_date"])
            if day is None:
                self._wrong.setText("成文日期请写成 2026-04-20。")
                self.boxes["issue_date"].setFocus()
                return
            values["issue_date"] = day.isoformat()
        changes = {name: value for name, value in values.items() if value != getattr(self._record.metadata, name)}
        super().accept()
        if changes:
            self._put(self._record, changes)
