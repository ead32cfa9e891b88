"""What the check asks an archive about a cited paper, as plain values: docgen does not know the archive."""

from __future__ import annotations

from typing import Protocol


class CitationStatus(Protocol):
    """The archive's answer.

    `status`: “found” (in the archive and in force), “number mismatch” (there is a paper of this title, its number is
    another), “repealed” (废止 or superseded) or “unknown”. `document_number` and `issue_date` (2024-05-06): those of
    the paper found, "" for none.
    """

    @property
    def status(self) -> str:
        """Found, number mismatch, repealed or unknown."""
        ...

    @property
    def document_number(self) -> str:
        """The number of the paper found."""
        ...

    @property
    def issue_date(self) -> str:
        """The day of the paper found."""
        ...


class Cite(Protocol):
    """Asks the archive about a paper by its full title and, where it is known, its number."""

    def __call__(self, title: str, document_number: str = "", /) -> CitationStatus:
        """What the archive knows of it."""
        ...
