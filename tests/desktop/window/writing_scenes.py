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

TEMPLATE = next(template for template in load_templates() if template.name == "函")
Scene = tuple[Callable[[], object], Callable[[], QWidget]]


def writing_scenes(window: Window, begin: Callable[[], object], dialog: Callable[[], QWidget]) -> dict[str, Scene]:
    """How to show each, and its top widget; `begin` begins a draft that has pages after a while."""
    page: DraftingPage = window.page("drafting")

    def drawer(name: str) -> Callable[[], None]:
        def show() -> None:
            window.go_to("drafting")
            page.editor.drawer.setCurrentWidget(getattr(page.editor.drawer, name))

        return show

    def basket() -> None:
        begin()
        page.editor.drawer.basket.basket.add(Material("《意见》", "亮灯率达到98%以上"))
        drawer("basket")()

    def top() -> QWidget:
        return window

    shown: dict[str, Scene] = {
        "素材": (basket, top),
        "抽屉里的体检": (drawer("check"), top),
        "大纲": (drawer("outline"), top),
        "源文": (lambda: page.editor.show_source(True), top),
        "选中模板": (lambda: choose_template(window), top),
    }
    return shown | {name: (show, dialog) for name, show in dialogs(window, page).items()}


def dialogs(window: Window, page: DraftingPage) -> dict[str, Callable[[], object]]:
    """How to show each dialog."""

    def versions() -> None:
        name = page.editor.draft.name
        VersionsDialog(window.services, page.drafts, name, page.text_of, print, window).show()

    def edit() -> None:
        text = window.page("templates").shelf.copy_of(TEMPLATE)
        TemplateEditor(window.services, text, TEMPLATE.path, print, window).show()

    return {
        "打印": lambda: show_printing(page),
        "存档": page.file,
        "一事多稿": lambda: SeveralDialog(page.templates, "意见", print, window).show(),
        "版本": versions,
        "改模板": edit,
        "手册": lambda: Manual(window).show(),
    }


def show_printing(page: DraftingPage) -> None:
    """The print dialog with everything ticked."""
    made = page.print_dialog()
    for box in (made.options.by_list, made.options.number, made.options.marked):
        box.setChecked(True)
    made.show()


def choose_template(window: Window) -> None:
    """The gallery with a template beside it."""
    window.go_to("templates")
    window.page("templates").choose(TEMPLATE)
