"""One archive open in the window, from the first search to the last closed file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QThread, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QFrame

from desktop.jobs.store import Store
from desktop.jobs.tidying import Tidying
from desktop.jobs.worker import Worker
from desktop.parts.archives import Archives
from desktop.parts.commands import Commands
from desktop.parts.draft_saver import DraftSaver
from desktop.parts.notices import Notices
from desktop.parts.open_archive import OpenArchive
from desktop.parts.search_box import SearchBox
from desktop.parts.services import Services
from desktop.parts.widgets import line
from desktop.theme import tokens as t
from desktop.window.pages import Pages

if TYPE_CHECKING:
    from desktop.settings.watching import Watching
    from desktop.window.rail import Rail


_LOOK = 20
"""Milliseconds between two looks whether the work under way has ended."""


def _strip() -> QFrame:
    """What stands for the rail until that is built."""
    made = QFrame()
    made.setObjectName("rail")
    made.setFixedWidth(t.RAIL)
    return made


def _close_documents() -> None:
    from desktop.parts.pdf_pages import close_all

    close_all()


class Session(OpenArchive):
    """Store, worker, commands, notices and pages of one archive.

    It ends as a whole, by `leave` or `end`: whoever deletes it then leaves nothing of the archive in the window.
    """

    def __init__(
        self, store: Store, settings: QSettings, archives: Archives, fault: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        store.setParent(self)
        self._leaving = QTimer(self, interval=_LOOK)
        self._leaving.timeout.connect(self._leave_on)
        self._gone: list[Callable[[], object]] = []
        self._box = SearchBox("搜索档案", "搜索全文、标题、文号……", bare=True)
        self.pages = Pages(self._box)
        self._strip = _strip()
        self._row = line(self._strip, self.pages, space=0)
        self.setLayout(self._row)
        self._watching: Watching | None = None
        worker = Worker("pages", self, last=_close_documents)
        drafts = DraftSaver(store, self)
        self.services = Services(
            store, worker, Commands(self), Notices(self), settings, archives, drafts, self.pages, fault
        )
        self.pages.begin_with(self.services, self._furnish)
        workers = (worker, drafts.worker, store.asking, store.changing)
        for source in workers:
            source.failed.connect(fault)
        self._tidying = Tidying(workers, self)

    def start_typing(self) -> None:
        """Put the cursor into the search box, before anything else is there."""
        self._box.setFocus()

    def furnish(self) -> None:
        """Show the archive in the place of its placeholder, unless another page is looked at by now."""
        if not self.pages.furnished:
            self.pages.go_to("archive")

    def _furnish(self) -> None:
        """What one needs only after the first glance: rail, signs, icon and commands."""
        from desktop.settings.backups import Backups
        from desktop.settings.watching import Watching
        from desktop.theme.seal import seal
        from desktop.window.actions import WindowCommands
        from desktop.window.rail import Rail
        from office.house import keep_house_in

        self.rail: Rail = Rail(self.services.commands, self.services.archives)
        self.rail.chosen.connect(self.pages.go_to)
        self.pages.shown.connect(self.rail.choose)
        self._row.replaceWidget(self._strip, self.rail)
        self._strip.deleteLater()
        self._box.furnish()
        self.window().setWindowIcon(QIcon(seal(64)))
        keep_house_in(Path(self.services.settings.fileName()).parent)
        self._commands = WindowCommands(self, self.services, self.pages)
        self._backups = Backups(self.services, self)
        services = self.services
        self._watching = Watching(services.store, services.settings, self._take_in, services.notices.say, self)

    def _take_in(self, paths: Sequence[Path]) -> None:
        self.pages.archive.import_paths(paths)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        services = self.services
        return services.worker.busy or services.drafts.worker.busy or services.store.busy

    @property
    def importing(self) -> bool:
        """Whether files are coming in."""
        return any(page.importing for page in self.pages.all_made())

    @property
    def settled(self) -> bool:
        """Whether nothing is under way, nor waiting for fingers to rest."""
        pages = self.pages.all_made()
        return bool(pages) and not self.busy and all(page.settled for page in pages)

    def keep(self) -> BaseException | None:
        """Autosave: have everything written down that somebody has begun to write; return why something is not."""
        for page in self.pages.all_made():
            page.keep_now()
        return self.services.drafts.flush()

    def stop_importing(self) -> None:
        """Let an import end after the file under way."""
        for page in self.pages.all_made():
            page.stop_importing()

    def leave(self, gone: Callable[[], object]) -> None:
        """Keep the draft, finish what is under way, close the archive; then call `gone`. It returns at once.

        Who thinks better of where to go in the meantime calls it again: then all are called, in order.
        """
        self._gone.append(gone)
        if not self._leaving.isActive():
            self.keep()
            if self._watching is not None:
                self._watching.stop()  # nothing new begins
            hide_dialogs()
            self._leaving.start()

    def _leave_on(self) -> None:
        """One look. A file dialog runs in an event loop of its own: its caller goes on with the page after it."""
        if self.busy or QThread.currentThread().loopLevel() > 1:
            return
        self.end()
        for gone in self._gone:
            gone()

    def end(self) -> None:
        """Keep the draft, end the workers after the job under way, close the archive: now, however long that takes."""
        self._leaving.stop()
        self.keep()
        if self._watching is not None:
            self._watching.stop()
        self.services.worker.begin_to_stop()
        self.services.drafts.worker.stop()
        self.services.store.stop()
        self.services.worker.stop()
        for page in self.pages.all_made():
            page.left()


def hide_dialogs() -> None:
    """Take dialogs and menus off the screen; one in the middle of its work goes on with it unseen."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.hide()
