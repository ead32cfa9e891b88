"""The drawer beside the page: 档案 and 素材 to take from, 体检 of what is being written, 大纲 to move by."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QTabWidget, QWidget

from desktop.drafting.basket import Basket, BasketDrawer
from desktop.parts.hit_list import HIT_ROLE, HitList, Hits, lit_parts
from desktop.parts.plain import MOST_OF_A_TIP, shown
from desktop.parts.review import Review
from desktop.parts.search_box import SearchBox
from desktop.parts.searching import Searcher
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from office.basket import Material
from papers.citing import citation
from search.records import Hit, SearchResult

_LINE = Qt.ItemDataRole.UserRole


class ArchiveDrawer(QWidget):
    """Search the archive; put a citation or a passage into the text. `insert` tells the words."""

    insert = Signal(str)

    def __init__(self, services: Services, basket: Basket) -> None:
        super().__init__()
        self._services = services
        self._basket = basket
        self.box = SearchBox("在档案里找", "找依据、找原文……")
        self.hits = Hits(self)
        self.list = HitList(self.hits)
        self.searcher = Searcher(services.store, self)
        self._told = label("", "second", wrap=True)
        self.cite = button("引用", self._cite, icon="quotes")
        self.quote = button("引原文", self._quote)
        self.put_by = button("放进素材篮", self._put_by, quiet=True)
        row = line(self.cite, self.quote, self.put_by, None, space=t.XS)
        self.setLayout(column(self.box, self._told, self.list, row, margins=(t.M, t.M, t.M, t.M)))
        self.box.textChanged.connect(self.searcher.type)
        self.searcher.found.connect(self._found)
        self.searcher.more.connect(self._found_more)
        self.searcher.failed.connect(services.fault)
        self.hits.wanted.connect(self.searcher.ask_more)
        self.list.opened.connect(self._cite)
        self._enable()
        self.list.selectionModel().currentChanged.connect(self._enable)

    def showEvent(self, event: QShowEvent) -> None:
        """The documents of the last days stand there before anything is asked."""
        super().showEvent(event)
        if not self.hits.rowCount():
            self.searcher.ask()

    def current(self) -> Hit | None:
        """The chosen hit."""
        return self.list.currentIndex().data(HIT_ROLE)

    def _found(self, _: object, result: SearchResult) -> None:
        self.hits.show(result.hits, more=len(result.hits) < result.total)
        self._told.setText(f"{result.total:,} 篇" if result.hits else "没有找到，换个说法试试。")
        if result.hits:
            self.list.setCurrentIndex(self.hits.index(0))
        self._enable()

    def _found_more(self, result: SearchResult) -> None:
        self.hits.add(result.hits, more=bool(result.hits))

    def _enable(self) -> None:
        self.cite.setEnabled(self.current() is not None)
        self.quote.setEnabled(self.current() is not None)
        self.put_by.setEnabled(self.current() is not None)

    def _cite(self) -> None:
        hit = self.current()
        if hit:
            self._services.store.ask(
                lambda archive: archive.relations.cite(hit.title, hit.document_number),
                lambda paper: self._cited(hit, paper.status),
                self._services.fault,
            )

    def _cited(self, hit: Hit, status: str) -> None:
        """Put the citation in, and say what the archive thinks of it."""
        self.insert.emit(citation(hit.title, hit.document_number))
        told = _STATUS.get(status, "题名和文号与档案一致。")
        self._services.notices.say(f"已引用《{hit.title[:20]}》，{told}")

    def _quote(self) -> None:
        material = self._material()
        if material:
            self.insert.emit(material.words)

    def _put_by(self) -> None:
        material = self._material()
        if material:
            self._basket.add(material)
            self._services.notices.say("已放进素材篮。")

    def _material(self) -> Material | None:
        hit = self.current()
        if hit is None:
            return None
        return Material(citation(hit.title, hit.document_number), lit_parts(hit.snippet)[0].strip("…． \n"))


_STATUS = {
    "repealed": "但它已经废止或被取代，请核对。",
    "number mismatch": "但档案里同题文件的文号不同，请核对。",
    "unknown": "但档案里没有它的正式文本，请核对。",
}


class CheckDrawer(QWidget):
    """Findings of the text as it stands, and one step to put all safe ones right."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.review = Review(services)
        self.all: QPushButton = button(
            "全部安全修复", lambda: self.review.fix.emit(self.review.safe()), icon="checks", quiet=True
        )
        self.setLayout(column(line(self.all, None, margins=(t.S, t.S, t.S, 0)), self.review, space=0))
        self.review.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        safe = len(self.review.safe())
        self.all.setText(f"全部安全修复（{safe} 处）")
        self.all.setVisible(safe > 0)


class Drawer(QTabWidget):
    """The tabs: 档案 and 素材 to take from, 体检 of what is written, 大纲 to move by."""

    go_to_line = Signal(int)

    def __init__(self, services: Services, basket: Basket) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.archive = ArchiveDrawer(services, basket)
        self.basket = BasketDrawer(services, basket)
        self.check = CheckDrawer(services)
        self.outline = QListWidget()
        self.outline.setAccessibleName("大纲")
        self.outline.itemClicked.connect(self._go_to)
        self.outline.itemActivated.connect(self._go_to)
        self.addTab(self.archive, "档案")
        self.addTab(self.basket, "素材")
        self.addTab(self.check, "体检")
        self.addTab(self.outline, "大纲")
        self.tabBar().setAccessibleName("抽屉")
        self.tabBar().setExpanding(False)
        self.setMinimumWidth(280)
        self.check.review.changed.connect(self._count)

    def _go_to(self, item: QListWidgetItem) -> None:
        self.go_to_line.emit(item.data(_LINE))

    def next_finding(self, step: int = 1) -> None:
        """Go to the next finding."""
        self.setCurrentWidget(self.check)
        self.check.review.next(step)

    def _count(self) -> None:
        shown = len(self.check.review.shown())
        self.setTabText(self.indexOf(self.check), f"体检 {shown}" if shown else "体检")

    def show_outline(self, headings: list[tuple[int, int, str]]) -> None:
        """Show the headings: (line, level, heading)."""
        self.outline.clear()
        for number, level, heading in headings:
            item = QListWidgetItem(shown("　" * (level - 1) + heading, MOST_OF_A_TIP))
            item.setData(_LINE, number)
            self.outline.addItem(item)
