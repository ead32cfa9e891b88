"""A face as reportlab subsets it, read by our own reader (docgen.fonts.sfnt).

reportlab unpacks every character of a font before it embeds a few hundred (0.1 s a face), and dies of fonts whose names
are in GBK alone, as those of the nineties are.
"""

# pyright: reportUnknownMemberType=false
# reportlab's stubs leave the arguments of its font classes without types.

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from typing import Any

from reportlab.pdfbase import ttfonts

from docgen.fonts import sfnt

_PLAIN_NAME = re.compile(r"[!-~]+")
_NOT_IN_NAMES = re.compile(r"[\[\](){}<>/% ]")
_BOLD_FROM = 600
"""Weights (OS/2 usWeightClass) from which a face counts as bold in the PDF's descriptor."""


class PdfFace(ttfonts.TTFontFace):
    """What reportlab's own class knows of a font, under the names that its subsetting asks for.

    Lengths in thousandths of an em but for `hmetrics` (font units) and `glyphPos` (bytes).
    """

    def __init__(self, path: Path, index: int) -> None:
        """Font `index` of a file; docgen.fonts.sfnt.BadFont where there is none."""
        self._font = sfnt.open_fonts(path)[index]
        self.filename = str(path)
        self._ttf_data = self._font.data  # where reportlab finds this it does not read the file again
        super().__init__(str(path), subfontIndex=index)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N802, N803  # reportlab's names
        """Called by reportlab's constructor in place of its own reading."""
        font = self._font
        head, post = font.table("head"), font.table("post")
        units = sfnt.units_per_em(font)
        self._scale = 1000 / units
        self.unitsPerEm = units
        self.name = _postscript_name(font, Path(self.filename)).encode("ascii")
        self.bbox = [self._scale * edge for edge in struct.unpack_from(">4h", head, 36)]
        angle, fraction = struct.unpack_from(">hH", post, 4)
        self.italicAngle = angle + fraction / 65536
        weight = self._heights(font)
        self.stemV = 50 + int((weight / 65) ** 2)  # a rule of thumb, as reportlab's
        self.flags = ttfonts.FF_SYMBOLIC | (ttfonts.FF_ITALIC if self.italicAngle else 0)
        self.flags |= ttfonts.FF_FORCEBOLD if weight >= _BOLD_FROM else 0
        self.flags |= ttfonts.FF_FIXED if any(post[12:16]) else 0
        self.charToGlyph: Any = _Glyphs(sfnt.character_map(font))
        self.hmetrics: Any = _Metrics(font)
        self.glyphPos = sfnt.outline_places(font)
        self.defaultWidth = self._scale * self.hmetrics[0][0]
        self._full_font = False

    def _heights(self, font: sfnt.Tables) -> int:
        """Set ascent, descent and height of capitals; returns the weight (400 is that of plain text)."""
        table = font.table("OS/2") if "OS/2" in font.places else b""
        if len(table) < _OS2_LEAST:
            self.descent, self.ascent = self.bbox[1], self.bbox[3]
            self.capHeight = self.ascent
            return 400
        version, weight = struct.unpack_from(">H2xH", table)
        self.ascent, self.descent = (self._scale * edge for edge in struct.unpack_from(">2h", table, 68))
        has_capitals = version > 1 and len(table) > _OS2_CAPITALS + 1
        capitals = struct.unpack_from(">h", table, _OS2_CAPITALS)[0] * self._scale if has_capitals else 0
        self.capHeight = capitals or self.ascent
        return int(weight)

    def getCharWidth(self, code: int) -> float:  # noqa: N802  # reportlab's name
        """The width of a character in thousandths of an em; that of the missing one where the font has it not."""
        return self._scale * self.hmetrics[self.charToGlyph[code]][0]


_OS2_LEAST = 72
"""Bytes of the OS/2 table up to the descent."""
_OS2_CAPITALS = 88
"""Where the height of capitals stands in the OS/2 table."""


class _Glyphs:
    """Code point → glyph, looked up in the font's own table; 0 for what it has not."""

    def __init__(self, characters: sfnt.Groups | sfnt.Segments) -> None:
        self._characters = characters

    def __contains__(self, code: int) -> bool:
        return self[code] != 0

    def __getitem__(self, code: int) -> int:
        return self._characters.glyph(code)


class _Metrics:
    """Glyph → advance and left side bearing, in font units."""

    def __init__(self, font: sfnt.Tables) -> None:
        self._count, self._words = sfnt.horizontal_metrics(font)

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        advance = 2 * min(glyph, self._count - 1)
        bearing = advance + 1 if glyph < self._count else self._count + glyph
        return self._words[advance], self._words[bearing] if bearing < len(self._words) else 0


def _postscript_name(font: sfnt.Tables, path: Path) -> str:
    """The font's PostScript name; one made of the file's name where it has none that a PDF may hold."""
    found = (_NOT_IN_NAMES.sub("-", name) for name in sfnt.postscript_names(font))
    made = f"Font{zlib.crc32(path.stem.encode()):08X}"
    return next((name for name in found if _PLAIN_NAME.fullmatch(name)), made)
