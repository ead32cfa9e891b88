"""Giving an archive a password, changing it, taking it away.

The archive is written a second time into a folder of its own, sealed or in clear, and read back. Only when all of it is
on the disk does a mark say so; from then on the new files take the places of the old ones, and after an interruption
the next opening goes on with that. Before the mark, an interruption leaves the old archive as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from search.archive import backups, sidecars
from search.archive import folder as folders
from search.saving import make_folder, save, sync_folder
from search.store import keys
from search.store.errors import ArchiveError, PasswordNeeded
from search.store.lock import Lock
from search.store.memory import no_core_dumps
from search.store.originals import Originals
from search.store.patience import patience
from search.store.sqlite import errors, soundness
from search.store.sqlite.database import FILE_NAME, Database, is_refusal, writing_error
from search.store.vault import CLEAR, Damaged, Sealed, Vault, copy_database

DESK = "desk"
"""The label under which the window seals what it keeps in the archive's folder (search/archive/folder.py)."""

_SUFFIXES = ("", "-wal", "-shm")

Progress = Callable[[int, int], bool]
"""Told how many of how many files are done; False ends the work, and nothing has changed."""


class Cancelled(ArchiveError):
    """The work was ended before anything changed."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """From one vault to another; `key` is the key file that goes with `new`."""

    folder: Path
    old: Vault
    new: Vault
    key: keys.KeyFile | None

    @property
    def stage(self) -> Path:
        return self.folder / keys.STAGE


def is_unfinished(folder: Path) -> bool:
    """Whether a conversion has to be brought to its end before the archive can be used."""
    return (folder / keys.STAGE / keys.COMPLETE).is_file()


def vault_of(folder: Path, password: str | None) -> Vault:
    """What opens the files of the archive in `folder`. Raises PasswordNeeded or WrongPassword."""
    file = keys.read(folder)
    if file is None:
        return CLEAR
    if password is None:
        return Sealed(keys.unlock(file, None))
    with patience(folder):
        vault = Sealed(keys.unlock(file, password))
    no_core_dumps()
    return vault


def set_password(
    folder: Path,
    old: str | None,
    new: str | None,
    progress: Progress = lambda done, of: True,  # noqa: ARG005
) -> str:
    """Give the archive in `folder` a password (`old` None), change it, or take it away (`new` None).

    Nobody may have the archive open. Returns the recovery code where there was no password, else "". `old` may be the
    recovery code. Raises WrongPassword, Cancelled when `progress` ended it, ArchiveError for a password that is too
    short, an archive in use or a disk that is too full; nothing has changed then.
    """
    if not (folder / FILE_NAME).is_file() and not is_unfinished(folder):
        raise ArchiveError(f"“{folder}”里还没有档案库，请先导入文件，或核对文件夹。")
    folder = folder.expanduser().absolute()
    elsewhere = folders.links(folder)
    if elsewhere:
        raise ArchiveError(
            f"档案库里的“{elsewhere[0]}”是指向别处的链接，那里的内容口令管不到；请先把它移回档案库的文件夹，再设口令。"
        )
    lock = Lock(folder)
    try:
        finish(folder)
        folders.sweep(folder)
        return _set(folder, old, new, progress)
    finally:
        lock.release(clean=not lock.left_by)


def _set(folder: Path, old: str | None, new: str | None, progress: Progress) -> str:
    file = keys.read(folder)
    if file is None and new is not None:
        made, code, key = keys.make(new)
        _convert(_Plan(folder, CLEAR, Sealed(key), made), "设了口令", progress)
        return code
    if file is None:
        raise ArchiveError("这个档案库没有口令。")
    if old is None:
        raise PasswordNeeded("请先输入现在的口令。")
    with patience(folder):
        key = keys.unlock(file, old)
    if new is None:
        _convert(_Plan(folder, Sealed(key), CLEAR, None), "取消了口令", progress)
    else:
        keys.write(folder, keys.with_password(file, key, new))
        with closing(Database(folder / FILE_NAME, read_only=False, vault=Sealed(key))) as database:
            _note(database, "改了口令")
    return ""


def _note(database: Database, action: str) -> None:
    with database.writing() as session:
        session.audit.append(action, "")


def _convert(plan: _Plan, action: str, progress: Progress) -> None:
    with closing(Database(plan.folder / FILE_NAME, read_only=False, vault=plan.old)) as database:
        originals = Originals(plan.folder / "originals", plan.old)
        sidecars.refresh_all(database.reader(), originals)
        _require_space(plan, database)
        make_folder(plan.stage)
        try:
            _copy_files(plan, originals, progress)
            _copy_database(plan, database, action)
        except BaseException:
            shutil.rmtree(plan.stage, ignore_errors=True)
            raise
    if plan.key is not None:
        keys.write(plan.stage, plan.key)
    save(plan.stage / keys.COMPLETE, b"")
    finish(plan.folder)


def _require_space(plan: _Plan, database: Database) -> None:
    files = (path for part in ("originals", *folders.written()) for path in folders.files(plan.folder / part))
    needed = database.bytes() + sum(path.stat().st_size for path in files)
    if shutil.disk_usage(plan.folder).free < needed * 1.1:
        raise ArchiveError(f"磁盘上要空出约 {needed * 1.1 / 1e6:.0f} MB 才能转换，请清理磁盘后再试；原有内容不变。")


def _copy_files(plan: _Plan, originals: Originals, progress: Progress) -> None:
    """Originals with their sidecars, then what lies beside; each is read back."""
    found = list(originals.all())
    beside = [path for part in folders.written() for path in folders.files(plan.folder / part)]
    total = len(found) + len(beside)
    for part in ("originals", *folders.written()):
        if (plan.folder / part).is_dir():
            make_folder(plan.stage / part)
    target = Originals(plan.stage / "originals", plan.new)
    for done, path in enumerate(found):
        _go_on(progress, done, total)
        sidecar = backups.sidecar_of(originals, path)
        target.keep(originals.get(sidecar.sha256), sidecar)
        target.get(sidecar.sha256)
    for done, path in enumerate(beside, start=len(found)):
        _go_on(progress, done, total)
        copy = plan.stage / path.relative_to(plan.folder)
        make_folder(copy.parent)
        save(copy, plan.new.seal(_as_kept(path, plan.old), DESK))
    _go_on(progress, total, total)


def _as_kept(path: Path, vault: Vault) -> bytes:
    """What the window keeps in a file; one damaged draft holds nothing up, and goes along as it is."""
    data = path.read_bytes()
    try:
        return vault.open(data, DESK)
    except Damaged:
        return data


def _go_on(progress: Progress, done: int, total: int) -> None:
    if not progress(done, total):
        raise Cancelled("已取消，档案库没有改动。")


def _copy_database(plan: _Plan, database: Database, action: str) -> None:
    """Write the database anew, compare it with the old one row by row, and note in its log what was done."""
    target = plan.stage / FILE_NAME
    try:
        copy_database(plan.folder / FILE_NAME, plan.old, target, plan.new)
    except errors() as error:
        if is_refusal(error):
            raise writing_error(error) from error
        raise
    if not soundness.check_copy(target, plan.new, action, "", like=database.reader()):
        raise ArchiveError("转换后的档案库与原来的不一致，没有改动；请先运行 wenyuan verify 核对。")


def finish(folder: Path) -> None:
    """Put what a conversion has written into its places, or clear away what one left unfinished. Any number of times.

    For the holder of the archive's lock. An old file goes only when the new one lies ready, and the mark goes last.
    """
    stage = folder / keys.STAGE
    if not is_unfinished(folder):
        shutil.rmtree(stage, ignore_errors=True)
        return
    shutil.rmtree(folder / "index", ignore_errors=True)
    if not (stage / keys.FILE_NAME).is_file():
        (folder / keys.FILE_NAME).unlink(missing_ok=True)
    for name in ("originals", *folders.written(), FILE_NAME):
        _put_in_place(stage / name, folder / name)
        _for_oneself(folder / name)
    _for_oneself(folder)
    if (stage / keys.FILE_NAME).is_file():
        for copy in folder.glob(f"{Path(FILE_NAME).stem}-*.db*"):  # of before an upgrade or a rebuilding: in clear
            copy.unlink()
        save(folder / keys.FILE_NAME, (stage / keys.FILE_NAME).read_bytes())
    sync_folder(folder)
    (stage / keys.COMPLETE).unlink()
    sync_folder(stage)
    shutil.rmtree(stage, ignore_errors=True)


def _put_in_place(new: Path, place: Path) -> None:
    """Replace `place` by `new`, unless that was done already."""
    if not new.exists():
        return
    if place.is_dir():
        shutil.rmtree(place)
    for suffix in _SUFFIXES:
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    new.rename(place)


def _for_oneself(place: Path) -> None:
    """Let nobody but the owner look into a file or folder: 0600 and 0700."""
    with suppress(OSError):
        if place.exists():
            place.chmod(0o700 if place.is_dir() else 0o600)
