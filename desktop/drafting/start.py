"""The start of 起草: drafts to go on with, templates to begin from."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop.jobs.worker import Worker
from desktop.parts.card import Card, emptied, grid_of
from desktop.parts.template_pictures import PICTURE, Pictures
from desktop.parts.widgets import button, column, frame, label, line
from desktop.theme import tokens as t
from docgen.templating import Template
from office.drafts import Draft

_COLUMNS, _DRAFTS = 3, 6


class Start(QScrollArea):
    """Cards. `begin` tells a template, `free` that none is wanted, `go_on` and `drop` a draft."""

    begin = Signal(object)
    free = Signal()
    go_on = Signal(object)
    drop = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._pictures = Pictures(worker)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._drafts, self._groups = QVBoxLayout(), QVBoxLayout()
        self._groups.setSpacing(t.XL)
        self._first: QWidget = button("自由起草", self.free.emit, icon="pencil-simple")
        inside = QWidget()
        inside.setObjectName("plain")
        head = line(label("写什么？", "title"), None, self._first)
        inside.setLayout(column(head, self._drafts, self._groups, None, space=t.XL, margins=(t.XXL,) * 4))
        self.setWidget(inside)

    def start_typing(self) -> None:
        """The focus is on the first thing to begin with."""
        self._first.setFocus()

    def show_templates(self, templates: tuple[Template, ...]) -> None:
        """One card a template, by group."""
        emptied(self._groups)
        for group in dict.fromkeys(template.group for template in templates):
            cards = [self._template_card(template) for template in templates if template.group == group]
            body = column(label(group, "section"), grid_of(cards, _COLUMNS), space=t.S)
            self._groups.addWidget(frame("plain", body))

    def show_drafts(self, drafts: tuple[Draft, ...]) -> None:
        """The drafts that were written last."""
        emptied(self._drafts)
        if drafts:
            cards = [self._draft_card(draft) for draft in drafts[:_DRAFTS]]
            body = column(label("接着写", "section"), grid_of(cards, _COLUMNS), space=t.S)
            self._drafts.addWidget(frame("plain", body))

    def _template_card(self, template: Template) -> Card:
        card = Card(template.title, template.description, picture_height=PICTURE)
        self._pictures.put_on(card, template)
        card.setAccessibleName(f"起草{template.title}")
        card.clicked.connect(lambda: self.begin.emit(template))
        return card

    def _draft_card(self, draft: Draft) -> Card:
        when = f"{datetime.fromisoformat(draft.changed):%m月%d日 %H:%M}" if draft.changed else ""
        card = Card(
            draft.title or "未命名的草稿", "　".join(filter(None, (draft.template or "自由起草", when))), lines=1
        )
        card.setAccessibleName(f"接着写{draft.title}")
        card.clicked.connect(lambda: self.go_on.emit(draft))
        card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

        def menu(place: object) -> None:
            shown = QMenu(card)
            shown.addAction("接着写", lambda: self.go_on.emit(draft))
            shown.addAction("删去草稿", lambda: self.drop.emit(draft))
            shown.popup(card.mapToGlobal(place))  # type: ignore[arg-type]  # a QPoint

        card.customContextMenuRequested.connect(menu)
        return card
