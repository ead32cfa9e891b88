"""The distribution list (分发单) as a table: who, how many, which 份号."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop.parts.widgets import button, column, line
from office.distribution import Share

_MOST = 999
_WHO, _COPIES = range(2)


class SharesTable(QWidget):
    """One row a recipient; a number that is none counts as one. `changed` tells every change."""

    changed = Signal()

    def __init__(self, shares: Sequence[Share]) -> None:
        super().__init__()
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName("分发单")
        self.table.setHorizontalHeaderLabels(["收文单位", "份数"])
        self.table.horizontalHeader().setSectionResizeMode(_WHO, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(_COPIES, QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().resizeSection(_COPIES, 64)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(120)
        self.table.itemChanged.connect(self._edited)
        self.table.installEventFilter(self)
        self.show_shares(shares)
        row = line(
            button("加一行", self.add, icon="plus", quiet=True),
            button("删一行", self.remove, icon="minus", quiet=True),
            None,
            space=2,
        )
        self.setLayout(column(self.table, row, space=4))

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show a list."""
        self.table.blockSignals(True)
        self.table.setRowCount(len(shares))
        for row, share in enumerate(shares):
            self._put(row, share)
        self.table.blockSignals(False)
        self.changed.emit()

    def write(self, row: int, name: str, copies: str) -> None:
        """Write a row as it is typed."""
        for place, text in ((_WHO, name), (_COPIES, copies)):
            item = self.table.item(row, place)
            if item:
                item.setText(text)

    def shares(self) -> tuple[Share, ...]:
        """The list as it stands; rows without a name are none."""
        rows = [(self._text(row, _WHO), self._text(row, _COPIES)) for row in range(self.table.rowCount())]
        return tuple(Share(name, _count(copies)) for name, copies in rows if name)

    def add(self) -> None:
        """One more row, ready to be written in."""
        row = self.table.rowCount()
        self.table.setRowCount(row + 1)
        self._put(row, Share(""))
        self.table.setCurrentCell(row, _WHO)
        self.table.edit(self.table.currentIndex())

    def _edited(self) -> None:
        self.changed.emit()

    def remove(self) -> None:
        """Take the chosen row out."""
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the chosen row out."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete:
            self.remove()
            return True
        return super().eventFilter(watched, event)

    def _put(self, row: int, share: Share) -> None:
        copies = QTableWidgetItem(str(share.copies))
        copies.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.setItem(row, _WHO, QTableWidgetItem(share.recipient))
        self.table.setItem(row, _COPIES, copies)

    def _text(self, row: int, place: int) -> str:
        item = self.table.item(row, place)
        return item.text().strip() if item else ""


def _count(text: str) -> int:
    return max(1, min(_MOST, int(text))) if text.isdecimal() else 1
