"""Backups: one zip file with the database and the originals, every member and the whole file checksummed."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePath
from typing import BinaryIO

from search.archive import ready, sidecars
from search.archive.importing import Importer, Reader
from search.records import ImportResult
from search.saving import make_folder, save_with, sync_folder
from search.steps import finished
from search.store import keys
from search.store.errors import ArchiveBusy, ArchiveError
from search.store.lock import Lock
from search.store.originals import Originals
from search.store.sidecar import Sidecar, pack, unpack
from search.store.sqlite import soundness
from search.store.sqlite.database import FILE_NAME, Database, schema_version
from search.store.sqlite.session import SqliteSession
from search.store.values import now
from search.store.vault import CLEAR, Sealed, Vault

MANIFEST = "manifest.json"
TEMPORARY = ".temporary-"  # folders within the archive's own: what a crash leaves behind is found and removed there
RESTORING = "restoring.db"
_MARK = b"WENYUAN-BACKUP-SHA256:"
_TRAILER = len(_MARK) + 64  # bytes after the zip: the mark and the checksum of all before it
_CHUNK = 1 << 20
_ORIGINAL = re.compile(r"originals/[0-9a-f]{2}/([0-9a-f]{64})")
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
        for sha in session.files.all():
            for name, content in _members(originals, sha, sidecars.current(session, originals, sha), vault):
                archive.writestr(name, content)
                members[name] = hashlib.sha256(content).hexdigest()
        about = {"made_at": now(), "schema": schema_version(), "audit_head": session.audit.head()}
        archive.writestr(MANIFEST, json.dumps({**about, "members": members}))
    file.write(_MARK + hashing.checksum.hexdigest().encode())


def _members(originals: Originals, sha: str, sidecar: Sidecar | None, vault: Vault) -> Iterator[tuple[str, bytes]]:
    """Name and content of an original and its sidecar, as they lie in the archive's folder."""
    name = originals.path(sha).name
    yield _member(name), vault.seal(originals.get(sha), name)
    yield f"{_member(name)}.json", vault.seal(pack(sidecar), f"{name}.json") if sidecar else b""


def _member(name: str) -> str:
    return f"originals/{name[:2]}/{name}"


def key_file(path: Path) -> keys.KeyFile | None:
    """The key file in a backup, None where the archive had no password."""
    with zipfile.ZipFile(path) as archive:
        return keys.unpack(archive.read(keys.FILE_NAME)) if keys.FILE_NAME in archive.namelist() else None


def has_password(path: Path) -> bool:
    """Whether a backup can only be restored with a password; False for a file that is no sound backup."""
    return not problems(path) and key_file(path) is not None


def problems(path: Path) -> tuple[str, ...]:
    """What is wrong with a backup file; nothing when it can be restored."""
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


def restore(path: Path, folder: Path, password: str | None = None, other: Database | None = None) -> None:
    """See search.archive.restore; `other` is an open archive whose key may serve.

    The database is put in place last and at one stroke: until then the old archive stands.
    """
    found = problems(path)
    if found:
        raise ArchiveError(found[0])
    vault, key = _vault_for(path, folder, password, other)
    make_folder(folder)
    lock = Lock(folder)
    try:
        if key is not None:
            keys.write(folder, key)
        new = folder / RESTORING
        for left in folder.glob(f"{RESTORING}*"):
            left.unlink()
        originals = Originals(folder / "originals", vault)
        with zipfile.ZipFile(path) as archive:
            names = json.loads(archive.read(MANIFEST))["members"]
            _restore_originals(archive, names, originals, vault)
            save_with(new, lambda file: _copy(archive, FILE_NAME, file))
        _check_database(new, path.name, vault)
        if any(new.with_name(new.name + suffix).exists() for suffix in ("-wal", "-journal")):
            raise ArchiveError("磁盘读写出错，没有恢复，原有内容不变；请检查磁盘后再试。")
        _replace_database(folder, new, vault)
    finally:
        lock.release(clean=False)  # the next opening looks whether all fits together


def _vault_for(
    path: Path, folder: Path, password: str | None, other: Database | None
) -> tuple[Vault, keys.KeyFile | None]:
    """The vault of a backup, and its key file; they must be those of the archive in `folder`, where there is one.

    Of several key files with the same key the one that is in force counts: that of `folder`, then that of `other`.
    """
    theirs, ours = key_file(path), keys.read(folder)
    if (folder / FILE_NAME).is_file() and _id(theirs) != _id(ours):
        raise ArchiveError("这份备份和现有的档案库不是同一个口令（或其中一个没有口令），请恢复到一个空文件夹。")
    if theirs is None:
        return CLEAR, None
    if other is not None and _id(keys.read(other.folder)) == theirs.id:
        return other.vault, keys.read(other.folder)
    file = ours if ours is not None and ours.id == theirs.id else theirs
    return Sealed(keys.unlock(file, password)), file


def _id(file: keys.KeyFile | None) -> str:
    return file.id if file else ""


def _copy(archive: zipfile.ZipFile, name: str, file: BinaryIO) -> None:
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            file.write(chunk)


def _restore_originals(archive: zipfile.ZipFile, names: dict[str, str], originals: Originals, vault: Vault) -> None:
    """Only names of our own making are written, whatever the file says; a damaged original is replaced."""
    for name in names:
        match = _ORIGINAL.fullmatch(name)
        if match is None:
            continue
        data = vault.open(archive.read(name), match[1])
        if match[1] != originals.path(hashlib.sha256(data).hexdigest()).name:
            continue
        sidecar = unpack(vault.open(archive.read(f"{name}.json"), f"{match[1]}.json"))
        originals.keep(data, sidecar)
        if originals.sidecar(sidecar.sha256) != sidecar:
            originals.write_sidecar(sidecar)


def _check_database(path: Path, name: str, vault: Vault) -> None:
    """Look at a database that is about to be put in place, and note in its log where it came from."""
    if not soundness.check_copy(path, vault, "恢复", name):
        path.unlink(missing_ok=True)
        raise ArchiveError("备份里的档案库文件已损坏，请换一个备份。")


def _replace_database(folder: Path, new: Path, vault: Vault) -> None:
    current = folder / FILE_NAME
    if current.is_file() and soundness.in_use(current, vault):
        raise ArchiveBusy("档案库正被另一个程序查阅，请等它关闭后再恢复。")
    for suffix in ("-wal", "-shm"):
        current.with_name(current.name + suffix).unlink(missing_ok=True)
    (folder / "index" / "current.json").unlink(missing_ok=True)
    new.replace(current)
    sync_folder(folder)


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
