"""The list of findings: 必须改, 建议改, 提示; each with its clause, what stands there and what should."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.parts.card import broken
from desktop.parts.plain import shown
from desktop.theme import tokens as t
from desktop.theme.look import look
from docgen.finding import Finding, Severity

Index = QModelIndex | QPersistentModelIndex
FINDING_ROLE = Qt.ItemDataRole.UserRole
GROUPS = ((Severity.ERROR, "必须改"), (Severity.WARNING, "建议改"), (Severity.HINT, "提示"))


def colour_of(severity: Severity) -> str:
    """The colour of a severity in force."""
    colours = look().colours
    return {Severity.ERROR: colours.error, Severity.WARNING: colours.warning}.get(severity, colours.second)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  Qt's signature
        finding: Finding | None = index.data(FINDING_ROLE)
        if finding is None:
            return QSize(200, 36)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else 300
        rows = len(broken(shown(finding.message), self._font(), width - 2 * t.L - t.M, 4))
        return QSize(200, t.M + 21 * rows + (22 if _below(finding) else 0) + t.M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave it out
        finding: Finding | None = index.data(FINDING_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if finding is None:
            self._section(painter, rect, index)
        else:
            self._finding(painter, rect, finding, option.state)  # type: ignore[attr-defined]  # as above
        painter.restore()

    def _font(self, size: int = t.BODY) -> QFont:
        view = self.parent()
        font = QFont(view.font()) if isinstance(view, QListWidget) else QFont()
        font.setPixelSize(size)
        return font

    def _section(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.setFont(self._font(t.SMALL))
        painter.setPen(QColor(look().colours.second))
        area = QRectF(rect).adjusted(t.L, t.M, -t.L, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())

    def _finding(self, painter: QPainter, rect: QRect, finding: Finding, state: QStyle.StateFlag) -> None:
        colours = look().colours
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.wash))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.left() + t.L, rect.bottom(), rect.right() - t.L, rect.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour_of(finding.severity)))
        painter.drawEllipse(QRectF(rect.left() + t.L, rect.top() + t.M + 7, 7, 7))
        left, width = rect.left() + t.L + 16.0, rect.width() - 2 * t.L - 16.0
        painter.setFont(self._font())
        painter.setPen(QColor(colours.ink))
        y = float(rect.top() + t.M)
        for text in broken(shown(finding.message), self._font(), rect.width() - 2 * t.L - t.M, 4):
            painter.drawText(QRectF(left, y, width + t.M, 21), _LEFT, text)
            y += 21
        painter.setFont(self._font(t.SMALL))
        painter.setPen(QColor(colours.second))
        below = painter.fontMetrics().elidedText(_below(finding), Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(QRectF(left, y, width, 22), _LEFT, below)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _below(finding: Finding) -> str:
    change = f"“{finding.text[:16]}” → “{finding.suggestion[:16]}”" if finding.suggestion and finding.text else ""
    clause = "　".join(part for part in (finding.clause, finding.strength.value) if part)
    return "　".join(part for part in (change, clause) if part)


class FindingsList(QListWidget):
    """Findings by severity. `chosen` tells the one that was picked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("体检结果")
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._picked)
        self.itemClicked.connect(self._picked)
        look().changed.connect(self.viewport().update)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show findings; the row that was chosen stays chosen where there still is one."""
        row = self.currentRow()
        given = list(findings)
        self.blockSignals(True)
        self.clear()
        for severity, title in GROUPS:
            members = [finding for finding in given if finding.severity is severity]
            if members:
                section = QListWidgetItem(f"{title}  {len(members)}")
                section.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(section)
            for finding in sorted(members, key=lambda one: (one.paragraph, one.start)):
                item = QListWidgetItem(shown(finding.message))
                item.setData(FINDING_ROLE, finding)
                self.addItem(item)
        self.blockSignals(False)
        if row > 0 and self.count():
            self.setCurrentRow(min(row, self.count() - 1))

    def choose_first(self) -> None:
        """Choose the first finding."""
        if self.count() > 1:
            self.setCurrentRow(1)

    def step(self, step: int) -> None:
        """Choose the next finding (or with -1 the one before), round and round."""
        rows = [row for row in range(self.count()) if self.item(row).data(FINDING_ROLE) is not None]
        if rows:
            row = self.currentRow()
            place = rows.index(row) + step if row in rows else (0 if step > 0 else -1)
            self.setCurrentRow(rows[place % len(rows)])

    def current(self) -> Finding | None:
        """The chosen finding."""
        item = self.currentItem()
        return item.data(FINDING_ROLE) if item else None

    def _picked(self, item: QListWidgetItem | None) -> None:
        finding = item.data(FINDING_ROLE) if item else None
        if finding is not None:
            self.chosen.emit(finding)
