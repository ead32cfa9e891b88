"""Pages onto paper, or into one PDF. Runs on the pages worker."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.pages_view.pdf_pages import PdfPages
from search.saving import save

_DOTS = 300
"""Dots an inch that pages are drawn with on paper: enough for 4号 characters, and a page stays under 30 MB."""


class PrintFault(RuntimeError):
    """The printer did not take the pages; the message is a plain Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to print: to `printer`, or to the file `target`; `first_number` 0: no 份号."""

    printer: str
    target: str
    copies: int
    duplex: bool
    first_number: int


def print_order(order: Order, pdf: bytes, numbered: Callable[[str], bytes] | None) -> str:
    """Print; return what to tell. Raises PrintFault, OSError."""
    if order.target:
        save(Path(order.target), joined(copies(order, pdf, numbered)))
        return f"已存为“{Path(order.target).name}”，共 {order.copies} 份。"
    _to_printer(order, pdf, numbered)
    return f"已送往打印机“{order.printer}”，共 {order.copies} 份。"


def copies(order: Order, pdf: bytes, numbered: Callable[[str], bytes] | None) -> Iterator[bytes]:
    """The PDF of each copy, with its 份号 where wanted (7.2.1: six digits)."""
    for copy in range(order.copies):
        if order.first_number and numbered:
            yield numbered(f"{order.first_number + copy:06d}")
        else:
            yield pdf


def joined(parts: Iterator[bytes]) -> bytes:
    """Several PDFs as one."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _to_printer(order: Order, pdf: bytes, numbered: Callable[[str], bytes] | None) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(order.printer)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if order.duplex else QPrinter.DuplexMode.DuplexNone)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintFault(f"打印机“{order.printer}”没有响应；请检查它是否开机、联机，或者换一台。")
    try:
        for number, part in enumerate(copies(order, pdf, numbered)):
            _draw(painter, printer, PdfPages(part), again=number > 0, even=order.duplex)
    finally:
        painter.end()


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, *, again: bool, even: bool) -> None:
    """One copy; with both sides in use the next copy begins on a new sheet."""
    for page, size in enumerate(pages.sizes):
        if (page > 0 or again) and not printer.newPage():
            raise PrintFault("打印中断了；请检查打印机是否缺纸或脱机。")
        dots = printer.resolution() / 72
        area = QRectF(0, 0, size[0] * dots, size[1] * dots)
        painter.drawImage(area, pages.render(page, round(size[0] / 72 * _DOTS)))
    if even and len(pages.sizes) % 2:
        printer.newPage()
