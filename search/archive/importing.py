"""Bringing files into the archive. What is reported as added is on the disk: original first, then the record."""

from __future__ import annotations

import errno
import hashlib
import mimetypes
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePath
from typing import Protocol

from fence.regular import NotAPlainFile, refuse_odd
from search.archive import ready, sidecars
from search.names import shown
from search.records import ImportResult, Metadata, PageRead, Parsed
from search.store.contract import Session, Store
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.sidecar import Sidecar
from search.store.values import NewRecord, now, storable_text

Progress = Callable[[int, int, str], bool]
_BATCH = 200  # ready rows in one transaction
_FOLLOW = 1.0  # seconds after which the index follows; searches look through what is newer themselves
_IN_BIN = "这份文件在回收站里，可以从回收站恢复。"


class Reader(Protocol):
    """What turns a file into documents (search.readers.Readers)."""

    def refuse_large(self, path: Path) -> None:
        """Raise Unreadable for a file that is too large to be read, OSError for one that is not there."""
        ...

    def steps(self, data: bytes, name: str, *, split: bool = False) -> Generator[PageRead, None, tuple[Parsed, ...]]:
        """The documents in the bytes of a file, with a pause after each recognised page; raises Unreadable."""
        ...


class Importer:
    """Adds documents to a store and its originals."""

    def __init__(self, store: Store, originals: Originals) -> None:
        self._store = store
        self._originals = originals

    def adding(self, path: Path, reader: Reader, *, split: bool, kind: str) -> Generator[PageRead, None, ImportResult]:
        """Read one file in, with a pause after each recognised page; closed there, nothing has come in."""
        try:
            reader.refuse_large(path)
            data = path.read_bytes()
        except OSError as error:
            return ImportResult(shown(path), "failed", reason=_refused(error, path))
        except ArchiveError as error:
            return ImportResult(shown(path), "failed", reason=str(error))
        return (yield from self.adding_bytes(data, path, reader, split=split, kind=kind))

    def adding_bytes(
        self, data: bytes, path: PurePath, reader: Reader, *, split: bool, kind: str
    ) -> Generator[PageRead, None, ImportResult]:
        """Read in what stood in the file `path`; as `adding`."""
        try:
            known = self._known(_sha(data))
            if known is not None:
                return replace(known, path=shown(path))
            parsed = yield from reader.steps(data, shown(path.name), split=split)
            ids = self.add(parsed, data, shown(path.name), split=split, kind=kind)
        except OSError as error:
            return ImportResult(shown(path), "failed", reason=_refused(error, path))
        except ArchiveError as error:
            return ImportResult(shown(path), "failed", reason=str(error))
        warnings = [warning for document in parsed for warning in document.warnings]
        told = "；".join((*warnings, *self._numbers_told(ids, parsed)))
        return ImportResult(shown(path), "added", ids, told, _doubtful(parsed, kind))

    def _numbers_told(self, ids: Sequence[int], parsed: Sequence[Parsed]) -> Iterator[str]:
        """What the register of numbers says against the papers that just came in (number-register)."""
        numbers = self._store.reader().numbers
        for number, document in zip(ids, parsed, strict=False):
            read = document.metadata
            if read.document_number and (told := numbers.told_of(read.document_number, read.title, number)):
                yield told

    def add(
        self, parsed: Sequence[Parsed], data: bytes, name: str, *, split: bool = False, kind: str = ""
    ) -> tuple[int, ...]:
        """Add the documents that were read from `data`; their ids. Those of an earlier addition when it is there."""
        sha = _sha(data)
        name, kind = storable_text(name), storable_text(kind)
        known = self._known(sha)
        if known is not None:
            return known.ids
        if not parsed:
            raise ArchiveError(f"“{name}”里没有可以收进的文字。")
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        there = self._originals.keep(data, Sidecar(sha, name, media_type, len(data), now(), split, kind))
        news = [
            NewRecord(document.text, _with_kind(document.metadata, kind), sha, sha, part, name, media_type)
            for part, document in enumerate(parsed)
        ]
        with self._store.writing() as session:
            ids = tuple(session.records.insert(new) for new in news)
            session.audit.append("导入", ",".join(map(str, ids)), sha)
        if there:
            sidecars.refresh(self._store.reader(), self._originals, sha)
        return ids

    def add_rows(self, path: Path, *, kind: str) -> Iterator[ImportResult]:
        """Read a .jsonl(.gz) file in: one result a row, in batches."""
        try:
            refuse_odd(path, shown(path.name))
            data = path.read_bytes()
        except NotAPlainFile as problem:
            yield ImportResult(shown(path), "failed", reason=str(problem))
            return
        except OSError as error:
            yield ImportResult(shown(path), "failed", reason=_refused(error, path))
            return
        yield from self.add_ready(data, path, kind=kind)

    def add_ready(self, data: bytes, path: PurePath, *, kind: str) -> Iterator[ImportResult]:
        """Read in the rows that stood in the file `path`."""
        sha = _sha(data)
        container = Sidecar(sha, shown(path.name), ready.MEDIA_TYPE, len(data), now(), kind=kind)
        found = ready.rows(data)
        try:
            while batch := _next_batch(found, path):
                yield from self._add_batch(batch, data, container, path)
        finally:
            sidecars.refresh(self._store.reader(), self._originals, sha)

    def _add_batch(
        self, batch: list[ready.Row | ImportResult], data: bytes, container: Sidecar, path: PurePath
    ) -> list[ImportResult]:
        prepared = [(row, self._prepare(row, container)) for row in batch if isinstance(row, ready.Row)]
        if any(isinstance(new, NewRecord) for _, new in prepared):
            self._originals.keep(data, container)
        results: list[ImportResult] = []
        with self._store.writing() as session:
            for row, new in prepared:
                results.append(self._add_row(session, row, new, shown(path)))
            ids = [str(number) for result in results if result.status == "added" for number in result.ids]
            if ids:
                session.audit.append("导入", f"{ids[0]}-{ids[-1]}", container.sha256)
        return results + [row for row in batch if isinstance(row, ImportResult)]

    def _prepare(self, row: ready.Row, container: Sidecar) -> NewRecord | str:
        """The record of a row, or the sentence that says why there is none."""
        if row.problem:
            return row.problem
        sha = _sha(row.data)
        if self._known(sha) is not None:
            return ""
        metadata = _with_kind(row.metadata or Metadata(), container.kind)
        return NewRecord(row.text, metadata, sha, container.sha256, row.number, container.name, container.media_type)

    def _add_row(self, session: Session, row: ready.Row, new: NewRecord | str, path: str) -> ImportResult:
        if isinstance(new, str) and new:
            return ImportResult(path, "failed", reason=new)
        known = _find(session, _sha(row.data))
        if known is not None or isinstance(new, str):
            return replace(known or ImportResult(path, "duplicate"), path=path)
        return ImportResult(path, "added", (session.records.insert(new),))

    def _known(self, sha: str) -> ImportResult | None:
        return _find(self._store.reader(), sha)


def followed(
    results: Iterator[ImportResult | PageRead], follow: Callable[[], None]
) -> Iterator[ImportResult | PageRead]:
    """The results, with the index told to follow once in a while: after every file that costs more than the import."""
    told = -_FOLLOW
    try:
        for result in results:
            if time.monotonic() - told >= _FOLLOW:
                follow()
                told = time.monotonic()
            yield result
    finally:
        follow()


def _doubtful(parsed: Sequence[Parsed], kind: str) -> tuple[str, ...]:
    """The fields to be looked at of the one paper in a file; a kind that was given is beyond doubt."""
    fields = parsed[0].metadata.doubtful if len(parsed) == 1 else ()
    return tuple(field for field in fields if not (kind and field == "kind"))


def _next_batch(found: Iterator[ready.Row], path: PurePath) -> list[ready.Row | ImportResult]:
    """The next rows; an unreadable rest of the file becomes one failed result."""
    batch: list[ready.Row | ImportResult] = []
    try:
        batch.extend(islice(found, _BATCH))
    except (OSError, EOFError, ValueError, ArchiveError) as error:
        reason = str(error) if isinstance(error, ArchiveError) else "文件的后半部分读不出来，可能没有下载完整。"
        batch.append(ImportResult(shown(path), "failed", reason=reason))
    return batch


def _find(session: Session, sha: str) -> ImportResult | None:
    """The records that came from these bytes, as the result of bringing them again."""
    found = session.records.of_bytes(sha)
    if not found:
        return None
    reason = _IN_BIN if all(deleted for _, deleted in found) else ""
    return ImportResult("", "duplicate", tuple(number for number, _ in found), reason)


def _refused(error: OSError, path: PurePath) -> str:
    """Why a file could not be taken in: it cannot be read, or the archive's disk does not take it."""
    if error.filename in {str(path), path, None} and error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
        return f"文件打不开（{error.strerror}），请核对路径和权限。"
    return f"档案库所在的磁盘写不进去（{error.strerror}），这份文件没有收进；请清理或检查磁盘后再试。"


def _with_kind(metadata: Metadata, kind: str) -> Metadata:
    return replace(metadata, kind=kind) if kind else metadata


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
