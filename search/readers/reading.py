"""What a reader makes of a file, before its metadata is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """One document: text (paragraphs joined by line feeds), fields that the file states itself, warnings.

    In a zip it has the member's `name`; a member that only an office suite reads has its bytes in `office`, no text.
    """

    text: str
    given: Mapping[str, str] = field(default_factory=dict[str, str])
    warnings: tuple[str, ...] = ()
    name: str = ""
    office: bytes = b""
