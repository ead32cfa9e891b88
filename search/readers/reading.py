"""What a reader makes of a file, before its metadata is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from papers.foreign import Warned
from search.readers.flow import Line

Recognise = Callable[[Any, float], list[Line]]
"""The lines on a picture of a page, their boxes divided by a scale."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document: text (paragraphs joined by line feeds), fields that the file states itself, warnings.

    `scanned` are the pages that are pictures of text: left out of `text`, or, where it is `recognised`, read off them.
    In a zip it has the member's `name`; a member that only another process reads (an office suite for `office`, the
    models for `scan`) has its bytes there. `told`: the warnings with their kinds. `body`: the characters of `text` that
    are the paper itself, 0 for all; running heads and feet come behind them. `garbage`: pages among the
    `scanned` have a text layer that is no text.
    """

    text: str
    given: Mapping[str, str] = field(default_factory=dict[str, str])
    warnings: tuple[str, ...] = ()
    name: str = ""
    office: bytes = b""
    scan: bytes = b""
    scanned: tuple[int, ...] = ()
    recognised: bool = False
    told: tuple[Warned, ...] = ()
    body: int = 0
    garbage: bool = False
