"""Backups: one zip file with the database and the originals, every member and the whole file checksummed."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from search.archive import ready, sidecars
from search.archive.importing import Importer, Reader
from search.records import ImportResult
from search.saving import make_folder, save, save_with, sync_folder
from search.store import audit
from search.store.database import FILE_NAME, Database, is_refusal, schema_version, writing_error
from search.store.errors import ArchiveBusy, ArchiveError
from search.store.lock import Lock
from search.store.originals import Originals
from search.store.rows import now
from search.store.sidecar import Sidecar, pack, unpack

MANIFEST = "manifest.json"
TEMPORARY = ".temporary-"  # folders within the archive's own: what a crash leaves behind is found and removed there
RESTORING = "restoring.db"
_MARK = b"WENYUAN-BACKUP-SHA256:"
_TRAILER = len(_MARK) + 64  # bytes after the zip: the mark and the checksum of all before it
_CHUNK = 1 << 20
_SIGNATURES = ((b"%PDF", ".pdf"), (b"PK\x03\x04", ".docx"), (b"\x1f\x8b", ".jsonl.gz"), (b"{\\rtf", ".rtf"))


class _Hashing(io.RawIOBase):
    """Passes on what is written, and takes its checksum."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.checksum = hashlib.sha256()

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that zipfile writes
        """Pass on."""
        self.checksum.update(data)
        return self._file.write(data)


def backup(database: Database, originals: Originals, path: Path) -> None:
    """See Archive.backup. OSError when the disk refuses; an older file at `path` is then untouched."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=database.folder) as folder:
        copy = Path(folder) / FILE_NAME
        database.copy_to(copy)
        with closing(sqlite3.connect(copy)) as connection:
            save_with(path, lambda file: _write(file, copy, originals, connection))


def _write(file: BinaryIO, copy: Path, originals: Originals, connection: sqlite3.Connection) -> None:
    hashing = _Hashing(file)
    members: dict[str, str] = {}
    with zipfile.ZipFile(hashing, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(copy, FILE_NAME)
        members[FILE_NAME] = _sha_of(copy)
        for (sha,) in connection.execute("SELECT DISTINCT file_sha256 FROM records ORDER BY 1").fetchall():
            data = originals.get(sha)
            sidecar = sidecars.current(connection, originals, sha)
            for name, content in ((_member(sha), data), (f"{_member(sha)}.json", pack(sidecar) if sidecar else b"")):
                archive.writestr(name, content)
                members[name] = hashlib.sha256(content).hexdigest()
        about = {"made_at": now(), "schema": schema_version(), "audit_head": audit.head(connection)}
        archive.writestr(MANIFEST, json.dumps({**about, "members": members}))
    file.write(_MARK + hashing.checksum.hexdigest().encode())


def _member(sha: str) -> str:
    return f"originals/{sha[:2]}/{sha}"


def problems(path: Path) -> tuple[str, ...]:
    """See Archive.check_backup."""
    try:
        if not _sound(path):
            return (f"备份文件“{path.name}”已损坏或不完整，请换一个备份。",)
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if int(manifest["schema"]) > schema_version():
                return ("这个备份是更新版本的文渊做的，请升级文渊后再恢复。",)
            wrong = [name for name, sha in manifest["members"].items() if _member_sha(archive, name) != sha]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        return (f"备份文件“{path.name}”读不出来（{type(error).__name__}），请换一个备份。",)
    return tuple(f"备份里的“{name}”已损坏。" for name in wrong)


def _sound(path: Path) -> bool:
    """Whether the checksum of the whole file is right."""
    size = path.stat().st_size - _TRAILER
    checksum = hashlib.sha256()
    with path.open("rb") as file:
        left = size
        while left > 0 and (chunk := file.read(min(_CHUNK, left))):
            checksum.update(chunk)
            left -= len(chunk)
        return size > 0 and file.read() == _MARK + checksum.hexdigest().encode()


def _member_sha(archive: zipfile.ZipFile, name: str) -> str:
    checksum = hashlib.sha256()
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            checksum.update(chunk)
    return checksum.hexdigest()


def _sha_of(path: Path) -> str:
    checksum = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum.update(chunk)
    return checksum.hexdigest()


def restore(path: Path, folder: Path) -> None:
    """See Archive.restore. The database is put in place last and at one stroke: until then the old archive stands."""
    found = problems(path)
    if found:
        raise ArchiveError(found[0])
    make_folder(folder)
    lock = Lock(folder)
    try:
        new = folder / RESTORING
        for left in folder.glob(f"{RESTORING}*"):
            left.unlink()
        originals = Originals(folder / "originals")
        with zipfile.ZipFile(path) as archive:
            names = json.loads(archive.read(MANIFEST))["members"]
            _restore_originals(archive, names, originals)
            save_with(new, lambda file: _copy(archive, FILE_NAME, file))
        _check_database(new, path.name)
        if any(new.with_name(new.name + suffix).exists() for suffix in ("-wal", "-journal")):
            raise ArchiveError("磁盘读写出错，没有恢复，原有内容不变；请检查磁盘后再试。")
        _replace_database(folder, new)
    finally:
        lock.release(clean=False)  # the next opening looks whether all fits together


def _copy(archive: zipfile.ZipFile, name: str, file: BinaryIO) -> None:
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            file.write(chunk)


def _restore_originals(archive: zipfile.ZipFile, names: dict[str, str], originals: Originals) -> None:
    """Only names of our own making are written, whatever the file says; a damaged original is replaced."""
    for name, sha in names.items():
        if name == _member(sha):
            sidecar = unpack(archive.read(f"{name}.json"))
            originals.keep(archive.read(name), sidecar)
            if originals.sidecar(sha) != sidecar:
                originals.write_sidecar(sidecar)


def _check_database(path: Path, name: str) -> None:
    """Look at a database that is about to be put in place, and note in its log where it came from."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # else part of it might stay behind in a log of its own
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            audit.append(connection, "恢复", name)
            connection.commit()
    except sqlite3.DatabaseError as error:
        if is_refusal(error):
            raise writing_error(error) from error
        sound = False
    if not sound:
        path.unlink(missing_ok=True)
        raise ArchiveError("备份里的档案库文件已损坏，请换一个备份。")


def _replace_database(folder: Path, new: Path) -> None:
    current = folder / FILE_NAME
    if current.is_file() and _in_use(current):
        raise ArchiveBusy("档案库正被另一个程序查阅，请等它关闭后再恢复。")
    for suffix in ("-wal", "-shm"):
        current.with_name(current.name + suffix).unlink(missing_ok=True)
    (folder / "index" / "current.json").unlink(missing_ok=True)
    new.replace(current)
    sync_folder(folder)


def _in_use(path: Path) -> bool:
    """Whether another program reads the database; else, unless it is damaged, all of it is in the one file then."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if is_refusal(error):
            raise writing_error(error) from error
        return False


def set_aside(folder: Path) -> None:
    """Move the database out of the way, so that it can be made anew from the originals."""
    if not any((folder / "originals").glob("??/*")):
        raise ArchiveError(f"“{folder}”里没有原件，不能重建。请用备份恢复。")
    lock = Lock(folder)
    try:
        stamp = now().replace(":", "").replace("+0000", "")
        for suffix in ("", "-wal", "-shm"):
            part = folder / (FILE_NAME + suffix)
            if part.is_file():
                part.rename(folder / f"archive-{stamp}.db{suffix}")
        (folder / "index" / "current.json").unlink(missing_ok=True)
    finally:
        lock.release()


def from_originals(
    originals: Originals, importer: Importer, reader: Reader, database: Database
) -> Iterator[ImportResult]:
    """Bring every original in again, the earliest first, with what people had done to its records."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=database.folder) as folder:
        for sidecar in sorted((_sidecar(originals, path) for path in originals.all()), key=lambda each: each.added_at):
            path = Path(folder) / sidecar.sha256 / Path(sidecar.name).name
            path.parent.mkdir()
            try:
                save(path, originals.get(sidecar.sha256))
            except (ArchiveError, OSError) as error:
                yield ImportResult(sidecar.name, "failed", reason=str(error))
                continue
            if ready.is_ready(path.name):
                yield from importer.add_rows(path, kind=sidecar.kind)
            else:
                yield importer.add_file(path, reader, split=sidecar.split, kind=sidecar.kind)
            with database.writing() as connection:
                sidecars.apply(connection, sidecar)
            sidecars.refresh(database.reader(), originals, sidecar.sha256)
            path.unlink()


def _sidecar(originals: Originals, path: Path) -> Sidecar:
    """The sidecar, or where it is lost, what the first bytes tell."""
    try:
        return originals.sidecar(path.name)
    except ArchiveError:
        with path.open("rb") as file:
            start = file.read(8)
        suffix = next((ending for signature, ending in _SIGNATURES if start.startswith(signature)), ".txt")
        return Sidecar(path.name, f"{path.name[:12]}{suffix}", "", path.stat().st_size, "")
