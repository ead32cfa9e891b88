"""A faint name across every page, so that a copy that got out can be traced."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter

from desktop.parts import pdf_pages
from desktop.parts.pdf_pages import ForeignPages

_TILT = -38
"""Degrees that the name rises by."""
_GREY = QColor(0, 0, 0, 26)
_LARGEST, _WIDEST = 54, 0.8
"""Points of the largest letters; the share of the page's diagonal that a name may take."""


def stamped(pdf: bytes, name: str) -> bytes:
    """`pdf` with `name` across each page."""
    sizes = dict.fromkeys(ForeignPages(pdf).sizes)
    return pdf_pages.stamped(pdf, {size: _mark(name, *size) for size in sizes})


def _mark(name: str, width: float, height: float) -> bytes:
    """A PDF page of this size (points) with nothing on it but the name."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    painter = QPainter(writer)
    diagonal = (width**2 + height**2) ** 0.5
    font = QFont()
    font.setPointSizeF(max(12.0, min(_LARGEST, diagonal * _WIDEST / max(1, len(name)))))
    letters = QPainterPath()  # outlines, so that the text of the page can still be copied and searched as it is
    letters.addText(0, 0, font, name)
    painter.translate(width / 2, height / 2)
    painter.rotate(_TILT)
    painter.translate(-letters.boundingRect().center())
    painter.fillPath(letters, _GREY)
    painter.end()
    return bytes(data.data())
