"""The seal: the mark of the program, drawn."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap


def seal(size: int, ratio: float = 1.0) -> QPixmap:
    """The seal: 文渊 in white on vermilion, `size` logical pixels square."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#B3261E"))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.16, size * 0.16)
    font = QFont(painter.font())
    font.setPixelSize(round(size * 0.42))
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    half = size * 0.44
    painter.drawText(QRectF(0, size * 0.06, size, half), Qt.AlignmentFlag.AlignCenter, "文")
    painter.drawText(QRectF(0, size * 0.5, size, half), Qt.AlignmentFlag.AlignCenter, "渊")
    painter.end()
    return picture
