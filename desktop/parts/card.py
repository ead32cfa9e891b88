"""A card: a button with a picture, a title and a few words, painted by hand so that texts wrap and elide well."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.parts.plain import MOST_OF_A_TIP, shown
from desktop.theme import tokens as t
from desktop.theme.look import look


class Card(QAbstractButton):
    """A card; `picture_height` 0: without a picture."""

    def __init__(self, title: str, text: str, *, picture_height: int = 0, lines: int = 2) -> None:
        super().__init__()
        self.setText(shown(title, MOST_OF_A_TIP))
        self.setAccessibleName(shown(title))
        self.setAccessibleDescription(shown(text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = shown(text, MOST_OF_A_TIP)
        self.picture: QImage | None = None
        self._picture_height = picture_height
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as the grid makes it."""
        texts = t.M + 24 + t.XS + 20 * self._lines + t.M
        return QSize(200, texts + (self._picture_height + t.M if self._picture_height else 0))

    def set_picture(self, picture: QImage) -> None:
        """Show a picture, its upper part where it is too high."""
        self.picture = picture
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the mouse."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Ground, picture, title, words."""
        colours = look().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        lit = self.hasFocus() or self.isDown()
        painter.setPen(QPen(QColor(colours.accent if lit else colours.line), 2 if lit else 1))
        painter.setBrush(QColor(colours.hover if self.underMouse() else colours.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), t.RADIUS, t.RADIUS)
        area = QRectF(self.rect()).adjusted(t.L, t.M, -t.L, -t.M)
        if self._picture_height:
            self._paint_picture(painter, QRectF(area.left(), area.top(), area.width(), self._picture_height))
            area.setTop(area.top() + self._picture_height + t.M)
        title = QFont(self.font())
        title.setPixelSize(t.LEAD - 1)
        painter.setFont(title)
        painter.setPen(QColor(colours.ink))
        fitting = QFontMetricsF(title).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRectF(area.left(), area.top(), area.width(), 24), Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.setPen(QColor(colours.second))
        self._paint_words(painter, area.adjusted(0, 24 + t.XS, 0, 0))
        painter.end()

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        colours = look().colours
        painter.setPen(QPen(QColor(colours.line), 1))
        width = self._picture_height * 0.92
        paper = QRectF(area.center().x() - width / 2, area.top(), width, area.height())
        painter.fillRect(paper, QColor(colours.paper))
        if self.picture is not None:
            height = self.picture.width() * paper.height() / paper.width()
            painter.drawImage(paper, self.picture, QRectF(0, 0, self.picture.width(), height))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        font = QFont(self.font())
        font.setPixelSize(t.SMALL)
        for number, text in enumerate(broken(self._words, font, area.width(), self._lines)):
            layout = QTextLayout(text, font)
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
            layout.draw(painter, QPointF(area.left(), area.top() + 20 * number))


def broken(text: str, font: QFont, width: float, lines: int) -> list[str]:
    """`text` in at most `lines` lines of `width` pixels, the last one elided."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    parts: list[str] = []
    while len(parts) < lines - 1:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        parts.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    rest = text[sum(map(len, parts)) :]
    return [*parts, QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else parts


def grid_of(cards: list[Card], columns: int) -> QGridLayout:
    """Cards side by side, all columns of one width however few cards there are."""
    grid = QGridLayout()
    grid.setSpacing(t.M)
    for place in range(columns):
        grid.setColumnStretch(place, 1)
        if place >= len(cards):
            grid.addWidget(QWidget(), 0, place)
    for place, card in enumerate(cards):
        grid.addWidget(card, place // columns, place % columns)
    return grid


def emptied(box: QVBoxLayout) -> None:
    """Take all widgets out of a layout."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item else None
        if widget:
            widget.hide()
            widget.deleteLater()
