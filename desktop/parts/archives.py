"""Which archive the window is on, and going over to another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.jobs.store import Store
from desktop.parts.instance import Instance
from desktop.parts.plain import entry
from papers.problem import Problem

_LAST, _RECENT = "archive/folder", "archive/recent"
_MOST = 8
"""Archives that are remembered."""


class NoArchive(Problem):
    """A folder that cannot be gone over to; the message is a plain Chinese sentence."""


class Lock(Protocol):
    """What locks the archive of a window, and asks for passwords; the pages reach it through `Archives.locking`."""

    @property
    def minutes(self) -> int: ...  # noqa: D102

    @property
    def choices(self) -> tuple[int, ...]: ...  # noqa: D102

    def set_minutes(self, minutes: int) -> None: ...  # noqa: D102

    def lock(self) -> None: ...  # noqa: D102

    def ask_password(self, parent: QWidget, *, old: bool, new: bool) -> None: ...  # noqa: D102

    def ask_secret(self, parent: QWidget, told: str, verb: str, act: Callable[[str], object]) -> None: ...  # noqa: D102


class ArchiveWindow(Protocol):
    """The window: both have it leave its archive and call `left` once that is closed.

    `enter` then shows the archive of an open store, `enter_locked` the lock page of one with a password.
    """

    def enter(self, store: Store, left: Callable[[], object]) -> None: ...  # noqa: D102

    def enter_locked(self, folder: Path, left: Callable[[], object]) -> None: ...  # noqa: D102

    @property
    def locking(self) -> Lock: ...  # noqa: D102

    def show_fault(self, error: BaseException) -> None: ...  # noqa: D102

    def come_forward(self) -> None: ...  # noqa: D102


class Archives(QObject):
    """The archive in use, those used before, and the claim that no other window has on them.

    An archive is left only once the other one is open: where that fails, everything stays as it is.
    """

    def __init__(
        self, folder: Path, settings: QSettings, frame: ArchiveWindow, window: QWidget, instance: Instance | None = None
    ) -> None:
        """`instance` is the claim on `folder`, None where nobody claims anything."""
        super().__init__(window)
        self.folder = folder
        self._settings, self._frame, self._window = settings, frame, window
        self._instance = instance
        self._coming: Store | None = None

    @property
    def busy(self) -> bool:
        """Whether another archive is being opened."""
        return self._coming is not None

    @property
    def locking(self) -> Lock:
        """What locks this window's archive and changes its password."""
        return self._frame.locking

    def recent(self) -> tuple[Path, ...]:
        """The other archives that were open here and are still there, the last one first."""
        names = self._settings.value(_RECENT, [], list)  # with the type: a list of one comes back as its text
        paths = [Path(str(name)) for name in cast("list[object]", names)]
        return tuple(path for path in paths if not same(path, self.folder) and is_archive(path))

    def offer(self, menu: QMenu) -> None:
        """Put the archives that were used before into a menu."""
        for folder in self.recent():
            menu.addAction(entry(f"换到 {folder}"), partial(self.go_to, folder))

    def ask_other(self) -> None:
        """Ask for the folder of another archive and go over to it."""
        chosen = QFileDialog.getExistingDirectory(self._window, "打开哪个档案库", str(self.folder.parent))
        if chosen:
            self.go_to(Path(chosen))

    def ask_new(self) -> None:
        """Ask for the name of a new folder, make an archive in it, and go over to that."""
        start = str(self.folder.parent / "新档案库")
        chosen, _ = QFileDialog.getSaveFileName(self._window, "新档案库放在哪里、叫什么名字", start, "文件夹 (*)")
        if chosen:
            self.go_to(Path(chosen), new=True)

    def go_to(self, folder: Path, *, new: bool = False) -> None:
        """Go over to the archive in `folder`, made there when `new`; say why not where that cannot be."""
        try:
            self._check(folder, new=new)
            claim = self._claimed(folder)
        except NoArchive as error:
            self._frame.show_fault(error)
            return
        self._open(Store(folder, self), partial(self._opened, claim=claim), partial(self._failed, claim=claim))

    def unlock(self, secret: str | None, right: Callable[[], object], wrong: Callable[[BaseException], object]) -> None:
        """Open the archive of this window, which is shut, with its password or recovery code (None: it has none)."""

        def enter(store: Store) -> None:
            right()
            self._frame.enter(store, lambda: None)

        def tell(store: Store, error: BaseException) -> None:
            _drop(store)
            wrong(error)

        self._open(Store(self.folder, self, secret), enter, tell)

    def _open(
        self, store: Store, opened: Callable[[Store], object], failed: Callable[[Store, BaseException], object]
    ) -> None:
        """Open the archive of a store on its own thread."""
        self._coming = store

        def end(act: Callable[[], object]) -> None:
            self._coming = None
            act()

        store.ask(lambda _: None, lambda _: end(lambda: opened(store)), lambda error: end(lambda: failed(store, error)))

    def stop(self) -> None:
        """Give up what is being opened, and the claim: the window goes."""
        if self._coming is not None:
            self._coming.stop()
        if self._instance is not None:
            self._instance.release()

    def _check(self, folder: Path, *, new: bool) -> None:
        if self._coming is not None:
            raise NoArchive("另一个档案库正在打开，请等一下再换。")
        if same(folder, self.folder):
            raise NoArchive("现在打开的就是这个档案库。")
        if new and folder.exists() and any(folder.iterdir()):
            raise NoArchive(f"“{folder}”里已经有东西了；新档案库请换一个名字，或者选一个空文件夹。")
        if not new and not is_archive(folder):
            raise NoArchive(f"“{folder}”里没有档案库。请选档案库自己的文件夹；要在那里新做一个，用“新建档案库…”。")

    def _claimed(self, folder: Path) -> Instance:
        claim = Instance(folder, self)
        if not claim.claim(call=False):
            raise NoArchive(f"“{folder}”已经在文渊的另一个窗口里打开了，请到那个窗口里用，或者先把它关掉。")
        return claim

    def _opened(self, store: Store, claim: Instance) -> None:
        """The other archive is open: leave this one."""
        self._frame.enter(store, self._moved(store.folder, claim))

    def _failed(self, store: Store, error: BaseException, claim: Instance) -> None:
        from search.store.errors import PasswordNeeded

        _drop(store)
        if isinstance(error, PasswordNeeded):
            self._frame.enter_locked(store.folder, self._moved(store.folder, claim))
        else:
            claim.release()
            self._frame.show_fault(error)

    def _moved(self, folder: Path, claim: Instance) -> Callable[[], object]:
        """This window is on another archive now; return what lets go of the one before, once that is closed."""
        before, self._instance = self._instance, claim
        left, self.folder = self.folder, folder
        self._remember([folder, left, *self.recent()])
        claim.asked.connect(self._frame.come_forward)
        claim.listen()
        return before.release if before is not None else lambda: None

    def _remember(self, folders: Sequence[Path]) -> None:
        names = list(dict.fromkeys(str(folder.absolute()) for folder in folders))
        self._settings.setValue(_LAST, names[0])
        self._settings.setValue(_RECENT, names[:_MOST])


def _drop(store: Store) -> None:
    store.stop()
    store.deleteLater()


def may_have_password(folder: Path) -> bool:
    """Whether the archive in `folder` has a password; quick, for it is asked before the window stands.

    The core knows it exactly, but only where there is one at all is it worth the time to import that.
    """
    if not any((folder / name).exists() for name in ("key.json", "originals/key.json", "converting")):
        return False
    from search.store.keys import has_password

    return has_password(folder)


def last_used(settings: QSettings) -> Path | None:
    """The archive that was gone over to last; None where there is none, or it is gone."""
    folder = str(settings.value(_LAST, ""))
    return Path(folder) if folder and is_archive(Path(folder)) else None


def lost(settings: QSettings) -> str:
    """The archive that was gone over to last and is not there any more, as when its disk is unplugged; "" for none."""
    folder = str(settings.value(_LAST, ""))
    return folder if folder and not is_archive(Path(folder)) else ""


def is_archive(folder: Path) -> bool:
    """Whether there is an archive in a folder, be it one that was being given a password when the current went."""
    return any((folder / part / "archive.db").is_file() for part in (".", "converting"))


def same(one: Path, other: Path) -> bool:
    """Whether both are the same folder, whatever they are called."""
    return one.resolve() == other.resolve()
