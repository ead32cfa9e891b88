"""One face: a font file that can be asked which characters it has and how wide they are."""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docgen.fonts import sfnt

HAN_SAMPLE = "国"  # a full square character: its outline shows where the ink of a Chinese face begins and ends
LATIN_SAMPLE = "H"


@dataclass(frozen=True)
class Face:
    """A face as found on this machine.

    `family` is the name shown to people, `index` the font's place in a collection file (.ttc), `official` says that it
    is the face that the standard names for the role it was found for. All lengths of a face are in font units,
    `units` of which make one em.
    """

    path: Path
    family: str
    official: bool = False
    index: int = 0

    @property
    def file(self) -> str:
        """The face as one string: the path, with “#n” behind it for font n of a collection (see `locate`)."""
        return str(self.path) if self.index == 0 else f"{self.path}#{self.index}"

    @cached_property
    def _tables(self) -> sfnt.Tables:
        return sfnt.open_fonts(self.path)[self.index]

    @cached_property
    def _map(self) -> sfnt.Groups | sfnt.Segments:
        return sfnt.character_map(self._tables)

    @cached_property
    def _widths(self) -> array[int]:
        return sfnt.widths(self._tables)

    @cached_property
    def sound(self) -> bool:
        """Whether its characters can be looked up: not in a damaged file, nor in one that knows no Unicode."""
        try:
            return self.width(HAN_SAMPLE, 1.0) >= 0
        except (sfnt.BadFont, struct.error, IndexError):
            return False

    @cached_property
    def units(self) -> int:
        """Font units per em."""
        return sfnt.units_per_em(self._tables)

    @cached_property
    def ink(self) -> tuple[int, int]:
        """Bottom and top of a full-height character (国, or H in a Latin face), in font units from the base line."""
        return sfnt.ink(self._tables, HAN_SAMPLE if self.has(HAN_SAMPLE) else LATIN_SAMPLE)

    @cached_property
    def _inks(self) -> dict[str, tuple[int, int]]:
        return {}

    def ink_of(self, character: str) -> tuple[int, int]:
        """Bottom and top of one character's outline, in font units from the base line; (0, 0) where it has none."""
        if character not in self._inks:
            self._inks[character] = sfnt.ink(self._tables, character)
        return self._inks[character]

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for this one character."""
        return self._map.glyph(ord(character)) != 0

    def advance(self, character: str) -> int:
        """The width of a character in font units; that of one em where the face lacks it."""
        glyph = self._map.glyph(ord(character))
        return self._widths[min(glyph, len(self._widths) - 1)] if glyph else self.units

    def width(self, character: str, size: float) -> float:
        """The width of a character in points when set at `size` points."""
        return self.advance(character) * size / self.units


def locate(file: str) -> tuple[Path, int]:
    """The inverse of `Face.file`: the path and the font's index in it."""
    path, mark, index = file.rpartition("#")
    if mark and index.isdecimal() and path.lower().endswith((".ttc", ".otc")):
        return Path(path), int(index)
    return Path(file), 0
