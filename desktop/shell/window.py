"""The window: rail, pages made when first looked at, commands, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QWidget

from desktop.jobs.store import Store
from desktop.jobs.worker import Worker
from desktop.shell.commands import Commands
from desktop.shell.notices import Notices
from desktop.shell.rail import Rail, seal
from desktop.shell.search_box import SearchBox
from desktop.shell.services import Services
from desktop.shell.widgets import column, frame, line
from desktop.theme import tokens as t


def _drafting_page(services: Services) -> QWidget:
    from desktop.drafting.page import DraftingPage

    return DraftingPage(services)


def _checking_page(services: Services) -> QWidget:
    from desktop.checking.page import CheckingPage

    return CheckingPage(services)


def _templates_page(services: Services) -> QWidget:
    from desktop.templates_page.page import TemplatesPage

    return TemplatesPage(services)


def _settings_page(services: Services) -> QWidget:
    from desktop.settings.page import SettingsPage

    return SettingsPage(services)


MAKERS: dict[str, Callable[[Services], QWidget]] = {
    "drafting": _drafting_page,
    "checking": _checking_page,
    "templates": _templates_page,
    "settings": _settings_page,
}


_FRAME = 16
"""Milliseconds of one frame: the window is drawn, and hears the first keys, before more is built."""
_DOORWAY = 0
"""Its place among the pages."""
_PATIENCE = 250
"""Milliseconds to wait for the keyboard, which the system may give to another window."""


def doorway(box: SearchBox) -> QWidget:
    """What stands for the archive page until that is built: its bar, with the search box that it will take over."""
    made = QWidget()
    made.setObjectName("page")
    made.setLayout(column(frame("bar", line(box, margins=(t.L, t.M, t.L, t.M))), None, space=0))
    return made


def _close_documents() -> None:
    from desktop.pages_view.pdf_pages import close_all

    close_all()


class Window(QMainWindow):
    """The main window on one archive."""

    def __init__(self, folder: Path, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("文渊")
        self.setMinimumSize(960, 600)
        self.resize(1360, 860)
        self._faults: list[QDialog] = []
        self._made: dict[str, Any] = {}
        self._box = SearchBox("搜索档案", "搜索全文、标题、文号……")
        self._stack = QStackedWidget()
        self._stack.addWidget(doorway(self._box))
        self._rail = Rail()
        self._rail.chosen.connect(self.go_to)
        host = QWidget()
        host.setLayout(line(self._rail, self._stack, space=0))
        self.setCentralWidget(host)
        worker = Worker("pages", self, last=_close_documents)
        self.services = Services(
            Store(folder, self),
            worker,
            Commands(self),
            Notices(host),
            settings,
            self.go_to,
            self.show_fault,
            self.begin,
            self.begin_text,
            self.check,
        )
        for source in (worker, self.services.store.asking, self.services.store.changing):
            source.failed.connect(self.show_fault)
        self._restore()
        self._rail.choose("archive")
        self._box.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """One can type at once; the rest of the archive page comes as soon as the window stands."""
        super().showEvent(event)
        QTimer.singleShot(_PATIENCE, self, self._open_archive)

    def changeEvent(self, event: QEvent) -> None:
        """Once the window has the keyboard, build the rest."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(_FRAME, self, self._open_archive)

    def _open_archive(self) -> None:
        """Show the archive, unless another page is looked at by now."""
        if self._stack.currentIndex() == _DOORWAY:
            self.go_to("archive")

    def _furnish(self) -> None:
        """What one needs only after the first glance: icon and commands."""
        from desktop.settings.backups import Backups
        from desktop.settings.house import keep_house_in
        from desktop.settings.watching import Watching
        from desktop.shell.actions import Actions

        self.setWindowIcon(QIcon(seal(64)))
        keep_house_in(Path(self.services.settings.fileName()).parent)
        self._actions = Actions(self, self.services.commands, self)
        self._backups = Backups(self.services, self)
        services = self.services
        self._watching = Watching(services.store, services.settings, self._take_in, services.notices.say, self)
        self.services.store.changed.connect(lambda _: self._watching.refresh())

    def _take_in(self, paths: Sequence[Path]) -> None:
        self.page("archive").import_paths(paths)

    def page(self, name: str) -> Any:  # noqa: ANN401  each page is its own class
        """A page by name, made when first asked for."""
        if not self._made:
            self._furnish()
        if name not in self._made:
            self._made[name] = self._archive_page() if name == "archive" else MAKERS[name](self.services)
            self._stack.addWidget(self._made[name])
        return self._made[name]

    def _archive_page(self) -> QWidget:
        """The archive page takes the search box over with what has been typed into it by now."""
        from desktop.archive_page.page import ArchivePage

        return ArchivePage(self.services, self._box)

    def made(self, name: str) -> Any:  # noqa: ANN401  as above
        """A page by name, None where it was never looked at."""
        return self._made.get(name)

    def go_to(self, name: str) -> None:
        """Show a page, the cursor where one begins."""
        page = self.page(name)
        self._stack.setCurrentWidget(page)
        self._rail.choose(name)
        start = getattr(page, "start_typing", None)
        if start:
            QTimer.singleShot(0, page, start)

    def begin(self, template: Any) -> None:  # noqa: ANN401  templating is not imported at the start
        """Begin a draft from a docgen.templating.Template, or with None freely."""
        self.go_to("drafting")
        if template:
            self.page("drafting").begin(template)
        else:
            self.page("drafting").begin_text()

    def begin_text(self, text: str, title: str) -> None:
        """Begin a draft from source text."""
        self.go_to("drafting")
        self.page("drafting").begin_text(text, title)

    def check(self, text: str, title: str) -> None:
        """Examine a source text."""
        self.go_to("checking")
        self.page("checking").examine_text(text, title)

    def show_fault(self, error: BaseException) -> None:
        """Tell what went wrong; one dialog at a time."""
        if any(dialog.isVisible() for dialog in self._faults):
            return
        from desktop.shell.errors import FaultDialog

        dialog = FaultDialog(error, self)
        self._faults = [dialog]
        dialog.open()

    def come_forward(self) -> None:
        """Show itself: somebody started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self.services.worker.busy or self.services.store.busy

    @property
    def settled(self) -> bool:
        """Whether nothing is under way, nor waiting for fingers to rest."""
        return (
            bool(self._made)
            and not self.busy
            and not any(timer.isActive() for timer in self.findChildren(QTimer, "pause"))
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, end the workers."""
        self.services.settings.setValue("window/geometry", self.saveGeometry())
        self.services.settings.setValue("window/open", 0)
        drafting = self.made("drafting")
        if drafting is not None:
            drafting.keep_now()
        if self._made:
            self._watching.stop()
        self.services.worker.begin_to_stop()
        self.services.store.stop()
        self.services.worker.stop()
        super().closeEvent(event)

    def _restore(self) -> None:
        geometry = self.services.settings.value("window/geometry")
        if geometry:
            self.restoreGeometry(geometry)
        if int(str(self.services.settings.value("window/open", 0))):
            self.services.notices.say("上次没有正常退出；写过的都在。", "接着写", lambda: self.go_to("drafting"))
        self.services.settings.setValue("window/open", 1)
