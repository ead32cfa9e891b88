"""One writer an archive: who has it is told, and a lock whose holder died blocks nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from search.store.errors import ArchiveBusy
from search.store.lock import Lock

HOLD = """
import sys, pathlib
from search.store.lock import Lock
lock = Lock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that has the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_holder_is_named(tmp_path: Path) -> None:
    process = holder(tmp_path)
    with pytest.raises(ArchiveBusy, match=f"进程 {process.pid}"):
        Lock(tmp_path)
    process.kill()
    process.communicate()


def test_a_lock_of_a_killed_program_is_free_and_tells_whose_it_was(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.kill()
    process.communicate()
    lock = Lock(tmp_path)
    assert f"进程 {process.pid}" in lock.left_by
    lock.release()


def test_a_lock_that_was_let_go_leaves_no_name(tmp_path: Path) -> None:
    Lock(tmp_path).release()
    lock = Lock(tmp_path)
    assert lock.left_by == ""
    lock.release()


def test_what_was_left_undone_is_told_to_the_next_holder(tmp_path: Path) -> None:
    Lock(tmp_path).release(clean=False)
    lock = Lock(tmp_path)
    assert lock.left_by != ""
    lock.release()
