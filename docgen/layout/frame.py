"""What every part of the typesetter shares while one document is set: setter, profile, grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from docgen.finding import Finding
from docgen.layout import standard as std
from docgen.layout.kept import Kept
from docgen.layout.rows import Setter, centred_baseline, moved
from docgen.model import Document
from docgen.pages import Item, Text
from docgen.profile import Profile


@dataclass(frozen=True, slots=True)
class Frame:
    """The grid of one document: `pitch` and `rows` come from the profile, 28.99 points and 22 by the standard (5.2.3).

    `hidden`: a preprinted sheet carries the red head (套印), nothing red is drawn. `findings` collects what is wrong.
    `kept`: the rows of blocks that were set before.
    """

    setter: Setter
    profile: Profile
    pitch: float
    rows: int
    hidden: bool
    folder: Path | None
    findings: list[Finding] = field(default_factory=list[Finding])
    kept: Kept = field(default_factory=Kept)

    @property
    def turned_rows(self) -> int:
        """Grid lines of a landscape page: the type area lies on its side."""
        return max(int(std.WIDTH / self.pitch + 0.001), 4)

    def issuers(self, document: Document) -> tuple[str, ...]:
        """Every issuing body, the lead body first, none twice."""
        names = [name for name in (document.issuer, *document.joint_issuers) if name]
        return tuple(dict.fromkeys(names))

    def at_row(self, texts: Iterable[Text], row: int) -> tuple[Item, ...]:
        """Texts put on a grid row (their squares in its middle)."""
        return tuple(moved(text, row * self.pitch + (self.pitch - std.PITCH) / 2) for text in texts)

    def at(self, texts: Iterable[Text], top: float) -> tuple[Item, ...]:
        """Texts put so that the top of their squares is at `top`."""
        shift = centred_baseline(std.SIZE, std.PITCH) - centred_baseline(std.SIZE, std.SIZE)
        return tuple(moved(text, top - shift) for text in texts)

    def shifted(self, items: Iterable[Item], y: float) -> tuple[Item, ...]:
        """Items y further down."""
        return tuple(moved(item, y) for item in items)
