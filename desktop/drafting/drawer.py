"""The drawer beside the page: 档案 to cite from, 体检 of what is being written, 大纲 to move by."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QTabWidget, QWidget

from desktop.archive_page.citing import citation
from desktop.archive_page.query import Searcher
from desktop.archive_page.results import HIT_ROLE, HitList, Hits, lit_parts
from desktop.checking.findings import FindingsList
from desktop.checking.fixing import can_fix
from desktop.shell.search_box import SearchBox
from desktop.shell.services import Services
from desktop.shell.widgets import button, column, label, line
from desktop.theme import tokens as t
from docgen.finding import Finding
from search.records import Hit, SearchResult

_LINE = Qt.ItemDataRole.UserRole


class ArchiveDrawer(QWidget):
    """Search the archive; put a citation or a passage into the text. `insert` tells the words."""

    insert = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.box = SearchBox("在档案里找", "找依据、找原文……")
        self.hits = Hits(self)
        self.list = HitList(self.hits)
        self.searcher = Searcher(services.store, self)
        self._told = label("", "second", wrap=True)
        self.cite = button("引用", self._cite, icon="quotes", main=True)
        self.quote = button("引原文", self._quote)
        row = line(self.cite, self.quote, None)
        self.setLayout(column(self.box, self._told, self.list, row, margins=(t.M, t.M, t.M, t.M)))
        self.box.textChanged.connect(self.searcher.type)
        self.searcher.found.connect(self._found)
        self.searcher.more.connect(lambda result: self.hits.add(result.hits, more=bool(result.hits)))
        self.searcher.failed.connect(services.fault)
        self.hits.wanted.connect(self.searcher.ask_more)
        self.list.opened.connect(lambda _: self._cite())
        self._enable()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())

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

    def _enable(self) -> None:
        self.cite.setEnabled(self.current() is not None)
        self.quote.setEnabled(self.current() is not None)

    def _cite(self) -> None:
        hit = self.current()
        if hit:
            self.insert.emit(citation(hit.title, hit.document_number))
            self._services.notices.say(f"已引用《{hit.title[:20]}》，题名和文号与档案一致。")

    def _quote(self) -> None:
        hit = self.current()
        if hit:
            passage = lit_parts(hit.snippet)[0].strip("… \n")
            self.insert.emit(f"“{passage}”（{citation(hit.title, hit.document_number)}）")


class CheckDrawer(QWidget):
    """Findings of the text as it stands. `jump` tells the chosen one, `fix` those to be put right."""

    jump = Signal(object)
    fix = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.list = FindingsList()
        self._told = label("", "second", wrap=True)
        self._findings: tuple[Finding, ...] = ()
        self.one: QPushButton = button("修复", lambda: self._emit([self.list.current()]), icon="check")
        self.all: QPushButton = button("全部安全修复", lambda: self._emit([f for f in self._findings if f.fixable]))
        row = line(self.one, self.all, None, margins=(t.M, 0, t.M, t.M))
        told = line(self._told, margins=(t.L, t.M, t.L, 0))
        self.setLayout(column(told, self.list, row))
        self.list.chosen.connect(self._picked)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what was found."""
        self._findings = findings
        self._told.setText("" if findings else "没有发现问题。")
        self.list.show_findings(findings)
        self.one.setEnabled(False)
        self.all.setEnabled(any(finding.fixable and can_fix(finding) for finding in findings))

    def _picked(self, finding: Finding) -> None:
        self.one.setEnabled(can_fix(finding))
        self.jump.emit(finding)

    def _emit(self, findings: Iterable[Finding | None]) -> None:
        wanted = [finding for finding in findings if finding is not None]
        if wanted:
            self.fix.emit(wanted)


class Drawer(QTabWidget):
    """The three tabs."""

    go_to_line = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.archive = ArchiveDrawer(services)
        self.check = CheckDrawer()
        self.outline = QListWidget()
        self.outline.setAccessibleName("大纲")
        self.outline.itemClicked.connect(lambda item: self.go_to_line.emit(item.data(_LINE)))
        self.outline.itemActivated.connect(lambda item: self.go_to_line.emit(item.data(_LINE)))
        self.addTab(self.archive, "档案")
        self.addTab(self.check, "体检")
        self.addTab(self.outline, "大纲")
        self.tabBar().setAccessibleName("抽屉")
        self.tabBar().setExpanding(False)
        self.setMinimumWidth(280)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show findings, their number on the tab."""
        self.check.show_findings(findings)
        self.setTabText(1, f"体检 {len(findings)}" if findings else "体检")

    def show_outline(self, headings: list[tuple[int, int, str]]) -> None:
        """Show the headings: (line, level, heading)."""
        self.outline.clear()
        for number, level, heading in headings:
            item = QListWidgetItem("　" * (level - 1) + heading)
            item.setData(_LINE, number)
            self.outline.addItem(item)
