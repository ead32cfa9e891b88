"""Backups: one zip file with the database and the originals, every member and the whole file checksummed."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePath
from typing import BinaryIO

from fence.plain_json import load
from search.archive import folder as folders
from search.archive import ready, sidecars
from search.archive.importing import Importer, Reader
from search.records import ImportResult
from search.saving import save_with
from search.steps import finished
from search.store import keys
from search.store.errors import ArchiveError
from search.store.lock import Lock
from search.store.originals import Originals
from search.store.sidecar import Sidecar, pack
from search.store.sqlite.database import FILE_NAME, Database
from search.store.sqlite.schema import schema_version
from search.store.sqlite.session import SqliteSession
from search.store.values import now
from search.store.vault import Vault

MANIFEST = "manifest.json"
BESIDE = "beside/"
"""Where in the file the drafts, the basket and their like stand (search/archive/folder.py)."""
TEMPORARY = ".temporary-"  # folders within the archive's own: what a crash leaves behind is found and removed there
RESTORING = "restoring.db"
_MARK = b"WENYUAN-BACKUP-SHA256:"
_UNREADABLE = (OSError, ValueError, TypeError, AttributeError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What a zip or a manifest from someone else may raise: an encrypted member is a RuntimeError."""
_TRAILER = len(_MARK) + 64  # bytes after the zip: the mark and the checksum of all before it
_CHUNK = 1 << 20
ORIGINAL = re.compile(r"originals/[0-9a-f]{2}/([0-9a-f]{64})")
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
    """See Backups.write. OSError when the disk refuses; an older file at `path` is then untouched."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=database.folder) as folder:
        copy = Path(folder) / FILE_NAME
        database.copy_to(copy)
        with closing(database.vault.connect(copy.as_uri())) as connection:
            session = SqliteSession(connection)
            save_with(path, lambda file: _write(file, copy, originals, session, database.vault))


def _write(file: BinaryIO, copy: Path, originals: Originals, session: SqliteSession, vault: Vault) -> None:
    """In a sealed archive all members are sealed as the files are, and the key file goes with them."""
    hashing = _Hashing(file)
    members: dict[str, str] = {}
    key = keys.read(copy.parent.parent)
    with zipfile.ZipFile(hashing, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(copy, FILE_NAME)
        members[FILE_NAME] = _sha_of(copy)
        for name, content in ((keys.FILE_NAME, keys.pack(key)),) if key else ():
            archive.writestr(name, content)
            members[name] = hashlib.sha256(content).hexdigest()
        for name, content in _beside(copy.parent.parent):
            archive.writestr(name, content)
            members[name] = hashlib.sha256(content).hexdigest()
        for sha in session.files.all():
            for name, content in _members(originals, sha, sidecars.current(session, originals, sha), vault):
                archive.writestr(name, content)
                members[name] = hashlib.sha256(content).hexdigest()
        about = {"made_at": now(), "schema": schema_version(), "audit_head": session.audit.head()}
        archive.writestr(MANIFEST, json.dumps({**about, "members": members}))
    file.write(_MARK + hashing.checksum.hexdigest().encode())


def _beside(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of what people wrote beside the papers, as it lies in the archive's folder."""
    for name in folders.backed_up():
        for path in folders.files(folder / name):
            if not path.is_symlink():
                yield f"{BESIDE}{path.relative_to(folder).as_posix()}", path.read_bytes()


def _members(originals: Originals, sha: str, sidecar: Sidecar | None, vault: Vault) -> Iterator[tuple[str, bytes]]:
    """Name and content of an original and its sidecar, as they lie in the archive's folder."""
    name = originals.path(sha).name
    yield member(name), vault.seal(originals.get(sha), name)
    yield f"{member(name)}.json", vault.seal(pack(sidecar), f"{name}.json") if sidecar else b""


def member(name: str) -> str:
    """Where an original of this name stands in the file."""
    return f"originals/{name[:2]}/{name}"


def key_file(path: Path) -> keys.KeyFile | None:
    """The key file in a backup, None where the archive had no password. ArchiveError for one that cannot be read."""
    with zipfile.ZipFile(path) as archive:
        if keys.FILE_NAME not in archive.namelist():
            return None
        try:
            return keys.unpack(archive.read(keys.FILE_NAME))
        except _UNREADABLE:
            raise ArchiveError(f"备份“{path.name}”里的口令文件已损坏，请换一个备份。") from None


def has_password(path: Path) -> bool:
    """Whether a backup can only be restored with a password; False for a file that is no sound backup."""
    return not problems(path) and key_file(path) is not None


def problems(path: Path) -> tuple[str, ...]:
    """What is wrong with a backup file; nothing when it can be restored."""
    try:
        if not _sound(path):
            return (f"备份文件“{path.name}”已损坏或不完整，请换一个备份。",)
        with zipfile.ZipFile(path) as archive:
            manifest = load(archive.read(MANIFEST))
            if int(manifest["schema"]) > schema_version():
                return ("这个备份是更新版本的文渊做的，请升级文渊后再恢复。",)
            wrong = [name for name, sha in manifest["members"].items() if _member_sha(archive, name) != sha]
    except _UNREADABLE as error:
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
    found: list[Sidecar] = []
    for path in originals.all():
        try:
            found.append(sidecar_of(originals, path))
        except (ArchiveError, OSError) as error:
            yield ImportResult(path.name[:12], "failed", reason=str(error))
    for sidecar in sorted(found, key=lambda each: each.added_at):
        name = PurePath(PurePath(sidecar.name).name)
        try:
            data = originals.get(sidecar.sha256)
        except ArchiveError as error:
            yield ImportResult(sidecar.name, "failed", reason=str(error))
            continue
        if ready.is_ready(name.name):
            yield from importer.add_ready(data, name, kind=sidecar.kind)
        else:
            yield finished(importer.adding_bytes(data, name, reader, split=sidecar.split, kind=sidecar.kind))
        with database.writing() as session:
            sidecars.apply(session, sidecar)
        sidecars.refresh(database.reader(), originals, sidecar.sha256)


def sidecar_of(originals: Originals, path: Path) -> Sidecar:
    """The sidecar, or where it is lost, what the first bytes tell. ArchiveError for a file that tells nothing."""
    sha = originals.sha256_of(path)
    try:
        return originals.sidecar(sha)
    except ArchiveError:
        start = originals.get(sha)[:8]
        suffix = next((ending for signature, ending in _SIGNATURES if start.startswith(signature)), ".txt")
        return Sidecar(sha, f"{sha[:12]}{suffix}", "", originals.size(sha), "")
