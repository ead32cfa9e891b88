"""Keeping the index up to date: one thread that writes what is new, in batches, while searches go on."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from papers.dates import day_number
from search.index.engine import Entry
from search.index.index import TANTIVY_FROM, Build, Stamp, read_stamp
from search.index.words import segment
from search.store.contract import Session
from search.store.values import NORMAL_ENCODING
from search.store.vault import CLEAR, Vault

_BATCH = 500  # documents in one commit: some 100 MB of postings
_RETRIES = 2

logger = logging.getLogger(__name__)


class Keeper:
    """The thread that writes the index. An error costs a rebuild, never a document."""

    def __init__(
        self,
        root: Path,
        session: Callable[[], Session],
        vault: Vault = CLEAR,
        beside: Callable[[Session], None] = lambda _: None,
    ) -> None:
        """`session` gives a reading session with the store for the calling thread.

        `beside` is called with one whenever the index is complete, and keeps what else is made from the records.
        """
        self._beside = beside
        self._root = root
        self._vault = vault
        self._session = session
        self._wanted = ""
        self._rebuild = False
        self._wake = threading.Condition()
        self._asked = 1
        self._done = 0
        self._stopping = False
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="index", daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether all that was asked for is written."""
        return self._done >= self._asked

    def wake(self) -> None:
        """Tell that the archive has changed."""
        with self._wake:
            self._asked += 1
            self._wake.notify_all()

    def rebuild(self, engine: str = "") -> None:
        """Ask for a new index made by `engine`: auto, whoosh or tantivy; "" for what was chosen before."""
        with self._wake:
            self._wanted, self._rebuild = engine, True
            self._asked += 1
            self._failures = 0
            self._wake.notify_all()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until all that was asked for is written, or nobody will write it; whether it is."""
        with self._wake:
            self._wake.wait_for(lambda: self.idle or self._stopping or not self._thread.is_alive(), timeout)
            return self.idle

    def close(self, *, finish: bool) -> None:
        """End the thread: at once after the current batch, or when all is written."""
        if finish:
            self.wait()
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._stopping or not self.idle)
                if self._stopping:
                    return
                asked = self._asked
            try:
                complete = self._catch_up()
            except Exception as error:  # noqa: BLE001 - an index can be made anew; searches do without it meanwhile
                place = "".join(traceback.format_tb(error.__traceback__))
                logger.warning("index writing failed: %s\n%s", type(error).__name__, place)
                self._failures += 1
                self._rebuild = True
                complete = self._failures > _RETRIES
            if complete:
                with self._wake:
                    self._done = asked
                    self._wake.notify_all()

    def _catch_up(self) -> bool:
        """Write all that the index lacks; False when it was interrupted."""
        session = self._session()
        stamp = read_stamp(self._root)
        usable = stamp is not None and stamp.usable() and (self._root / stamp.folder).is_dir()
        target = session.records.revision()
        if usable and not self._rebuild and stamp is not None and stamp.covers >= target:
            return True
        engine, chosen = self._engine_for(session, stamp)
        fresh = self._rebuild or not usable or (stamp is not None and stamp.engine != engine)
        build = Build(self._root, engine, None if fresh else stamp, chosen=chosen, vault=self._vault)
        try:
            complete = self._write(session, build, target, publish_early=not usable or not fresh)
        finally:
            build.close()
        self._rebuild = self._rebuild and not complete
        if complete:
            self._keep_beside(session)
        return complete

    def _keep_beside(self, session: Session) -> None:
        try:
            self._beside(session)
        except Exception as error:  # noqa: BLE001 - it can be made anew, and is done without meanwhile
            logger.warning("not kept beside the index: %s", type(error).__name__)

    def _write(self, session: Session, build: Build, target: int, *, publish_early: bool) -> bool:
        while build.covers < target:
            if self._stopping:
                return False
            batch, covers = _next(session, build.covers, target)
            build.write(batch, covers)
            if publish_early and build.covers < target:
                build.publish()
        build.publish()
        return True

    def _engine_for(self, session: Session, stamp: Stamp | None) -> tuple[str, bool]:
        """The engine to use, and whether the user chose it; otherwise the archive's size decides."""
        if self._vault.sealed:
            return "whoosh", False
        if self._wanted not in {"", "auto"}:
            return self._wanted, True
        if stamp is not None and stamp.chosen and self._wanted != "auto":
            return stamp.engine, True
        count = len(session.records.ids())
        return "tantivy" if count >= TANTIVY_FROM else "whoosh", False


def _next(session: Session, covers: int, target: int) -> tuple[list[Entry], int]:
    """The next records after revision `covers`, and up to which revision they reach."""
    batch = [entry(*row) for row in session.texts.entries(covers, target, _BATCH)]
    return batch, batch[-1].revision if len(batch) == _BATCH else target


def entry(  # noqa: PLR0913, PLR0917 - a row of Texts.entries
    number: int, revision: int, kind: str, issuer: str, date: str, deleted_at: str, head: bytes, body: bytes
) -> Entry:
    """A stored record as the index takes it: title and number are lines of their own before the text."""
    if deleted_at:
        return Entry(number, revision, "", (), live=False)
    lines = head.decode(NORMAL_ENCODING)
    text = f"{lines}\n{body.decode(NORMAL_ENCODING)}"
    title = lines.rsplit("\n", 1)[0]
    return Entry(number, revision, text, segment(text), title, kind, issuer, day_number(date))
