"""The column at the left of the archive: kinds with their counts, tags, the recycle bin."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.parts.plain import MOST_OF_AN_ENTRY, entry, shown
from desktop.parts.shelves import Shelf
from desktop.theme import tokens as t
from desktop.theme.look import look

Index = QModelIndex | QPersistentModelIndex
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
PLACE_ROLE = Qt.ItemDataRole.UserRole
Place = tuple[str, str]
"""What a row stands for: ("all", ""), ("bin", ""), or a name with "kind", "tag", "collection" or "saved" before it."""


_VERBS = {"collection": "撤掉这个收藏夹", "saved": "删掉这个常用搜索", "bin": "清空回收站…"}


class _Delegate(QStyledItemDelegate):
    """A name at the left, its count at the right; section names in the second ink."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  Qt's signature
        """Rows of one height; a section has air above."""
        return QSize(120, 40 if index.data(PLACE_ROLE) is None else 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, name, count."""
        colours = look().colours
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave it out
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # as above
        section = index.data(PLACE_ROLE) is None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not section and (chosen or state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.wash if chosen else colours.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), t.RADIUS, t.RADIUS)
        area = QRectF(rect).adjusted(t.M, t.M if section else 0, -t.M, 0)
        font = QFont(option.font)  # type: ignore[attr-defined]  # as above
        font.setPixelSize(t.SMALL if section else t.BODY)
        painter.setFont(font)
        painter.setPen(QColor(colours.second if section else colours.accent if chosen else colours.ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        count: int | None = index.data(COUNT_ROLE)
        if count is not None:
            font.setPixelSize(t.SMALL)
            painter.setFont(font)
            painter.setPen(QColor(colours.accent if chosen else colours.second))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count:,}")
        painter.restore()


class Facets(QListWidget):
    """The places to look in. `chosen` tells the place that was picked, `removed` one that is to go."""

    chosen = Signal(tuple)
    removed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setAccessibleName("分类")
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(184)
        self._place: Place = ("all", "")
        self._quiet = False
        self._total = 0
        self._kinds: Mapping[str, int] = {}
        self._shelf = Shelf()
        self.currentItemChanged.connect(self._picked)

    def show_kinds(self, total: int, kinds: Mapping[str, int]) -> None:
        """Show the counts of the present question; the chosen place stays chosen."""
        self._total, self._kinds = total, kinds
        self._show()

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what people have arranged."""
        self._shelf = shelf
        self._show()

    def _show(self) -> None:
        total, kinds, shelf = self._total, self._kinds, self._shelf
        self._quiet = True
        self.clear()
        self._row("全部", ("all", ""), total)
        shown = dict(sorted(kinds.items(), key=lambda pair: -pair[1]))
        if self._place[0] == "kind":
            shown.setdefault(self._place[1], 0)
        for kind, count in shown.items():
            self._row(kind or "未定文种", ("kind", kind), count)
        for title, rows in (
            ("收藏夹", [(name, ("collection", name), count) for name, count in shelf.collections.items()]),
            ("标签", [(name, ("tag", name), count) for name, count in shelf.tags.items()]),
            ("常用搜索", [(name, ("saved", name), None) for name in shelf.saved]),
        ):
            if rows:
                self._section(title)
            for name, place, count in rows:
                self._row(name, place, count)
        self._section("")
        self._row("回收站", ("bin", ""), shelf.deleted or None)
        self._quiet = False

    def choose(self, place: Place) -> None:
        """Choose a place without telling."""
        self._place = place
        self._quiet = True
        for row in range(self.count()):
            if self.item(row).data(PLACE_ROLE) == place:
                self.setCurrentRow(row)
        self._quiet = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What people have made can be removed again."""
        item = self.currentItem() if event.reason() == QContextMenuEvent.Reason.Keyboard else self.itemAt(event.pos())
        place: Place | None = item.data(PLACE_ROLE) if item else None
        verb = _VERBS.get(place[0]) if place else None
        if verb:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(entry(verb), lambda: self.removed.emit(place))
            menu.popup(event.globalPos())

    def _row(self, name: str, place: Place, count: int | None) -> None:
        item = QListWidgetItem(shown(name, MOST_OF_AN_ENTRY))
        item.setData(PLACE_ROLE, place)
        item.setData(COUNT_ROLE, count)
        self.addItem(item)
        if place == self._place:
            self.setCurrentItem(item)

    def _section(self, name: str) -> None:
        item = QListWidgetItem(name)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _picked(self, item: QListWidgetItem | None) -> None:
        place = item.data(PLACE_ROLE) if item else None
        if self._quiet or place is None:
            return
        self._place = tuple(place)
        self.chosen.emit(self._place)
