"""The archive: the one object through which the window and the command line reach everything that is kept."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from search.archive import backups, recovery, restoring, sealing, sidecars
from search.archive.audit import Audit
from search.archive.backed import Backups
from search.archive.bringing import Importing
from search.archive.care import Care
from search.archive.importing import Importer
from search.archive.kept import Kept
from search.archive.records import Records
from search.archive.relations import Relations
from search.archive.searching import Searching
from search.archive.shelves import Shelves
from search.archive.undoing import Undo
from search.query.searcher import Searcher
from search.records import ImportResult
from search.saving import make_folder
from search.store import keys
from search.store.errors import ArchiveError
from search.store.lock import Lock
from search.store.originals import Originals
from search.store.place import refuse_network_share
from search.store.sqlite.database import FILE_NAME, Database, is_outdated
from search.store.vault import Vault


class Archive:
    """An open archive. Searching and reading may be done from any thread; changes are made one after another.

    Close it, or use it as a context manager: closing finishes the index. What has been reported as added or changed is
    on the disk by then already.
    """

    def __init__(self, folder: Path, database: Database, lock: Lock | None) -> None:
        self._lock = lock
        self.store = Kept(folder, database)
        self.care = Care(self.store)
        searcher = Searcher(self.care.index, self.store.reader)
        self.store.follow = self.care.follow
        self.records = Records(self.store)
        self.shelves = Shelves(self.store)
        self.relations = Relations(self.store, searcher)
        self.importing = Importing(self.store)
        self.search = Searching(self.store, searcher)
        self.backups = Backups(self.store)
        self.audit = Audit(self.store)
        self.undo = Undo(self.store)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, password: str | None = None) -> Self:
        """Open the archive in `folder`, made when it is not there yet (not when `read_only`), upgraded when it is old.

        `password` may be the recovery code. PasswordNeeded and WrongPassword where the archive has one; ArchiveBusy
        when another program has it open for changes (read_only works then); ArchiveError when it cannot be used: on a
        network share, made by a newer program, damaged.
        """
        folder = folder.expanduser().absolute()
        if read_only:
            if sealing.is_unfinished(folder):
                cls.open(folder, password=password).close(finish_index=False)
            vault = sealing.vault_of(folder, password)
            if is_outdated(folder / FILE_NAME, vault):
                cls.open(folder, password=password).close(finish_index=False)
            return cls(folder, Database(folder / FILE_NAME, read_only=True, vault=vault), None)
        refuse_network_share(folder)
        try:
            for part in (folder / "originals", folder / "index"):
                make_folder(part)
        except OSError as error:
            raise ArchiveError(f"不能在“{folder}”建立档案库（{error.strerror}），请换一个文件夹。") from error
        lock = Lock(folder)
        try:
            sealing.finish(folder)
            vault = sealing.vault_of(folder, password)
            keys.mend(folder)
            archive = cls(folder, _sound_database(folder, lock, vault), lock)
        except BaseException:
            lock.release(clean=not lock.left_by)
            raise
        if lock.left_by:
            archive.care.mend_beside()
        return archive

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; after an error without waiting for the index."""
        self.close(finish_index=kind is None)

    def close(self, *, finish_index: bool = True) -> None:
        """Close the archive. Without `finish_index` what is missing in the index is written the next time."""
        mended = self.care.close(finish_index=finish_index)
        self.store.database.close()
        if self._lock is not None:
            self._lock.release(clean=mended and not self.store.repair_wanted and not self.store.database.doubtful)


def restore(path: Path, folder: Path, password: str | None = None, *, force: bool = False) -> None:
    """Put a backup in the place of the archive in `folder`, after the new one was built beside it and verified.

    What stood there stays as archive-DAY.db. WouldLose says how many papers are not in the backup, without `force`.
    A backup with a password needs the one that it was made under, or, over an archive that has the same key, the
    present one.
    """
    folder = folder.expanduser().absolute()
    refuse_network_share(folder)
    restoring.restore(path.expanduser().absolute(), folder, password, force=force)


def restore_from_originals(folder: Path, password: str | None = None) -> tuple[ImportResult, ...]:
    """Make the archive in `folder` anew from its originals alone; a damaged database is moved aside."""
    from search.readers import Readers

    folder = folder.expanduser().absolute()
    sealed = sealing.vault_of(folder, password).sealed  # a wrong password changes nothing
    backups.set_aside(folder)
    with Archive.open(folder, password=password) as archive, Readers(private=sealed) as reader:
        database, originals = archive.store.database, archive.store.originals
        results = tuple(backups.from_originals(originals, Importer(database, originals), reader, database))
        archive.audit.log("从原件重建", str(len(results)))
        return results


def _sound_database(folder: Path, lock: Lock, vault: Vault) -> Database:
    """The database for writing, looked at more closely when its last holder did not end as it should."""
    database = Database(folder / FILE_NAME, read_only=False, vault=vault)
    originals = Originals(folder / "originals", vault)
    try:
        if lock.left_by:
            recovery.mend(database, originals)
        if database.upgraded_from:
            sidecars.refresh_all(database.reader(), originals)
    except BaseException:
        database.close()
        raise
    return database
