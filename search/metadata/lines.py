"""The lines of a text with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it; text[start:end] is what it shows."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the line ends in the text."""
        return self.start + len(self.text)


def lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of text[start:end], blank ones as empty lines."""
    place = start
    for raw in text[start:end].split("\n"):
        shown = raw.strip(_WHITE)
        yield Line(shown, place + len(raw) - len(raw.lstrip(_WHITE)))
        place += len(raw) + 1


def spaced_label(*names: str) -> re.Pattern[str]:
    """A label at the start of a line, its characters spread by spaces or not: “标　　题：”."""
    spread = "|".join(r"\s*".join(name) for name in names)
    return re.compile(rf"^(?:{spread})\s*[：:]\s*")


_WHITE = " \t\r\u3000\xa0\ufeff"
