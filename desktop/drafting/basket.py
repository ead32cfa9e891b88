"""素材篮: passages and citations that were put by while reading, ready for whatever is written next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.parts.plain import shown, tip
from desktop.parts.services import Services
from desktop.parts.widgets import Empty, button, column, line
from desktop.theme import tokens as t
from office import basket
from office.basket import Material
from office.sealed_files import SealedFiles

_MATTER = Qt.ItemDataRole.UserRole


class Basket(QObject):
    """The basket of an archive (office.basket) as the window knows it: `changed` tells every change."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None, files: SealedFiles | None = None) -> None:
        super().__init__(parent)
        self._kept = basket.Basket(path, files, self.changed.emit)

    @property
    def materials(self) -> tuple[Material, ...]:
        """What lies in it, the last on top."""
        return self._kept.materials

    def add(self, material: Material) -> None:
        """Put something in, on top; nothing twice."""
        self._kept.add(material)

    def remove(self, material: Material) -> None:
        """Take something out."""
        self._kept.remove(material)


class BasketDrawer(QWidget):
    """The basket as a list. `insert` tells the words of what is to go into the text."""

    insert = Signal(str)

    def __init__(self, services: Services, kept: Basket) -> None:
        super().__init__()
        self._services = services
        self.basket = kept
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
        kept.changed.connect(self._show)
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
            self._services.notices.say("已从素材篮取出。", "撤消", lambda: self.basket.add(material))
