"""Bombs: each is read or refused in a sentence, within 10 seconds and 512 MB, and the next file is read as ever."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil
import pytest

from search.readers import Readers, Unreadable
from search.readers.client import SECONDS
from search.readers.limits import MEMORY
from tests.search.readers.bombs import LONG, QUICK, Bomb
from tests.search.readers.making import NOTICE
from tests.search.readers.peaks import peak_memory

SLACK = 3.0  # seconds for starting and ending processes on a busy machine


def set_off(bomb: Bomb, folder: Path) -> tuple[float, int]:
    """(seconds, peak bytes of the worker) that a bomb took."""
    name, make = bomb
    path = folder / name
    path.write_bytes(make())
    with Readers() as readers:
        readers.read(plain(folder))
        watched = psutil.Process(readers.worker_id)
        start = time.monotonic()
        try:
            problem = "" if readers.read(path) else "nothing"
        except Unreadable as refused:
            problem = str(refused)
        seconds = time.monotonic() - start
        peak = peak_memory(watched)
        assert problem == "" or problem.endswith("。")
        assert readers.read(plain(folder))[0].text == NOTICE
    return seconds, peak


def plain(folder: Path) -> Path:
    path = folder / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_there_are_sixty_bombs() -> None:
    assert len(QUICK) + len(LONG) >= 60


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("bomb", QUICK.values(), ids=QUICK)
def test_a_bomb_keeps_within_the_limits(bomb: Bomb, tmp_path: Path) -> None:
    seconds, peak = set_off(bomb, tmp_path)
    assert seconds < SECONDS + SLACK
    assert peak <= MEMORY


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("bomb", LONG.values(), ids=LONG)
def test_a_large_bomb_keeps_within_the_limits(bomb: Bomb, tmp_path: Path) -> None:
    seconds, peak = set_off(bomb, tmp_path)
    assert seconds < SECONDS + SLACK
    assert peak <= MEMORY
