"""The template that is chosen: its pages as the example makes them, and what one can do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QMenu, QWidget

from desktop.jobs.worker import NORMAL, Latest
from desktop.parts.making import render
from desktop.parts.page_view import PageView
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, frame, label, line
from desktop.theme import tokens as t
from docgen.templating import Template, draft, example_answers


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the buttons do with a template."""

    begin: Callable[[Template], object]
    copy: Callable[[Template], object]
    edit: Callable[[Template], object]
    export: Callable[[Template], object]
    drop: Callable[[Template], object]


class Detail(QWidget):
    """Shown beside the gallery once a template is chosen."""

    def __init__(self, services: Services, deeds: Deeds) -> None:
        super().__init__()
        self._latest = Latest(services.worker, NORMAL)
        self._fault = services.fault
        self._deeds = deeds
        self.template: Template | None = None
        self.title: QLabel = label("", "lead", wrap=True)
        self._about: QLabel = label("", "second", wrap=True)
        self.pages = PageView(services.worker)
        self.use = button("用它起草", self._on(deeds.begin), icon="note-pencil", main=True)
        self.copy = button("复制来改", self._on(deeds.copy), icon="copy")
        self.edit = button("修改", self._on(deeds.edit), icon="pencil-simple")
        self.more = button("更多", lambda: None, icon="dots-three")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        head = column(self.title, self._about, space=t.XS, margins=(t.L, t.M, t.L, t.M))
        foot = line(self.use, self.copy, self.edit, None, self.more, margins=(t.L, t.S, t.L, t.S))
        self.setLayout(column(frame("surface", head), self.pages, frame("foot", foot), space=0))

    def show_template(self, template: Template, *, own: bool, replaces: bool) -> None:
        """Show a template; one's `own` can be changed and taken away."""
        self.template = template
        self.title.setText(template.title)
        kept = "自己的模板，代替了原来的同名模板" if replaces else "自己的模板" if own else ""
        self._about.setText("　".join(filter(None, (kept, template.description))))
        self.edit.setVisible(own)
        self.copy.setText("复制" if own else "复制来改")
        self._menu.clear()
        self._menu.addAction("导出模板…", self._on(self._deeds.export))
        if own:
            self._menu.addAction("恢复原来的模板" if replaces else "删去这个模板", self._on(self._deeds.drop))
        self._latest.submit(
            lambda: render(draft(template, example_answers(template))).pages, self.pages.show_pages, self._fault
        )

    def _on(self, deed: Callable[[Template], object]) -> Callable[[], None]:
        def run() -> None:
            if self.template is not None:
                deed(self.template)

        return run
