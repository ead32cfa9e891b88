"""起草: choose what to write, then write it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.drafting.editor import DraftEditor
from desktop.shell.services import Services
from desktop.shell.widgets import button, column, label, line
from desktop.theme import tokens as t
from docgen.templating import Template, load_templates


class DraftingPage(QWidget):
    """The start with its templates, and the editor."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self.editor = DraftEditor(services)
        self.editor.left.connect(self.show_start)
        self._stack = QStackedWidget()
        self._start = _Start(self)
        self._stack.addWidget(self._start)
        self._stack.addWidget(self.editor)
        self.setLayout(column(self._stack, space=0))
        services.worker.submit(load_templates, self._start.show_templates, services.fault)

    def start_typing(self) -> None:
        """Put the cursor where one begins."""
        if self._stack.currentWidget() is self.editor:
            self.editor.start_typing()
        else:
            self._start.start_typing()

    def show_start(self) -> None:
        """Back to the choice of templates."""
        self._stack.setCurrentWidget(self._start)
        self._start.start_typing()

    def begin(self, template: Template) -> None:
        """Begin a draft from a template."""
        self.editor.begin(template)
        self._stack.setCurrentWidget(self.editor)
        self.editor.start_typing()

    def begin_text(self, text: str = "", title: str = "自由起草") -> None:
        """Begin a draft that is written freely."""
        self.editor.begin_text(text, title)
        self._stack.setCurrentWidget(self.editor)
        self.editor.start_typing()


class _Start(QScrollArea):
    """What to write: the templates by group."""

    def __init__(self, page: DraftingPage) -> None:
        super().__init__()
        self._page = page
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("plain")
        self._groups = QVBoxLayout()
        self._groups.setSpacing(t.XL)
        self._first: QPushButton | None = None
        free = button("自由起草", lambda: page.begin_text(_BLANK), icon="pencil-simple")
        inside.setLayout(
            column(
                line(label("写什么？", "title"), None, free),
                self._groups,
                None,
                space=t.XL,
                margins=(t.XXL, t.XXL, t.XXL, t.XXL),
            )
        )
        self.setWidget(inside)

    def show_templates(self, templates: tuple[Template, ...]) -> None:
        """One card a template, by group."""
        for group in dict.fromkeys(template.group for template in templates):
            grid = QGridLayout()
            grid.setSpacing(t.M)
            members = [template for template in templates if template.group == group]
            for place, template in enumerate(members):
                grid.addWidget(self._card(template), place // 3, place % 3)
            for place in range(3):
                grid.setColumnStretch(place, 1)
            self._groups.addLayout(column(label(group, "section"), grid, space=t.S))

    def start_typing(self) -> None:
        """The first template has the focus."""
        if self._first:
            self._first.setFocus()

    def _card(self, template: Template) -> QWidget:
        card = QPushButton()
        card.setObjectName("card")
        card.setAccessibleName(f"起草{template.title}")
        card.setAccessibleDescription(template.description)
        card.setCursor(Qt.CursorShape.PointingHandCursor)
        name, about = label(template.title, "lead"), label(template.description, "second", wrap=True)
        for part in (name, about):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card.setLayout(column(name, about, None, space=t.S, margins=(t.L, t.M, t.L, t.M)))
        card.setMinimumHeight(96)
        card.clicked.connect(lambda: self._page.begin(template))
        self._first = self._first or card
        return card


_BLANK = """---
版式: 文件
文种: 通知
发文机关:
发文机关标志:
发文字号:
标题:
主送机关:
署名:
成文日期:
---

"""
