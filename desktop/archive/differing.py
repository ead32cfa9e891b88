"""Two versions of a paper beside each other in one text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from desktop.parts.difference import difference
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from search.records import Record


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a paper and what differs, as rich text; "" where nothing does."""

    older: Record
    newer: Record
    shown: str


def compared(one: Record, other: Record) -> Compared:
    """Compare two versions. Long ones take a while: for a worker."""
    older, newer = sorted((one, other), key=lambda record: (record.issue_date, record.added_at, record.id))
    return Compared(older, newer, difference(older.text, newer.text))


class DifferenceDialog(QDialog):
    """From the older to the newer: taken out is struck through, put in is lit."""

    def __init__(self, found: Compared, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("比较两个版本")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shown = QTextBrowser()
        self.shown.setAccessibleName("差别")
        self.shown.setHtml(found.shown or "两份的文字完全相同。")
        head = column(
            label(f"从　{_named(found.older)}", wrap=True),
            label(f"到　{_named(found.newer)}", wrap=True),
            label("划去的是后来删掉的，标黄的是后来加上的。", "second"),
            space=t.XS,
        )
        close = button("关闭", self.accept, main=True)
        self.setLayout(column(head, self.shown, line(None, close), space=t.M, margins=(t.XL,) * 4))
        self.resize(820, 600)


def _named(record: Record) -> str:
    return "　".join(part for part in (record.title, record.document_number, record.issue_date) if part)
