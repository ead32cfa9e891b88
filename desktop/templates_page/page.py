"""模板: the gallery, each template with a picture of what it makes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.drafting.start import grid_of
from desktop.jobs.worker import LATER
from desktop.shell.card import Card
from desktop.shell.search_box import SearchBox
from desktop.shell.services import Services
from desktop.shell.widgets import button, column, frame, label, line
from desktop.theme import tokens as t
from docgen.templating import Template, load_templates

_PICTURE = 150
_COLUMNS = 4


class TemplatesPage(QWidget):
    """Groups of cards; a click begins a draft."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._templates: tuple[Template, ...] = ()
        self._pictures: dict[str, QImage] = {}
        self.cards: dict[str, Card] = {}
        self.box = SearchBox("搜索模板", "搜索模板，如：通知、纪要、新闻……")
        self.box.textChanged.connect(lambda _: self._arrange())
        self._inside = QWidget()
        self._inside.setObjectName("plain")
        self._groups = QVBoxLayout(self._inside)
        self._groups.setSpacing(t.XL)
        self._groups.setContentsMargins(t.XL, t.XL, t.XL, t.XL)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = line(self.box, button("自由起草", self._free, icon="pencil-simple"), margins=(t.L, t.M, t.L, t.M))
        bar.setStretch(0, 1)
        self.setLayout(column(frame("bar", bar), area, space=0))
        services.worker.submit(load_templates, self._show, services.fault)

    def start_typing(self) -> None:
        """Put the cursor into the search box."""
        self.box.setFocus()

    def _show(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        self._arrange()
        for template in templates:
            self._services.worker.submit(
                lambda template=template: picture_of(template),
                lambda image, template=template: self._picture(template.name, image),
                lambda _: None,
                LATER,
            )

    def _picture(self, name: str, image: QImage) -> None:
        self._pictures[name] = image
        if name in self.cards:
            self.cards[name].set_picture(image)

    def _arrange(self) -> None:
        """Cards for the templates that match, by group."""
        _empty(self._groups)
        self.cards = {}
        wanted = self.box.text().strip()
        found = [one for one in self._templates if wanted in f"{one.name}{one.title}{one.kind}{one.description}"]
        for group in dict.fromkeys(template.group for template in found):
            self._groups.addWidget(self._group(group, [one for one in found if one.group == group]))
        if not found and self._templates:
            self._groups.addWidget(label("没有这样的模板，换个词试试。", "second"))
        self._groups.addStretch(1)

    def _group(self, name: str, members: list[Template]) -> QWidget:
        for template in members:
            card = Card(template.title, template.description, picture_height=_PICTURE)
            card.setAccessibleName(f"用“{template.title}”起草")
            card.clicked.connect(lambda _=False, template=template: self._begin(template))
            self.cards[template.name] = card
            if template.name in self._pictures:
                card.set_picture(self._pictures[template.name])
        cards = [self.cards[template.name] for template in members]
        return frame("plain", column(label(name, "section"), grid_of(cards, _COLUMNS), space=t.S))

    def _begin(self, template: Template) -> None:
        self._services.begin(template)

    def _free(self) -> None:
        self._services.begin(None)


def picture_of(template: Template) -> QImage:
    """The first page of a template filled with its examples."""
    from desktop.pages_view.making import render
    from docgen.templating import draft, example_answers

    return render(draft(template, example_answers(template))).pages.render(0, 420)


def _empty(box: QVBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item else None
        if widget:
            widget.hide()
            widget.deleteLater()
