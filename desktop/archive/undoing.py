"""Undo and redo of changes to the archive, from its history: in this session and after it, with what is undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.jobs.changes import Changes
from desktop.parts.commands import Command
from desktop.parts.services import Services
from desktop.parts.shelves import Shelf

if TYPE_CHECKING:
    from search.archive import Archive
    from search.store.values import Step

_ANYTHING = Changes(many=True, shelves=True, folders=True)
"""A step may have touched whatever there is."""


class Undoing:
    """The commands 撤消 and 重做; their titles say what they would do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._shelf = Shelf()

    def commands(self) -> Sequence[Command]:
        """Both, for the menus, the palette and the keys."""
        return (
            Command(
                "undo", "撤消", self.undo, "Ctrl+Z", "arrow-counter-clockwise", "档案", self._can_undo, typing=True
            ),
            Command("redo", "重做", self.redo, "Ctrl+Y", "arrow-clockwise", "档案", self._can_redo, typing=True),
        )

    def show(self, shelf: Shelf) -> None:
        """Name what would be undone and redone now."""
        self._shelf = shelf
        for name, verb, label in (("undo", "撤消", shelf.undoable), ("redo", "重做", shelf.redoable)):
            self._services.commands.retitle(name, f"{verb}：{label}" if label else verb)

    def undo(self) -> None:
        """Take the newest change back."""
        self._take_back(lambda archive: archive.undo.undo(), "已撤消", "重做", self.redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._take_back(lambda archive: archive.undo.undo(archive.undo.last_redoable()), "已重做", "撤消", self.undo)

    def undo_step(self, step: Step) -> None:
        """Take one change back that is not the newest any more, perhaps."""
        self._take_back(lambda archive: archive.undo.undo(step), "已撤消", "重做", self.redo)

    def _take_back(self, work: Callable[[Archive], Step], told: str, verb: str, again: Callable[[], object]) -> None:
        def tell(step: Step) -> None:
            self._services.notices.say(f"{told}：{step.label}。", verb, again)

        self._services.store.change(work, _ANYTHING, tell, self._services.fault)

    def _can_undo(self) -> bool:
        return bool(self._shelf.undoable)

    def _can_redo(self) -> bool:
        return bool(self._shelf.redoable)
