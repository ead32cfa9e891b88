"""The commands that are no page's own: going to a page, bringing files in, archives, locking, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.parts.commands import Command
from desktop.parts.services import Services
from desktop.parts.widgets import button
from desktop.window.pages import Pages
from desktop.window.rail import PAGES
from resources import resource

SAMPLES = resource("samples")


class WindowCommands:
    """Adds them to the registry."""

    def __init__(self, window: QWidget, services: Services, pages: Pages) -> None:
        self._window = window
        self._services = services
        self._pages = pages
        for command in (*self._places(), *self._bringing_in(), *self._general()):
            services.commands.add(command)

    def _places(self) -> Sequence[Command]:
        def go_to(name: str) -> Callable[[], None]:
            return lambda: self._pages.go_to(name)

        return [
            Command(f"go-{name}", f"去{title}", go_to(name), f"Ctrl+{number}", icon, "去哪里")
            for number, (name, title, icon) in enumerate(PAGES, 1)
        ]

    def _bringing_in(self) -> Sequence[Command]:
        return (
            Command("search", "搜索档案", lambda: self._pages.go_to("archive"), "Ctrl+F", "magnifying-glass", "档案"),
            Command("import-files", "导入文件…", self._import_files, "Ctrl+O", "file-plus", "档案"),
            Command("import-folder", "导入文件夹…", self._import_folder, "Ctrl+Shift+O", "folder-plus", "档案"),
            Command("import-samples", "导入样例", self._import_samples, "", "books", "档案"),
            Command("new-draft", "起草新文件", self._new_draft, "Ctrl+N", "note-pencil", "起草"),
        )

    def _general(self) -> Sequence[Command]:
        archives = self._services.archives
        return (
            Command("open-archive", "打开另一个档案库…", archives.ask_other, "", "folder-open"),
            Command("new-archive", "新建档案库…", archives.ask_new, "", "folder-plus"),
            Command("lock", "立即锁定", self._lock, "Ctrl+L", "lock"),
            Command("palette", "命令", self._show_palette, "Ctrl+K", "command"),
            Command("cheat-sheet", "快捷键", self._show_cheat_sheet, "F1", "keyboard"),
            Command("manual", "使用手册", self._show_manual, "Shift+F1", "book-open"),
            Command("quit", "退出", lambda: self._window.window().close(), "Ctrl+Q", "x"),
        )

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
            self._pages.archive.import_paths(paths)

    def _new_draft(self) -> None:
        self._pages.go_to("drafting")
        self._pages.drafting.show_start()

    def _lock(self) -> None:
        """An archive without a password has no lock."""
        if self._services.store.private:
            self._services.archives.locking.lock()
        else:
            told = "这个档案库没有口令，锁不上；先在“设置”里设一个。"
            self._services.notices.ask(told, "去设置", lambda: self._pages.go_to("settings"))

    def _show_palette(self) -> None:
        from desktop.parts.palette import Palette

        Palette(self._services.commands, self._window).open_above(self._window)

    def _show_cheat_sheet(self) -> None:
        from desktop.window.cheat_sheet import CheatSheet

        self._pages.make_all()  # each brings its own shortcuts
        manual = button("使用手册", lambda: self._services.commands.run("manual"), icon="book-open")
        sheet = CheatSheet(self._services.commands, self._window, manual)
        manual.clicked.connect(sheet.accept)
        sheet.open()

    def _show_manual(self) -> None:
        from desktop.window.manual import Manual

        Manual(self._window).show()
