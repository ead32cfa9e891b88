"""Undo: every change of an archive is a step with a label that can be taken back, in the session and after it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from search.archive.kept import Kept
from search.store.errors import ArchiveError
from search.store.values import Step


class Undo:
    """The undo history: corrections, deletions, tags, notes, collections, saved searches, relations.

    What came in (imports) and what went for good (purged records) is not part of it.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    @contextmanager
    def step(self, label: str) -> Generator[None]:
        """Make one step, and one transaction, of all the changes that this thread makes within."""
        with self._kept.step(label):
            yield

    def last_undoable(self) -> Step | None:
        """The newest step that can be undone, None when there is none."""
        return self._kept.reader().steps.newest()

    def last_redoable(self) -> Step | None:
        """The step that was undone last, as long as nothing else was done since."""
        return self._kept.reader().steps.newest(undone=True)

    def steps(self, limit: int = 50) -> tuple[Step, ...]:
        """What can be undone, the newest first."""
        return self._kept.reader().steps.steps(limit)

    def undo(self, step: Step | None = None) -> Step:
        """Take a step back, by default the newest; the step. What was undone can be undone, too (last_redoable).

        ArchiveError when there is nothing to undo, or what it changed has been changed since; nothing happens then.
        """
        wanted = step or self.last_undoable()
        if wanted is None:
            raise ArchiveError("没有可以撤销的操作。")
        with self._kept.step("") as session:
            touched = session.steps.undo(wanted.id)
            self._kept.touch(session, touched)
            session.audit.append("撤销", ",".join(map(str, touched[:20])), wanted.label)
        return wanted
