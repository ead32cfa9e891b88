"""Subsets of TrueType fonts: the glyphs of a few hundred characters as a small font of its own.

Glyphs are numbered anew in the order of their code points. Table layouts: ISO/IEC 14496-22 (OpenType), whose table
names are kept here. The outlines are taken as they are, byte for byte; the general subsetters decode all of them first,
which takes ten to a hundred times as long.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

from docgen.fonts import sfnt

_HINTING = ("cvt ", "fpgm", "prep")
_KEPT = ("OS/2", "name", *_HINTING)
_POST_WITHOUT_NAMES = 0x00030000
_WORDS, _MORE, _SCALE, _SCALES, _MATRIX = 0x0001, 0x0020, 0x0008, 0x0040, 0x0080  # flags of a composite glyph
_BASIC = 0xFFFF  # the last code point that a cmap of format 4 can hold
_MAGIC = 0xB1B0AFBA


def subset(font: sfnt.Tables, characters: Iterable[str]) -> bytes:
    """A TrueType font with the glyphs of `characters` and .notdef; what the font lacks is left out.

    The same font and characters give the same bytes. sfnt.BadFont where a table is missing.
    """
    found = sfnt.character_map(font)
    codes = {code: glyph for code in sorted(set(map(ord, characters))) if (glyph := found.glyph(code))}
    glyphs = _Glyphs(font, list(dict.fromkeys((0, *codes.values()))))
    tables: dict[str, bytes] = {name: font.table(name) for name in _KEPT if name in font.places}
    numbers = {code: glyphs.numbers[glyph] for code, glyph in codes.items()}
    tables |= {"cmap": _cmap(numbers), "post": _post(font), **glyphs.tables()}
    tables |= _headers(font, len(glyphs.order))
    return _file(tables)


class _Glyphs:
    """The glyphs of a subset, in order, with the parts of which composite ones are made."""

    def __init__(self, font: sfnt.Tables, wanted: list[int]) -> None:
        self._data = font.data
        self._start = font.places["glyf"][0]
        self._places = sfnt.outline_places(font)
        self._metrics = sfnt.horizontal_metrics(font)
        self.order = wanted
        self.numbers = {glyph: number for number, glyph in enumerate(wanted)}
        self.outlines: list[bytes] = []
        for glyph in self.order:  # grows while composite glyphs bring their parts
            self.outlines.append(self._outline(glyph))

    def _outline(self, glyph: int) -> bytes:
        if glyph + 1 >= len(self._places):
            return b""
        outline = self._data[self._start + self._places[glyph] : self._start + self._places[glyph + 1]]
        if len(outline) < _GLYPH_HEADER or struct.unpack_from(">h", outline)[0] >= 0:
            return outline
        return self._renumbered(outline)

    def _renumbered(self, outline: bytes) -> bytes:
        """A composite glyph that names its parts by their new numbers."""
        made, place, flags = bytearray(outline), _GLYPH_HEADER, _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">HH", made, place)
            if part not in self.numbers:
                self.numbers[part] = len(self.order)
                self.order.append(part)
            struct.pack_into(">H", made, place + 2, self.numbers[part])
            place += 8 if flags & _WORDS else 6
            place += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
        return bytes(made)

    def tables(self) -> dict[str, bytes]:
        """glyf, loca and hmtx."""
        padded = [outline + bytes(-len(outline) % 4) for outline in self.outlines]
        places = [0]
        for outline in padded:
            places.append(places[-1] + len(outline))
        metrics = b"".join(struct.pack(">HH", *self._metric(glyph)) for glyph in self.order)
        return {"glyf": b"".join(padded), "loca": struct.pack(f">{len(places)}L", *places), "hmtx": metrics}

    def _metric(self, glyph: int) -> tuple[int, int]:
        """Advance and left side bearing (as it stands in the file, unsigned)."""
        count, words = self._metrics
        last = 2 * min(glyph, count - 1)
        bearing = last + 1 if glyph < count else count + glyph
        return words[last], words[bearing] if bearing < len(words) else 0


_GLYPH_HEADER = 10


def _headers(font: sfnt.Tables, count: int) -> dict[str, bytes]:
    """head, hhea and maxp told the number of glyphs and the long form of loca."""
    head, hhea, maxp = (bytearray(font.table(name)) for name in ("head", "hhea", "maxp"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, count)
    struct.pack_into(">H", maxp, 4, count)
    return {"head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp)}


def _post(font: sfnt.Tables) -> bytes:
    return struct.pack(">L", _POST_WITHOUT_NAMES) + font.table("post")[4:32]


def _cmap(numbers: Mapping[int, int]) -> bytes:
    """Code points to glyphs in the forms 4 (the basic plane) and 12 (all), for platform 3."""
    basic, whole = _format_4(numbers), _format_12(numbers)
    start = 4 + 2 * 8
    head = struct.pack(">HH", 0, 2)
    head += struct.pack(">HHL", 3, 1, start) + struct.pack(">HHL", 3, 10, start + len(basic))
    return head + basic + whole


def _runs(numbers: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """(first code, last code, first glyph) of stretches in which both count on."""
    runs: list[tuple[int, int, int]] = []
    for code, glyph in numbers.items():
        if runs and code == runs[-1][1] + 1 and glyph == runs[-1][2] + code - runs[-1][0]:
            runs[-1] = (runs[-1][0], code, runs[-1][2])
        else:
            runs.append((code, code, glyph))
    return runs


def _format_4(numbers: Mapping[int, int]) -> bytes:
    runs = _runs({code: glyph for code, glyph in numbers.items() if code < _BASIC})
    runs.append((_BASIC, _BASIC, 0))
    count = len(runs)
    power = 1 << (count.bit_length() - 1)
    ends, starts = [last for _, last, _ in runs], [first for first, _, _ in runs]
    deltas = [(glyph - first) & 0xFFFF for first, _, glyph in runs[:-1]] + [1]
    words = [
        2 * count,
        2 * power,
        power.bit_length() - 1,
        2 * (count - power),
        *ends,
        0,
        *starts,
        *deltas,
        *[0] * count,
    ]
    return struct.pack(f">HHH{len(words)}H", 4, 6 + 2 * len(words), 0, *words)


def _format_12(numbers: Mapping[int, int]) -> bytes:
    runs = _runs(numbers)
    body = b"".join(struct.pack(">3L", *run) for run in runs)
    return struct.pack(">HHLLL", 12, 0, 16 + len(body), 0, len(runs)) + body


def _file(tables: Mapping[str, bytes]) -> bytes:
    """The tables as a font file, with their checksums."""
    names = sorted(tables)
    power = 1 << (len(names).bit_length() - 1)
    search = 16 * power
    head = struct.pack(">LHHHH", 0x00010000, len(names), search, power.bit_length() - 1, 16 * len(names) - search)
    offset = len(head) + 16 * len(names)
    records, bodies, places = [head], list[bytes](), dict[str, int]()
    for name in names:
        data = tables[name]
        places[name] = offset
        records.append(struct.pack(">4sLLL", name.encode("latin-1"), _checksum(data), offset, len(data)))
        bodies.append(data + bytes(-len(data) % 4))
        offset += len(bodies[-1])
    made = bytearray(b"".join([*records, *bodies]))
    struct.pack_into(">L", made, places["head"] + 8, (_MAGIC - _checksum(made)) & 0xFFFFFFFF)
    return bytes(made)


def _checksum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    return _sum(struct.unpack(f">{len(padded) // 4}L", padded))


def _sum(words: Sequence[int]) -> int:
    return sum(words) & 0xFFFFFFFF
