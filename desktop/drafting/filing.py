"""The final copy on its way into the archive: its number and date are asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QWidget

from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from docgen.model import Document
from office.archiving import DATE, NUMBER
from papers.dates import read_date


class FilingDialog(QDialog):
    """Number and date; `file` gets them once they are right."""

    def __init__(
        self, document: Document, problems: int, file: Callable[[dict[str, str]], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("存档")
        self._file = file
        day = document.issue_date.isoformat() if document.issue_date else ""
        self.number = _box("发文字号", document.document_number, "没有编号可以不填，如 青管〔2026〕18号")
        self.date = _box("成文日期", day, "如 2026-04-20")
        grid = QGridLayout()
        grid.setHorizontalSpacing(t.L)
        grid.setVerticalSpacing(t.M)
        for row, box in enumerate((self.number, self.date)):
            grid.addWidget(label(box.accessibleName(), "second"), row, 0)
            grid.addWidget(box, row, 1)
        self.wrong = label("", "error")
        title = label(document.title.replace("\n", ""), "lead", wrap=True)
        warning = label(f"体检还有 {problems} 处必须改；存档前最好先改好。" if problems else "", "error")
        warning.setVisible(bool(problems))
        done = button("存档", self.accept, icon="archive", main=True)
        buttons = line(self.wrong, None, button("取消", self.reject), done)
        self.setLayout(column(title, grid, warning, buttons, space=t.L, margins=(t.XL, t.XL, t.XL, t.XL)))
        done.setDefault(True)
        self.number.setFocus()

    def accept(self) -> None:
        """Hand number and date over, the date in the form of the source text."""
        day = read_date(self.date.text()) if self.date.text().strip() else None
        if self.date.text().strip() and day is None:
            self.wrong.setText("成文日期请写成 2026-04-20 或 2026年4月20日。")
            self.date.setFocus()
            return
        super().accept()
        self._file({NUMBER: self.number.text().strip(), DATE: day.isoformat() if day else ""})


def _box(name: str, value: str, hint: str) -> QLineEdit:
    made = QLineEdit(value)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMinimumWidth(320)
    return made
