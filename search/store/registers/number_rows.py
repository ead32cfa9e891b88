"""The values of the register of document numbers, and their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["reserved", "taken", "issued", "void"]
COLUMNS = "code, year, n, state, origin, by_whom, at, why, title, record_id"
OURS = " AND r.deleted_at = '' AND r.id NOT IN (SELECT record_id FROM incoming)"
"""Papers of the archive that bear numbers of ours: those that came in from elsewhere bear others'."""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of the series `code` in `year`; `at` is UTC, `record_id` the paper's in the archive.

    `origin` is "given", or for what stood in the archive when the series was begun: "paper" where a paper bears the
    number, "gap" where none does.
    """

    code: str
    year: int
    n: int
    state: State
    origin: str = "given"
    by: str = ""
    at: str = ""
    why: str = ""
    title: str = ""
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """A paper of the archive that bears the `n`-th number of a series."""

    n: int
    record_id: int
    title: str
