"""档案: find a document, look at it, use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QWidget

from desktop.archive.arranging import Arranging
from desktop.archive.chips import Chip
from desktop.archive.details import Details
from desktop.archive.facets import Facets, Place
from desktop.archive.importing import Importing
from desktop.archive.preview import Preview
from desktop.archive.queue_panel import QueuePanel
from desktop.archive.record_actions import RecordActions
from desktop.archive.suggestion import Suggestion
from desktop.archive.understood import Understood
from desktop.jobs.changes import Changes
from desktop.parts.commands import Command
from desktop.parts.hit_list import HIT_ROLE, HitList, Hits
from desktop.parts.page import Page
from desktop.parts.search_box import SearchBox
from desktop.parts.searching import Query, Searcher
from desktop.parts.services import Services
from desktop.parts.shelves import Shelf, as_hit
from desktop.parts.widgets import Empty, button, column, frame, label, line, rule, tool
from desktop.theme import tokens as t
from search.records import Hit, Record, SearchResult

_WAY_OUT = "换个说法，或者少写几个字；也可以放宽左边和上面的筛选。"


class ArchivePage(Page):
    """Search box and chips above; places, hits and preview below."""

    def __init__(self, services: Services, box: SearchBox) -> None:
        """`box` is the search box, with what has been typed into it already."""
        super().__init__()
        self.setAcceptDrops(True)
        self._services = services
        self.searcher = Searcher(services.store, self)
        self.hits = Hits(self)
        self.box = box
        self.list = HitList(self.hits)
        self.facets = Facets()
        self.arranging = Arranging(self, services)
        self.preview = Preview(services, Details(services, self.arranging))
        self.chips = {"issuer": Chip("机关"), "year": Chip("年份"), "tag": Chip("标签")}
        self._place: Place = ("all", "")
        self._asked = Query(text="\0")
        self._count: QLabel = label(role="second")
        self._count.setAccessibleName("结果数")
        self._order = self._order_button()
        self._related = label("没有逐字命中，下面是相关的文件。", "second")
        self._related.hide()
        self.suggestion = Suggestion(services.store, self.search, self)
        self.understood = Understood(self.search)
        self.record_actions = RecordActions(self, self.preview, services, self.arranging)
        self.record_actions.find_similar = self._show_similar
        self.queue = QueuePanel()
        self.queue.done.connect(services.notices.say)
        self._middle = QStackedWidget()
        self._listing = self._list_side()
        self.nothing = self._nothing_found()
        self.welcome = self._first_run()
        for part in (self._listing, self.nothing, self.welcome):
            self._middle.addWidget(part)
        self._splitter = self._make_splitter()
        keep = tool("bookmark-simple", "保存这次搜索", self.save_search, shortcut="Ctrl+D")
        bar = line(self.box, *self.chips.values(), keep, space=t.S, margins=(t.L, t.M, t.L, t.M))
        bar.setStretch(0, 1)
        self.setLayout(column(frame("bar", bar), self._splitter, space=0))
        self._connect()
        self.searcher.narrow(text=box.text())
        self.arranging.refresh()

    def commands(self) -> Sequence[Command]:
        """What can be done with hits, and with the paper in the preview."""
        where, shown = "档案", self.record_actions.possible
        preview = self.preview
        return (
            Command("next-hit", "下一处命中", preview.next_hit, "F3", "caret-down", where, shown),
            Command("previous-hit", "上一处命中", preview.previous_hit, "Shift+F3", "caret-up", where, shown),
            Command("save-search", "保存这次搜索…", self.save_search, "Ctrl+D", "bookmark-simple", where),
            Command("export-list", "导出目录…", self.save_list, "", "list-bullets", where),
            *self.record_actions.commands(),
            *self.arranging.undoing.commands(),
        )

    def left(self) -> None:
        """Remove the copies that other programs show."""
        self.record_actions.copies.clear()

    @property
    def importing(self) -> bool:
        """Whether files are coming in."""
        return self.queue.running

    def stop_importing(self) -> None:
        """Let that end after the file under way."""
        self.queue.stop()

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

    def import_paths(self, paths: Sequence[Path]) -> Importing:
        """Take files and folders in."""
        importing = Importing(self._services.store, paths, self)
        importing.failed.connect(self._services.fault)
        self.queue.follow(importing)
        importing.start()
        return importing

    def save_search(self) -> None:
        """Keep the present question under a name."""
        self.arranging.save_search(self.searcher.query.words)

    def save_list(self) -> None:
        """Write what the present question finds as a table; with no question, all there is."""
        from desktop.archive.listing import ask_and_save

        ask_and_save(self, self._services, self.searcher.query)

    def show_record(self, number: int) -> None:
        """Show a record that is perhaps none of the hits."""
        row = self.hits.row_of(number)
        if row >= 0:
            self._select(row)
            return

        def show(hit: Hit) -> None:
            self.list.selectionModel().clear()
            self.preview.show_hit(hit)

        self._services.store.ask(lambda archive: as_hit(archive.records.get(number)), show, self._services.fault)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        self.import_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down from the search box goes into the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.box.hasFocus():
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.searcher.type)
        self.box.textEdited.connect(self._leave_saved)
        self.box.returnPressed.connect(self.searcher.ask)
        self.searcher.found.connect(self._found)
        self.searcher.more.connect(self._found_more)
        self.searcher.failed.connect(self._services.fault)
        self.hits.wanted.connect(self.searcher.ask_more)
        self.list.selectionModel().currentChanged.connect(lambda: self.preview.show_hit(self.current()))
        self.list.opened.connect(self._open)
        self.facets.chosen.connect(self._go_to_place)
        for name, chip in self.chips.items():
            chip.picked.connect(partial(self._filter, name))
        self.preview.details.wanted.connect(self.show_record)
        self.facets.removed.connect(self.arranging.remove)
        self.arranging.arranged.connect(self._show_shelf)
        self._services.store.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        """Ask anew for what this page shows of what has changed, and for nothing else."""
        record = self.preview.record
        if changes.hits or (changes.labels and self.searcher.query.by_labels):
            self.searcher.ask()
        elif record is not None and changes.concerns(record.id):
            self.preview.refresh()

    def _list_side(self) -> QWidget:
        head = line(self._count, None, self._order, margins=(t.L, t.S, t.S, t.S))
        note = line(self._related, self.suggestion.link(), None, margins=(t.L, 0, t.L, t.S))
        return frame("surface", column(head, note, self.understood.told, rule(), self.list, space=0))

    def _order_button(self) -> Chip:
        order = Chip("按相关排", (("按相关排", "relevance"), ("按日期排", "date")))
        order.picked.connect(partial(self._filter, "sort"))
        return order

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(frame("plain", column(self.facets, margins=(t.S, t.M, t.S, t.S))))
        splitter.addWidget(frame("surface", column(self._middle, self.queue, space=0)))
        self._right = frame("surface", column(self.preview, self.record_actions.bar(), space=0))
        splitter.addWidget(self._right)
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
            _WAY_OUT,
            self.suggestion.link(),
            self.understood.link,
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
        self.suggestion.ask(query.text if result.related or not result.hits else "")
        self.understood.show(query.text, result.understood)
        self.nothing.say("没有找到", f"{self.understood.sentence}{_WAY_OUT}")
        empty = self.welcome if not query.text.strip() and not query.filtered else self.nothing
        self._middle.setCurrentWidget(self._listing if result.hits else empty)
        self._right.setHidden(not result.hits and empty is self.welcome)
        row = self.hits.row_of(chosen.id) if chosen else -1
        if result.hits:
            self._select(max(row, 0))
        else:
            self.preview.show_hit(None)

    def _found_more(self, result: SearchResult) -> None:
        self.hits.add(result.hits, more=bool(result.hits))

    def _filter(self, name: str, value: str) -> None:
        self.searcher.narrow(**{name: value})

    def _show_counts(self, query: Query, result: SearchResult) -> None:
        least = "" if result.exact or result.related else "至少 "
        time = f"  ·  {result.elapsed_ms:.0f} 毫秒" if query.text.strip() else ""
        self._count.setText(f"{least}{result.total:,} 篇{time}")
        kinds = result.facets.get("kind", {})
        if not query.binned and not query.collection:
            self.facets.show_kinds(sum(kinds.values()) or result.total, kinds)
        for name in ("issuer", "year"):
            values = result.facets.get(name, {})
            self.chips[name].set_values(dict(sorted(values.items(), reverse=True)) if name == "year" else values)

    def _show_shelf(self, shelf: Shelf) -> None:
        self.facets.show_shelf(shelf)
        self.chips["tag"].set_values(shelf.tags)

    def _go_to_place(self, place: Place) -> None:
        """Show what is in a place; a tag picked above stays in force, one picked at the left does not."""
        before, self._place = self._place, place
        kind, value = place
        if kind == "saved":
            self._ask_saved(value)
            return
        tag = value if kind == "tag" else "" if before[0] == "tag" else self.searcher.query.tag
        self.chips["tag"].set_value(tag)
        self.searcher.narrow(
            kind=value if kind == "kind" else "",
            tag=tag,
            collection=value if kind == "collection" else "",
            binned=kind == "bin",
        )

    def _ask_saved(self, name: str) -> None:
        for chip in self.chips.values():
            chip.set_value("")
        words = self.arranging.shelf.saved.get(name, "")
        self.box.setText(words)
        self.searcher.query = Query(text=words)
        self.searcher.ask()

    def _leave_saved(self) -> None:
        if self._place[0] == "saved":
            self._place = ("all", "")
            self.facets.choose(self._place)

    def _clear_filters(self) -> None:
        for chip in self.chips.values():
            chip.set_value("")
        self._place = ("all", "")
        self.facets.choose(self._place)
        self.searcher.query = replace(Query(), text=self.box.text())
        self.searcher.ask()

    def _show_similar(self, record: Record) -> None:
        def show(hits: tuple[Hit, ...]) -> None:
            self.hits.show(tuple(hits), more=False)
            self.understood.show("", ())
            self._count.setText(f"与《{record.title[:18]}》相似的 {len(hits)} 篇")
            if hits:
                self._select(0)

        self._services.store.ask(lambda archive: archive.relations.similar(record.id), show, self._services.fault)

    def _open(self, hit: Hit) -> None:
        """Open the original of a hit, once it is the one in the preview; not of one in the recycle bin."""
        record = self.preview.record
        if record is not None and record.id == hit.id and not record.deleted_at:
            self.record_actions.open()

    def _step(self, step: int) -> None:
        self._select(max(0, min(self.hits.rowCount() - 1, self.list.currentIndex().row() + step)))

    def _select(self, row: int) -> None:
        index = self.hits.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.preview.show_hit(index.data(HIT_ROLE))
