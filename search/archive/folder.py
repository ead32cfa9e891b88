"""What lies in an archive's folder: one table. Backups and passwords take their lists from it, and so does verify.

`WRITTEN` is what people wrote beside the papers (drafts, basket …): it goes into each backup, and is sealed where the
archive has a password. To have another file saved with the archive, add it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from search.store import keys
from search.store.sqlite.database import FILE_NAME

Keeping = Literal["store", "written", "clear", "cache"]


@dataclass(frozen=True, slots=True)
class Place:
    """A file or a folder in an archive's own: what it is to people, and how it is kept.

    store: written by the store itself, which seals and backs it up in its own way · written: sealed and backed up ·
    clear: backed up, but read by other parts as it is, so never sealed · cache: can be made anew or needs no keeping.
    """

    name: str
    what: str
    keeping: Keeping


PLACES = (
    Place(FILE_NAME, "记录和全文", "store"),
    Place(keys.FILE_NAME, "口令文件", "store"),
    Place("originals", "原件", "store"),
    Place("drafts", "草稿和各个版本", "written"),
    Place("basket.json", "素材篮", "written"),
    Place("ignored.json", "体检里不再提示的", "written"),
    Place("templates", "自己的模板", "clear"),
    Place("index", "索引", "cache"),
    Place("backups", "自动备份", "cache"),
    Place("archive.lock", "使用登记", "cache"),
    Place("attempts.json", "输错口令的次数", "cache"),
    Place(keys.STAGE, "设口令时的新库", "cache"),
)
_BESIDE = re.compile(rf"{re.escape(FILE_NAME)}-(wal|shm|journal)|archive-[\w-]+\.db(-wal|-shm|-journal)?|.+\.wyb")
"""What lies beside the database: SQLite's own, older databases (upgrades, restorings, rebuildings), backups."""
_TEMPORARY = re.compile(r"\..*\.tmp|\.temporary-.*|restoring.*")


def written() -> tuple[str, ...]:
    """The names of what is sealed and backed up."""
    return tuple(place.name for place in PLACES if place.keeping == "written")


def backed_up() -> tuple[str, ...]:
    """The names of what goes into a backup beside database, key and originals."""
    return tuple(place.name for place in PLACES if place.keeping in {"written", "clear"})


def files(place: Path) -> Iterator[Path]:
    """The file `place`, or all files below it; what an interrupted saving left is none."""
    found = [place] if place.is_file() else sorted(place.rglob("*"))
    return (path for path in found if path.is_file() and not _TEMPORARY.fullmatch(path.name))


def strays(folder: Path) -> tuple[str, ...]:
    """The names in an archive's folder that are in no table."""
    known = {place.name for place in PLACES}
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return tuple(name for name in names if name not in known and not _BESIDE.fullmatch(name))


def older(folder: Path) -> Iterator[Path]:
    """The databases that upgrades, restorings and rebuildings left beside the present one."""
    return folder.glob(f"{Path(FILE_NAME).stem}-*.db")


def links(folder: Path) -> tuple[str, ...]:
    """What of an archive's folder is a link to elsewhere, as paths within it: caches aside."""
    found: list[str] = []
    for place in PLACES:
        path = folder / place.name
        if place.keeping != "cache":
            below = [path, *(path.rglob("*") if path.is_dir() and not path.is_symlink() else ())]
            found += [str(each.relative_to(folder)) for each in below if each.is_symlink()]
    return tuple(found)


def sweep(folder: Path) -> int:
    """Remove what interrupted savings left, for the holder of the archive's lock before it writes; how many files."""
    found = [*folder.glob(".*.tmp"), *(folder / "backups").glob(".*.tmp")]
    for name in (*backed_up(), "originals"):
        found += (folder / name).rglob(".*.tmp")
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
