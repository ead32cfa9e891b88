"""The side of the print dialog: where to, how many, for whom, with which marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox, QWidget

from desktop.parts.widgets import column, label, line
from desktop.printing.shares_table import SharesTable
from desktop.theme import tokens as t
from office.distribution import Copy, Share, copies_of

TO_FILE = "存为一个 PDF 文件"
TO_FOLDER = "每份一个 PDF，存到文件夹"


class Options(QWidget):
    """What a person chooses. `changed` tells every change."""

    changed = Signal()

    def __init__(self, shares: Sequence[Share], *, numberable: bool) -> None:
        super().__init__()
        self.printer = _printers()
        self.copies = _number("份数", 1, 999)
        self.first = _number("起始份号", 1, 999_999)
        self.duplex = QCheckBox("双面打印（长边翻转）")
        self.duplex.setChecked(True)
        self.number = QCheckBox("每份编份号，从")
        self.number.setToolTip("六位数字，印在首页版心左上角（GB/T 9704—2012 7.2.1）")
        self.number.setEnabled(numberable)
        self.by_list = QCheckBox("按分发单，各单位分别计份")
        self.marked = QCheckBox("页面上淡印收文单位名称")
        self.table = SharesTable(shares)
        self.told: QLabel = label("", "second", wrap=True)
        self.setLayout(
            column(
                label("打印到", "second"),
                self.printer,
                line(label("份数"), None, self.copies),
                self.duplex,
                line(self.number, None, self.first),
                self.by_list,
                self.table,
                self.marked,
                self.told,
                space=t.S,
            )
        )
        for box in (self.duplex, self.number, self.by_list, self.marked):
            box.toggled.connect(self._enable)
        self.table.changed.connect(self._enable)
        self.copies.valueChanged.connect(self._enable)
        self.first.valueChanged.connect(self._enable)
        self._enable()

    def chosen(self) -> tuple[Copy, ...]:
        """Every copy that is wanted."""
        shares = self.table.shares() if self.by_list.isChecked() else (Share("", self.copies.value()),)
        return copies_of(shares, self.first.value() if self.number.isChecked() else 0)

    def _enable(self) -> None:
        by_list = self.by_list.isChecked()
        self.copies.setEnabled(not by_list)
        self.table.setVisible(by_list)
        self.marked.setVisible(by_list)
        self.first.setEnabled(self.number.isChecked())
        copies = self.chosen()
        numbers = f"，份号 {copies[0].number}—{copies[-1].number}" if copies and copies[0].number else ""
        names = len({copy.recipient for copy in copies})
        whom = f"{names} 个单位，" if by_list else ""
        self.told.setText(f"{whom}共 {len(copies)} 份{numbers}。" if copies else "分发单还是空的。")
        self.changed.emit()


def _printers() -> QComboBox:
    made = QComboBox()
    made.setAccessibleName("打印到")
    made.addItems([*QPrinterInfo.availablePrinterNames(), TO_FILE, TO_FOLDER])
    made.setCurrentText(QPrinterInfo.defaultPrinterName() or TO_FILE)
    return made


def _number(name: str, least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setAccessibleName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setFixedWidth(96)
    return made
