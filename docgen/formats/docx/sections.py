"""Sections of a .docx: turned pages for landscape tables (8), and what only the first page has."""

from __future__ import annotations

from copy import deepcopy

from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section

from docgen.formats.docx.writer import Writer
from docgen.formats.docx.xml import body, clear, element, put, set_values
from docgen.profile import PageNumbers

FOOTERS = {(False, "default"): "rId10", (False, "even"): "rId11", (True, "default"): "rId12", (True, "even"): "rId13"}
"""The base document's footers for upright and turned (True), odd and even pages, by their relations' ids."""

UPRIGHT_FOOTER, TURNED_FOOTER = 1446, 851
"""tw from the page's foot to the footer; that of a turned page has its number beside the text and no height."""


def turn(writer: Writer, *, landscape: bool) -> bool:
    """Let what follows stand on turned pages, or on upright ones again; True where a section begins with it."""
    section = body(writer.word).find(qn("w:sectPr"))
    size = section.find(qn("w:pgSz"))
    if (size.get(qn("w:orient")) == "landscape") == landscape:
        return False
    if writer.last is not None:
        _end_section(writer)
    _count_on(writer)
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    set_values(size, w=height, h=width, orient="landscape" if landscape else "portrait")
    margins = section.find(qn("w:pgMar"))
    sides = {side: margins.get(qn(f"w:{side}")) for side in ("top", "right", "bottom", "left")}
    order = ("left", "top", "right", "bottom") if landscape else ("right", "bottom", "left", "top")
    for side, source in zip(("top", "right", "bottom", "left"), order, strict=True):
        set_values(margins, **{side: sides[source]})
    set_values(margins, footer=TURNED_FOOTER if landscape else UPRIGHT_FOOTER)
    for grid in section.findall(qn("w:docGrid")):  # 15 of its lines leave 8 points that LibreOffice puts at the head
        set_values(grid, type="default" if landscape else "lines")
    for reference in section.findall(qn("w:footerReference")):
        kind = reference.get(qn("w:type"))
        reference.set(qn("r:id"), FOOTERS.get((landscape, kind), reference.get(qn("r:id"))))  # a letter's first has one
    return True


def last_page(writer: Writer, *, even: bool, numbered: bool) -> None:
    """Begin an upright section on a new page, an even one where the house wants it so."""
    if not turn(writer, landscape=False):
        _end_section(writer)
    section = writer.word.sections[-1]
    section.start_type = WD_SECTION.EVEN_PAGE if even else WD_SECTION.NEW_PAGE
    if not numbered:
        _clear_footers(writer, section)


def own_paper(writer: Writer, *, landscape: bool) -> None:
    """Begin a section on a front page, with page numbers that begin with 1: a paper that is bound apart (7.3.7)."""
    if not turn(writer, landscape=landscape):
        _end_section(writer)
    _count_on(writer)
    writer.word.sections[-1].start_type = WD_SECTION.ODD_PAGE
    section = body(writer.word).find(qn("w:sectPr"))
    section.find(qn("w:pgMar")).addnext(element("w:pgNumType", start=1))
    if writer.frame.profile.page_numbers is PageNumbers.NONE:
        return
    for reference in section.findall(qn("w:footerReference")):  # those before a 版记 behind a blank page are empty
        section.remove(reference)
    for kind in ("even", "default"):
        reference = element("w:footerReference", type=kind)
        reference.set(qn("r:id"), FOOTERS[landscape, kind])
        section.insert(0, reference)


def _count_on(writer: Writer) -> None:
    """Let the section that begins go on with the numbers of the one before, on the next page whichever it is."""
    section = body(writer.word).find(qn("w:sectPr"))
    for number in section.findall(qn("w:pgNumType")):
        section.remove(number)
    if section.find(qn("w:type")) is not None:
        writer.word.sections[-1].start_type = WD_SECTION.NEW_PAGE


def _clear_footers(writer: Writer, section: Section) -> None:
    """Give a section empty footers of its own; those it was begun with are the section's before."""
    settings = body(writer.word).find(qn("w:sectPr"))
    for reference in settings.findall(qn("w:footerReference")):
        settings.remove(reference)
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
        clear(footer)
        writer.inside(footer).paragraph("版记锚点")


def _end_section(writer: Writer) -> None:
    """End the section with what has been written."""
    if writer.after_table:
        writer.paragraph("版记锚点")
    section = body(writer.word).find(qn("w:sectPr"))
    if writer.last is not None:
        put(writer.last, deepcopy(section))
    first_only = [item for item in section if item.get(qn("w:type")) == "first" or item.tag == qn("w:titlePg")]
    for item in first_only:  # a letter's head is that of its first page alone
        section.remove(item)
