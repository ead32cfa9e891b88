"""版记: at the very foot of the last page (7.4)."""

from __future__ import annotations

from dataclasses import replace

from docgen.layout import standard as std
from docgen.layout.frame import Frame
from docgen.layout.origins import origin_of, shown
from docgen.layout.rows import SMALL, Row, row_of
from docgen.layout.shaping import Span
from docgen.model import Document, Form
from docgen.pages import Item, Part, Role, Rule
from papers.dates import date_text


def imprint_rows(document: Document, frame: Frame, *, with_recipients: bool) -> list[Row]:
    """The imprint's rows, its rules included; empty when the document has none."""
    letter = document.form is Form.LETTER
    copies = _list_rows(document, frame, with_recipients=with_recipients)
    printing = [] if letter else _printing_rows(document, frame)
    rows = copies + printing
    if not rows or letter:
        return rows
    if copies and printing:
        rows[len(copies)] = _with_rule(rows[len(copies)], 0.0, std.IMPRINT_INNER)
    rows[0] = _with_rule(rows[0], 0.0, std.IMPRINT_OUTER)
    rows[-1] = _with_rule(rows[-1], frame.pitch, std.IMPRINT_OUTER)
    return rows


def _list_rows(document: Document, frame: Frame, *, with_recipients: bool) -> list[Row]:
    """主送 (moved here from the first page, 7.3.2) above 抄送, no rule between them (7.4.2)."""
    rows: list[Row] = []
    lists = (("主送", "recipients" if with_recipients else ""), ("抄送", "copies_to"))
    for label, name in lists:
        if name and (text := str(getattr(document, name)).rstrip("。：: ")):
            rows += _labelled(label, shown(document, name, text, Role.BODY), frame)
    return rows


def _labelled(label: str, text: Span, frame: Frame) -> list[Row]:
    left = std.CELL + 3 * std.SMALL_SIZE
    style = replace(SMALL, part=Part.IMPRINT, first=std.CELL, left=left, right=std.CELL)
    return frame.setter.paragraph([Span(f"{label}：", Role.BODY), text, Span("。", Role.BODY)], style)


def _printing_rows(document: Document, frame: Frame) -> list[Row]:
    """印发机关 left, 印发日期 right with 印发, both one cell in (7.4.3)."""
    setter = frame.setter
    style = replace(SMALL, part=Part.IMPRINT)
    office = document.printing_office
    day = date_text(document.printing_date) + "印发" if document.printing_date else ""
    if not office and not day:
        return []
    named = shown(document, "printing_office", office, Role.BODY)
    printed = Span(day, Role.BODY, origin=origin_of(document, "printing_date"))
    texts = setter.flush_right(printed, style, std.CELL)
    room = std.WIDTH - 3 * std.CELL - setter.extent(day, Role.BODY, style)
    if setter.extent(office, Role.BODY, style) <= room:
        return [row_of((*setter.one_line(named, std.CELL, style), *texts))]
    wrapped = replace(SMALL, part=Part.IMPRINT, first=std.CELL, left=std.CELL, right=std.WIDTH - std.CELL - room)
    rows = setter.paragraph([named], wrapped)
    return [*rows[:-1], replace(rows[-1], items=(*rows[-1].items, *texts))]


def _with_rule(row: Row, y: float, width: float) -> Row:
    """The row with a rule across the type area at y; a rule at the foot stands inside the type area."""
    middle = y - width / 2 if y else y + width / 2
    rule: Item = Rule(std.LEFT, middle, std.RIGHT, middle, width, Part.IMPRINT_RULE)
    return replace(row, items=(*row.items, rule))
