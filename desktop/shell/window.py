"""The window: it shows one archive after another, and nothing of the one before."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desktop.jobs.store import Store
from desktop.jobs.tidying import collect_all
from desktop.shell.archives import Archives
from desktop.shell.instance import Instance
from desktop.shell.services import Services
from desktop.shell.session import Session
from desktop.shell.widgets import Empty

LOG = logging.getLogger(__name__)

_FRAME = 16
"""Milliseconds of one frame: the window is drawn, and hears the first keys, before more is built."""
_PATIENCE = 250
"""Milliseconds to wait for the keyboard, which the system may give to another window."""


class Window(QMainWindow):
    """The main window: `session` is the archive that it shows."""

    def __init__(self, folder: Path, settings: QSettings, instance: Instance | None = None) -> None:
        """`instance` is the claim on `folder` (desktop.shell.instance), None where none is wanted."""
        super().__init__()
        self.setWindowTitle("文渊")
        self.setMinimumSize(960, 600)
        self.resize(1360, 860)
        self._settings = settings
        self._coming: Store | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.archives = Archives(folder, settings, self, self, instance)
        self.session = self._begin(Store(folder, self))
        self._restore()

    def _begin(self, store: Store) -> Session:
        """Show the archive of a store."""
        session = Session(store, self._settings, self.archives, self.show_fault)
        self._stack.addWidget(session)
        self._stack.setCurrentWidget(session)
        session.start_typing()
        return session

    @property
    def services(self) -> Services:
        """What the pages of the archive have."""
        return self.session.services

    def page(self, name: str) -> Any:  # noqa: ANN401  each page is its own class
        """A page by name, made when first asked for."""
        return self.session.page(name)

    def made(self, name: str) -> Any:  # noqa: ANN401  as above
        """A page by name, None where it was never looked at."""
        return self.session.made(name)

    def go_to(self, name: str) -> None:
        """Show a page, the cursor where one begins."""
        self.session.go_to(name)

    def begin(self, template: Any) -> None:  # noqa: ANN401  templating is not imported at the start
        """Begin a draft from a docgen.templating.Template, or with None freely."""
        self.session.begin(template)

    def check(self, text: str, title: str) -> None:
        """Examine a source text."""
        self.session.check(text, title)

    @property
    def busy(self) -> bool:
        """Whether work is under way, or another archive on its way."""
        return self.session.busy or self._coming is not None or self.archives.busy

    @property
    def settled(self) -> bool:
        """Whether nothing is under way, nor waiting for fingers to rest."""
        return self.session.settled and not self.busy

    def enter(self, store: Store, left: Callable[[], object]) -> None:
        """Leave the archive and show that of `store`, which is open; `left` is called in between."""
        self._coming = store
        cover = Empty("archive-box", "正在换档案库", "手头的事做完就换，写的稿子都留着。")
        self._stack.setCurrentIndex(self._stack.addWidget(cover))
        session = self.session

        def gone() -> None:
            left()
            self._coming = None
            self.session = self._begin(store)
            for old in (session, cover):
                self._stack.removeWidget(old)
                old.deleteLater()
            QTimer.singleShot(0, self, self._arrive)

        session.stop_importing()
        session.leave(gone)

    def _arrive(self) -> None:
        self.session.furnish()
        collect_all()  # Python may let go of the texts of the archive before only now

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
        self.session.furnish()

    def show_fault(self, error: BaseException) -> None:
        """Tell what went wrong; one dialog at a time, and none of an archive that is being left."""
        from desktop.shell.errors import FaultDialog

        if self._stack.currentWidget() is not self.session:
            LOG.warning("not told any more: %s", type(error).__name__)
        elif not any(dialog.isVisible() for dialog in self.findChildren(FaultDialog)):
            FaultDialog(error, self.session).open()

    def come_forward(self) -> None:
        """Show itself: somebody started the program again."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, end the workers."""
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/open", 0)
        self.session.end()
        if self._coming is not None:
            self._coming.stop()
        self.archives.stop()
        super().closeEvent(event)

    def _restore(self) -> None:
        geometry = self._settings.value("window/geometry")
        if geometry:
            self.restoreGeometry(geometry)
        if int(str(self._settings.value("window/open", 0))):
            notices = self.services.notices
            notices.say("上次没有正常退出；写过的都在。", "接着写", lambda: self.go_to("drafting"))
        self._settings.setValue("window/open", 1)
