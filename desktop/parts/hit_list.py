"""The list of hits: title, date, number and issuer, and the lit passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.parts.plain import MOST_OF_A_TIP, clean, shown, tip
from desktop.theme import tokens as t
from desktop.theme.look import look
from search.records import HIT_END, HIT_START, Hit

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole
HEIGHT = 112
_SHORTEST = 20
"""Characters that a passage must have left without the title."""


def lit_parts(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """A snippet without its marks, and where its hits stand: (start, length)."""
    text, start = "", 0
    hits: list[tuple[int, int]] = []
    for character in clean(snippet):
        if character == HIT_START:
            start = len(text)
        elif character == HIT_END:
            hits.append((start, len(text) - start))
        else:
            text += character if character != "\n" else " "
    return text, hits


def literals(snippet: str) -> tuple[str, ...]:
    """The words that are lit in a snippet, each once, longest first."""
    text, hits = lit_parts(snippet)
    return tuple(sorted({text[start : start + length] for start, length in hits}, key=len, reverse=True))


def passage(hit: Hit) -> tuple[str, list[tuple[int, int]]]:
    """What is shown below a hit's title: the snippet with its hits, without number and title where it begins so."""
    text, hits = lit_parts(hit.snippet)
    begin = len(text) - len(text.lstrip("… "))
    if hit.document_number and text.startswith(hit.document_number, begin):  # the head of a paper: number, then title
        begin += len(hit.document_number)
        begin += len(text[begin:]) - len(text[begin:].lstrip())
    if not hit.title or not text.startswith(hit.title, begin) or len(text) - begin - len(hit.title) < _SHORTEST:
        return text, hits
    cut = begin + len(hit.title)
    cut += len(text[cut:]) - len(text[cut:].lstrip())
    return text[cut:], [(start - cut, length) for start, length in hits if start >= cut]


class Hits(QAbstractListModel):
    """The hits of one query. `wanted` asks for more from an offset."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._more = False

    def show(self, hits: tuple[Hit, ...], *, more: bool) -> None:
        """Replace all hits."""
        self.beginResetModel()
        self._hits = list(hits)
        self._more = more
        self.endResetModel()

    def add(self, hits: tuple[Hit, ...], *, more: bool) -> None:
        """Put further hits at the end; nothing above moves."""
        self._more = more and bool(hits)
        known = {hit.id for hit in self._hits}
        new = [hit for hit in hits if hit.id not in known]
        if new:
            self.beginInsertRows(QModelIndex(), len(self._hits), len(self._hits) + len(new) - 1)
            self._hits += new
            self.endInsertRows()

    def hit(self, row: int) -> Hit | None:
        """The hit in a row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def row_of(self, number: int) -> int:
        """The row of a record, -1 for none."""
        return next((row for row, hit in enumerate(self._hits) if hit.id == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many hits there are."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's signature
        """The hit itself, and its words for a screen reader."""
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == HIT_ROLE:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (hit.title, hit.secrecy and f"密级{hit.secrecy}", hit.document_number, hit.issuer, hit.issue_date)
            return shown("，".join(part for part in parts if part))
        return tip(hit.title) if role == Qt.ItemDataRole.ToolTipRole else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the archive has more."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002  Qt's signature
        """Ask for more, once."""
        self._more = False
        self.wanted.emit(len(self._hits))


@dataclass(frozen=True, slots=True)
class _Type:
    """A font with its measures, made once: each call into Qt may have to wait for threads at work."""

    font: QFont
    metrics: QFontMetricsF


def _typed(font: QFont, size: int) -> _Type:
    made = QFont(font)
    made.setPixelSize(size)
    return _Type(made, QFontMetricsF(made))


class HitDelegate(QStyledItemDelegate):
    """Paints one hit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._types: dict[str, tuple[_Type, _Type]] = {}

    def _both(self, font: QFont) -> tuple[_Type, _Type]:
        """Title and small type in the font of the list."""
        key = font.key()
        if key not in self._types:
            self._types[key] = (_typed(font, t.BODY + 1), _typed(font, t.SMALL))
        return self._types[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  Qt's signature
        """All rows are alike."""
        return QSize(320, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, title and date, 密级, number and issuer, two lines of passage, a line below."""
        hit: Hit = index.data(HIT_ROLE)
        colours = look().colours
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave it out
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # as above
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.wash))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.left() + t.L, rect.bottom(), rect.right() - t.L, rect.bottom())
        self._texts(painter, QRectF(rect).adjusted(t.L, t.M, -t.L, -t.S), hit, option.font)  # type: ignore[attr-defined]
        painter.restore()

    def _texts(self, painter: QPainter, area: QRectF, hit: Hit, font: QFont) -> None:
        colours = look().colours
        title, small = self._both(font)
        date_width = small.metrics.horizontalAdvance(hit.issue_date) if hit.issue_date else 0
        self._line(painter, area, title, colours.ink, hit.title or "（无标题）", area.width() - date_width - t.M)
        painter.setFont(small.font)
        painter.setPen(QColor(colours.second))
        painter.drawText(QRectF(area.left(), area.top(), area.width(), 22), _RIGHT, hit.issue_date)
        second = "  ·  ".join(part for part in (hit.document_number or hit.kind, hit.issuer) if part)
        secrecy = f"{hit.secrecy}  ·  " if hit.secrecy and second else hit.secrecy
        begin = small.metrics.horizontalAdvance(secrecy) if secrecy else 0
        if secrecy:
            self._line(painter, area.adjusted(0, 25, 0, 0), small, colours.error, secrecy, begin + 1)
        self._line(painter, area.adjusted(begin, 25, 0, 0), small, colours.second, second, area.width() - begin)
        self._passage(painter, area.adjusted(0, 49, 0, 0), small.font, hit)

    def _line(self, painter: QPainter, area: QRectF, kind: _Type, colour: str, text: str, width: float) -> None:
        painter.setFont(kind.font)
        painter.setPen(QColor(colour))
        fitting = kind.metrics.elidedText(shown(text, MOST_OF_A_TIP), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(area.left(), area.top(), width, 22), _LEFT, fitting)

    def _passage(self, painter: QPainter, area: QRectF, font: QFont, hit: Hit) -> None:
        text, hits = passage(hit)
        colours = look().colours
        laid = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        laid.setTextOption(option)
        ranges: list[QTextLayout.FormatRange] = []
        for start, length in hits:
            lit = QTextLayout.FormatRange()
            lit.start, lit.length = start, length  # type: ignore[attr-defined]  # the stubs leave them out
            form = QTextCharFormat()
            form.setBackground(QColor(colours.hit))
            form.setForeground(QColor(colours.ink))
            lit.format = form  # type: ignore[attr-defined]  # as above
            ranges.append(lit)
        laid.setFormats(ranges)
        laid.beginLayout()
        y = 0.0
        for _ in range(2):
            row = laid.createLine()
            if not row.isValid():
                break
            row.setLineWidth(area.width())
            row.setPosition(QPointF(0, y))
            y += 20
        laid.endLayout()
        painter.setPen(QColor(colours.second))
        laid.draw(painter, area.topLeft())


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HitList(QListView):
    """The list itself. `opened` tells the hit to be opened (Enter or double click)."""

    opened = Signal(object)

    def __init__(self, model: Hits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName("检索结果")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens. Qt's own signal for that comes with a single click on some desktops."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        super().mouseDoubleClickEvent(event)
        self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(HIT_ROLE))
