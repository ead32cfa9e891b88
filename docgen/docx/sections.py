"""Sections of a .docx: turned pages for landscape tables (8), and what only the first page has."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.ns import qn

from docgen.docx.writer import Writer
from docgen.docx.xml import body, properties, set_values


def turn(writer: Writer, *, landscape: bool) -> None:
    """Let what follows stand on turned pages, or on upright ones again."""
    section = body(writer.word).find(qn("w:sectPr"))
    size = section.find(qn("w:pgSz"))
    if (size.get(qn("w:orient")) == "landscape") == landscape:
        return
    if writer.last is not None:
        _end_section(writer)
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    set_values(size, w=height, h=width, orient="landscape" if landscape else "portrait")
    margins = section.find(qn("w:pgMar"))
    sides = {side: margins.get(qn(f"w:{side}")) for side in ("top", "right", "bottom", "left")}
    order = ("left", "top", "right", "bottom") if landscape else ("right", "bottom", "left", "top")
    for side, source in zip(("top", "right", "bottom", "left"), order, strict=True):
        set_values(margins, **{side: sides[source]})


def _end_section(writer: Writer) -> None:
    """End the section with what has been written."""
    if writer.after_table:
        writer.paragraph("版记锚点")
    section = body(writer.word).find(qn("w:sectPr"))
    if writer.last is not None:
        properties(writer.last).append(deepcopy(section))
    first_only = [item for item in section if item.get(qn("w:type")) == "first" or item.tag == qn("w:titlePg")]
    for item in first_only:  # a letter's head is that of its first page alone
        section.remove(item)
