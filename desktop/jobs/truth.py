"""A guard against a fault of PySide 6.12 on Python 3.11.

There every `Signal.emit` returns True without taking a reference to it, so that after some thousand signals Python ends
with "deallocating True or False". From Python 3.12 on True is immortal; here it is made so by a very large count.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_MANY = 1 << 40


@cache
def hold_true() -> None:
    """Make True immortal, once a process; nothing to do from Python 3.12 on."""
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython" and not hasattr(sys, "gettotalrefcount"):
        # An object of CPython begins with its count of references.
        ctypes.c_ssize_t.from_address(id(True)).value += _MANY
