"""The right side of the archive: the chosen document as pages or text, with the hits lit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QTextBrowser, QTextEdit, QToolButton

from desktop.archive.details import Details
from desktop.jobs.debounce import debounce
from desktop.jobs.worker import NORMAL, Latest
from desktop.parts.hit_list import literals
from desktop.parts.page_view import PageView
from desktop.parts.pdf_pages import ForeignPages, PdfPages, Spot
from desktop.parts.plain import MOST_OF_A_TIP, clean
from desktop.parts.services import Services
from desktop.parts.widgets import Empty, column, frame, label, line, tool
from desktop.theme import tokens as t
from desktop.theme.look import look
from search.records import Hit, Record

LAYOUT, TEXT, DETAILS = range(3)
"""The sides of a record."""

ROW = "application/json"
"""The media type of a row of ready texts: its original, perhaps of many megabytes, is nothing to look at."""

_REST = 150
"""Milliseconds on one record before its pages are made: who types on or runs down the list waits for none."""


@dataclass(frozen=True, slots=True)
class _Shown:
    pdf: bytes | None
    pages: PdfPages | None
    spots: tuple[Spot, ...]


class Preview(QFrame):
    """Shows one record. `loaded` tells the record once its text is there."""

    loaded = Signal(object)
    emptied = Signal()

    def __init__(self, services: Services, details: Details) -> None:
        super().__init__()
        self._services = services
        self._asked = Latest(services.store.asking, NORMAL)
        self._fetched = Latest(services.store.changing, NORMAL)  # off the thread on which searches wait
        self._made = Latest(services.worker, NORMAL)
        self._literals: tuple[str, ...] = ()
        self._marked: tuple[str, ...] = ()
        self.record: Record | None = None
        self.original = b""  # once its pages are there, where they may be made of it
        self.pdf: bytes | None = None
        self.secrecy = label(role="error")
        self._title = label(role="lead", wrap=True, select=True, most=MOST_OF_A_TIP)
        self._about = label(role="second", wrap=True, select=True, most=MOST_OF_A_TIP)
        self._hits = label(role="second")
        self._hits.setAccessibleName("命中位置")
        self.pages = PageView(services.worker)
        self.reading = QTextBrowser()
        self.reading.setObjectName("reading")
        self.reading.setAccessibleName("全文")
        self.details = details
        self._paged = (0, "", "")
        self._written = False
        self._rest = debounce(self, _REST, self._lay_out)
        self._wished = LAYOUT
        self._segments = self._make_segments()
        self._body = QStackedWidget()
        self._body.addWidget(self.pages)
        self._body.addWidget(self.reading)
        self._body.addWidget(details)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            Empty("file-text", "选一篇看看", "在左边的结果里点一篇，或者按上下键；这里会显示它的版面，命中处标黄。")
        )
        self._stack.addWidget(self._content())
        self.setLayout(column(self._stack, space=0))
        look().changed.connect(self._light_text)

    def show_hit(self, hit: Hit | None) -> None:
        """Show the record of a hit, or nothing."""
        if hit is None:
            self._asked.cancel()
            self._fetched.cancel()
            self._rest.stop()
            self.record = None
            self.emptied.emit()
            self._stack.setCurrentIndex(0)
            return
        self._literals = literals(hit.snippet)
        self._title.setText(hit.title)
        self._show_secrecy(hit.secrecy)
        self._about.setText("　".join(part for part in (hit.document_number, hit.issuer, hit.issue_date) if part))
        self._hits.setText("")
        self._stack.setCurrentIndex(1)
        self._ask_for(hit.id)

    def _ask_for(self, number: int) -> None:
        ask = self._services.store.question(lambda archive: archive.records.get(number))
        self._asked.submit(ask, self._got, self._services.fault)

    def refresh(self) -> None:
        """Ask for the record that is shown once more: something about it has changed."""
        record = self.record
        if record is not None:
            self._ask_for(record.id)

    def next_hit(self, step: int = 1) -> None:
        """Go to the next lit place (or with -1 the one before)."""
        if self._body.currentWidget() is self.details:
            self.show_as(LAYOUT if self.pages.mark_count else TEXT)
        if self._body.currentWidget() is self.pages:
            self._count(self.pages.next_mark(step))
        else:
            self._next_in_text(step)

    def previous_hit(self) -> None:
        """Go to the lit place before."""
        self.next_hit(-1)

    def show_as(self, side: int) -> None:
        """Show the layout (0), the text (1), or what is known about the record (2), for this record and others."""
        self._wished = side
        self._turn_to(side)

    def _turn_to(self, side: int) -> None:
        if side == TEXT:
            self._write_text()
        self._body.setCurrentIndex(side)
        self._segments[side].setChecked(True)

    def _content(self) -> QFrame:
        segments = frame("segments", line(*self._segments, space=0, margins=(2, 2, 2, 2)))
        head = column(
            self.secrecy,
            self._title,
            self._about,
            line(
                segments,
                None,
                self._hits,
                tool("caret-up", "上一处", lambda: self.next_hit(-1), shortcut="Shift+F3"),
                tool("caret-down", "下一处", self.next_hit, shortcut="F3"),
                tool("magnifying-glass-minus", "缩小", lambda: self.pages.zoom(-1)),
                tool("magnifying-glass-plus", "放大", lambda: self.pages.zoom(1)),
                space=2,
            ),
            space=t.S,
            margins=(t.L, t.L, t.S, t.S),
        )
        return frame("plain", column(frame("surface", head), self._body, space=0))

    def _make_segments(self) -> tuple[QToolButton, ...]:
        group = QButtonGroup(self)
        made: list[QToolButton] = []
        for side, name in enumerate(("版面", "文本", "信息")):
            segment = QToolButton()
            segment.setText(name)
            segment.setAccessibleName(f"看{name}")
            segment.setCheckable(True)
            segment.setProperty("segment", True)
            segment.clicked.connect(lambda _=False, side=side: self.show_as(side))
            group.addButton(segment)
            made.append(segment)
        made[0].setChecked(True)
        return tuple(made)

    def _got(self, record: Record) -> None:
        self.record = record
        if not self._same_pages(record):
            self.pdf, self.original = None, b""
        self._title.setText(record.title)
        self._show_secrecy(record.metadata.secrecy)
        self._written = False
        if self._body.currentIndex() == TEXT:
            self._write_text()
        self.details.show_record(record)
        self.loaded.emit(record)
        if self._same_pages(record) and self._marked == self._literals:
            return
        self._fetched.cancel()
        self._made.cancel()
        self._rest.start()

    def _show_secrecy(self, secrecy: str) -> None:
        self.secrecy.setText(f"密级：{secrecy}")
        self.secrecy.setVisible(bool(secrecy))

    def _same_pages(self, record: Record) -> bool:
        """Whether these pages are on the screen already, as when a question goes on and its first hit stays."""
        return self.pages.pages is not None and (record.id, record.sha256, record.title) == self._paged

    def _lay_out(self) -> None:
        """Make the pages, of the original where that may have some, or find the new words on those that are there."""
        record = self.record
        if record is None:
            return
        if self._same_pages(record) or record.media_type == ROW:
            self._make(record)
            return

        def take(original: bytes) -> None:
            self.original = original
            self._make(record)

        fetch = self._services.store.question(lambda archive: archive.records.original(record.id))
        self._fetched.submit(fetch, take, self._services.fault)

    def _make(self, record: Record) -> None:
        original, wanted = self.original, self._literals
        there, pdf_there = self.pages.pages, self.pdf
        same = self._same_pages(record)

        def make() -> _Shown:
            from office.rendering import record_pdf

            if same and there is not None:
                return _Shown(pdf_there, there, there.find(wanted))
            pdf = record_pdf(record, original)
            pages = (ForeignPages if pdf is original else PdfPages)(pdf) if pdf else None
            return _Shown(pdf, pages, pages.find(wanted) if pages else ())

        def show(shown: _Shown) -> None:
            self._paged = (record.id, record.sha256, record.title)
            self._marked = wanted
            self._show(shown)

        self._made.submit(make, show, lambda _: show(_Shown(None, None, ())))

    def _write_text(self) -> None:
        """The text is written when it is looked at."""
        if not self._written and self.record is not None:
            self.reading.setPlainText(clean(self.record.text))
            self._written = True
            self._light_text()

    def _show(self, shown: _Shown) -> None:
        self.pdf = shown.pdf
        if shown.pages is not self.pages.pages:
            self.pages.show_pages(shown.pages)
        self.pages.set_marks(shown.spots)
        self._segments[LAYOUT].setEnabled(shown.pages is not None)
        if shown.pages is None and self._body.currentIndex() == LAYOUT:
            self._turn_to(TEXT)
        elif shown.pages is not None and self._wished == LAYOUT:
            self._turn_to(LAYOUT)
        self._count(0 if shown.spots else -1)

    def _count(self, current: int) -> None:
        total = self.pages.mark_count
        self._hits.setText(f"{current + 1} / {total} 处" if total and current >= 0 else "")

    def _light_text(self) -> None:
        form = QTextCharFormat()
        form.setBackground(QColor(look().colours.hit))
        form.setForeground(QColor(look().colours.ink))
        selections: list[QTextEdit.ExtraSelection] = []
        for literal in self._literals:
            cursor = self.reading.document().find(literal)
            while not cursor.isNull() and len(selections) < 500:
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = cursor, form  # type: ignore[attr-defined]  # stubs
                selections.append(selection)
                cursor = self.reading.document().find(literal, cursor)
        self.reading.setExtraSelections(selections)

    def _next_in_text(self, step: int) -> None:
        places = sorted(selection.cursor.selectionStart() for selection in self.reading.extraSelections())  # type: ignore[attr-defined]
        if not places:
            return
        here = self.reading.textCursor().position()
        after = [place for place in places if (place > here if step > 0 else place < here)]
        target = (after[0] if step > 0 else after[-1]) if after else (places[0] if step > 0 else places[-1])
        cursor = QTextCursor(self.reading.document())
        cursor.setPosition(target)
        self.reading.setTextCursor(cursor)
        self.reading.ensureCursorVisible()
        self._hits.setText(f"{places.index(target) + 1} / {len(places)} 处")
