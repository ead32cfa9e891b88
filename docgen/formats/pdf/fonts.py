"""Fonts for the PDF: reportlab's subsets with a text layer that copies and searches right."""

# pyright: reportUnknownMemberType=false
# reportlab's stubs leave the arguments of its font classes without types.

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, ttfonts

from docgen.fonts import locate
from docgen.formats.pdf.face import PdfFace

BLOCK = 100
"""Most entries of one bfchar block (Adobe Technical Note 5411, 1.4.1)."""


class SubsetFont(ttfonts.TTFont):
    """A TrueType font. It may serve many PDFs, one after the other.

    reportlab 5.1.0 writes characters beyond U+FFFF into the ToUnicode map as five hexadecimal digits, which readers
    take for something else; a map in UTF-16 is put in its place once reportlab has made its objects.
    """

    def __init__(self, file: str) -> None:
        path, index = locate(file)
        self.fontName = f"{path.stem}-{index}"  # all that reportlab's constructor sets, with a face of our own
        self.face = self._face = PdfFace(path, index)
        self.encoding = ttfonts.TTEncoding()
        self.state: Any = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False
        self._widths: dict[str, float] = {}

    def width(self, character: str) -> float:
        """The font's own width of a character as the PDF tells it, in thousandths of an em."""
        known = self._widths.get(character)
        if known is None:
            known = self._widths[character] = self._face.getCharWidth(ord(character))
        return known

    def split(self, text: str, doc: Any) -> list[tuple[int, bytes]]:  # noqa: ANN401  # reportlab's untyped document
        """The text as runs of one subset each: its number and one code for each character."""
        return self.splitString(text, doc)

    def resource(self, subset: int, doc: Any) -> str:  # noqa: ANN401  # the same
        """The name of a subset in the document's content."""
        return self.getSubsetInternalName(subset, doc)

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802  # reportlab's name and its untyped document
        """Make the PDF objects of every subset, then correct their text maps."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            stream: Any = pdfdoc.PDFStream()
            stream.content = to_unicode(subset)
            stream.filters = [pdfdoc.PDFZCompress]
            fonts[name].ToUnicode = doc.Reference(stream, f"text-map:{name}")


@lru_cache(maxsize=32)
def _opened(file: str, _changed: int) -> SubsetFont:
    return SubsetFont(file)


def subset_font(file: str) -> SubsetFont:
    """The font of a file (docgen.fonts.Face.file), read once per process as long as the file stays the same."""
    path, _index = locate(file)
    return _opened(file, Path(path).stat().st_mtime_ns)


def to_unicode(subset: Sequence[int]) -> str:
    """The ToUnicode CMap of a one-byte font: code i stands for the character subset[i]."""
    entries = [f"<{code:02X}> <{_utf16(character)}>" for code, character in enumerate(subset) if character]
    blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()
