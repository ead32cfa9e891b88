"""Small fonts made on the spot, so that tests need none of the machine's, and what fontTools reads in any font."""

# The one place in the tests that meets fontTools, which is partly typed:
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportOptionalMemberAccess=false, reportArgumentType=false
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._n_a_m_e import makeName

SQUARE = ((100, 0), (100, 700), (600, 700), (600, 0))


def make_font(path: Path, family: str, widths: Mapping[str, int], style: str = "Regular") -> Path:
    """A TrueType font whose characters are squares of the given widths (units of 1/1000 em)."""
    builder = _begin(family, widths, style, outlines="glyf")
    pen = TTGlyphPen(None)
    pen.moveTo(SQUARE[0])
    for corner in SQUARE[1:]:
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(builder.font.getGlyphOrder(), square))
    return _finish(builder, path, widths)


def make_cff_font(path: Path, family: str, widths: Mapping[str, int]) -> Path:
    """The same as an OpenType font with CFF outlines, one of them a curve."""
    builder = _begin(family, widths, "Regular", outlines="CFF")
    pen = T2CharStringPen(1000, None)
    pen.moveTo(SQUARE[0])
    pen.curveTo((100, 300), (300, 700), SQUARE[2])
    pen.lineTo(SQUARE[3])
    pen.closePath()
    outline = pen.getCharString()
    outlines = dict.fromkeys(builder.font.getGlyphOrder(), outline)
    builder.setupCFF("Made", {}, outlines, {})
    return _finish(builder, path, widths)


def rename_as_old_fonts_do(path: Path, family: str) -> None:
    """Give the font its names in GBK alone, as Chinese fonts of the nineties have them."""
    with TTFont(path) as font:
        font["name"].names = [makeName(family.encode("gbk"), identifier, 3, 3, 0x804) for identifier in (1, 4)]
        font.save(path)


def forbid_embedding(path: Path) -> None:
    """Mark the font as one that may not be put into documents (OS/2 fsType, restricted licence)."""
    with TTFont(path) as font:
        font["OS/2"].fsType = 2
        font.save(path)


def leave_unicode_out(path: Path) -> None:
    """Keep the character map of a Macintosh of the eighties alone."""
    with TTFont(path) as font:
        table = font["cmap"].tables[0]
        table.platformID, table.platEncID = 1, 25
        font["cmap"].tables = [table]
        font.save(path)


def make_collection(path: Path, *fonts: Path) -> Path:
    """One collection file of several fonts."""
    collection = TTCollection()
    collection.fonts = [TTFont(font) for font in fonts]
    collection.save(str(path))
    return path


def read_advances(path: Path) -> dict[int, int]:
    """Code point → advance, as fontTools reads them."""
    with TTFont(path, lazy=True) as font:
        return {code: font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()}


def read_name(path: Path, identifier: int) -> str:
    """One entry of the name table, as fontTools reads it."""
    with TTFont(path, lazy=True) as font:
        return font["name"].getDebugName(identifier) or ""


def _begin(family: str, widths: Mapping[str, int], style: str, *, outlines: str) -> FontBuilder:
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder([".notdef", *(_glyph_name(character) for character in widths)])
    builder.setupCharacterMap({ord(character): _glyph_name(character) for character in widths})
    full = family if style == "Regular" else f"{family} {style}"
    names = {"familyName": {"en": family}, "styleName": {"en": style}, "fullName": full, "psName": "Made"}
    builder.setupNameTable(names, mac=False)
    return builder


def _finish(builder: FontBuilder, path: Path, widths: Mapping[str, int]) -> Path:
    metrics = {_glyph_name(character): (width, 100) for character, width in widths.items()}
    builder.setupHorizontalMetrics({".notdef": (1000, 100), **metrics})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def _glyph_name(character: str) -> str:
    return f"u{ord(character):05X}"
