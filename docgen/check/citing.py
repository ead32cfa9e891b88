"""What the check asks an archive about a cited paper, as plain values: docgen does not know the archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class CitationStatus(Protocol):
    """The archive's answer.

    `state`: "found" (title and number agree and it is in force), "mismatch" (there is a paper of this title or number,
    but the other one differs), "repealed" (废止 or superseded) or "unknown". `title` and `document_number` are those of
    the paper found, "" for none.
    """

    @property
    def state(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def document_number(self) -> str: ...


Cite = Callable[[str, str], CitationStatus]
