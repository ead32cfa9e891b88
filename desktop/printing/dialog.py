"""The print dialog: real pages at the left; printer, copies, sides and 份号 at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QFrame, QSpinBox, QWidget

from desktop.pages_view.page_view import PageView
from desktop.pages_view.pdf_pages import PdfPages
from desktop.printing.paper import Order, print_order
from desktop.shell.services import Services
from desktop.shell.widgets import button, column, frame, label, line, set_property
from desktop.theme import tokens as t

TO_FILE = "存为 PDF 文件"


class PrintDialog(QDialog):
    """Prints `pdf`; `numbered` makes the PDF of one copy from its 份号, where the document can have one."""

    def __init__(
        self,
        services: Services,
        pdf: bytes,
        title: str,
        numbered: Callable[[str], bytes] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印：{title[:30]}")
        self._services = services
        self._pdf, self._title, self._numbered = pdf, title, numbered
        self.pages = PageView(services.worker)
        self.printer = _printers()
        self.copies = _number("份数", 1, 999)
        self.first = _number("起始份号", 1, 999_999)
        self.duplex = QCheckBox("双面打印（长边翻转）")
        self.duplex.setChecked(True)
        self.number = QCheckBox("每份编份号（6 位，左上角）")
        self.number.setEnabled(numbered is not None)
        self.number.toggled.connect(self.first.setEnabled)
        self.first.setEnabled(False)
        self._told = label("", "second", wrap=True)
        self.go = button("打印", self._print, icon="printer", main=True)
        self.setLayout(line(self.pages, self._side(), space=0))
        self.go.setDefault(True)  # only now, a button outside of a dialog cannot become its default
        self.copies.setFocus()
        self.resize(960, 720)
        services.worker.submit(lambda: PdfPages(pdf), self.pages.show_pages, services.fault)

    def _side(self) -> QFrame:
        options = column(
            label("打印机", "second"),
            self.printer,
            label("份数", "second"),
            self.copies,
            self.duplex,
            self.number,
            label("起始份号", "second"),
            self.first,
            None,
            self._told,
            line(None, button("取消", self.reject), self.go),
            space=t.S,
            margins=(t.L, t.L, t.L, t.L),
        )
        side = frame("surface", options)
        side.setFixedWidth(300)
        return side

    def _print(self) -> None:
        target = ""
        if self.printer.currentText() == TO_FILE:
            target, _ = QFileDialog.getSaveFileName(self, "存为 PDF", f"{self._title[:60]}.pdf", "PDF 文档 (*.pdf)")
            if not target:
                return
        order = Order(
            "" if target else self.printer.currentText(),
            target,
            self.copies.value(),
            self.duplex.isChecked(),
            self.first.value() if self.number.isChecked() else 0,
        )
        self.go.setEnabled(False)
        self._told.setText("正在打印……")
        pdf, numbered = self._pdf, self._numbered
        self._services.worker.submit(lambda: print_order(order, pdf, numbered), self._done, self._failed)

    def _done(self, told: str) -> None:
        self._services.notices.say(told)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        self._told.setText("")
        set_property(self._told, "role", "error")
        self._services.fault(error)


def _printers() -> QComboBox:
    made = QComboBox()
    made.setAccessibleName("打印机")
    made.addItems([*QPrinterInfo.availablePrinterNames(), TO_FILE])
    made.setCurrentText(QPrinterInfo.defaultPrinterName() or TO_FILE)
    return made


def _number(name: str, least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setAccessibleName(name)
    return made
