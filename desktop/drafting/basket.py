"""素材篮: passages and citations that were put by while reading, ready for whatever is written next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.parts.plain import shown, tip
from desktop.parts.services import Services
from desktop.parts.widgets import Empty, button, column, line
from desktop.theme import tokens as t
from office.sealed_files import UNREADABLE, Desk

_MATTER = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Material:
    """A passage with where it comes from: `source` is the citation of the paper, `text` "" for the citation alone."""

    source: str
    text: str = ""

    @property
    def words(self) -> str:
        """As it is put into a text."""
        return f"“{self.text}”（{self.source}）" if self.text else self.source


class Basket(QObject):
    """What lies in the basket, kept in a file. `changed` tells every change."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None, desk: Desk | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._desk = desk or Desk()
        self.materials: tuple[Material, ...] = self._read()

    def add(self, material: Material) -> None:
        """Put something in, on top; nothing twice."""
        self._keep((material, *(other for other in self.materials if other != material)))

    def remove(self, material: Material) -> None:
        """Take something out."""
        self._keep([other for other in self.materials if other != material])

    def _keep(self, materials: Sequence[Material]) -> None:
        self.materials = tuple(materials)
        rows = [asdict(one) for one in self.materials]
        self._desk.write(self._path, json.dumps(rows, ensure_ascii=False, indent=1).encode())
        self.changed.emit()

    def _read(self) -> tuple[Material, ...]:
        try:
            rows = json.loads(self._desk.read(self._path))
            return tuple(Material(str(row["source"]), str(row["text"])) for row in rows)
        except (*UNREADABLE, TypeError, KeyError):
            return ()


class BasketDrawer(QWidget):
    """The basket as a list. `insert` tells the words of what is to go into the text."""

    insert = Signal(str)

    def __init__(self, services: Services, basket: Basket) -> None:
        super().__init__()
        self._services = services
        self.basket = basket
        self.list = QListWidget()
        self.list.setAccessibleName("素材篮")
        self.list.setWordWrap(True)
        self.list.setSpacing(t.XS)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.put = button("放进文中", self._insert, icon="quotes")
        self.drop = button("取出", self._remove, quiet=True)
        self._none = Empty("tray", "素材篮还是空的", "在“档案”里看到用得着的话，点“放进素材篮”，写的时候从这里取。")
        row = line(self.put, self.drop, None)
        self.setLayout(column(self._none, self.list, row, margins=(t.M, t.M, t.M, t.M)))
        self.list.itemActivated.connect(self._insert)
        self.list.currentItemChanged.connect(self._enable)
        basket.changed.connect(self._show)
        self._show()

    def current(self) -> Material | None:
        """What is chosen."""
        item = self.list.currentItem()
        return item.data(_MATTER) if item else None

    def _show(self) -> None:
        self.list.clear()
        for material in self.basket.materials:
            item = QListWidgetItem(shown(material.words))
            item.setData(_MATTER, material)
            item.setToolTip(tip(material.words))
            self.list.addItem(item)
        some = bool(self.basket.materials)
        self.list.setVisible(some)
        self.put.setVisible(some)
        self.drop.setVisible(some)
        self._none.setVisible(not some)
        if some:
            self.list.setCurrentRow(0)
        self._enable()

    def _enable(self) -> None:
        self.put.setEnabled(self.current() is not None)
        self.drop.setEnabled(self.current() is not None)

    def _insert(self) -> None:
        material = self.current()
        if material:
            self.insert.emit(material.words)

    def _remove(self) -> None:
        material = self.current()
        if material:
            self.basket.remove(material)
            self._services.notices.say("已从素材篮取出。", "撤销", lambda: self.basket.add(material))
