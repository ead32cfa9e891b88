"""SQLite's errors, whichever of the two libraries raises them: the standard one or SQLCipher.

SQLCipher's exceptions are classes of their own with the same names and the same `sqlite_errorcode`.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import Any, Literal, cast

_CIPHER = "sqlcipher3.dbapi2"


def errors(
    name: Literal["Error", "DatabaseError", "OperationalError"] = "DatabaseError",
) -> tuple[type[sqlite3.Error], ...]:
    """The classes called `name`. After `except` Python asks for them only once something was raised.

    Both are given the standard library's type: what is used of them (message, `sqlite_errorcode`) is alike.
    """
    cipher: Any = sys.modules.get(_CIPHER)  # where nobody has loaded it, it has raised nothing
    own = cast("type[sqlite3.Error]", getattr(sqlite3, name))
    return (own, getattr(cipher, name)) if cipher else (own,)
