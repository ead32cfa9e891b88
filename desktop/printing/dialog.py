"""The print dialog: the pages as they will come out at the left, what is wanted of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QListWidget,
    QProgressBar,
    QWidget,
)

from desktop.parts.page_view import PageView
from desktop.parts.pdf_pages import ForeignPages
from desktop.parts.plain import MOST_OF_A_TIP, shown
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, frame, label, line
from desktop.printing.options import TO_FILE, TO_FOLDER, Options
from desktop.printing.paper import Done, Order, Paper, pdf_of, print_order
from desktop.printing.reading import SUFFIXES, read_paper
from desktop.theme import tokens as t
from office.distribution import Share, told


class PrintDialog(QDialog):
    """Prints papers. `distributed` is told the distribution list, as one line, once it has been printed by it.

    `begun` tells when the printing begins, with whether it goes into a file.
    """

    begun = Signal(bool)
    _progress = Signal(int, int)

    def __init__(
        self,
        services: Services,
        papers: Sequence[Paper],
        shares: Sequence[Share] = (),
        distributed: Callable[[str], object] = lambda _: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._distributed = distributed
        self._papers: list[Paper] = list(papers)
        self._stop = False
        self._busy = False
        self.setWindowTitle(shown(f"打印：{self._papers[0].title[:30]}"))
        self.pages = PageView(services.worker)
        self.options = Options(shares, numberable=any(paper.numbered for paper in papers))
        self.list = QListWidget()
        self.list.setAccessibleName("要打印的文件")
        self.list.setFixedHeight(96)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.doing = label("", "second")
        self.cancel = button("取消", self.reject)
        self.go = button("打印", self.print, icon="printer", main=True)
        self.setLayout(line(self.pages, self._side(), space=0))
        self.go.setDefault(True)  # only now: a button outside of a dialog cannot become its default
        self.resize(1000, 760)
        self._progress.connect(self._tell)
        self.options.changed.connect(self._refresh)
        self.list.currentRowChanged.connect(self._refresh)
        self._list()
        self.options.copies.setFocus()

    def add(self, paths: Sequence[Path]) -> None:
        """Print further files in the same go."""

        def read() -> list[Paper]:
            return [read_paper(path) for path in paths]

        def show(papers: list[Paper]) -> None:
            self._papers += papers
            self._list()

        self._services.worker.submit(read, show, self._services.fault)

    def print(self) -> None:
        """Do it; where to a file or folder, ask for it first."""
        place = self.options.printer.currentText()
        if self._busy or not self.options.chosen():
            return
        target = self._ask(place)
        if not target and place in (TO_FILE, TO_FOLDER):
            return
        self._busy, self._stop = True, False
        order = Order(
            tuple(self._papers),
            self.options.chosen(),
            "" if target else place,
            target,
            place == TO_FOLDER,
            self.options.duplex.isChecked(),
            self.options.by_list.isChecked() and self.options.marked.isChecked(),
        )
        self.begun.emit(bool(target))
        self._show_busy()
        self._services.worker.submit(
            lambda: print_order(order, self._go_on), lambda done: self._done(order, done), self._failed
        )

    def reject(self) -> None:
        """Cancel: what is under way first, then the dialog."""
        if self._busy:
            self._stop = True
            self.doing.setText("正在停止……")
        else:
            super().reject()

    def _side(self) -> QFrame:
        add = button("再加几个文件一起打印…", self._ask_more, icon="plus", quiet=True)
        options = column(
            self.list,
            line(add, None),
            self.options,
            None,
            self.doing,
            self.bar,
            line(None, self.cancel, self.go),
            space=t.S,
            margins=(t.L, t.L, t.L, t.L),
        )
        side = frame("surface", options)
        side.setFixedWidth(320)
        return side

    def _list(self) -> None:
        row = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([shown(paper.title.replace("\n", ""), MOST_OF_A_TIP) for paper in self._papers])
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.setVisible(len(self._papers) > 1)
        self._refresh()

    def _refresh(self) -> None:
        """Show the chosen paper as its first copy will be."""
        copies = self.options.chosen()
        self.go.setEnabled(bool(copies) and not self._busy)
        paper = self._papers[max(0, self.list.currentRow())]
        marked = self.options.by_list.isChecked() and self.options.marked.isChecked()
        first = copies[0] if copies else None
        self._services.worker.submit(
            lambda: ForeignPages(pdf_of(paper, first, marked=marked) if first else paper.pdf),
            lambda pages: self.pages.show_pages(pages, keep_place=True),
            self._services.fault,
        )

    def _ask_more(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileNames(self, "一起打印哪些文件", "", f"公文 ({kinds})")
        if chosen:
            self.add([Path(name) for name in chosen])

    def _ask(self, place: str) -> str:
        """The file or folder to write to; "" for a printer, or where the person thought better of it."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if place == TO_FOLDER:
            return QFileDialog.getExistingDirectory(self, "存到哪个文件夹", start)
        if place == TO_FILE:
            name = self._papers[0].title.replace("\n", "")[:60]
            target, _ = QFileDialog.getSaveFileName(self, "存为 PDF", f"{start}/{name}.pdf", "PDF 文档 (*.pdf)")
            return target if not target or target.lower().endswith(".pdf") else f"{target}.pdf"
        return ""

    def _go_on(self, done: int, copies: int) -> bool:
        self._progress.emit(done, copies)
        return not self._stop

    def _tell(self, done: int, copies: int) -> None:
        self.bar.setRange(0, copies)
        self.bar.setValue(done)
        self.doing.setText(f"第 {done + 1} 份，共 {copies} 份")

    def _show_busy(self) -> None:
        self.options.setEnabled(not self._busy)
        self.go.setEnabled(not self._busy)
        self.bar.setVisible(self._busy)
        self.doing.setText("正在打印……" if self._busy else "")

    def _done(self, order: Order, done: Done) -> None:
        self._busy = False
        words = told(order.copies)
        if words and done.copies == len(order.copies) * len(order.papers):
            self._distributed(words)
        self._services.notices.say(done.told)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._show_busy()
        self._services.fault(error)
