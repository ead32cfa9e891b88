"""Backups without asking: at most one a day and only of what has changed, the older ones thinned.

Kept is the newest backup of each of the last 7 days that have one, of the last 5 weeks and of the last 12 months.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from fence.plain_json import load
from search.archive import backups
from search.saving import make_folder
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.sqlite.database import Database

_NAME = re.compile(r"文渊备份-(\d{8}-\d{6})\.wyb")
_STAMP = "%Y%m%d-%H%M%S"
DAYS, WEEKS, MONTHS = 7, 5, 12


@dataclass(frozen=True, slots=True)
class Backup:
    """One automatic backup and when it was made (local time)."""

    path: Path
    made_at: datetime


def found(folder: Path) -> tuple[Backup, ...]:
    """The automatic backups in `folder`, the newest first."""
    if not folder.is_dir():
        return ()
    made = [backup for backup in map(_named, folder.iterdir()) if backup is not None]
    return tuple(sorted(made, key=lambda backup: backup.made_at, reverse=True))


def _named(path: Path) -> Backup | None:
    """An automatic backup by its name; None for any other file, and for a name that tells no moment there is."""
    match = _NAME.fullmatch(path.name)
    try:
        return Backup(path, datetime.strptime(match.group(1), _STAMP).astimezone()) if match else None
    except (ValueError, OverflowError, OSError):
        return None


def back_up_if_due(database: Database, originals: Originals, folder: Path, now: datetime) -> Path | None:
    """Write today's backup into `folder` unless there is one or nothing has changed; the new file.

    ArchiveError when what was written cannot be read back: the older backups then stay as they are.
    """
    before = _past(found(folder), now)
    head = database.reader().audit.head()
    if not head or (before and (before[0].made_at.date() >= now.date() or _head(before[0].path) == head)):
        return None
    path = _back_up(database, originals, folder, now)
    for backup in superfluous(_past(found(folder), now)):
        backup.path.unlink(missing_ok=True)
    return path


def _past(made: tuple[Backup, ...], now: datetime) -> tuple[Backup, ...]:
    """Those that are not of the future: made while a clock was wrong, they must hold up none of today's."""
    return tuple(backup for backup in made if backup.made_at <= now + timedelta(days=1))


def _back_up(database: Database, originals: Originals, folder: Path, now: datetime) -> Path:
    make_folder(folder)
    path = folder / f"文渊备份-{now.strftime(_STAMP)}.wyb"
    backups.backup(database, originals, path)
    wrong = backups.problems(path)
    if wrong:
        path.unlink(missing_ok=True)
        raise ArchiveError(f"自动备份没有写好：{wrong[0]}")
    return path


def replace_clear(database: Database, originals: Originals, folder: Path) -> int:
    """Replace the backups that lie in clear by a new one of a sealed archive; how many they were."""
    clear = [backup.path for backup in found(folder) if _is_clear(backup.path)]
    if not database.vault.sealed or not clear:
        return 0
    moment = datetime.now().astimezone()
    _back_up(database, originals, folder, moment)
    for path in clear:
        path.unlink(missing_ok=True)
    return len(clear)


def _is_clear(path: Path) -> bool:
    """Whether a backup can be read without a password; one that cannot be read at all may hold texts too."""
    try:
        return backups.key_file(path) is None
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return True


def superfluous(made: Iterable[Backup]) -> tuple[Backup, ...]:
    """Those of the backups (the newest first) that are not kept."""
    newest_first = tuple(made)
    kept = {
        *_newest_of_each(newest_first, lambda at: at.strftime("%Y-%m-%d"), DAYS),
        *_newest_of_each(newest_first, lambda at: at.strftime("%G-%V"), WEEKS),
        *_newest_of_each(newest_first, lambda at: at.strftime("%Y-%m"), MONTHS),
    }
    return tuple(backup for backup in newest_first if backup not in kept)


def _newest_of_each(newest_first: tuple[Backup, ...], period: Callable[[datetime], str], count: int) -> list[Backup]:
    """The newest backup of each of the last `count` periods that have one."""
    newest: dict[str, Backup] = {}
    for backup in newest_first:
        newest.setdefault(period(backup.made_at), backup)
    return list(newest.values())[:count]


def _head(path: Path) -> str:
    """The head of the audit log when the backup was made: another one now means that something has changed."""
    try:
        with zipfile.ZipFile(path) as archive:
            return str(load(archive.read(backups.MANIFEST)).get("audit_head", ""))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return ""
