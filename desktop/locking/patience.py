"""The waiting time after wrong passwords: 1, 2, 4 … 30 seconds, for whoever tries on and on."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings

from desktop.parts.instance import name_of

_LONGEST = 30


class Patience:
    """Counts the wrong tries on one archive, in the settings: a new window begins where the last one stopped."""

    def __init__(self, settings: QSettings, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._settings, self._clock = settings, clock
        self._key = f"lock/{name_of(folder)}"

    @property
    def left(self) -> float:
        """Seconds until the next try, 0 for none; never more than the longest, wherever the clock has been put."""
        return min(_LONGEST, max(0.0, self._number("until") - self._clock()))

    def wrong(self) -> None:
        """A try was wrong: wait, twice as long as the last time."""
        count = int(self._number("wrong"))
        self._settings.setValue(f"{self._key}/wrong", count + 1)
        self._settings.setValue(f"{self._key}/until", self._clock() + min(_LONGEST, 2 ** min(count, 10)))
        self._settings.sync()

    def right(self) -> None:
        """A try was right: forget the others."""
        self._settings.remove(self._key)

    def _number(self, name: str) -> float:
        try:
            return float(str(self._settings.value(f"{self._key}/{name}", 0)))
        except ValueError:
            return 0.0
