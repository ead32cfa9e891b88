"""Progress of long work on stderr: one line that is written over at a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

from office.plain import safe_line

_AT_TERMINAL, _ELSEWHERE = (2.0, 0.5), (30.0, 30.0)
"""Seconds until the first line, and between two of them."""
_LOOK = 0.5
"""Seconds between two looks at the clock."""
_WIDTH = 78


class Progress:
    """Tells how far work has come. Safe on any thread."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._told = 0.0
        self._terminal = sys.stderr.isatty()
        self._written = False

    def step(self, done: int, of: int, name: str = "") -> bool:
        """Told before each piece of work; always True: the person at the terminal ends work with Ctrl+C."""
        self.tell(f"{done}/{of} {name}")
        return True

    def tell(self, detail: str = "") -> None:
        """Write a line when it is time for one."""
        now = time.monotonic()
        first, pause = _AT_TERMINAL if self._terminal else _ELSEWHERE
        if now - self._began < first or now - self._told < pause:
            return
        self._told = now
        line = safe_line(f"{self._what}……{detail}（已用 {now - self._began:.0f} 秒）")
        sys.stderr.write(f"\r\x1b[K{line[:_WIDTH]}" if self._terminal else f"{line}\n")
        sys.stderr.flush()
        self._written = True

    def end(self) -> None:
        """Clear the line at a terminal."""
        if self._terminal and self._written:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def working(what: str) -> Generator[Progress]:
    """Tell that work goes on, each second anew, until it is done; nothing where it is done at once."""
    progress = Progress(what)
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK):
            progress.tell()

    watcher = threading.Thread(target=watch, name="progress", daemon=True)
    watcher.start()
    try:
        yield progress
    finally:
        over.set()
        watcher.join()
        progress.end()
