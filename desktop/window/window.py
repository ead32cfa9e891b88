"""The window: it shows one archive after another, or the lock page of one, and nothing of the one before."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.jobs.constants import hold_constants
from desktop.jobs.store import Store
from desktop.jobs.tidying import collect_all
from desktop.parts.archives import Archives, lost, may_have_password
from desktop.parts.instance import Instance
from desktop.parts.page import Page
from desktop.parts.services import Services
from desktop.parts.widgets import Empty
from desktop.window.pages import Pages
from desktop.window.session import Session

if TYPE_CHECKING:
    from desktop.locking.locking import Locking
    from desktop.locking.page import LockPage

LOG = logging.getLogger(__name__)

_FRAME = 16
"""Milliseconds of one frame: the window is drawn, and hears the first keys, before more is built."""
_PATIENCE = 250
"""Milliseconds to wait for the keyboard, which the system may give to another window."""


class Window(QMainWindow):
    """The main window: `session` is the archive that it shows, unless that is locked."""

    def __init__(self, folder: Path, settings: QSettings, instance: Instance | None = None) -> None:
        """`instance` is the claim on `folder` (desktop.parts.instance), None where none is wanted."""
        super().__init__()
        hold_constants()
        self.setWindowTitle("文渊")
        self.setMinimumSize(960, 600)
        self.resize(1360, 860)
        self._settings = settings
        self._session: Session | None = None
        self._locking: Locking | None = None
        self._coming: Store | None = None
        self._closing = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.archives = Archives(folder, settings, self, self, instance)
        if may_have_password(folder):
            self.enter_locked(folder, lambda: None)
        else:
            self._begin(Store(folder, self))
        self._restore()

    @property
    def session(self) -> Session:
        """The archive that is open; nobody asks while it is locked."""
        assert self._session is not None  # noqa: S101  see `locked`
        return self._session

    @property
    def locked(self) -> LockPage | None:
        """The lock page, None while an archive is shown."""
        return self._locking.page if self._locking is not None else None

    @property
    def locking(self) -> Locking:
        """What locks and unlocks; made once there is an archive with a password, or to be given one."""
        if self._locking is None:
            from desktop.locking.locking import Locking

            self._locking = Locking(self, self, self._settings, self.archives)
        return self._locking

    @property
    def services(self) -> Services:
        """What the pages of the archive have."""
        return self.session.services

    @property
    def pages(self) -> Pages:
        """The pages of the archive."""
        return self.session.pages

    def made(self, name: str) -> Page | None:
        """A page by name, None where it was never looked at."""
        return self._session.pages.made(name) if self._session is not None else None

    def go_to(self, name: str) -> None:
        """Show a page, the cursor where one begins."""
        self.pages.go_to(name)

    @property
    def busy(self) -> bool:
        """Whether work is under way, or another archive on its way."""
        at_work = self._session is not None and self._session.busy
        return at_work or self._coming is not None or self.archives.busy

    @property
    def settled(self) -> bool:
        """Whether nothing is under way, nor waiting for fingers to rest."""
        return (self._session is None or self._session.settled) and not self.busy

    def enter(self, store: Store, left: Callable[[], object]) -> None:
        """Leave the archive and show that of `store`, which is open; `left` is called in between."""

        def gone() -> None:
            left()
            self._coming = None
            self._begin(store)
            QTimer.singleShot(0, self, self._furnish)

        self._coming = store
        if self._session is not None:
            self._session.stop_importing()
        self.change(Empty("archive-box", "正在换档案库", "手头的事做完就换，写的稿子都留着。"), gone)

    def enter_locked(self, folder: Path, left: Callable[[], object]) -> None:
        """Leave the archive and ask for the password of another; `left` is called in between."""
        page = self.locking.made_page(folder)

        def gone() -> None:
            left()
            self.locking.ready(page)

        if self._session is not None:
            self._session.stop_importing()
        self.change(page, gone)

    def change(self, cover: QWidget, gone: Callable[[], object]) -> None:
        """Show `cover` at once, and call `gone` when nothing of the archive is left behind it."""
        session = self._session
        self._show(cover)
        if isinstance(cover, Page):
            cover.start_typing()
        if session is None:
            gone()
            return

        def ended() -> None:
            self._session = None
            self._remove(session)
            gone()
            QTimer.singleShot(0, self, collect_all)  # Python may let go of the texts only now

        session.leave(ended)

    def _begin(self, store: Store) -> None:
        """Show the archive of a store."""
        self._session = Session(store, self._settings, self.archives, self._session_fault)
        self._show(self._session)
        self._session.start_typing()
        if store.private:
            self.locking.watch(self._session)

    def _show(self, shown: QWidget) -> None:
        """Put something in the place of what is shown; an archive lives on until it has been left."""
        before = self._stack.currentWidget()
        self._stack.setCurrentIndex(self._stack.addWidget(shown))
        if before is not None and before is not self._session:
            self._remove(before)

    def _remove(self, shown: QWidget) -> None:
        self._stack.removeWidget(shown)
        shown.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """One can type at once; the rest of the archive page comes as soon as the window stands."""
        super().showEvent(event)
        QTimer.singleShot(_PATIENCE, self, self._furnish)

    def changeEvent(self, event: QEvent) -> None:
        """Once the window has the keyboard, build the rest."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(_FRAME, self, self._furnish)

    def _furnish(self) -> None:
        """Build the rest, and note that the window is open: a setting waits for the disk."""
        if self.isVisible():
            self._settings.setValue("window/open", 1)
        if self._session is not None and self._stack.currentWidget() is self._session:
            self._session.furnish()

    def show_fault(self, error: BaseException) -> None:
        """Tell what went wrong; one dialog at a time."""
        from desktop.parts.errors import FaultDialog

        if not any(dialog.isVisible() for dialog in self.findChildren(FaultDialog)):
            FaultDialog(error, self._stack.currentWidget()).open()

    def keep_and_tell(self, error: BaseException) -> None:
        """An error that nobody caught: what was typed is saved before anything else can go wrong."""
        self.keep()
        self.show_fault(error)

    def _session_fault(self, error: BaseException) -> None:
        """What goes wrong in an archive is not told over the lock page: the sentence may quote it."""
        if self._session is not None and self._stack.currentWidget() is self._session:
            self.show_fault(error)
        else:
            LOG.warning("not told any more: %s", type(error).__name__)

    def come_forward(self) -> None:
        """Show itself: somebody started the program again."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, end the workers; ask first where something typed cannot be saved."""
        problem = self._session.keep() if self._session is not None and not self._closing else None
        if problem is not None:
            event.ignore()
            self._ask_to_close(problem)
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/open", 0)
        if self._session is not None:
            self._session.end()
        if self._coming is not None:
            self._coming.stop()
        if self._locking is not None:
            self._locking.stop()
        self.archives.stop()
        super().closeEvent(event)

    def keep_and_close(self) -> None:
        """Save what was typed and close without asking: the system ends the program."""
        if self._session is not None:
            self._session.keep()
        self._closing = True
        self.close()

    def keep(self) -> None:
        """Save what was typed."""
        if self._session is not None:
            self._session.keep()

    def _ask_to_close(self, problem: BaseException) -> None:
        from desktop.parts.asking import Confirm
        from office.sentences import sentence

        told = f"刚写的内容还没有保存：{sentence(problem)}现在关闭，没保存的就没有了。"
        Confirm(self, told, "不保存，关闭", self.keep_and_close).open()

    def _greet(self, session: Session) -> None:
        """What one should know at the start."""
        notices = session.services.notices
        if int(str(self._settings.value("window/open", 0))):
            notices.ask("上次没有正常退出；写过的都在。", "接着写", lambda: self.go_to("drafting"))
        elif gone := lost(self._settings):
            told = f"上次用的档案库“{Path(gone).name}”不在了，现在打开的是“{self.archives.folder.name}”。"
            notices.ask(told, "去设置", lambda: self.go_to("settings"))

    def _restore(self) -> None:
        geometry = self._settings.value("window/geometry")
        if geometry:
            self.restoreGeometry(geometry)
        if self._session is not None:
            self._greet(self._session)
