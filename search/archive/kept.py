"""What an archive's parts share: the store, the originals, and how a change is made."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from search.archive import sidecars
from search.store.contract import Session
from search.store.originals import Originals
from search.store.sqlite.database import Database
from search.store.sqlite.session import SqliteSession
from search.store.vault import Vault

_Result = TypeVar("_Result")


class Kept:
    """An archive's files: database, originals, and what seals them. Every change is on the disk when it returns."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.originals = Originals(folder / "originals", database.vault, database.require_in_place)
        self.repair_wanted = False
        """Whether a file beside the database could not be changed: the next opening does it."""
        self.follow: Callable[[], None] = lambda: None
        """Called after each change of records: the index follows."""
        self._open = False
        self._touched: set[str] = set()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.database.read_only

    @property
    def vault(self) -> Vault:
        """What seals the files of this archive; whatever else is kept of its texts goes through it, under `DESK`."""
        return self.database.vault

    def reader(self) -> SqliteSession:
        """This thread's session for reading."""
        return self.database.reader()

    def change(self, label: str, work: Callable[[Session], _Result], *numbers: int) -> _Result:
        """Do `work` in one transaction as a step that can be undone; the sidecars of records `numbers` say so too."""
        with self.step(label) as session:
            self.touch(session, numbers)
            return work(session)

    @contextmanager
    def step(self, label: str) -> Generator[SqliteSession]:
        """One transaction and one step of the undo history, with all changes that this thread makes within."""
        with self.database.writing() as session:
            if self._open:
                yield session
                return
            self._open = True
            self._touched.clear()
            try:
                if label:
                    session.steps.begin(label)
                yield session
                if label:
                    session.steps.end()
            finally:
                self._open = False
                touched = frozenset(self._touched)
        self._refresh(touched)

    def touch(self, session: Session, numbers: Iterable[int]) -> None:
        """Have the sidecars of these records written anew when the running transaction is done; they must be there."""
        self._touched.update(session.records.source(number).file_sha256 for number in numbers)

    def _refresh(self, touched: Iterable[str]) -> None:
        for sha in touched:
            if not sidecars.refresh(self.reader(), self.originals, sha):
                self.repair_wanted = True
        self.follow()
