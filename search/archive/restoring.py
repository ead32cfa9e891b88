"""Restoring a backup: the new archive is built and verified beside the old one, which stays under a dated name."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from fence.plain_json import load
from search.archive import backups
from search.archive import folder as folders
from search.saving import make_folder, save, save_with, sync_folder
from search.store import keys
from search.store.errors import ArchiveBusy, ArchiveError
from search.store.lock import Lock
from search.store.originals import Originals
from search.store.registers.written import Lines, lost, written
from search.store.sidecar import unpack
from search.store.sqlite import soundness
from search.store.sqlite.database import FILE_NAME, Database
from search.store.values import now
from search.store.vault import CLEAR, Sealed, Vault

_CHUNK = 1 << 20
_DAMAGED = "备份里的档案库文件已损坏，没有恢复，原有内容不变；请换一个备份。"


class WouldLose(ArchiveError):
    """Restoring would put papers or lines of the registers out of sight, and nobody said that this is wanted."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What a database holds: the archive's id, the papers by their bytes, with their titles, and its registers."""

    archive: str
    papers: dict[tuple[str, int], str]
    files: frozenset[str]
    lines: Lines


def restore(
    path: Path, folder: Path, password: str | None = None, *, force: bool = False, other: Database | None = None
) -> None:
    """See search.archive.restore; `other` is an open archive whose key may serve.

    The database is put in place last and at one stroke: until then the old archive stands.
    """
    found = backups.problems(path)
    if found:
        raise ArchiveError(found[0])
    vault, key = _vault_for(path, folder, password, other)
    make_folder(folder)
    lock = Lock(folder)
    try:
        with zipfile.ZipFile(path) as archive, _built(archive, folder, vault) as (new, held):
            if not force:
                _refuse_losses(folder, vault, held)
            if not soundness.check_copy(new, vault, "恢复", path.name):
                raise ArchiveError(_DAMAGED)
            if any(new.with_name(new.name + suffix).exists() for suffix in ("-wal", "-journal")):
                raise ArchiveError("磁盘读写出错，没有恢复，原有内容不变；请检查磁盘后再试。")
            if key is not None:
                keys.write(folder, key)
            _restore_originals(archive, Originals(folder / "originals", vault), vault)
            _restore_beside(archive, folder)
            _replace_database(folder, new, vault)
    finally:
        lock.release(clean=False)  # the next opening looks whether all fits together


@contextmanager
def _built(archive: zipfile.ZipFile, folder: Path, vault: Vault) -> Generator[tuple[Path, _Held]]:
    """The backup's database beside the old one, brought up to date and verified, and what it holds."""
    new = folder / backups.RESTORING
    _sweep(folder)
    try:
        save_with(new, lambda file: _copy(archive, FILE_NAME, file))
        soundness.refuse_forged(new, vault, _DAMAGED)
        with closing(Database(new, read_only=False, vault=vault)) as database:
            held = _held(database)
            wrong = soundness.integrity(database.reader())
        members = set(load(archive.read(backups.MANIFEST))["members"])
        names = Originals(folder, vault)
        missing = [sha for sha in held.files if backups.member(names.path(sha).name) not in members]
        if wrong or missing:
            raise ArchiveError(_DAMAGED)
        yield new, held
    finally:
        _sweep(folder)


def _held(database: Database) -> _Held:
    session = database.reader()
    files = frozenset(session.files.all())
    return _Held(session.settings.get("archive_id"), session.records.papers(), files, written(database))


def _refuse_losses(folder: Path, vault: Vault, new: _Held) -> None:
    """WouldLose when the archive in `folder` has papers, or lines of the registers, that are not in the backup.

    One that cannot be read may go.
    """
    if not (folder / FILE_NAME).is_file():
        return
    try:
        with closing(Database(folder / FILE_NAME, read_only=True, vault=vault)) as database:
            present = _held(database)
    except ArchiveError:  # damaged, or of an older version: it stays beside
        return
    stranger = "这是另一个档案库的备份：" if present.archive != new.archive else ""
    gone = [title for key, title in present.papers.items() if key not in new.papers]
    if gone:
        raise WouldLose(
            f"{stranger}现有 {len(present.papers)} 篇里有 {len(gone)} 篇不在备份里（如《{gone[0][:30]}》），"
            "恢复以后档案库里就没有它们了；没有恢复，原有内容不变。"
        )
    if lines := lost(present.lines, new.lines):
        told = "、".join(f"{name} {count} 行" for name, count in lines.items())
        raise WouldLose(
            f"{stranger}备份以后登记过的不在备份里（{told}），恢复以后就没有了，已经给出的字号会再给一次；"
            "没有恢复，原有内容不变。可以恢复到一个空文件夹。"
        )


def _vault_for(
    path: Path, folder: Path, password: str | None, other: Database | None
) -> tuple[Vault, keys.KeyFile | None]:
    """The vault of a backup, and its key file; they must be those of the archive in `folder`, where there is one.

    Of several key files with the same key the one that is in force counts: that of `folder`, then that of `other`.
    """
    theirs, ours = backups.key_file(path), keys.read(folder)
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


def _restore_originals(archive: zipfile.ZipFile, originals: Originals, vault: Vault) -> None:
    """Only names of our own making are written, whatever the file says; a damaged original is replaced."""
    for name in load(archive.read(backups.MANIFEST))["members"]:
        match = backups.ORIGINAL.fullmatch(name)
        if match is None:
            continue
        data = vault.open(archive.read(name), match[1])
        if match[1] != originals.path(hashlib.sha256(data).hexdigest()).name:
            continue
        sidecar = unpack(vault.open(archive.read(f"{name}.json"), f"{match[1]}.json"))
        originals.keep(data, sidecar)
        if originals.sidecar(sidecar.sha256) != sidecar:
            originals.write_sidecar(sidecar)


def _restore_beside(archive: zipfile.ZipFile, folder: Path) -> None:
    """Bring drafts, basket and their like back; one that is there and says something else stays as it is."""
    for name in load(archive.read(backups.MANIFEST))["members"]:
        parts = PurePosixPath(name.removeprefix(backups.BESIDE)).parts
        if name.startswith(backups.BESIDE) and parts and parts[0] in folders.backed_up() and _harmless(parts):
            target = folder.joinpath(*parts)
            if not target.exists() and not any(
                above.is_symlink() for above in target.parents if folder in above.parents
            ):
                make_folder(target.parent)
                save(target, archive.read(name))


def _harmless(parts: tuple[str, ...]) -> bool:
    """Whether a path stays where it is put, on any system."""
    return all(part not in {"", ".", ".."} and not set(part) & set('\\/:*?"<>|\0') for part in parts)


def _replace_database(folder: Path, new: Path, vault: Vault) -> None:
    """Put `new` in place; what stood there stays beside, under the day and hour."""
    current = folder / FILE_NAME
    if current.is_file():
        if soundness.in_use(current, vault):
            raise ArchiveBusy("档案库正被另一个程序查阅，请等它关闭后再恢复。")
        _keep_beside(current, folder / f"{current.stem}-{now().replace(':', '').replace('+0000', '')}.db")
    for suffix in ("-wal", "-shm"):
        current.with_name(current.name + suffix).unlink(missing_ok=True)
    (folder / "index" / "current.json").unlink(missing_ok=True)
    new.replace(current)
    sync_folder(folder)


def _keep_beside(current: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    try:
        os.link(current, copy)
    except OSError:  # a file system without links
        with current.open("rb") as source:
            save_with(copy, lambda file: shutil.copyfileobj(source, file, _CHUNK))


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{Path(backups.RESTORING).stem}*"):
        left.unlink(missing_ok=True)
