"""The scenes of writing, checking and printing that the walk over every widget goes through."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.drafting.basket import Material
from desktop.drafting.page import DraftingPage
from desktop.drafting.several import SeveralDialog
from desktop.drafting.versions import VersionsDialog
from desktop.shell.manual import Manual
from desktop.shell.window import Window
from desktop.templates_page.editor import TemplateEditor
from docgen.templating import load_templates

Scene = tuple[Callable[[], object], Callable[[], QWidget]]


def writing_scenes(window: Window, begin: Callable[[], object], dialog: Callable[[], QWidget]) -> dict[str, Scene]:
    """How to show each, and its top widget; `begin` begins a draft that has pages after a while."""
    page: DraftingPage = window.page("drafting")
    template = next(template for template in load_templates() if template.name == "函")

    def top() -> QWidget:
        return window

    def drawer(name: str) -> Callable[[], None]:
        def show() -> None:
            window.go_to("drafting")
            page.editor.drawer.setCurrentWidget(getattr(page.editor.drawer, name))

        return show

    def basket() -> None:
        page.editor.drawer.basket.basket.add(Material("《意见》", "亮灯率达到98%以上"))
        drawer("basket")()

    def printing() -> None:
        made = page.print_dialog()
        for box in (made.options.by_list, made.options.number, made.options.marked):
            box.setChecked(True)
        made.show()

    def choose() -> None:
        window.go_to("templates")
        window.page("templates").choose(template)

    def edit() -> None:
        text = window.page("templates").shelf.copy_of(template)
        TemplateEditor(window.services, text, template.path, print, window).show()

    def versions() -> None:
        VersionsDialog(page.drafts, page.editor.draft.name, page.text_of, print, window).show()

    return {
        "素材": (lambda: (begin(), basket()), top),
        "抽屉里的体检": (drawer("check"), top),
        "大纲": (drawer("outline"), top),
        "源文": (lambda: page.editor.show_source(True), top),
        "打印": (printing, dialog),
        "存档": (page.file, dialog),
        "一事多稿": (lambda: SeveralDialog(page.templates, "意见", print, window).show(), dialog),
        "版本": (versions, dialog),
        "选中模板": (choose, top),
        "改模板": (edit, dialog),
        "手册": (lambda: Manual(window).show(), dialog),
    }
