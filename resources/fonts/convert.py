"""CFF outlines to TrueType outlines: reportlab and most PDF writers embed only the latter."""

from __future__ import annotations

from pathlib import Path

from fontTools.misc.timeTools import epoch_diff
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

MAX_ERROR = 1.0  # units of 1/1000 em by which a quadratic curve may miss the cubic one
KEPT = {"head", "hhea", "hmtx", "maxp", "OS/2", "name", "cmap", "post", "glyf", "loca", "GlyphOrder"}
CHANGED = "Changed by the Wenyuan font builder in 2026: outlines converted to TrueType, layout tables dropped."
CHANGE_TIME = 1_767_225_600 - epoch_diff  # 2026-01-01, so that the same input makes the same bytes
DESCRIPTION, VERSION = 10, 5  # name table, name identifiers


def convert(source: Path, target: Path, family: str) -> None:
    """Write `source` (OpenType with CFF outlines) as TrueType to `target`, marked as changed."""
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    glyphs = _quadratic(font, order)
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    for tag in set(font.keys()) - KEPT:
        del font[tag]
    _adapt_tables(font)
    _mark_changed(font, family)
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(target)


def _quadratic(font: TTFont, order: list[str]) -> dict[str, Glyph]:
    outlines, glyphs = font.getGlyphSet(), dict[str, Glyph]()
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    return glyphs


def _adapt_tables(font: TTFont) -> None:
    """Make maxp, post, head and hmtx what TrueType outlines want."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones, maxp.maxTwilightPoints, maxp.maxStorage, maxp.maxFunctionDefs = 1, 0, 0, 0
    maxp.maxInstructionDefs, maxp.maxStackElements, maxp.maxSizeOfInstructions = 0, 0, 0
    maxp.maxComponentElements = 0
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font["head"].modified = CHANGE_TIME
    glyf, metrics = font["glyf"], font["hmtx"].metrics
    for name, (advance, _bearing) in list(metrics.items()):
        glyph = glyf[name]
        glyph.recalcBounds(glyf)
        metrics[name] = (advance, glyph.xMin if glyph.numberOfContours else 0)


def _mark_changed(font: TTFont, family: str) -> None:
    """Say in the font itself that it was changed, and by whom (GPL section 2a), under the family's plain name."""
    names = font["name"]
    version = names.getDebugName(VERSION) or ""
    names.names = [record for record in names.names if record.platformID == 3]
    for identifier, text in (
        (1, family),
        (2, "Regular"),
        (4, family),
        (6, family.replace(" ", "")),
        (VERSION, f"{version}; changed"),
        (DESCRIPTION, CHANGED),
    ):
        names.removeNames(nameID=identifier)
        names.setName(text, identifier, 3, 1, 0x409)
