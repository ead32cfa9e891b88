"""The widget that shows the pages of a PDF one below the other, with marks on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.jobs.worker import LATER, Job, Worker
from desktop.parts.pdf_pages import PdfPages, Spot
from desktop.theme import tokens as t
from desktop.theme.look import look

_MARGIN, _GAP = t.XL, t.L
_WIDEST = 1100
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class PageView(QAbstractScrollArea):
    """Pages fitted to the width (times the zoom). `clicked` tells the page and the point under the mouse."""

    clicked = Signal(int, QPointF)
    shown = Signal()

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._pages: PdfPages | None = None
        self._pictures: dict[int, QImage] = {}
        self._stale: set[int] = set()
        self._wanted: dict[int, Job[QImage]] = {}
        self._marks: tuple[Spot, ...] = ()
        self._current = -1
        self._zoom = 1.0
        self._width = 0.0  # of a page, pixels
        self._tops: list[float] = []  # of the pages, pixels from the top of the first
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("页面预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(48)
        look().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """A page at a readable size."""
        return QSize(520, 700)

    def show_pages(self, pages: PdfPages | None, *, keep_place: bool = False) -> None:
        """Show a PDF; with `keep_place` a new version of what is shown: old pictures stay until new ones come."""
        place = self.verticalScrollBar().value() if keep_place else 0
        old = self._pictures if keep_place else {}
        self._forget_requests()
        self._pages = pages
        self._pictures = {page: image for page, image in old.items() if pages and page < len(pages.sizes)}
        self._stale = set(self._pictures)
        self._marks, self._current = (), -1
        self._arrange()
        self.verticalScrollBar().setValue(place)
        self.viewport().update()

    @property
    def pages(self) -> PdfPages | None:
        """What is shown."""
        return self._pages

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages.sizes) if self._pages else 0

    @property
    def drawn(self) -> bool:
        """Whether every visible page has its picture."""
        return all(page in self._pictures and page not in self._stale for page in self._visible())

    def set_marks(self, marks: Sequence[Spot], *, jump: bool = True) -> None:
        """Light places up; jump to the first."""
        self._marks, self._current = tuple(marks), -1
        if jump and marks:
            self.next_mark()
        self.viewport().update()

    def next_mark(self, step: int = 1) -> int:
        """Go to the next (or with -1 the one before) mark, round and round; return its index, -1 for none."""
        if self._marks:
            self._current = (self._current + step) % len(self._marks)
            self.show_spot(self._marks[self._current])
            self.viewport().update()
        return self._current

    @property
    def mark_count(self) -> int:
        """How many marks there are."""
        return len(self._marks)

    def show_spot(self, spot: Spot) -> None:
        """Scroll so that a place stands in the upper third, unless it is in sight already."""
        if spot.page >= self.page_count:
            return
        frame = self._frame(spot.page)
        y = frame.top() + spot.rect.top() * self._scale(spot.page)
        if not 0.05 * self.viewport().height() < y < 0.85 * self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + y - self.viewport().height() / 3))

    def zoom(self, step: int) -> None:
        """One step nearer (1) or farther (-1); 0: fit the width."""
        if step == 0:
            self._zoom = 1.0
        else:
            nearest = min(range(len(_ZOOMS)), key=lambda index: abs(_ZOOMS[index] - self._zoom))
            self._zoom = _ZOOMS[max(0, min(len(_ZOOMS) - 1, nearest + step))]
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, picture, marks."""
        painter = QPainter(self.viewport())
        colours = look().colours
        painter.fillRect(event.rect(), QColor(colours.ground))
        for page in self._visible():
            frame = self._frame(page)
            self._paint_paper(painter, frame)
            if page in self._pictures:
                painter.drawImage(frame, self._pictures[page])
            self._paint_marks(painter, page, frame)
            if page not in self._pictures or page in self._stale:
                self._request(page)
        if self.hasFocus() and self.page_count:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width anew."""
        super().resizeEvent(event)
        if self._width != self._fitted():
            self._redraw()
        else:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys, Home and End; the rest is the scroll area's."""
        bar = self.verticalScrollBar()
        step = round(self.viewport().height() * 0.9)
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_PageDown: lambda: bar.setValue(bar.value() + step),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + step),
            Qt.Key.Key_PageUp: lambda: bar.setValue(bar.value() - step),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }
        move = moves.get(event.key())
        if move:
            move()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell where on the paper the mouse is."""
        for page in self._visible():
            frame = self._frame(page)
            if frame.contains(event.position()):
                self.clicked.emit(page, (event.position() - frame.topLeft()) / self._scale(page))
        super().mousePressEvent(event)

    def _paint_paper(self, painter: QPainter, frame: QRectF) -> None:
        colours = look().colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for spread, alpha in ((0, 34), (1, 16), (2, 8)):  # lines: a filled shadow costs more than the page
            painter.setPen(QPen(QColor(0, 0, 0, alpha), 1))
            painter.drawRect(frame.adjusted(-spread - 1, -spread, spread, spread + 1))
        painter.fillRect(frame, QColor(colours.paper))

    def _paint_marks(self, painter: QPainter, page: int, frame: QRectF) -> None:
        scale = self._scale(page)
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for index, mark in enumerate(self._marks):
            if mark.page == page:
                rect = mark.rect
                place = QRectF(
                    frame.left() + rect.left() * scale,
                    frame.top() + rect.top() * scale,
                    rect.width() * scale,
                    rect.height() * scale,
                )
                painter.fillRect(place, QColor("#FFC24D" if index == self._current else "#FFE9A8"))
        painter.restore()

    def _scale(self, page: int) -> float:
        """Logical pixels a point."""
        assert self._pages is not None  # noqa: S101  asked for while something is shown
        return self._width / self._pages.sizes[page][0]

    def _fitted(self) -> float:
        """The width of a page beside the scroll bar, whether that shows or not: one that just fits would flicker."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        return max(120.0, min(room - 2 * _MARGIN, _WIDEST) * self._zoom)

    def _height(self, page: int) -> float:
        assert self._pages is not None  # noqa: S101  as above
        width, height = self._pages.sizes[page]
        return self._width * height / width

    def _frame(self, page: int) -> QRectF:
        width = self._width
        left = max(_MARGIN, (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        top = self._tops[page] - self.verticalScrollBar().value()
        return QRectF(math.floor(left), math.floor(top), math.floor(width), math.floor(self._height(page)))

    def _visible(self) -> list[int]:
        area = QRectF(self.viewport().rect())
        return [page for page in range(self.page_count) if self._frame(page).intersects(area)]

    def _arrange(self) -> None:
        self._width = self._fitted()
        tops = [float(_MARGIN)]
        for page in range(self.page_count):
            tops.append(tops[-1] + self._height(page) + _GAP)
        self._tops = tops
        height = tops[-1] - _GAP + _MARGIN if self.page_count else 0
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, math.ceil(height - self.viewport().height())))
        spread = self._width + 2 * _MARGIN - self.viewport().width() if self.page_count else 0
        self.horizontalScrollBar().setRange(0, max(0, math.ceil(spread)))

    def _redraw(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0
        self._forget_requests()
        self._stale = set(self._pictures)
        self._arrange()
        bar.setValue(round(share * bar.maximum()))
        self.viewport().update()

    def _request(self, page: int) -> None:
        pages = self._pages
        if page in self._wanted or pages is None:
            return
        width = round(self._width * self.devicePixelRatioF())

        def done(image: QImage) -> None:
            self._wanted.pop(page, None)
            self._stale.discard(page)
            self._pictures[page] = image
            self._drop_far()
            self.viewport().update()
            if self.drawn:
                self.shown.emit()

        self._wanted[page] = self._worker.submit(lambda: pages.render(page, width), done, priority=LATER - 1)

    def _drop_far(self) -> None:
        """Keep the pictures near the eye: a page is some 3 MB."""
        visible = self._visible()
        if visible and len(self._pictures) > 12:
            for page in [page for page in self._pictures if not visible[0] - 3 <= page <= visible[-1] + 3]:
                del self._pictures[page]

    def _forget_requests(self) -> None:
        for job in self._wanted.values():
            job.cancel()
        self._wanted.clear()
