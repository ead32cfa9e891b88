"""A page of the window (档案, 起草 …): its commands, where its cursor begins, its autosave, how it is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from desktop.jobs.debounce import waits
from desktop.parts.commands import Command


class Autosaved:
    """A widget that holds what somebody has begun to write, and can put it on the disk at once."""

    def keep_now(self) -> None:
        """Save what is not saved yet, here and now: the archive is left or locked, or the program is about to end."""
        raise NotImplementedError


class Page(QWidget):
    """The base of every page. A page knows parts and the store, never another page nor the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")

    def commands(self) -> Sequence[Command]:
        """What can be done here; the shortcuts work while the page is shown."""
        return ()

    def start_typing(self) -> None:
        """Put the cursor where one begins."""
        self.setFocus()

    @property
    def settled(self) -> bool:
        """Whether nothing here waits for fingers to rest."""
        return not waits(self)

    @property
    def importing(self) -> bool:
        """Whether files are coming in, which one may stop before the archive is left."""
        return False

    def stop_importing(self) -> None:
        """Let that end after the file under way."""

    def keep_now(self) -> None:
        """Autosave: have everything on this page written down that somebody has begun to write."""
        for part in self._autosaved():
            part.keep_now()

    def left(self) -> None:
        """The archive has been closed: remove what of it lies elsewhere."""

    def _autosaved(self) -> Iterator[Autosaved]:
        return (part for part in self.findChildren(QWidget) if isinstance(part, Autosaved))
