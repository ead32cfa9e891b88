"""The faces that a .docx names, and their widths.

A .docx carries no fonts: who opens it has the standard's own faces, so its lines are broken by the widths of those,
whatever fonts this machine has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from docgen.fonts import Face, Fonts, is_half_width
from docgen.pages import Role

FACES: dict[Role, tuple[str, str]] = {
    Role.MARK: ("方正小标宋简体", "Times New Roman"),
    Role.BODY: ("仿宋_GB2312", "Times New Roman"),
    Role.KAI: ("楷体_GB2312", "Times New Roman"),
    Role.HEI: ("黑体", "Arial"),
    Role.SONG: ("宋体", "宋体"),  # page numbers, whose digits are 宋体 too (7.5)
}
"""For each role the Chinese face of the standard (5.2.2, 7.2–7.5) and the face of half-width letters and digits."""

BOLD_LATIN = frozenset({Role.MARK})
"""Roles whose half-width characters are bold: 小标宋 is a heavy face."""

_METRICS = {Role.MARK: "Times-Bold", Role.HEI: "Helvetica"}
"""PostScript faces with the same widths, known without any file; otherwise Times-Roman."""

_INK = (-120, 780)
"""Bottom and top of a full character in thousandths of an em: what official faces have, within a few hundredths."""


@dataclass(frozen=True)
class _NamedFace(Face):
    """A face known by name alone, every character one em wide."""

    @cached_property
    def units(self) -> int:
        return 1000

    @cached_property
    def ink(self) -> tuple[int, int]:
        return _INK

    def ink_of(self, character: str) -> tuple[int, int]:
        """That of a full character: a face known by name shows no outlines."""
        return _INK if character.strip() else (0, 0)

    def has(self, character: str) -> bool:
        """True: the program that opens the file finds another face for what a face lacks."""
        return bool(character)

    def advance(self, character: str) -> int:
        """One em."""
        return self.units if character else 0


@dataclass(frozen=True)
class _NamedLatin(_NamedFace):
    """A face of half-width characters with the widths of a PostScript face."""

    metric: str = "Times-Roman"

    def has(self, character: str) -> bool:
        return is_half_width(character)

    def advance(self, character: str) -> int:
        return _latin_advance(character, self.metric)


@cache
def _latin_advance(character: str, face: str) -> int:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return round(stringWidth(character, face, 1000))


@cache
def named_fonts() -> Fonts:
    """Fonts for docgen.layout that need no font files."""
    han = {role: [_NamedFace(Path(names[0]), names[0], official=True)] for role, names in FACES.items()}
    latin = {
        role: [_NamedLatin(Path(names[1]), names[1], official=True, metric=_METRICS.get(role, "Times-Roman"))]
        for role, names in FACES.items()
    }
    return Fonts(han, latin)
