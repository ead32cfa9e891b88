"""One archive open in the window, from the first search to the last closed file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QThread, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QStackedWidget, QWidget

from desktop.jobs.store import Store
from desktop.jobs.tidying import Tidying
from desktop.jobs.worker import Worker
from desktop.parts.archives import Archives
from desktop.parts.commands import Commands
from desktop.parts.notices import Notices
from desktop.parts.open_archive import OpenArchive
from desktop.parts.search_box import SearchBox
from desktop.parts.services import Services
from desktop.parts.widgets import column, frame, line
from desktop.theme import tokens as t

if TYPE_CHECKING:
    from desktop.window.rail import Rail


def _drafting_page(services: Services) -> QWidget:
    from desktop.drafting.page import DraftingPage

    return DraftingPage(services)


def _checking_page(services: Services) -> QWidget:
    from desktop.checking.page import CheckingPage

    return CheckingPage(services)


def _templates_page(services: Services) -> QWidget:
    from desktop.templates.page import TemplatesPage

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

_DOORWAY = 0
"""Its place among the pages."""
_LOOK = 20
"""Milliseconds between two looks whether the work under way has ended."""


def doorway(box: SearchBox) -> QWidget:
    """What stands for the archive page until that is built: its bar, with the search box that it will take over."""
    made = QWidget()
    made.setObjectName("page")
    made.setLayout(column(frame("bar", line(box, margins=(t.L, t.M, t.L, t.M))), None, space=0))
    return made


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
        self._made: dict[str, Any] = {}
        self._leaving = QTimer(self, interval=_LOOK)
        self._leaving.timeout.connect(self._leave_on)
        self._gone: list[Callable[[], object]] = []
        self._box = SearchBox("搜索档案", "搜索全文、标题、文号……", bare=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(doorway(self._box))
        self._strip = _strip()
        self._row = line(self._strip, self._stack, space=0)
        self.setLayout(self._row)
        worker = Worker("pages", self, last=_close_documents)
        self.services = Services(
            store,
            worker,
            Commands(self),
            Notices(self),
            settings,
            archives,
            self.go_to,
            fault,
            self.begin,
            self.begin_text,
            self.check,
        )
        workers = (worker, store.asking, store.changing)
        for source in workers:
            source.failed.connect(fault)
        self._tidying = Tidying(workers, self)

    def start_typing(self) -> None:
        """Put the cursor into the search box, before anything else is there."""
        self._box.setFocus()

    def furnish(self) -> None:
        """Show the archive in the place of its doorway, unless another page is looked at by now."""
        if self._stack.currentIndex() == _DOORWAY:
            self.go_to("archive")

    def _furnish(self) -> None:
        """What one needs only after the first glance: rail, signs, icon and commands."""
        from desktop.settings.backups import Backups
        from desktop.settings.watching import Watching
        from desktop.theme.seal import seal
        from desktop.window.actions import Actions
        from desktop.window.rail import Rail
        from office.house import keep_house_in

        self.rail: Rail = Rail(self.services.commands, self.services.archives)
        self.rail.chosen.connect(self.go_to)
        self._row.replaceWidget(self._strip, self.rail)
        self._strip.deleteLater()
        self._box.furnish()
        self.window().setWindowIcon(QIcon(seal(64)))
        keep_house_in(Path(self.services.settings.fileName()).parent)
        self._actions = Actions(self, self.services, self)
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
        from desktop.archive.page import ArchivePage

        return ArchivePage(self.services, self._box)

    def made(self, name: str) -> Any:  # noqa: ANN401  as above
        """A page by name, None where it was never looked at."""
        return self._made.get(name)

    def go_to(self, name: str) -> None:
        """Show a page, the cursor where one begins."""
        page = self.page(name)
        self._stack.setCurrentWidget(page)
        self.rail.choose(name)
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

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self.services.worker.busy or self.services.store.busy

    @property
    def importing(self) -> bool:
        """Whether files are coming in."""
        archive = self.made("archive")
        return archive is not None and archive.queue.running

    @property
    def settled(self) -> bool:
        """Whether nothing is under way, nor waiting for fingers to rest."""
        return (
            bool(self._made)
            and not self.busy
            and not any(timer.isActive() for timer in self.findChildren(QTimer, "pause"))
        )

    def keep(self) -> None:
        """Have everything written down that somebody has begun to write."""
        for page in self._made.values():
            for widget in (page, *page.findChildren(QWidget)):
                if keep := getattr(widget, "keep_now", None):
                    keep()

    def stop_importing(self) -> None:
        """Let an import end after the file under way."""
        if (archive := self.made("archive")) is not None:
            archive.queue.stop()

    def leave(self, gone: Callable[[], object]) -> None:
        """Keep the draft, finish what is under way, close the archive; then call `gone`. It returns at once.

        Who thinks better of where to go in the meantime calls it again: then all are called, in order.
        """
        self._gone.append(gone)
        if not self._leaving.isActive():
            self.keep()
            if self._made:
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
        if self._made:
            self._watching.stop()
        self.services.worker.begin_to_stop()
        self.services.store.stop()
        self.services.worker.stop()
        if (archive := self.made("archive")) is not None:
            archive.use.copies.clear()


def hide_dialogs() -> None:
    """Take dialogs and menus off the screen; one in the middle of its work goes on with it unseen."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.hide()
