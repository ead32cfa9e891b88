"""The window: rail, pages made when first looked at, commands, notices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.jobs.store import Store
from desktop.jobs.worker import Worker
from desktop.shell.commands import Command, Commands
from desktop.shell.errors import FaultDialog
from desktop.shell.notices import Notices
from desktop.shell.rail import PAGES, Rail, seal
from desktop.shell.services import Services
from desktop.shell.widgets import line


def _archive_page(services: Services) -> QWidget:
    from desktop.archive_page.page import ArchivePage

    return ArchivePage(services)


def _drafting_page(services: Services) -> QWidget:
    from desktop.drafting.page import DraftingPage

    return DraftingPage(services)


def _later_page(services: Services) -> QWidget:  # noqa: ARG001  one signature for all pages
    return QWidget()


MAKERS: dict[str, Callable[[Services], QWidget]] = {
    "archive": _archive_page,
    "drafting": _drafting_page,
    "checking": _later_page,
    "templates": _later_page,
    "settings": _later_page,
}


class Window(QMainWindow):
    """The main window on one archive."""

    def __init__(self, folder: Path, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("文渊")
        self.setWindowIcon(QIcon(seal(64)))
        self.setMinimumSize(960, 600)
        self.resize(1360, 860)
        self._faults: list[FaultDialog] = []
        self._made: dict[str, Any] = {}
        self._stack = QStackedWidget()
        self._rail = Rail()
        self._rail.chosen.connect(self.go_to)
        host = QWidget()
        host.setLayout(line(self._rail, self._stack, space=0))
        self.setCentralWidget(host)
        worker = Worker("pages", self)
        self.services = Services(
            Store(folder, self), worker, Commands(self), Notices(host), settings, self.go_to, self.show_fault
        )
        for source in (worker, self.services.store.worker):
            source.failed.connect(self.show_fault)
        self._add_commands()
        self._restore()
        self.go_to("archive")

    def page(self, name: str) -> Any:  # noqa: ANN401  each page is its own class
        """A page by name, made when first asked for."""
        if name not in self._made:
            self._made[name] = MAKERS[name](self.services)
            self._stack.addWidget(self._made[name])
        return self._made[name]

    def go_to(self, name: str) -> None:
        """Show a page, the cursor where one begins."""
        page = self.page(name)
        self._stack.setCurrentWidget(page)
        self._rail.choose(name)
        start = getattr(page, "start_typing", None)
        if start:
            QTimer.singleShot(0, page, start)

    def show_fault(self, error: BaseException) -> None:
        """Tell what went wrong; one dialog at a time."""
        if any(dialog.isVisible() for dialog in self._faults):
            return
        dialog = FaultDialog(error, self)
        self._faults = [dialog]
        dialog.open()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self.services.worker.busy or self.services.store.worker.busy

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, end the workers."""
        self.services.settings.setValue("window/geometry", self.saveGeometry())
        self.services.store.stop()
        self.services.worker.stop()
        super().closeEvent(event)

    def _restore(self) -> None:
        geometry = self.services.settings.value("window/geometry")
        if geometry:
            self.restoreGeometry(geometry)

    def _add_commands(self) -> None:
        add = self.services.commands.add
        for place, (name, title, icon) in enumerate(PAGES, 1):
            add(
                Command(f"go-{name}", f"去{title}", lambda name=name: self.go_to(name), f"Ctrl+{place}", icon, "去哪里")
            )
        add(Command("search", "搜索档案", lambda: self.go_to("archive"), "Ctrl+F", "magnifying-glass", "档案"))
        preview: Callable[[], Any] = lambda: self.page("archive").preview  # noqa: E731  short for two commands
        add(Command("next-hit", "下一处命中", lambda: preview().next_hit(1), "F3", "caret-down", "档案"))
        add(Command("previous-hit", "上一处命中", lambda: preview().next_hit(-1), "Shift+F3", "caret-up", "档案"))
