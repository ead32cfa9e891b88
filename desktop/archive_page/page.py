"""档案: find a document, look at it, use it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSplitter, QStackedWidget, QWidget

from desktop.archive_page.chips import Chip
from desktop.archive_page.facets import Facets, Place
from desktop.archive_page.preview import Preview
from desktop.archive_page.query import Query, Searcher
from desktop.archive_page.results import HIT_ROLE, HitList, Hits
from desktop.shell.services import Services
from desktop.shell.widgets import Empty, button, column, frame, label, line, rule
from desktop.theme import tokens as t
from desktop.theme.look import look
from search.records import Hit, SearchResult


class SearchBox(QLineEdit):
    """The search box: arrows go on to the list; what an input method has not settled yet is not text."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText("搜索全文、标题、文号……")
        self.setAccessibleName("搜索档案")
        self.setClearButtonEnabled(True)
        self.setMaxLength(500)
        self.setFixedHeight(40)
        self._icon = self.addAction(
            look().icon("magnifying-glass", look().colours.second), QLineEdit.ActionPosition.LeadingPosition
        )
        look().changed.connect(lambda: self._icon.setIcon(look().icon("magnifying-glass", look().colours.second)))


class ArchivePage(QWidget):
    """Search box and chips above; places, hits and preview below."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self.searcher = Searcher(services.store, self)
        self.hits = Hits(self)
        self.box = SearchBox()
        self.list = HitList(self.hits)
        self.facets = Facets()
        self.preview = Preview(services)
        self.chips = {"issuer": Chip("机关"), "year": Chip("年份")}
        self._asked = Query(text="\0")
        self._count: QLabel = label(role="second")
        self._count.setAccessibleName("结果数")
        self._order = self._order_button()
        self._related = label("没有逐字命中，下面是相关的文件。", "second")
        self._related.hide()
        self._middle = QStackedWidget()
        self._empty = self._nothing_found()
        self._welcome = self._first_run()
        for part in (self._list_side(), self._empty, self._welcome):
            self._middle.addWidget(part)
        self._splitter = self._make_splitter()
        bar = line(self.box, *self.chips.values(), space=t.S, margins=(t.L, t.M, t.L, t.M))
        bar.setStretch(0, 1)
        self.setLayout(column(frame("bar", bar), self._splitter, space=0))
        self._connect()
        self.searcher.ask()

    def start_typing(self) -> None:
        """Put the cursor where one begins."""
        self.box.setFocus()
        self.box.selectAll()

    def current(self) -> Hit | None:
        """The chosen hit."""
        return self.list.currentIndex().data(HIT_ROLE)

    def search(self, text: str) -> None:
        """Search for `text` at once."""
        self.box.setText(text)
        self.searcher.narrow(text=text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down from the search box goes into the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.box.hasFocus():
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.searcher.type)
        self.box.returnPressed.connect(self.searcher.ask)
        self.searcher.found.connect(self._found)
        self.searcher.more.connect(lambda result: self.hits.add(result.hits, more=len(result.hits) > 0))
        self.searcher.failed.connect(self._services.fault)
        self.hits.wanted.connect(self.searcher.ask_more)
        self.list.selectionModel().currentChanged.connect(lambda new: self.preview.show_hit(new.data(HIT_ROLE)))
        self.facets.chosen.connect(self._go_to_place)
        for name, chip in self.chips.items():
            chip.picked.connect(lambda value, name=name: self.searcher.narrow(**{name: value}))
        self._services.store.changed.connect(lambda _: self.searcher.ask())

    def _list_side(self) -> QWidget:
        head = line(self._count, None, self._order, margins=(t.L, t.S, t.S, t.S))
        note = line(self._related, margins=(t.L, 0, t.L, t.S))
        return frame("surface", column(head, note, rule(), self.list, space=0))

    def _order_button(self) -> Chip:
        order = Chip("相关")
        order.set_values({})
        return order

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(frame("plain", column(self.facets, margins=(t.S, t.M, t.S, t.S))))
        splitter.addWidget(self._middle)
        splitter.addWidget(self.preview)
        for index, stretch in enumerate((0, 4, 5)):
            splitter.setStretchFactor(index, stretch)
        self._middle.setMinimumWidth(320)
        self.preview.setMinimumWidth(340)
        splitter.setSizes([200, 460, 620])
        return splitter

    def _nothing_found(self) -> Empty:
        return Empty(
            "magnifying-glass",
            "没有找到",
            "换个说法，或者少写几个字；也可以放宽左边和上面的筛选。",
            button("清除筛选", self._clear_filters),
        )

    def _first_run(self) -> Empty:
        return Empty(
            "archive-box",
            "档案库还是空的",
            "把政策文本、实施方案、会议记录、新闻稿拖进来，或者导入一个文件夹，就能按任何一个字找到它们。",
            button("导入文件夹…", lambda: self._services.commands.run("import-folder"), icon="folder-plus", main=True),
            button("先用样例看看", lambda: self._services.commands.run("import-samples")),
        )

    def _found(self, query: Query, result: SearchResult) -> None:
        chosen = self.current() if query == self._asked else None
        self._asked = query
        self.hits.show(result.hits, more=len(result.hits) < result.total or not result.exact)
        self._show_counts(query, result)
        self._related.setVisible(result.related and bool(result.hits))
        empty = self._welcome if not query.text.strip() and not query.filtered else self._empty
        self._middle.setCurrentWidget(self._middle.widget(0) if result.hits else empty)
        row = self.hits.row_of(chosen.id) if chosen else -1
        if result.hits:
            self._select(max(row, 0))
        else:
            self.preview.show_hit(None)

    def _show_counts(self, query: Query, result: SearchResult) -> None:
        least = "" if result.exact or result.related else "至少 "
        time = f"  ·  {result.elapsed_ms:.0f} 毫秒" if query.text.strip() else ""
        self._count.setText(f"{least}{result.total:,} 篇{time}")
        kinds = result.facets.get("kind", {})
        self.facets.show_places(sum(kinds.values()) or result.total, kinds, {}, (), 0)
        for name, chip in self.chips.items():
            values = result.facets.get(name, {})
            chip.set_values(dict(sorted(values.items(), reverse=True)) if name == "year" else values)

    def _go_to_place(self, place: Place) -> None:
        kind, value = place
        self.searcher.narrow(kind=value if kind == "kind" else "", tag=value if kind == "tag" else "")

    def _clear_filters(self) -> None:
        for chip in self.chips.values():
            chip.set_value("")
        self.facets.choose(("all", ""))
        self.searcher.query = replace(Query(), text=self.box.text())
        self.searcher.ask()

    def _step(self, step: int) -> None:
        self._select(max(0, min(self.hits.rowCount() - 1, self.list.currentIndex().row() + step)))

    def _select(self, row: int) -> None:
        index = self.hits.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.preview.show_hit(index.data(HIT_ROLE))
