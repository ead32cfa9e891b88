"""The part of the store contract that tells of given document numbers."""

from __future__ import annotations

from typing import Protocol


class GivenNumbers(Protocol):
    """The document numbers that the office has given."""

    def told_of(self, document_number: str, title: str, record_id: int = 0) -> str:
        """What speaks against a paper that bears a number; "" where all is well.

        A number that was given to another paper, or is void; or, where it has no row, another paper that bears it.
        """
        ...
