"""Reading the few facts of a TrueType file that typesetting needs, in milliseconds.

fontTools knows far more, but importing it and decoding three tables of six faces costs more than the whole start-up may
take. Table layouts: ISO/IEC 14496-22 (OpenType), whose table names are kept here.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TRUETYPE = (b"\x00\x01\x00\x00", b"true")
COLLECTION = b"ttcf"
FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME = 1, 2, 4, 6  # name table, name identifiers
WINDOWS_PRC = (3, 3)  # platform and encoding of old Chinese fonts, whose names are in GBK
NEEDED = frozenset({"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"})  # to be set and embedded
PLAIN_STYLES = frozenset({"Regular", "Normal", "Roman", "Book", "Medium", "常规", "标准"})


class BadFont(ValueError):
    """The file is no usable TrueType font (damaged, or with CFF outlines)."""


@dataclass(frozen=True, slots=True)
class Tables:
    """One font of a file: the file's bytes and where its tables lie (offset, length)."""

    data: mmap.mmap
    places: dict[str, tuple[int, int]]

    def table(self, name: str) -> bytes:
        """The bytes of one table; BadFont where it is missing."""
        if name not in self.places:
            raise BadFont(name)
        offset, length = self.places[name]
        return self.data[offset : offset + length]


def open_fonts(path: Path) -> tuple[Tables, ...]:
    """Every font of a .ttf or .ttc file; BadFont where there is none with TrueType outlines."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        fonts = tuple(Tables(data, _places(data, offset)) for offset in _offsets(data))
    except (OSError, ValueError, struct.error) as error:
        raise BadFont(str(path)) from error
    if not all(font.places.keys() >= NEEDED for font in fonts):
        raise BadFont(str(path))
    return fonts


def _offsets(data: mmap.mmap) -> tuple[int, ...]:
    if data[:4] in TRUETYPE:
        return (0,)
    if data[:4] != COLLECTION:
        raise BadFont
    (count,) = struct.unpack_from(">L", data, 8)
    return struct.unpack_from(f">{count}L", data, 12)


def _places(data: mmap.mmap, offset: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, offset + 4)
    records = struct.iter_unpack(">4sLLL", data[offset + 12 : offset + 12 + 16 * count])
    return {tag.decode("latin-1"): (start, length) for tag, _checksum, start, length in records}


def names(font: Tables) -> tuple[str, ...]:
    """What the font is called, in every language given: its full names, and the family's where the style is plain."""
    found = tuple(_names(font))
    plain = any(name == STYLE and text in PLAIN_STYLES for name, text in found)
    wanted = {FULL_NAME, FAMILY} if plain else {FULL_NAME}
    return tuple(dict.fromkeys(text.removesuffix(" Regular") for name, text in found if name in wanted))


def postscript_names(font: Tables) -> Iterator[str]:
    """The font's PostScript names, in every encoding given."""
    return (text for name, text in _names(font) if name == POSTSCRIPT_NAME)


def _names(font: Tables) -> Iterator[tuple[int, str]]:
    table = font.table("name")
    _format, count, strings = struct.unpack_from(">HHH", table)
    for platform, encoding, _language, name, length, offset in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
        raw = table[strings + offset : strings + offset + length]
        if (platform, encoding) == WINDOWS_PRC:
            yield name, raw.replace(b"\0", b"").decode("gb18030", "replace")
        elif platform in {0, 3}:
            yield name, raw.decode("utf-16-be", "replace")


def may_be_embedded(font: Tables) -> bool:
    """Whether the font's maker lets a subset of its outlines into a document (OS/2 fsType).

    Not where the licence is restricted (of the lowest four bits the second alone), where subsets are forbidden (bit 8)
    or only bitmaps are allowed (bit 9).
    """
    table = font.table("OS/2") if "OS/2" in font.places else b""
    (rights,) = struct.unpack_from(">H", table, 8) if len(table) > 9 else (0,)
    return rights & 0x000F != _RESTRICTED and not rights & 0x0300


_RESTRICTED = 0x0002


def units_per_em(font: Tables) -> int:
    """The side of the em square in font units (usually 1000 or 2048)."""
    return struct.unpack_from(">H", font.table("head"), 18)[0]


def widths(font: Tables) -> array[int]:
    """Advance widths in font units by glyph index; glyphs beyond the end are as wide as the last one."""
    count, words = horizontal_metrics(font)
    return words[: 2 * count : 2]


def horizontal_metrics(font: Tables) -> tuple[int, array[int]]:
    """How many glyphs have an advance of their own, and hmtx as 16-bit words: (advance, bearing)…, bearing…"""
    (count,) = struct.unpack_from(">H", font.table("hhea"), 34)
    return count, _big_endian("H", font.table("hmtx"))


def outline_places(font: Tables) -> array[int]:
    """Where in the glyf table each glyph's outline begins, in bytes; one entry more than there are glyphs."""
    (wide,) = struct.unpack_from(">h", font.table("head"), 50)
    if wide:
        return _big_endian("I", font.table("loca"))
    return array("I", (2 * place for place in _big_endian("H", font.table("loca"))))


def ink(font: Tables, character: str) -> tuple[int, int]:
    """The lowest and highest y of a character's outline in font units, (0, 0) where it has none."""
    glyph = character_map(font).glyph(ord(character))
    (wide,) = struct.unpack_from(">h", font.table("head"), 50)
    size = 4 if wide else 2
    start, end = struct.unpack_from(">2L" if wide else ">2H", font.table("loca"), glyph * size)
    if not glyph or start == end:
        return (0, 0)
    _contours, _left, bottom, _right, top = struct.unpack_from(
        ">5h", font.data, font.places["glyf"][0] + start * (1 if wide else 2)
    )
    return (bottom, top)


@dataclass(frozen=True, slots=True)
class Groups:
    """cmap format 12: runs of code points with consecutive glyphs."""

    firsts: array[int]
    lasts: array[int]
    glyphs: array[int]

    def glyph(self, code: int) -> int:
        """The glyph index of a code point, 0 where there is none."""
        i = bisect_right(self.firsts, code) - 1
        return self.glyphs[i] + code - self.firsts[i] if i >= 0 and code <= self.lasts[i] else 0


@dataclass(frozen=True, slots=True)
class Segments:
    """cmap format 4, for the basic plane: `words` is the whole subtable, `count` the number of its segments."""

    words: array[int]
    count: int

    def glyph(self, code: int) -> int:
        """The glyph index of a code point, 0 where there is none."""
        i = bisect_left(self.words, code, 7, 7 + self.count) - 7
        first, delta, place = (8 + field * self.count + i for field in (1, 2, 3))
        if i >= self.count or code < self.words[first]:
            return 0
        glyph = code
        if self.words[place]:
            glyph = self.words[place + self.words[place] // 2 + code - self.words[first]]
        return (glyph + self.words[delta]) & 0xFFFF if glyph else 0


def character_map(font: Tables) -> Groups | Segments:
    """From code points to glyphs, by the widest Unicode subtable; left packed, since a page asks for a few hundred."""
    table = font.table("cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    found: dict[int, int] = {}
    for platform, encoding, offset in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count]):
        if platform == 0 or (platform == 3 and encoding in {1, 10}):
            (form,) = struct.unpack_from(">H", table, offset)
            found.setdefault(form, offset)
    if 12 in found:
        start = found[12] + 16
        (groups,) = struct.unpack_from(">L", table, start - 4)
        numbers = _big_endian("I", table[start : start + 12 * groups])
        return Groups(numbers[::3], numbers[1::3], numbers[2::3])
    if 4 in found:
        (length,) = struct.unpack_from(">H", table, found[4] + 2)
        words = _big_endian("H", table[found[4] : found[4] + length // 2 * 2])
        return Segments(words, words[3] // 2)
    raise BadFont


def _big_endian(kind: str, data: bytes) -> array[int]:
    numbers: array[int] = array(kind)
    numbers.frombytes(data[: len(data) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
