"""The scenes of writing, checking and printing that the walk over every widget goes through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.drafting.page import DraftingPage
from desktop.drafting.several import SeveralDialog
from desktop.drafting.versions import VersionsDialog
from desktop.locking.asking import PasswordDialog
from desktop.locking.converting import Converting
from desktop.locking.page import LockPage
from desktop.locking.patience import Patience
from desktop.locking.recovery import RecoveryDialog
from desktop.templates.editor import TemplateEditor
from desktop.window.manual import Manual
from desktop.window.window import Window
from docgen.templating import load_templates
from office.basket import Material

PLACE = Path("archive")
HELD: list[QWidget] = []
"""Python lets go of a window that nobody holds."""
TEMPLATE = next(template for template in load_templates() if template.name == "函")
Scene = tuple[Callable[[], object], Callable[[], QWidget]]


def writing_scenes(window: Window, begin: Callable[[], object], dialog: Callable[[], QWidget]) -> dict[str, Scene]:
    """How to show each, and its top widget; `begin` begins a draft that has pages after a while."""
    page: DraftingPage = window.pages.drafting

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
        text = window.pages.templates.shelf.copy_of(TEMPLATE)
        TemplateEditor(window.services, text, TEMPLATE.path, print, window).show()

    def ask(*, old: bool, new: bool) -> Callable[[], object]:
        return lambda: PasswordDialog(window.services.store, window, print, old=old, new=new).show()

    def recovery() -> None:
        shown = RecoveryDialog(window.services, "-".join(["123456"] * 8), window)
        shown.taken.setChecked(True)  # it does not close before
        shown.show()

    return {
        "设口令": ask(old=False, new=True),
        "改口令": ask(old=True, new=True),
        "取消口令": ask(old=True, new=False),
        "恢复码": recovery,
        "锁定页": lambda: alone(LockPage(window.archives, Patience(window.services.settings, PLACE), PLACE)),
        "转换": lambda: alone(Converting(PLACE, None, "12345678")),
        "打印": lambda: show_printing(page),
        "存档": page.file,
        "一事多稿": lambda: SeveralDialog(page.templates, "意见", print, window).show(),
        "版本": versions,
        "改模板": edit,
        "手册": lambda: Manual(window).show(),
    }


def alone(page: QWidget) -> None:
    """A page that has the whole window for itself, in one of its own."""
    shown = QMainWindow()
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown.setCentralWidget(page)
    shown.resize(1000, 640)
    shown.show()
    HELD[:] = [shown]
    if isinstance(page, LockPage):
        page.ready()
        page.tell(ValueError("口令不对，请核对大小写和输入法后再试；忘记口令时可以输入恢复码。"))
        page.hint.show()
        page.start_typing()


def show_printing(page: DraftingPage) -> None:
    """The print dialog with everything ticked."""
    made = page.print_dialog()
    for box in (made.options.by_list, made.options.number, made.options.marked):
        box.setChecked(True)
    made.show()


def choose_template(window: Window) -> None:
    """The gallery with a template beside it."""
    window.go_to("templates")
    window.pages.templates.choose(TEMPLATE)
