"""Care for an archive: figures, verification, repair, the index, what is due once a day."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from search.archive import checking, recovery, sidecars
from search.archive.backed import Backups
from search.archive.kept import Kept
from search.archive.records import Records
from search.index.index import Index
from search.index.keeper import Keeper
from search.query import beside
from search.store.errors import ArchiveError

_A_MOMENT = 10.0  # seconds


class Care:
    """Looks after the archive and its index; the index is written by a thread of its own."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._mending: threading.Thread | None = None
        place = kept.folder / "index"
        keeping = partial(beside.keep, place, kept.vault)
        self._keeper = None if kept.read_only else Keeper(place, kept.reader, kept.vault, keeping)
        self.index = Index(place, self._renew, kept.vault)
        """The index as seen by searches."""

    def stats(self) -> dict[str, Any]:
        """`{"documents", "bytes", "index": {"engine", "documents", "bytes", "state"}}`; bytes are those on the disk."""
        self.index.refresh()
        return checking.stats(self._kept, self.index, indexing=self.is_indexing())

    def verify(self, head: str = "") -> dict[str, Any]:
        """`{"documents", "originals_ok", "index_matches", "problems": [...]}`: everything read and compared.

        `head` is a head of the audit log that was noted elsewhere: it must still be part of the log. What was just
        added is given a moment to reach the index.
        """
        self.wait_for_index(_A_MOMENT)
        self.index.refresh()
        return checking.verify(self._kept, self.index, head)

    def repair(self) -> None:
        """Mend what can be made anew from the archive itself: sidecars, and an index that does not match."""
        keeper = self._writer("档案库是以只读方式打开的，不能修复。")
        recovery.mend(self._kept.database, self._kept.originals)
        sidecars.refresh_all(self._kept.reader(), self._kept.originals)
        keeper.wait()
        recovery.check_index(self._kept.folder / "index", self._kept.database, keeper)
        keeper.wait()

    def reindex(self, engine: str = "auto") -> None:
        """Make the index anew with `engine` (auto, whoosh, tantivy; "" as chosen before) and wait; searches go on."""
        keeper = self._writer("档案库是以只读方式打开的，不能重建索引。")
        if self._kept.vault.sealed and engine == "tantivy":
            raise ArchiveError("有口令的档案库只能用 whoosh 索引：tantivy 的索引文件不能加密。")
        keeper.rebuild(engine)
        keeper.wait()

    def wait_for_index(self, timeout: float | None = None) -> bool:
        """Wait until the index holds everything; whether it does."""
        if self._mending is not None:
            self._mending.join(timeout)
        return self._keeper is None or self._keeper.wait(timeout)

    def is_indexing(self) -> bool:
        """Whether the index is being written."""
        return self._keeper is not None and not self._keeper.idle

    def upkeep(self, now: datetime | None = None) -> Path | None:
        """What is due once a day: empty the recycle bin of what is older than 30 days, back up; the backup's file."""
        moment = now or datetime.now().astimezone()
        Records(self._kept).purge_expired(moment.astimezone(UTC))
        return Backups(self._kept).write_if_due(moment)

    def mend_beside(self) -> None:
        """After an unclean end: have a thread mend what can wait."""
        if self._keeper is not None:
            arguments = (self._kept.folder, self._kept.database, self._keeper, time.time())
            self._mending = threading.Thread(target=recovery.mend_slowly, args=arguments, name="mending", daemon=True)
            self._mending.start()

    def follow(self) -> None:
        """Tell the index that there is something new."""
        if self._keeper is not None:
            self._keeper.wake()

    def close(self, *, finish_index: bool) -> bool:
        """End the threads and let go of the index; whether what was to be mended is."""
        mended = self._mending is None or finish_index or not self._mending.is_alive()
        if self._mending is not None and finish_index:
            self._mending.join()
        if self._keeper is not None:
            self._keeper.close(finish=finish_index)
            self._keeper = None
        if self._mending is not None:
            self._mending.join()
        self.index.close()
        return mended

    def _writer(self, refusal: str) -> Keeper:
        if self._keeper is None:
            raise ArchiveError(refusal)
        return self._keeper

    def _renew(self) -> None:
        if self._keeper is not None:
            self._keeper.rebuild()
