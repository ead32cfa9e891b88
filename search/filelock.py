"""The operating system's own lock on an open file: it lets go when the holder dies, however that dies."""

from __future__ import annotations

import os
import sys

if sys.platform == "win32":
    import msvcrt

    def hold(file: int) -> None:
        """Lock the file, or rather its first byte, so that others can read what comes after; OSError where it is."""
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def let_go(file: int) -> None:
        """Unlock the file."""
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def hold(file: int) -> None:
        """Lock the file; OSError where it is locked, be it through another opening in this very program."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def let_go(file: int) -> None:
        """Unlock the file."""
        fcntl.flock(file, fcntl.LOCK_UN)
