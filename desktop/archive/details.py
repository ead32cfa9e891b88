"""信息: what the archive knows about the record in the preview, and where to go from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QScrollArea, QWidget

from desktop.archive.about import About, Related, read_about
from desktop.archive.arranging import Arranging
from desktop.archive.differing import Compared, DifferenceDialog, compared
from desktop.archive.note_box import NoteBox
from desktop.jobs.worker import NORMAL, URGENT, Latest
from desktop.parts.plain import MOST_OF_A_TIP, shown
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, label, line, rule, tag_button, tool
from desktop.theme import tokens as t
from desktop.theme.look import look
from search.records import Record


class Details(QScrollArea):
    """One section below another. `wanted` tells the id of another record to be shown."""

    wanted = Signal(int)

    def __init__(self, services: Services, arranging: Arranging) -> None:
        super().__init__()
        self._services = services
        self._arranging = arranging
        self._latest = Latest(services.store.asking, NORMAL)
        self._record: Record | None = None
        self.about: About | None = None
        self._box: NoteBox | None = None
        self.setWidgetResizable(True)
        self.setObjectName("details")
        self.setAccessibleName("信息")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look().changed.connect(self._draw)

    def show_record(self, record: Record) -> None:
        """Ask about a record, at once where the section is looked at, else when it comes to be."""
        if self._box is not None and self._record is not None and self._record.id != record.id:
            self._box.keep_now()
        self._record = record
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask anew."""
        if self._record is not None:
            number = self._record.id
            ask = self._services.store.question(lambda archive: read_about(archive, number))
            self._latest.submit(ask, self._got, self._services.fault)

    def showEvent(self, event: object) -> None:
        """Ask when it is first looked at."""
        super().showEvent(event)  # type: ignore[arg-type]  # a QShowEvent
        if self.about is None or self.about.record != self._record:
            self.refresh()

    def _got(self, about: About) -> None:
        before, self.about = self.about, about
        typing = self._box is not None and self._box.box.hasFocus()
        if not (typing and before is not None and _same_but_note(before, about)):
            self._draw()

    def _draw(self) -> None:
        about = self.about
        if about is None:
            return
        if self._box is not None:
            self._box.keep_now()
        inside = QWidget()
        inside.setObjectName("surface")
        parts: list[QWidget | QLayout] = [self._fields(about), self._labels(about)]
        for title, part in (
            ("关系", self._related(about.relations, confirm=True)),
            ("其他版本", self._related(about.versions, compare=True)),
            ("相似的文件", self._related(about.similar)),
            ("备注", self._note(about)),
            ("改动记录", _sentences(about.changes)),
        ):
            if part is not None:
                parts += [rule(), label(title, "section"), part]
        inside.setLayout(column(*parts, None, space=t.M, margins=(t.L, t.M, t.L, t.L)))
        self.setWidget(inside)

    def _fields(self, about: About) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(t.L)
        grid.setVerticalSpacing(t.S)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(about.fields):
            grid.addWidget(label(name, "second"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, wrap=True, select=True), row, 1)
        correct = button("改正…", lambda: self._services.commands.run("correct"), icon="pencil-simple")
        grid.addLayout(line(correct, None), len(about.fields), 1)
        return grid

    def _labels(self, about: About) -> QLayout:
        """Tags and collections, each with a cross."""
        record = about.record
        rows: list[QLayout] = []
        for title, names, take, verb, command in (
            ("标签", record.tags, self._arranging.untag, "加标签…", "tag"),
            ("收藏夹", about.collections, self._arranging.take_out, "收藏…", "collect"),
        ):
            told = label(title, "second")
            told.setFixedWidth(56)
            chips = [tag_button(name, f"去掉{title}“{name}”", partial(take, record, name)) for name in names]
            add = button(verb, partial(self._services.commands.run, command), quiet=True)
            rows.append(line(told, *chips, add, None, space=t.XS))
        return column(*rows, space=t.XS)

    def _related(self, papers: Sequence[Related], *, confirm: bool = False, compare: bool = False) -> QLayout | None:
        rows: list[QLayout] = []
        for paper in papers:
            more: list[QWidget] = []
            if confirm and paper.found:
                more += [
                    tool("check", "这个关系是对的", partial(self._confirm, paper, keep=True)),
                    tool("x", "没有这个关系", partial(self._confirm, paper, keep=False)),
                ]
            if compare and paper.id is not None:
                more.append(button("比较", partial(self._compare, paper), quiet=True))
            what = label(paper.what, "second")
            what.setFixedWidth(80)
            made = line(what, self._link(paper), *more, space=t.S)
            made.setStretch(1, 1)
            rows.append(made)
        return column(*rows, space=t.S) if rows else None

    def _link(self, paper: Related) -> QLabel:
        if paper.id is None:
            return label(f"{paper.title}（不在档案库）", wrap=True, select=True)
        made = QLabel(
            f'<a href="{paper.id}" style="color:{look().colours.ink}; text-decoration: none">'
            f"{escape(shown(paper.title, MOST_OF_A_TIP))}</a>"
        )
        made.setWordWrap(True)
        made.setAccessibleName(shown(paper.title))
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.linkActivated.connect(self._follow)
        return made

    def _follow(self, number: str) -> None:
        self.wanted.emit(int(number))

    def _note(self, about: About) -> QLayout:
        record = about.record
        self._box = NoteBox(
            about.note, partial(self._arranging.autosave_note, record), partial(self._arranging.note, record)
        )
        return column(self._box)

    def _confirm(self, paper: Related, *, keep: bool) -> None:
        record = self.about.record if self.about else None
        if record:
            self._arranging.confirm(record, paper.cited, keep=keep)

    def _compare(self, paper: Related) -> None:
        about = self.about
        if about is None or paper.id is None:
            return
        number, record = paper.id, about.record

        def compare(other: Record) -> None:
            self._services.worker.submit(lambda: compared(other, record), show, self._services.fault, URGENT)

        def show(found: Compared) -> None:
            DifferenceDialog(found, self).open()

        self._services.store.ask(lambda archive: archive.records.get(number), compare, self._services.fault)


def _same_but_note(one: About, other: About) -> bool:
    """Whether nothing is to be drawn anew: a note that is being typed stays under its cursor."""
    return replace(one, note=other.note, changes=other.changes) == other


def _sentences(told: Sequence[str]) -> QLayout | None:
    return column(*(label(text, "second", wrap=True) for text in told), space=t.XS) if told else None
