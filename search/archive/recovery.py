"""After an unclean end, a crash or a power cut: what was acknowledged is there; what was half done is finished.

SQLite rolls back by itself; the quick check makes sure. What lies outside its transactions is mended here: sidecars not
yet written, originals not yet removed, temporary files, an index that is not what its stamp says.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from search.archive import backups, checking, sidecars
from search.archive import folder as folders
from search.index.index import Index
from search.index.keeper import Keeper
from search.saving import is_own
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.sqlite import errors, soundness
from search.store.sqlite.database import Database

_LONGEST_SAVING = 600.0  # seconds

logger = logging.getLogger(__name__)


def mend(database: Database, originals: Originals) -> None:
    """The part that cannot wait. ArchiveError when the database is damaged."""
    session = database.reader()
    found = soundness.quick_check(session)
    if found:
        raise ArchiveError(f"档案库上次没有正常关闭，检查发现损坏（{found}）。请用备份恢复，或从原件重建。")
    for sha in session.files.orphaned():
        originals.remove(sha)
    for left in database.folder.glob(f"{Path(backups.RESTORING).stem}*"):
        left.unlink(missing_ok=True)
    for left in database.folder.glob(f"{backups.TEMPORARY}*"):
        shutil.rmtree(left, ignore_errors=True)
    folders.sweep(database.folder)
    sidecars.refresh_recent(session, originals)


def mend_slowly(folder: Path, database: Database, keeper: Keeper, opened: float) -> None:
    """The part that can: for a thread beside the work. `opened` is when the archive was opened, in seconds."""
    originals = Originals(folder / "originals", database.vault)
    removed = remove_temporary(folder / "originals", opened)
    logger.info("after an unclean end: %d temporary files removed", removed)
    try:
        sidecars.refresh_all(database.reader(), originals)
    except errors("Error"):  # the archive was closed meanwhile
        return
    keeper.wait()
    check_index(folder / "index", database, keeper)


def check_index(folder: Path, database: Database, keeper: Keeper) -> None:
    """Compare the index with the archive; have it made anew when they differ."""
    index = Index(folder, vault=database.vault)
    index.refresh()
    try:
        matches, _ = checking.compare_index(database.reader(), index)
        engine = index.stamp.engine if index.stamp and index.stamp.chosen else "auto"
    except errors("Error"):  # the archive was closed meanwhile; the next opening checks again
        return
    finally:
        index.close()
    if not matches:
        logger.info("index does not match the archive after an unclean end: making it anew")
        keeper.rebuild(engine)


def remove_temporary(folder: Path, before: float) -> int:
    """Remove what interrupted savings left behind `before` that moment (seconds); how many files.

    The time of a file lags some milliseconds behind the clock, so that one which is being written may look too old:
    those of this process are left alone until nobody can be writing them any more.
    """
    old = [path for path in folder.rglob(".*.tmp") if _is_left(path, before)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _is_left(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < (before - _LONGEST_SAVING if is_own(path) else before)
    except FileNotFoundError:  # saved meanwhile
        return False
