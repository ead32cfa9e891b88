"""A guard against a fault of PySide 6.12 on Python 3.11.

There calls such as `Signal.emit` hand out True and None without taking a reference to them, so that after some thousand
signals Python ends with "deallocating True or False" or "deallocating None". From Python 3.12 on these objects are
immortal; here they are made so by a very large count.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_MANY = 1 << 40


@cache
def hold_constants() -> None:
    """Make True, False and None immortal, once a process; nothing to do from Python 3.12 on."""
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython" and not hasattr(sys, "gettotalrefcount"):
        for constant in (True, False, None):
            # An object of CPython begins with its count of references.
            ctypes.c_ssize_t.from_address(id(constant)).value += _MANY
