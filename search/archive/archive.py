"""The archive: the one object through which the window and the command line reach everything that is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from search.archive import checking, editing, ready
from search.archive.importing import Importer, Progress
from search.index.index import Index
from search.index.keeper import Keeper
from search.query.columns import Filters
from search.query.searcher import Searcher
from search.records import ImportResult, Parsed, Record, SearchResult
from search.store import audit, rows
from search.store.database import FILE_NAME, Database
from search.store.errors import ArchiveError
from search.store.lock import Lock
from search.store.originals import Originals
from search.store.place import refuse_network_share

MAX_HITS = 10_000


class Archive:
    """An open archive. Searching and reading may be done from any thread; changes are made one after another.

    Close it, or use it as a context manager: closing finishes the index. What has been reported as added or changed is
    on the disk by then already.
    """

    def __init__(self, folder: Path, database: Database, lock: Lock | None) -> None:
        self.folder = folder
        self.database = database
        self.originals = Originals(folder / "originals")
        self._lock = lock
        self._importer = Importer(database, self.originals)
        self._index = Index(folder / "index")
        self._keeper = None if database.read_only else Keeper(folder / "index", database.reader)
        self._searcher = Searcher(self._index, database.reader)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Self:
        """Open the archive in `folder`, made when it is not there yet (not when `read_only`).

        ArchiveBusy when another program has it open for changes (read_only works then); ArchiveError when it cannot be
        used: on a network share, made by a newer program, damaged.
        """
        if read_only:
            return cls(folder, Database(folder / FILE_NAME, read_only=True), None)
        refuse_network_share(folder)
        try:
            for part in (folder, folder / "originals", folder / "index"):
                part.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"不能在“{folder}”建立档案库（{error.strerror}），请换一个文件夹。") from error
        lock = Lock(folder)
        try:
            return cls(folder, Database(folder / FILE_NAME, read_only=False), lock)
        except BaseException:
            lock.release()
            raise

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
        if self._keeper is not None:
            self._keeper.close(finish=finish_index)
            self._keeper = None
        self._index.close()
        self.database.close()
        if self._lock is not None:
            self._lock.release()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.database.read_only

    def import_paths(
        self, paths: Iterable[Path], *, split: bool = False, kind: str = "", progress: Progress | None = None
    ) -> Iterator[ImportResult]:
        """Bring files and folders in; one result a file, or a row of a .jsonl(.gz). What is "added" is on the disk.

        `split` cuts newspaper pages into their articles, `kind` overrides the 文种. `progress(done, files, name)` is
        called before each file; False from it ends the import.
        """
        from search.readers import Readers, expand

        files = list(expand(paths))
        with Readers() as reader:
            for done, path in enumerate(files):
                if progress is not None and not progress(done, len(files), path.name):
                    return
                if ready.is_ready(path.name):
                    yield from self._waking(self._importer.add_rows(path, kind=kind))
                else:
                    yield from self._waking([self._importer.add_file(path, reader, split=split, kind=kind)])

    def _waking(self, results: Iterable[ImportResult]) -> Iterator[ImportResult]:
        for number, result in enumerate(results):
            if number % 200 == 0:
                self._wake()
            yield result
        self._wake()

    def _wake(self) -> None:
        if self._keeper is not None:
            self._keeper.wake()

    def add(self, parsed: Sequence[Parsed], original: bytes, name: str, *, kind: str = "") -> tuple[int, ...]:
        """Add the documents that were read from `original`, a file called `name`; their ids."""
        ids = self._importer.add(parsed, original, name, kind=kind)
        self._wake()
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

    def update(self, number: int, field: str, value: str) -> None:
        """Correct title, kind, issuer, document_number, issue_date or secrecy; no re-reading overwrites it."""
        self._change(lambda connection: editing.update(connection, number, field, value))

    def delete(self, number: int) -> None:
        """Move a record to the recycle bin, where it stays for 30 days."""
        self._change(lambda connection: editing.delete(connection, number))

    def undelete(self, number: int) -> None:
        """Bring a record back from the recycle bin."""
        self._change(lambda connection: editing.undelete(connection, number))

    def _change(self, change: Callable[..., Any]) -> Any:  # noqa: ANN401 - whatever the change returns
        with self.database.writing() as connection:
            result = change(connection)
        self._wake()
        return result

    def wait_for_index(self, timeout: float | None = None) -> bool:
        """Wait until the index holds everything; whether it does."""
        return self._keeper is None or self._keeper.wait(timeout)

    def stats(self) -> dict[str, Any]:
        """`{"documents", "bytes", "index": {"engine", "documents", "bytes", "state"}}`; bytes are those on the disk."""
        self._searcher.refresh()
        return checking.stats(self)

    def verify(self) -> dict[str, Any]:
        """`{"documents", "originals_ok", "index_matches", "problems": [...]}`: everything read and compared."""
        self._searcher.refresh()
        return checking.verify(self)

    def reindex(self, engine: str = "auto") -> None:
        """Make the index anew with `engine` (auto, whoosh, tantivy) and wait for it; searches go on meanwhile."""
        if self._keeper is None:
            raise ArchiveError("档案库是以只读方式打开的，不能重建索引。")
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

    def audit_head(self) -> str:
        """The newest hash of the audit log, to be noted elsewhere; "" while the log is empty."""
        newest = audit.entries(self.database.reader(), 1)
        return newest[0].hash if newest else ""

    def is_indexing(self) -> bool:
        """Whether the index is being written."""
        return self._keeper is not None and not self._keeper.idle
