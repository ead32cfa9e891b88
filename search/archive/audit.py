"""The audit log of an archive."""

from __future__ import annotations

from search.archive.kept import Kept
from search.store.values import Entry


class Audit:
    """Who did what, when; each entry's hash covers the one before it."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def log(self, action: str, subject: str, detail: str = "") -> None:
        """Note what happened outside: an export, a print. An archive open for reading can too."""
        with self._kept.database.noting() as session:
            session.audit.append(action, subject, detail)

    def entries(self, limit: int = 200) -> tuple[Entry, ...]:
        """The newest entries."""
        return tuple(self._kept.reader().audit.entries(limit))

    def head(self) -> str:
        """The newest hash, to be noted elsewhere; "" while the log is empty."""
        return self._kept.reader().audit.head()
