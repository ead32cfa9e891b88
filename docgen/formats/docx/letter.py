"""The head and foot of a letter (信函, 10.1) in a .docx.

The mark and the red double rules stand in the first page's own header and footer, where letterheads belong.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.section import Section
from docx.shared import Twips

from docgen.formats.docx.marks import lines_of, mark_height, mark_top, spans_of, texts_of, write_mark
from docgen.formats.docx.writer import TW, Indent, Writer
from docgen.formats.docx.xml import clear, put_in_frame, remove_grid, set_tabs
from docgen.layout import standard as std
from docgen.layout.masthead import Head
from docgen.layout.shaping import Span
from docgen.pages import Item, Part, Role, Rule

TOP = round(std.TOP * TW)
WIDTH = round(std.WIDTH * TW)
OUTWARD = Indent(left=round((20 - 28) * std.MM * TW), right=round((20 - 26) * std.MM * TW))
"""170 mm, centred on the page: 8 and 6 beyond the type area."""

LINE = 400
"""tw: exact height of the number's line, so that its characters stand where our own page has them."""

_BASE = 0.8


def write_letter_head(head: Head, writer: Writer) -> int:
    """Mark and first double rule in the header, the second in the footer, number and labels in the text.

    Returns the y (tw below the type area's top) that is reached.
    """
    section = writer.word.sections[0]
    section.different_first_page_header_footer = True
    remove_grid(writer.word)  # the header moves the grid's origin; exact lines keep the pitch
    bottom = _header(section, head, writer)
    _footer(section, head, writer)
    return _number(head, writer, max(bottom, 0))


def _header(section: Section, head: Head, writer: Writer) -> int:
    """Fill the first page's header; returns its lower edge below the type area's top."""
    marks = texts_of(head, Part.MARK)
    header = section.first_page_header
    header.is_linked_to_previous = False
    clear(header)
    start = mark_top(marks[0], mark_height(lines_of(marks))) if marks else 0
    section.header_distance = Twips(TOP + start)
    inside = writer.inside(header)
    y = _rules(head.items, inside, write_mark(head, inside, start))
    if not marks:
        inside.paragraph("版记锚点")
    return y if marks else 0


def _rules(items: Sequence[Item], writer: Writer, y: int) -> int:
    start = y
    for rule in items:
        if isinstance(rule, Rule) and rule.part is Part.RED_RULE:
            top = round((rule.y1 - rule.width / 2) * TW)
            if y == start:
                writer.blanks = max(top - y, 0)
            else:  # as space between two shaded paragraphs it would be shaded too
                writer.paragraph("版记锚点", line=top - y)
            writer.paragraph("红色分隔线", (), OUTWARD, line=round(rule.width * TW))
            y = max(top, y) + round(rule.width * TW)
    return y


def _footer(section: Section, head: Head, writer: Writer) -> None:
    """The second double rule, in a frame that ends 20 mm above the page's foot; no page number (10.1)."""
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    clear(footer)
    inside = writer.inside(footer)
    rules = [item for item in head.foot if isinstance(item, Rule)]
    y = round((rules[0].y1 - rules[0].width / 2) * TW) if rules else 0
    place = {"w": round(std.LETTER_RULE * TW), "vAnchor": "page", "hAnchor": "page", "xAlign": "center", "y": TOP + y}
    for rule in rules:
        top = round((rule.y1 - rule.width / 2) * TW)
        if top > y:
            put_in_frame(inside.paragraph("版记锚点", line=top - y), **place)
        put_in_frame(inside.paragraph("红色分隔线", line=round(rule.width * TW)), **place)
        y = top + round(rule.width * TW)
    inside.paragraph("版记锚点")


def _number(head: Head, writer: Writer, y: int) -> int:
    """The number flush right under the rule, the other marks flush left from the same line on (10.1)."""
    for line in lines_of(texts_of(head, Part.NUMBER, Part.COPY_NUMBER, Part.SECRECY, Part.URGENCY)):
        top = round(line[0].baseline * TW - _BASE * LINE)
        writer.blanks = max(top - y, 0)
        labels = [text for text in line if text.part is not Part.NUMBER]
        number = [text for text in line if text.part is Part.NUMBER]
        tab = [Span("\t", Role.BODY)] if number else []
        paragraph = writer.paragraph("信函字号", [*spans_of(labels), *tab, *spans_of(number)], line=LINE)
        set_tabs(paragraph, [WIDTH - 20], align="right")  # not at the very edge: a rounded width would wrap
        y = max(top, y) + LINE
    return y
