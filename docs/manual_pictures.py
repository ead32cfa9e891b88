"""Takes the pictures of docs/manual/图/ from the real window: python docs/manual_pictures.py [NAME]...

Each function does what its page of the manual says, with the sample documents. DARK=1 takes them in the dark,
PICTURES=folder puts them elsewhere. Run it anew whenever the window has changed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QWidget
from screenshots import FAULTY, PROJECT, SAMPLES, settle, small

from desktop.drafting.filing import FilingDialog
from desktop.drafting.page import DraftingPage
from desktop.drafting.several import SeveralDialog
from desktop.drafting.versions import VersionsDialog
from desktop.locking.asking import PasswordDialog
from desktop.locking.page import LockPage
from desktop.locking.patience import Patience
from desktop.parts.palette import Palette
from desktop.printing.dialog import PrintDialog
from desktop.templates.editor import TemplateEditor
from desktop.theme.look import Scheme, start_look
from desktop.window.cheat_sheet import CheatSheet
from desktop.window.shot import png
from desktop.window.window import Window
from docgen.templating import Template, load_templates
from office.basket import Material
from search.saving import save

PICTURES = Path(os.environ.get("PICTURES") or PROJECT / "docs" / "manual" / "图")
TEMPLATES = {template.name: template for template in load_templates()}


def draft(window: Window, name: str) -> DraftingPage:
    """Begin a draft with the examples of a template."""
    window.go_to("drafting")
    page: DraftingPage = window.pages.drafting
    page.begin(TEMPLATES[name])
    page.editor.fill_example()
    settle(window)
    return page


def first_run(window: Window) -> QWidget:
    """档案 before anything is in it."""
    return window


def import_files(window: Window) -> QWidget:
    """The import queue with all samples."""
    window.pages.archive.import_paths(sorted(SAMPLES.glob("*.md")))
    return window


def search(window: Window) -> QWidget:
    """A search with its hits lit on the page."""
    window.go_to("archive")
    window.pages.archive.search("亮化工程")
    return window


def start(window: Window) -> QWidget:
    """起草, before anything was chosen."""
    window.go_to("drafting")
    window.pages.drafting.show_start()
    return window


def form(window: Window) -> QWidget:
    """A filled form with the page beside it."""
    draft(window, "实施方案")
    return window


def cite(window: Window) -> QWidget:
    """The archive drawer with something found."""
    page = draft(window, "实施方案")
    page.editor.drawer.archive.box.setText("防汛")
    return window


def basket(window: Window) -> QWidget:
    """The basket with two things in it."""
    page = draft(window, "意见")
    drawer = page.editor.drawer
    drawer.basket.basket.add(Material("《关于开展美丽新区建设的意见》（青管〔2026〕15号）"))
    drawer.basket.basket.add(Material("《城区亮化工程实施方案》", "城区路灯亮灯率达到98%以上"))
    drawer.setCurrentWidget(drawer.basket)
    return window


def source(window: Window) -> QWidget:
    """The same text as source, with its outline."""
    page = draft(window, "意见")
    page.editor.show_source(True)
    page.editor.drawer.setCurrentWidget(page.editor.drawer.outline)
    return window


def several(window: Window) -> QWidget:
    """Choosing what else to write of a meeting."""
    page = draft(window, "会议记录")
    dialog = SeveralDialog(page.templates, "会议记录", lambda _: None, window)
    dialog.show()
    return dialog


def versions(window: Window) -> QWidget:
    """Two versions and what differs."""
    page = draft(window, "意见")
    page.keep_version("送审稿")
    settle(window)
    page.editor.take({"目的": "改善人居环境，方便群众夜间出行"})
    settle(window)
    name = page.editor.draft.name
    dialog = VersionsDialog(window.services, page.drafts, name, page.text_of, page.bring_back, window)
    dialog.show()
    return dialog


def check(window: Window) -> QWidget:
    """体检 of a text with mistakes."""
    window.go_to("checking")
    window.pages.checking.examine_text(FAULTY, "草稿")
    return window


def check_draft(window: Window) -> QWidget:
    """Findings beside a draft."""
    page = draft(window, "意见")
    page.editor.take({"指导思想": "认真布署各项工作,按时间结点完成任务。"})
    settle(window)
    page.next_finding()
    return window


def tasks(window: Window) -> QWidget:
    """The tasks of minutes as an attachment of the draft."""
    window.go_to("drafting")
    page: DraftingPage = window.pages.drafting
    page.begin_text(next(SAMPLES.glob("07-*.md")).read_text("utf-8"))
    settle(window)
    window.services.commands.run("tasks")
    settle(window)
    source = page.editor.source
    source.go_to(next(number for number, line in enumerate(source.toPlainText().split("\n"), 1) if line[:3] == ":::"))
    page.editor.drawer.go_to_line.emit(source.blockCount() - 2)
    return window


def print_dialog(window: Window) -> QWidget:
    """Printing by a distribution list."""
    page = draft(window, "意见")
    dialog: PrintDialog = page.print_dialog()
    dialog.options.by_list.setChecked(True)
    dialog.options.number.setChecked(True)
    dialog.options.marked.setChecked(True)
    dialog.show()
    return dialog


def file(window: Window) -> QWidget:
    """Number and date before the final copy goes into the archive."""
    page = draft(window, "意见")
    page.file()
    return page.findChildren(FilingDialog)[-1]


def templates(window: Window) -> QWidget:
    """The gallery with one template chosen."""
    window.go_to("templates")
    settle(window)
    window.pages.templates.choose(TEMPLATES["会议纪要"])
    return window


def template_editor(window: Window) -> QWidget:
    """A template that is being changed."""
    page = window.pages.templates
    template: Template = TEMPLATES["函"]
    dialog = TemplateEditor(window.services, page.shelf.copy_of(template), template.path, lambda _: None, window)
    dialog.show()
    return dialog


def settings(window: Window) -> QWidget:
    """设置."""
    window.go_to("settings")
    return window


def give_password(window: Window) -> QWidget:
    """The dialog that gives an archive a password."""
    dialog = PasswordDialog(window.services.store, window, print, old=False, new=True)
    dialog.show()
    return dialog


def locked(window: Window) -> QWidget:
    """The lock page, in a window of its own: this one stays open."""
    made = QMainWindow(window)
    folder = Path("青澜新区档案库")
    page = LockPage(window.archives, Patience(window.services.settings, folder), folder)
    made.setCentralWidget(page)
    made.resize(960, 600)
    made.show()
    page.ready()
    page.start_typing()
    return made


def palette(window: Window) -> QWidget:
    """The command palette with 拼音 initials typed."""
    made = Palette(window.services.commands, window)
    made.show()
    made.box.setText("dc")
    return made


def keys(window: Window) -> QWidget:
    """The cheat sheet."""
    made = CheatSheet(window.services.commands, window)
    made.show()
    return made


TAKEN: dict[str, Callable[[Window], QWidget]] = {
    "第一次打开": first_run,
    "收进文件": import_files,
    "搜索": search,
    "起草首页": start,
    "填表起草": form,
    "引用": cite,
    "素材篮": basket,
    "源文": source,
    "一事多稿": several,
    "版本": versions,
    "体检": check,
    "起草时体检": check_draft,
    "任务分解表": tasks,
    "打印": print_dialog,
    "存档": file,
    "模板": templates,
    "改模板": template_editor,
    "设置": settings,
    "设口令": give_password,
    "锁定": locked,
    "命令": palette,
    "快捷键": keys,
}


def main(names: list[str]) -> None:
    """Take the named pictures, or all."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("文渊")
    start_look(application, Scheme.DARK if os.environ.get("DARK") else Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        window = Window(Path(folder) / "archive", QSettings(f"{folder}/window.ini", QSettings.Format.IniFormat))
        PICTURES.mkdir(parents=True, exist_ok=True)
        window.resize(1280, 800)
        window.show()
        settle(window)
        if names and "第一次打开" not in names:
            window.pages.archive.import_paths(sorted(SAMPLES.glob("*.md")))
            settle(window)
        for name in names or TAKEN:
            shown = TAKEN[name](window)
            settle(window)
            for notice in window.findChildren(QFrame, "notice"):
                notice.hide()
            save(PICTURES / f"{name}.png", small(png(shown)))
            if shown is not window:
                shown.close()
        window.close()


if __name__ == "__main__":
    main(sys.argv[1:])
