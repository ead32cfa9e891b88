"""What the window can do: every command, with its name, place and shortcut."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.parts.commands import Command
from desktop.parts.services import Services
from desktop.parts.widgets import button
from desktop.window.rail import PAGES
from resources import resource

SAMPLES = resource("samples")

# name, title, what the page does, shortcut, icon
ARCHIVE = (
    ("next-hit", "下一处命中", "preview.next_hit", "F3", "caret-down"),
    ("previous-hit", "上一处命中", "preview.previous_hit", "Shift+F3", "caret-up"),
    ("cite", "复制引用《标题》（文号）", "use.cite", "Ctrl+Shift+C", "quotes"),
    ("draft-from", "据此起草", "use.draft", "", "note-pencil"),
    ("open-original", "打开原文件", "use.open", "", "file-text"),
    ("export-original", "导出原文件…", "use.export", "", "export"),
    ("print-record", "打印这一篇…", "use.print", "", "printer"),
    ("correct", "改正信息…", "use.correct", "", "pencil-simple"),
    ("tag", "加标签…", "use.tag", "Ctrl+T", "tag"),
    ("collect", "收藏…", "use.collect", "Ctrl+B", "star"),
    ("similar", "找相似的文件", "use.similar", "", "copy"),
    ("delete", "移到回收站", "use.delete", "Ctrl+Delete", "trash"),
)
DRAFTING = (
    ("export-docx", "导出 Word 文档…", "export_docx", "Ctrl+E", "file-text"),
    ("export-pdf", "导出 PDF…", "export_pdf", "Ctrl+Shift+E", "file-pdf"),
    ("export-source", "导出源文…", "export_source", "", "file"),
    ("print", "打印…", "print", "Ctrl+P", "printer"),
    ("file-draft", "存档", "file", "Ctrl+Shift+S", "archive"),
    ("keep-draft", "保存草稿", "editor.keep", "Ctrl+S", "floppy-disk"),
    ("keep-version", "留一个版本…", "ask_version", "", "git-branch"),
    ("show-versions", "看以前的版本…", "show_versions", "", "clock-counter-clockwise"),
    ("several", "一事多稿…", "several", "", "copy"),
    ("check-draft", "体检这份草稿", "check", "F7", "clipboard-text"),
)


class Pages(Protocol):
    """Where the pages are: `page` makes one that was never looked at, `made` gives None for it."""

    def page(self, name: str) -> Any: ...  # noqa: ANN401, D102  each page is its own class

    def made(self, name: str) -> Any: ...  # noqa: ANN401, D102  as above

    def go_to(self, name: str) -> None: ...  # noqa: D102


class Actions:
    """Adds the commands to the registry."""

    def __init__(self, window: QWidget, services: Services, pages: Pages) -> None:
        self._window = window
        self._services = services
        self._commands = services.commands
        self._pages = pages
        archives = services.archives
        for number, (name, title, icon) in enumerate(PAGES, 1):
            self._add(f"go-{name}", f"去{title}", lambda name=name: pages.go_to(name), f"Ctrl+{number}", icon, "去哪里")
        self._add("search", "搜索档案", lambda: pages.go_to("archive"), "Ctrl+F", "magnifying-glass", "档案")
        self._add("import-files", "导入文件…", self._import_files, "Ctrl+O", "file-plus", "档案")
        self._add("import-folder", "导入文件夹…", self._import_folder, "Ctrl+Shift+O", "folder-plus", "档案")
        self._add("import-samples", "导入样例", self._import_samples, "", "books", "档案")
        self._add(
            "save-search", "保存这次搜索…", self._on("archive", "save_search"), "Ctrl+D", "bookmark-simple", "档案"
        )
        self._add("export-list", "导出目录…", self._on("archive", "save_list"), "", "list-bullets", "档案")
        self._add_of("archive", "档案", ARCHIVE, lambda page: page.preview.record is not None)
        self._add("put-by", "放进素材篮", self._put_by, "Ctrl+Shift+B", "tray", "档案", self._has_record)
        self._add("new-draft", "起草新文件", self._new_draft, "Ctrl+N", "note-pencil", "起草")
        self._add_of("drafting", "起草", DRAFTING, lambda page: page.writing)
        self._add("next-finding", "下一处问题", lambda: self._next_finding(1), "F8", "caret-down", "体检")
        self._add("previous-finding", "上一处问题", lambda: self._next_finding(-1), "Shift+F8", "caret-up", "体检")
        self._add_tasks()
        self._add("open-archive", "打开另一个档案库…", archives.ask_other, "", "folder-open")
        self._add("new-archive", "新建档案库…", archives.ask_new, "", "folder-plus")
        self._add("lock", "立即锁定", self._lock, "Ctrl+L", "lock")
        self._add("palette", "命令", self._show_palette, "Ctrl+K", "command")
        self._add("cheat-sheet", "快捷键", self._show_cheat_sheet, "F1", "keyboard")
        self._add("manual", "使用手册", self._show_manual, "Shift+F1", "book-open")
        self._add("quit", "退出", lambda: window.window().close(), "Ctrl+Q", "x")

    def _add(
        self,
        name: str,
        title: str,
        run: Callable[[], object],
        shortcut: str,
        icon: str,
        where: str = "通用",
        available: Callable[[], bool] = lambda: True,
    ) -> None:
        self._commands.add(Command(name, title, run, shortcut, icon, where, available))

    def _add_of(
        self, page: str, where: str, rows: tuple[tuple[str, str, str, str, str], ...], fits: Callable[[Any], bool]
    ) -> None:
        """Commands of one page; they make sense once it is there and `fits`."""

        def available() -> bool:
            made = self._pages.made(page)
            return made is not None and fits(made)

        for name, title, path, shortcut, icon in rows:
            self._commands.add(Command(name, title, self._on(page, path), shortcut, icon, where, available))

    def _add_tasks(self) -> None:
        def shown() -> bool:
            return self._paper() is not None

        self._add("tasks", "提取任务分解表，放进附件", self._put_tasks, "", "file-plus", "起草", shown)
        self._add("tasks-sheet", "任务分解表另存为 .xlsx…", self._save_tasks, "", "export", "起草", shown)

    def _on(self, page: str, path: str) -> Callable[[], object]:
        """Calls what stands at a path of a page, looked up when it is called."""

        def run() -> object:
            return attrgetter(path)(self._pages.page(page))()

        return run

    def _import_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "导入哪些文件", "", "文件 (*.*)")
        self._import([Path(name) for name in chosen])

    def _import_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, "导入哪个文件夹")
        self._import([Path(chosen)] if chosen else [])

    def _import_samples(self) -> None:
        self._import(sorted(SAMPLES.glob("*.md")))

    def _import(self, paths: list[Path]) -> None:
        if paths:
            self._pages.go_to("archive")
            self._pages.page("archive").import_paths(paths)

    def _new_draft(self) -> None:
        self._pages.go_to("drafting")
        self._pages.page("drafting").show_start()

    def _has_record(self) -> bool:
        page = self._pages.made("archive")
        return page is not None and page.preview.record is not None

    def _put_by(self) -> None:
        """The chosen words of the document in 档案, or the document alone, for what is written next."""
        preview = self._pages.page("archive").preview
        passage = preview.reading.textCursor().selectedText().strip()
        self._pages.page("drafting").put_by(preview.record, passage)

    def _next_finding(self, step: int) -> None:
        for name in ("checking", "drafting"):
            page = self._pages.made(name)
            if page is not None and page.isVisible():
                page.next_finding(step)

    def _paper(self) -> Any:  # noqa: ANN401  a desktop.drafting.tasks.Paper
        """The paper of the page that is shown, for its tasks; None for none."""
        shown = (page for name in ("checking", "drafting") if (page := self._pages.made(name)) and page.isVisible())
        return next((page.paper for page in shown), None)

    def _put_tasks(self) -> None:
        paper = self._paper()
        self._pages.go_to("drafting")
        self._pages.page("drafting").put_tasks(paper)

    def _save_tasks(self) -> None:
        self._pages.page("drafting").tasks.save(self._paper())

    def _lock(self) -> None:
        """An archive without a password has no lock."""
        if self._services.store.private:
            self._services.archives.locking.lock()
        else:
            told = "这个档案库没有口令，锁不上；先在“设置”里设一个。"
            self._services.notices.say(told, "去设置", lambda: self._pages.go_to("settings"))

    def _show_palette(self) -> None:
        from desktop.parts.palette import Palette

        Palette(self._commands, self._window).open_above(self._window)

    def _show_cheat_sheet(self) -> None:
        from desktop.window.cheat_sheet import CheatSheet

        manual = button("使用手册", lambda: self._commands.run("manual"), icon="book-open")
        sheet = CheatSheet(self._commands, self._window, manual)
        manual.clicked.connect(sheet.accept)
        sheet.open()

    def _show_manual(self) -> None:
        from desktop.window.manual import Manual

        Manual(self._window).show()
