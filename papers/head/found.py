"""What is found of a head so far: values by field, each with its place; the first one found of a field stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from papers.head.lines import HeadLine
from papers.head.value import Place


@dataclass(slots=True)
class Found:
    """Values and places of fields, as they come."""

    values: dict[str, Any] = field(default_factory=dict[str, Any])
    places: dict[str, Place] = field(default_factory=dict[str, Place])
    doubtful: list[str] = field(default_factory=list[str])

    def put(self, name: str, value: object, lines: Sequence[HeadLine], *, alone: bool = False) -> None:
        """Keep `value`, which stands on `lines`, unless there is one already or it is empty."""
        if name in self.values or not value:
            return
        self.values[name] = value
        if lines:
            numbers = tuple(dict.fromkeys(line.number for line in lines))
            text = "\n".join(line.text for line in lines)
            self.places[name] = Place(lines[0].start, lines[-1].end, numbers, text, alone)

    def within(self, name: str, value: object, line: HeadLine, span: tuple[int, int], *, alone: bool = False) -> None:
        """Keep `value`, which is line.text[span]."""
        if name in self.values or not value:
            return
        self.values[name] = value
        start, end = span
        self.places[name] = Place(line.start + start, line.start + end, (line.number,), line.text[start:end], alone)

    def text(self, name: str) -> str:
        """A value that is text, "" where there is none."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""
