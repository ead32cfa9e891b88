"""The thread that writes the index."""

from __future__ import annotations

import threading
from pathlib import Path

from search.index.keeper import Keeper
from search.store.contract import Session


def test_who_waits_for_the_index_is_let_go_when_it_is_closed_unfinished(tmp_path: Path) -> None:
    writing, closed = threading.Event(), threading.Event()

    def session() -> Session:
        writing.set()
        closed.wait()
        raise OSError("the archive was closed meanwhile")

    keeper = Keeper(tmp_path, session)
    writing.wait()
    waiting = threading.Thread(target=keeper.wait, daemon=True)
    waiting.start()
    closing = threading.Thread(target=keeper.close, kwargs={"finish": False}, daemon=True)
    closing.start()
    waiting.join(timeout=30)
    assert not waiting.is_alive()
    closed.set()
    closing.join()
