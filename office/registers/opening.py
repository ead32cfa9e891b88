"""Opening the database for a register: many programs at once may do so, also while a window has the archive open."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from search.archive import Archive
from search.archive.sealing import vault_of
from search.store.errors import ArchiveBusy
from search.store.sqlite.database import FILE_NAME, Database, is_outdated

_PATIENCE = 30.0
"""Seconds to wait for another program that is making, or bringing up to date, the same archive at this moment."""
_PAUSE = 0.05


@contextmanager
def register_database(folder: Path, password: str | None = None) -> Generator[Database]:
    """The archive's database for short transactions; an archive that is not there yet is made first.

    The archive's claim on its one writer is not taken: each change of a register is a transaction of its own, and
    SQLite lets one program after the other. ArchiveError where the archive cannot be used.
    """
    _make_ready(folder, password)
    vault = vault_of(folder, password)
    database = Database(folder / FILE_NAME, read_only=True, vault=vault)
    try:
        yield database
    finally:
        database.close()


def _make_ready(folder: Path, password: str | None) -> None:
    """Make the archive where there is none, and bring an older one up to date; whoever comes first does it."""
    end = time.monotonic() + _PATIENCE
    while not (folder / FILE_NAME).is_file() or is_outdated(folder / FILE_NAME, vault_of(folder, password)):
        try:
            Archive.open(folder, password=password).close(finish_index=False)
        except ArchiveBusy:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
