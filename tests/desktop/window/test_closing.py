"""Closing in the middle of whatever is going on: no crash, within three seconds, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.archive.importing import Importing
from desktop.jobs.store import Store
from search.archive import Archive
from search.archive.bringing import Importing as BringingIn
from search.records import ImportResult
from tests.desktop.window.settling import signalled

PROJECT = Path(__file__).resolve().parents[3]
LONGEST = 3.0
"""Seconds that closing may take."""


def closings(folder: Path, seed: int, times: int) -> list[tuple[float, list[str]]]:
    """Seconds and lost records of each closing; a crash fails."""
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.desktop.window.closing"]
    done = subprocess.run(
        [*command, str(folder), str(seed), str(times)],
        cwd=PROJECT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60 + 15 * times,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows = [line.split() for line in done.stdout.splitlines()]
    return [(float(seconds), missing) for seconds, *missing in rows]


def assert_well_closed(found: list[tuple[float, list[str]]], times: int) -> None:
    assert len(found) == times
    assert [missing for _, missing in found if missing] == []
    assert max(seconds for seconds, _ in found) <= LONGEST


def test_an_import_ends_on_its_thread_before_the_archive_is_closed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def import_steps(_: BringingIn, *__: object, **___: object) -> Iterator[ImportResult]:
        try:
            while True:
                yield ImportResult("甲", "added")
        finally:
            order.append(threading.current_thread().name)

    def close(archive: Archive, *, finish_index: bool = True) -> None:
        order.append("close")
        closed(archive, finish_index=finish_index)

    closed = Archive.close
    monkeypatch.setattr(BringingIn, "steps", import_steps)
    monkeypatch.setattr(Archive, "close", close)
    store = Store(tmp_path / "archive")
    importing = Importing(store, [tmp_path])
    with signalled(qtbot, importing.came):
        importing.start()
    assert store.stop()
    assert order == ["archive-changes", "close"]


def test_the_window_closes_in_the_middle_of_work_and_loses_nothing(tmp_path: Path) -> None:
    assert_well_closed(closings(tmp_path, 20260415, 12), 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_three_hundred_closings_lose_nothing(tmp_path: Path, seed: int) -> None:
    assert_well_closed(closings(tmp_path, seed, 30), 30)
