"""模板: the gallery, each template with a picture of what it makes; the chosen one stands beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QSplitter, QVBoxLayout, QWidget

from desktop.parts.card import Card, emptied, grid_of
from desktop.parts.page import Page
from desktop.parts.search_box import SearchBox
from desktop.parts.services import Services
from desktop.parts.template_pictures import PICTURE, Pictures
from desktop.parts.widgets import button, column, frame, label, line
from desktop.templates.detail import Deeds, Detail
from desktop.templates.editor import TemplateEditor
from desktop.theme import tokens as t
from docgen.templating import Template
from office.own_templates import Shelf
from search.saving import save

_COLUMNS = 3


class _TemplateCard(Card):
    """A card that can be clicked twice."""

    twice = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002  Qt's signature
        """The second click begins."""
        self.twice.emit()


class TemplatesPage(Page):
    """Groups of cards; a click shows a template, a second one (or Enter in the search box) begins a draft."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.shelf = Shelf(services.store.folder / "templates")
        self._templates: tuple[Template, ...] = ()
        self._pictures = Pictures(services.worker)
        self.cards: dict[str, Card] = {}
        self.box = SearchBox("搜索模板", "搜索模板，如：通知、纪要、新闻……　回车就用第一个起草")
        self.box.textChanged.connect(self._arrange)
        self.box.returnPressed.connect(self._begin_first)
        self.detail = Detail(services, Deeds(self._begin, self.copy, self.edit, self.ask_export, self.drop))
        self.detail.hide()
        self._inside = QWidget()
        self._inside.setObjectName("plain")
        self._groups = QVBoxLayout(self._inside)
        self._groups.setSpacing(t.XL)
        self._groups.setContentsMargins(t.XL, t.XL, t.XL, t.XL)
        bar = line(
            self.box,
            button("导入模板…", self._ask_import, icon="download-simple"),
            button("自由起草", self._free, icon="note-pencil"),
            margins=(t.L, t.M, t.L, t.M),
        )
        bar.setStretch(0, 1)
        self.setLayout(column(frame("bar", bar), self._middle(), space=0))
        self.reload()

    def start_typing(self) -> None:
        """Put the cursor into the search box."""
        self.box.setFocus()

    def reload(self, choose: str = "") -> None:
        """Read all templates anew; choose one by name."""

        def show(templates: tuple[Template, ...]) -> None:
            self._show(templates)
            chosen = next((template for template in templates if template.name == choose), None)
            if chosen:
                self.choose(chosen)

        self._services.worker.submit(self.shelf.all, show, self._services.fault)

    def choose(self, template: Template) -> None:
        """Show a template beside the gallery."""
        self.detail.show_template(template, own=self.shelf.own(template), replaces=self.shelf.replaces(template))
        self.detail.show()

    def copy(self, template: Template) -> None:
        """Make a copy of one's own and open it to be changed."""
        text = self.shelf.copy_of(template)
        self._edit(text, None)

    def edit(self, template: Template) -> None:
        """Change one's own template."""
        self._edit(self.shelf.text(template), template)

    def bring_in(self, path: Path) -> None:
        """Take a template file in."""
        self._services.worker.submit(lambda: self.shelf.bring_in(path), self._kept, self._services.fault)

    def ask_export(self, template: Template) -> None:
        """Ask where to, then export."""
        chosen, _ = QFileDialog.getSaveFileName(self, "导出模板", f"{template.name}.md", "模板 (*.md)")
        if chosen:
            self.export(template, Path(chosen))

    def export(self, template: Template, target: Path) -> None:
        """Save a template's file somewhere."""
        self._services.worker.submit(
            lambda: save(target, self.shelf.text(template).encode()),
            lambda _: self._services.notices.say(f"已导出模板“{template.name}”。"),
            self._services.fault,
        )

    def drop(self, template: Template) -> None:
        """Take one's own template away; a shipped one of its name comes back. That can be undone."""
        told = "已恢复原来的模板。" if self.shelf.replaces(template) else f"已删去模板“{template.name}”。"
        gone = self.shelf.drop(template)

        def back() -> None:
            self.shelf.bring_back(gone)
            self.reload(template.name)

        self.detail.hide()
        self.reload(template.name)
        self._services.notices.say(told, "撤消", back)

    def _edit(self, text: str, template: Template | None) -> None:
        path = template.path if template else self.shelf.folder / "新模板.md"
        TemplateEditor(self._services, text, path, lambda new: self.keep(new, template), self).open()

    def keep(self, text: str, instead_of: Template | None) -> None:
        """Write a changed template down; raise TemplateError where that cannot be."""
        self._kept(self.shelf.keep(text, instead_of))

    def _kept(self, template: Template) -> None:
        self._services.notices.say(f"模板“{template.name}”已存好。")
        self.reload(template.name)

    def _middle(self) -> QSplitter:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(560)
        self.detail.setMinimumWidth(380)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(area)
        splitter.addWidget(self.detail)
        splitter.setSizes([780, 460])
        splitter.setStretchFactor(0, 1)
        return splitter

    def _ask_import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "导入哪个模板", "", "模板 (*.md)")
        if chosen:
            self.bring_in(Path(chosen))

    def _show(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        self._arrange()

    def _arrange(self) -> None:
        """Cards for the templates that match, by group."""
        emptied(self._groups)
        self.cards = {}
        found = self._found()
        for group in dict.fromkeys(template.group for template in found):
            self._groups.addWidget(self._group(group, [one for one in found if one.group == group]))
        if not found and self._templates:
            self._groups.addWidget(label("没有这样的模板，换个词试试。", "second"))
        self._groups.addStretch(1)

    def _found(self) -> list[Template]:
        """The templates that match; those whose name does come first."""
        wanted = self.box.text().strip()
        found = [one for one in self._templates if wanted in f"{one.name}{one.title}{one.kind}{one.description}"]
        return sorted(found, key=lambda one: bool(wanted) and wanted not in f"{one.name}{one.title}")

    def _group(self, name: str, members: list[Template]) -> QWidget:
        for template in members:
            own = "自己的　" if self.shelf.own(template) else ""
            card = _TemplateCard(template.title, f"{own}{template.description}", picture_height=PICTURE)
            card.setAccessibleName(f"模板“{template.title}”")
            card.clicked.connect(lambda _=False, template=template: self.choose(template))
            card.twice.connect(lambda template=template: self._begin(template))
            self.cards[template.name] = card
            self._pictures.put_on(card, template)
        cards = [self.cards[template.name] for template in members]
        return frame("plain", column(label(name, "section"), grid_of(cards, _COLUMNS), space=t.S))

    def _begin(self, template: Template) -> None:
        self._services.pages.begin(template)

    def _begin_first(self) -> None:
        found = self._found()
        if found:
            self._begin(found[0])

    def _free(self) -> None:
        self._services.pages.begin(None)
