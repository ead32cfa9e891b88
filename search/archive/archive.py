"""The archive: the one object through which the window and the command line reach everything that is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any, Self

from search.archive import backups, checking, ready, recovery, relating, sealing, sidecars
from search.archive.backed import Backed
from search.archive.importing import Importer, Progress, followed
from search.archive.relating import CitedPaper, Version
from search.index.index import Index
from search.index.keeper import Keeper
from search.names import shown
from search.query.columns import Filters
from search.query.searcher import Searcher
from search.records import Hit, ImportResult, PageRead, Parsed, Record, Relation, SearchResult
from search.saving import make_folder
from search.steps import finished
from search.store import keys, rows
from search.store.database import FILE_NAME, Database, is_outdated
from search.store.errors import ArchiveError
from search.store.lock import Lock
from search.store.originals import Originals
from search.store.place import refuse_network_share
from search.store.vault import Vault

MAX_HITS = 10_000


class Archive(Backed):
    """An open archive. Searching and reading may be done from any thread; changes are made one after another.

    Close it, or use it as a context manager: closing finishes the index. What has been reported as added or changed is
    on the disk by then already.
    """

    def __init__(self, folder: Path, database: Database, lock: Lock | None) -> None:
        self.folder = folder
        super().__init__(database, Originals(folder / "originals", database.vault))
        self._lock = lock
        self._mending: threading.Thread | None = None
        self.importer = Importer(database, self.originals)
        self._index = Index(folder / "index", self._renew_index, database.vault)
        self._keeper = None if database.read_only else Keeper(folder / "index", database.reader, database.vault)
        self._searcher = Searcher(self._index, database.reader)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, password: str | None = None) -> Self:
        """Open the archive in `folder`, made when it is not there yet (not when `read_only`), upgraded when it is old.

        `password` may be the recovery code. PasswordNeeded and WrongPassword where the archive has one; ArchiveBusy
        when another program has it open for changes (read_only works then); ArchiveError when it cannot be used: on a
        network share, made by a newer program, damaged.
        """
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
            archive._mend_beside()
        return archive

    def _mend_beside(self) -> None:
        arguments = (self.folder, self.database, self._keeper, time.time())
        self._mending = threading.Thread(target=recovery.mend_slowly, args=arguments, name="mending", daemon=True)
        self._mending.start()

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
        mended = self._mending is None or finish_index or not self._mending.is_alive()
        if self._mending is not None and finish_index:
            self._mending.join()
        if self._keeper is not None:
            self._keeper.close(finish=finish_index)
            self._keeper = None
        if self._mending is not None:
            self._mending.join()
        self._index.close()
        self.database.close()
        if self._lock is not None:
            self._lock.release(clean=mended and not self.repair_wanted and not self.database.doubtful)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.database.read_only

    @property
    def vault(self) -> Vault:
        """What seals the files of this archive; whatever else is kept of its texts goes through it, under `DESK`."""
        return self.database.vault

    def import_paths(
        self, paths: Iterable[Path], *, split: bool = False, kind: str = "", progress: Progress | None = None
    ) -> Iterator[ImportResult]:
        """Bring files and folders in; one result a file, or a row of a .jsonl(.gz). What is "added" is on the disk.

        `split` cuts newspaper pages into their articles, `kind` overrides the 文种. `progress(done, files, name)` is
        called before each file; False from it ends the import.
        """
        steps = self.import_steps(paths, split=split, kind=kind, progress=progress)
        return (step for step in steps if isinstance(step, ImportResult))

    def import_steps(
        self, paths: Iterable[Path], *, split: bool = False, kind: str = "", progress: Progress | None = None
    ) -> Iterator[ImportResult | PageRead]:
        """As import_paths(), and a PageRead after each page of a scan: closed there, the scan stays out."""
        from search.readers import Readers, expand

        files = list(expand(paths))

        def results() -> Iterator[ImportResult | PageRead]:
            with Readers(private=self.vault.sealed) as reader:
                for done, path in enumerate(files):
                    if progress is not None and not progress(done, len(files), shown(path.name)):
                        return
                    if ready.is_ready(path.name):
                        yield from self.importer.add_rows(path, kind=kind)
                    else:
                        yield (yield from self.importer.adding(path, reader, split=split, kind=kind))

        return followed(results(), self.changed)

    def import_bytes(self, data: bytes, name: str) -> ImportResult:
        """Bring in the bytes of a file called `name` that lies nowhere."""
        from search.readers import Readers

        with Readers(private=self.vault.sealed) as reader:
            result = finished(self.importer.adding_bytes(data, PurePath(name), reader, split=False, kind=""))
        self.changed()
        return result

    def changed(self) -> None:
        """Tell the index that there is something new."""
        if self._keeper is not None:
            self._keeper.wake()

    def _renew_index(self) -> None:
        if self._keeper is not None:
            self._keeper.rebuild()

    def add(self, parsed: Sequence[Parsed], original: bytes, name: str, *, kind: str = "") -> tuple[int, ...]:
        """Add the documents that were read from `original`, a file called `name`; their ids."""
        ids = self.importer.add(parsed, original, name, kind=kind)
        self.changed()
        return ids

    def search(  # noqa: PLR0913 - each is one way to narrow or order a search
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        kind: str = "",
        issuer: str = "",
        since: str = "",
        until: str = "",
        tag: str = "",
        sort: str = "relevance",
        exact: bool = False,
    ) -> SearchResult:
        """Answer `query` (search/query/parse.py); any string is one. `since` and `until` are ISO dates, also "2014".

        `sort` is "relevance" or "date" (newest first). `exact` checks every candidate, so that `total` and the facets
        are exact however many there are; without it they may be a lower bound and an estimate in a large archive.
        """
        filters = Filters(kind, issuer, since, until, tag)
        limit, offset = min(max(0, limit), MAX_HITS), max(0, offset)
        return self._searcher.search(query, filters, limit=limit, offset=offset, by_date=sort == "date", exact=exact)

    def record(self, number: int) -> Record:
        """The record with this id; ArchiveError when there is none."""
        return rows.record(self.database.reader(), number)

    def recent(self, limit: int = 20) -> tuple[Record, ...]:
        """The records added last, newest first."""
        connection = self.database.reader()
        found = connection.execute("SELECT id FROM records WHERE deleted_at = '' ORDER BY id DESC LIMIT ?", (limit,))
        return tuple(rows.record(connection, number) for (number,) in found.fetchall())

    def original(self, number: int) -> bytes:
        """The original bytes of a record: the whole file, or its own row where it came in a .jsonl file."""
        row = (
            self.database.reader()
            .execute("SELECT sha256, file_sha256, part FROM records WHERE id = ?", (number,))
            .fetchone()
        )
        if row is None:
            raise ArchiveError(f"没有编号为 {number} 的文件。")
        own, file, part = row
        data = self.originals.get(file)
        return data if own == file else ready.row_bytes(data, part)

    def wait_for_index(self, timeout: float | None = None) -> bool:
        """Wait until the index holds everything; whether it does."""
        if self._mending is not None:
            self._mending.join(timeout)
        return self._keeper is None or self._keeper.wait(timeout)

    def complete(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """What a query that starts like this may become: titles (also by 拼音 initials), issuers, numbers, words."""
        self._searcher.refresh()
        return relating.complete(self._searcher, prefix, limit)

    def suggestion(self, query: str) -> str:
        """您是不是要找: what a query that stands nowhere may have been meant to be; "" when nothing comes to mind."""
        return self._searcher.suggestion(query)

    def similar(self, number: int, limit: int = 10) -> tuple[Hit, ...]:
        """Records about the same matters, the most similar first."""
        self._searcher.refresh()
        return relating.similar(self._searcher, number, limit)

    def keywords(self, number: int, limit: int = 8) -> tuple[str, ...]:
        """主题词 proposed for a record."""
        self._searcher.refresh()
        return relating.keywords(self._searcher, number, limit)

    def relations(self, number: int) -> tuple[Relation, ...]:
        """What a record cites and what cites it, those from it first."""
        return rows.relations(self.database.reader(), number)

    def versions(self, number: int) -> tuple[Version, ...]:
        """Exact and near duplicates of a record, the nearest first."""
        self._searcher.refresh()
        return relating.versions(self._searcher, number)

    def difference(self, number: int, other: int) -> str:
        """What differs between two records, as a unified diff of their paragraphs."""
        return relating.difference(self.database.reader(), number, other)

    def cite(self, title: str, document_number: str = "") -> CitedPaper:
        """What the archive knows of a cited paper: found, number mismatch, repealed, or unknown."""
        return relating.cite(self.database.reader(), title, document_number)

    def hit_places(self, number: int, query: str) -> tuple[tuple[int, int], ...]:
        """Where the words of `query` stand in the text of a record: (start, end) each, in order."""
        return relating.hit_places(self.database.reader(), number, query)

    @classmethod
    def restore_from_originals(cls, folder: Path, password: str | None = None) -> tuple[ImportResult, ...]:
        """Make the archive in `folder` anew from its originals alone; a damaged database is moved aside."""
        from search.readers import Readers

        sealed = sealing.vault_of(folder, password).sealed  # a wrong password changes nothing
        backups.set_aside(folder)
        with cls.open(folder, password=password) as archive, Readers(private=sealed) as reader:
            results = tuple(backups.from_originals(archive.originals, archive.importer, reader, archive.database))
            archive.log("从原件重建", str(len(results)))
            return results

    def stats(self) -> dict[str, Any]:
        """`{"documents", "bytes", "index": {"engine", "documents", "bytes", "state"}}`; bytes are those on the disk."""
        self._searcher.refresh()
        return checking.stats(self)

    def verify(self, head: str = "") -> dict[str, Any]:
        """`{"documents", "originals_ok", "index_matches", "problems": [...]}`: everything read and compared.

        `head` is a head of the audit log that was noted elsewhere: it must still be part of the log.
        """
        self._index.refresh()
        return checking.verify(self, head)

    def repair(self) -> None:
        """Mend what can be made anew from the archive itself: sidecars, and an index that does not match."""
        if self._keeper is None:
            raise ArchiveError("档案库是以只读方式打开的，不能修复。")
        recovery.mend(self.database, self.originals)
        sidecars.refresh_all(self.database.reader(), self.originals)
        self._keeper.wait()
        recovery.check_index(self.folder / "index", self.database, self._keeper)
        self._keeper.wait()

    def reindex(self, engine: str = "auto") -> None:
        """Make the index anew with `engine` (auto, whoosh, tantivy; "" as chosen before) and wait; searches go on."""
        if self._keeper is None:
            raise ArchiveError("档案库是以只读方式打开的，不能重建索引。")
        if self.vault.sealed and engine == "tantivy":
            raise ArchiveError("有口令的档案库只能用 whoosh 索引：tantivy 的索引文件不能加密。")
        self._keeper.rebuild(engine)
        self._keeper.wait()

    @property
    def index(self) -> Index:
        """The index as seen by searches."""
        return self._index

    @property
    def searcher(self) -> Searcher:
        """What answers the searches."""
        return self._searcher

    def is_indexing(self) -> bool:
        """Whether the index is being written."""
        return self._keeper is not None and not self._keeper.idle


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
