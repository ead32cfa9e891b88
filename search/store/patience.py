"""Waiting after wrong passwords (lockout): kept in the archive's folder, so that a new program has to wait as well."""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from fence.plain_json import load
from fence.regular import read_own
from search.saving import save
from search.store.errors import WrongPassword

FILE_NAME = "attempts.json"
FREE = 5
"""Wrong passwords that cost nothing."""
LONGEST = 300
"""Seconds of waiting at most; each wrong one after the free ones doubles it from 2 seconds on."""


@contextmanager
def patience(folder: Path) -> Generator[None]:
    """Let a password be tried within: WrongPassword at once while one has to wait, and counted when raised within."""
    failed, at = _read(folder)
    wait = _wait(failed) - (time.time() - at)
    if wait > 0:
        raise WrongPassword(f"口令错得太多，请等 {int(wait) + 1} 秒再试。")
    try:
        yield
    except WrongPassword:
        _write(folder, failed + 1)
        raise
    if failed:
        with suppress(OSError):
            (folder / FILE_NAME).unlink(missing_ok=True)


def _wait(failed: int) -> float:
    return 0.0 if failed < FREE else min(LONGEST, 2.0 ** (min(failed, 20) - FREE + 1))


def _read(folder: Path) -> tuple[int, float]:
    """How many wrong ones there were, and when the last was (seconds of the epoch; one of the future counts as now)."""
    try:
        value = load(read_own(folder / FILE_NAME)[:1000])
        failed, at = int(value["failed"]), float(value["at"])
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return 0, 0.0
    if at > time.time():  # the clock was put back: the waiting begins anew
        _write(folder, failed)
        return failed, time.time()
    return failed, at


def _write(folder: Path, failed: int) -> None:
    with suppress(OSError):  # a medium for reading alone: nothing to be kept there
        save(folder / FILE_NAME, json.dumps({"failed": failed, "at": time.time()}).encode())
