"""The titles of all records in memory, by record id: for completing what is typed. Loaded when first asked for."""

from __future__ import annotations

import threading

from search.normal import normalise
from search.store.contract import Session


class Titles:
    """Normalised titles; "" where there is no record, or one in the bin."""

    def __init__(self) -> None:
        self._revision = -1
        self._titles: list[str] = []
        self._lock = threading.Lock()

    def all(self, session: Session) -> list[str]:
        """The titles as they are now; the list only grows."""
        with self._lock:
            revision = session.records.revision()
            if revision != self._revision:
                for facts in session.records.changed_since(self._revision):
                    self._titles.extend([""] * (facts.id + 1 - len(self._titles)))
                    self._titles[facts.id] = "" if facts.deleted_at else normalise(facts.title)
                self._revision = revision
            return self._titles
