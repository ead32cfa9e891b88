"""Pages onto paper, into one PDF, or into a PDF for each copy. Runs on the pages worker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.parts.pdf_pages import ForeignPages, PdfPages, joined
from desktop.printing.watermark import stamped
from office.distribution import Copy
from papers.problem import Problem
from search.saving import save

_DOTS = 300
"""Dots an inch that pages are drawn with on paper: enough for 4号 characters, and a page stays under 30 MB."""

Progress = Callable[[int, int], bool]
"""Told (copies done, all copies); False asks to stop."""


class PrintFault(Problem, RuntimeError):
    """The printer did not take the pages; the message is a plain Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to print; `numbered` makes the PDF of a copy from its 份号, where the document can have one."""

    title: str
    pdf: bytes
    numbered: Callable[[str], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What to print, and where: `printer`, or the file `target`, or with `apart` a PDF a copy in the folder `target`.

    `marked`: the recipient's name stands faintly across the pages.
    """

    papers: tuple[Paper, ...]
    copies: tuple[Copy, ...]
    printer: str = ""
    target: str = ""
    apart: bool = False
    duplex: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an order: how many copies, and the sentence for the person."""

    copies: int
    told: str


def print_order(order: Order, progress: Progress = lambda _done, _all: True) -> Done:
    """Print until done or told to stop. Raises PrintFault, OSError; a file is whole or not there."""
    made = _Counted(order, progress)
    if not order.target:
        _to_printer(order, made)
        where = f"送往打印机“{order.printer}”"
    elif order.apart:
        _to_folder(order, made)
        where = f"存到文件夹“{Path(order.target).name}”"
    else:
        data = joined((pdf for _, _, pdf in made), sheets=order.duplex)
        if not made.stopped:
            save(Path(order.target), data)
        where = f"存为“{Path(order.target).name}”"
    if made.stopped:
        return Done(made.done, "已停止打印。" if order.target else f"已停止；{made.done} 份已经{where}。")
    return Done(made.done, f"已{where}，共 {made.done} 份。")


class _Counted:
    """The copies of an order one after another: paper, copy, PDF."""

    def __init__(self, order: Order, progress: Progress) -> None:
        self._order = order
        self._progress = progress
        self.done = 0
        self.stopped = False

    def __iter__(self) -> Iterator[tuple[Paper, Copy, bytes]]:
        all_of_them = len(self._order.papers) * len(self._order.copies)
        for copy in self._order.copies:
            for paper in self._order.papers:
                if not self._progress(self.done, all_of_them):
                    self.stopped = True
                    return
                yield paper, copy, pdf_of(paper, copy, marked=self._order.marked)
                self.done += 1


def pdf_of(paper: Paper, copy: Copy, *, marked: bool = False) -> bytes:
    """The PDF of one copy, with its 份号 and its recipient's name where wanted."""
    pdf = paper.numbered(copy.number) if copy.number and paper.numbered else paper.pdf
    return stamped(pdf, copy.recipient) if marked and copy.recipient else pdf


def _to_folder(order: Order, made: Iterable[tuple[Paper, Copy, bytes]]) -> None:
    taken: set[str] = set()
    for paper, copy, pdf in made:
        parts = (paper.title, copy.number, copy.recipient)
        name = re.sub(r"[\s\\/:*?\"<>|]+", "", "-".join(part for part in parts if part))[:80] or "未命名"
        number = next(n for n in range(1, len(taken) + 2) if (f"{name}-{n}" if n > 1 else name) not in taken)
        name = f"{name}-{number}" if number > 1 else name
        taken.add(name)
        save(Path(order.target) / f"{name}.pdf", pdf)


def _to_printer(order: Order, made: Iterable[tuple[Paper, Copy, bytes]]) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(order.printer)
    printer.setDocName(order.papers[0].title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if order.duplex else QPrinter.DuplexMode.DuplexNone)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintFault(f"打印机“{order.printer}”没有响应；请检查它是否开机、联机，或者换一台。")
    try:
        sheets = 0
        for _, _, pdf in made:
            if order.duplex and sheets % 2:
                _new_page(printer)
                sheets += 1
            sheets += _draw(painter, printer, ForeignPages(pdf), again=sheets > 0)
    finally:
        painter.end()


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, *, again: bool) -> int:
    """One copy; return its pages."""
    dots = printer.resolution() / 72
    for page, size in enumerate(pages.sizes):
        if page > 0 or again:
            _new_page(printer)
        area = QRectF(0, 0, size[0] * dots, size[1] * dots)
        painter.drawImage(area, pages.render(page, round(size[0] / 72 * _DOTS)))
    return len(pages.sizes)


def _new_page(printer: QPrinter) -> None:
    if not printer.newPage():
        raise PrintFault("打印中断了；请检查打印机是否缺纸或脱机。")
