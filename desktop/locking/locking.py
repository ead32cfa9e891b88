"""Locking and unlocking the archive of a window: by hand, by itself, and while its password changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from desktop.locking.converting import Converting
from desktop.locking.idle import Idle
from desktop.locking.page import LockPage
from desktop.locking.patience import Patience
from desktop.parts.archives import Archives
from desktop.parts.open_archive import OpenArchive

MINUTES = (5, 10, 15, 30, 0)
"""The choices; 0 is never."""
_USUAL = 10
_KEY = "lock/minutes"


class LockedWindow(Protocol):
    """The window: `change` shows a cover and calls back once nothing of the archive is left behind it."""

    @property
    def session(self) -> OpenArchive: ...  # noqa: D102

    def change(self, cover: QWidget, gone: Callable[[], object]) -> None: ...  # noqa: D102

    def show_fault(self, error: BaseException) -> None: ...  # noqa: D102


class Locking(QObject):
    """The lock of one window, whichever archive that shows."""

    def __init__(self, frame: LockedWindow, window: QWidget, settings: QSettings, archives: Archives) -> None:
        super().__init__(window)
        self._frame, self._settings, self._archives = frame, settings, archives
        self._page: LockPage | None = None
        self._converting: Converting | None = None

    @property
    def page(self) -> LockPage | None:
        """The lock page, None while none is shown."""
        return self._page if self._page is not None and isValid(self._page) else None

    @property
    def minutes(self) -> int:
        """After how many minutes without a sign of life the archive is locked, 0 for never."""
        kept = str(self._settings.value(_KEY, _USUAL))
        return int(kept) if kept.isdigit() and int(kept) in MINUTES else _USUAL

    def set_minutes(self, minutes: int) -> None:
        """Settle that."""
        self._settings.setValue(_KEY, minutes)

    def made_page(self, folder: Path) -> LockPage:
        """A lock page for the archive in `folder`."""
        self._page = LockPage(self._archives, Patience(self._settings, folder), folder)
        return self._page

    def ready(self, page: LockPage) -> None:
        """The archive behind a lock page is closed; the person may have gone elsewhere from there by now."""
        if isValid(page):
            page.ready()

    @property
    def choices(self) -> tuple[int, ...]:
        """The minutes that one can choose."""
        return MINUTES

    def ask_password(self, parent: QWidget, *, old: bool, new: bool) -> None:
        """Ask for the password in force, a new one, or both, then give, change or take it away."""
        from desktop.locking.asking import PasswordDialog

        PasswordDialog(self._frame.session.services.store, parent, self.set_password, old=old, new=new).open()

    def ask_secret(self, parent: QWidget, told: str, verb: str, act: Callable[[str], object]) -> None:
        """Ask for the password of a backup; `act` gets it."""
        from desktop.locking.asking import SecretDialog

        SecretDialog(parent, told, verb, act).open()

    def watch(self, session: OpenArchive) -> None:
        """Lock this archive by itself when nobody is there."""
        from desktop.locking.recovery import CODE_SHOWN

        def warn(seconds: int) -> None:
            session.services.notices.say(f"{seconds} 秒后锁定；动一下鼠标或键盘就不锁。")

        def lock() -> bool:
            """Not in the middle of an import, export or print, nor before the recovery code has been taken down."""
            if session.busy or session.findChild(QDialog, CODE_SHOWN) is not None:
                return False
            self.lock()
            return True

        Idle(lambda: self.minutes, lock, warn, session)

    def lock(self) -> None:
        """Lock now. What is under way is finished behind the lock page."""
        session = self._frame.session
        if not session.isVisibleTo(session.window()):  # it is being left already
            return
        page = self.made_page(session.services.store.folder)
        page.halt.connect(session.stop_importing)
        page.wait(importing=session.importing)
        self._frame.change(page, partial(self.ready, page))

    def set_password(self, old: str | None, new: str | None) -> None:
        """Give the archive a password (`old` None), change it, or take it away (`new` None); then go on in it."""
        converting = Converting(self._archives.folder, old, new)
        self._converting = converting
        converting.ended.connect(partial(self._converted, old, new))
        self._frame.change(converting, converting.begin)

    def stop(self) -> None:
        """The window goes."""
        if self._converting is not None and isValid(self._converting):
            self._converting.stop()

    def _converted(self, old: str | None, new: str | None, code: str, error: BaseException | None) -> None:
        """Open the archive again, as it is now, and say what came of it."""
        self.stop()

        def opened() -> None:
            QTimer.singleShot(0, self, partial(self._tell, code, error, given=new is not None))

        self._archives.unlock(old if error is not None else new, opened, self._not_opened)

    def _tell(self, code: str, error: BaseException | None, *, given: bool) -> None:
        from desktop.locking.recovery import RecoveryDialog, replace_backups
        from search.archive import Cancelled

        services = self._frame.session.services
        if isinstance(error, Cancelled):
            services.notices.say(str(error))
        elif error is not None:
            self._frame.show_fault(error)
        elif code:
            replace_backups(services)
            RecoveryDialog(services, code, self._frame.session).open()
        else:
            services.notices.say("口令已改。" if given else "口令已取消，档案库不再加密。")

    def _not_opened(self, error: BaseException) -> None:
        """It cannot be opened again, as when another program has taken it: the lock page stays until it can."""
        page = self.made_page(self._archives.folder)
        self._frame.change(page, partial(self.ready, page))
        page.tell(error)
