"""Characters to faces and widths: what every part of the typesetter asks of the fonts, remembered per character."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from docgen.fonts import Fonts, is_half_width, name_character
from docgen.pages import NOWHERE, Origin, Role

UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories that take no room and are not drawn."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one role, thickened where the house wants it so.

    `origin`: the value of the document that it shows, from character `start` of that value on.
    """

    text: str
    role: Role
    bold: bool = False
    origin: Origin = NOWHERE
    start: int = 0


@dataclass(slots=True)
class Shaper:
    """Widths (ems) and font files of characters; collects the characters that no face has."""

    fonts: Fonts
    missing: dict[str, str] = field(default_factory=dict[str, str])
    _known: dict[tuple[Role, str], tuple[str, float]] = field(default_factory=dict[tuple[Role, str], tuple[str, float]])

    def glyph(self, role: Role, character: str) -> tuple[str, float]:
        """The font file and the advance in ems of one character; the file is "" where nothing is to be drawn."""
        known = self._known.get((role, character))
        if known is None:
            known = self._known[role, character] = self._look_up(role, character)
        return known

    def width(self, text: str, role: Role, size: float) -> float:
        """The natural width of a text in points, without tracking."""
        return sum(self.glyph(role, character)[1] for character in text) * size

    def ink(self, role: Role, text: str = "") -> tuple[float, float]:
        """How far the outlines of a text reach below (negative) and above the base line, in ems.

        Those of a full-height character where the text has no outline at all.
        """
        faces = ((self.fonts.face(role, character), character) for character in text)
        inks = [(low / face.units, high / face.units) for face, c in faces for low, high in (face.ink_of(c),) if high]
        if inks:
            return (min(low for low, _ in inks), max(high for _, high in inks))
        face = self.fonts.main(role)
        bottom, top = face.ink
        return (bottom / face.units, top / face.units)

    def _look_up(self, role: Role, character: str) -> tuple[str, float]:
        if unicodedata.category(character) in UNSEEN or "\ufe00" <= character <= "\ufe0f":
            return ("", 0.0)
        face = self.fonts.find(role, character)
        if face is not None:
            return (face.file, face.advance(character) / face.units)
        self.missing.setdefault(character, name_character(character))
        return ("", 0.5 if is_half_width(character) else 1.0)
