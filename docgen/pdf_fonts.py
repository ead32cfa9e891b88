"""Fonts for the PDF: reportlab's subsets with a text layer that copies and searches right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc, ttfonts

from docgen.fonts import locate

BLOCK = 100
"""Most entries of one bfchar block (PDF 32000-1, 9.10.3, by way of Adobe Technical Note 5411)."""


class SubsetFont(ttfonts.TTFont):
    """A TrueType font of one PDF. One object serves one document.

    reportlab 5.1.0 writes characters beyond U+FFFF into the ToUnicode map as five hexadecimal digits, which readers
    take for something else; a map in UTF-16 is put in its place once reportlab has made its objects.
    """

    def __init__(self, name: str, file: str) -> None:
        path, index = locate(file)
        super().__init__(name, str(path), subfontIndex=index, asciiReadable=False, shapable=False)

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # reportlab's name
        """Make the PDF objects of every subset, then correct their text maps."""
        state = self.state[doc]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(state.subsets))]
        subsets = [list(subset) for subset in state.subsets]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            stream = pdfdoc.PDFStream()
            stream.content = to_unicode(subset)
            stream.filters = [pdfdoc.PDFZCompress]
            fonts[name].ToUnicode = doc.Reference(stream, f"text-map:{name}")


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
