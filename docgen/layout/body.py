"""The text itself as rows: title, recipients, paragraphs, tables and pictures (7.3.1–7.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.layout import standard as std
from docgen.layout.frame import Frame
from docgen.layout.picture import picture_rows
from docgen.layout.rows import Row, Style, blank
from docgen.layout.shaping import Span
from docgen.layout.table import table_rows
from docgen.layout.title import balanced
from docgen.model import Block, Document, Paragraph, Picture
from docgen.pages import Part, Role, Text

HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}
"""一、黑体, （一）楷体; 1. and （1）仿宋 (7.3.3)."""


def title_rows(text: str, frame: Frame, part: Part = Part.TITLE, width: float = std.WIDTH) -> list[Row]:
    """A title: 2号小标宋, centred on `width`, balanced (7.3.1). The rows stay together."""
    style = Style(part, size=std.TITLE_SIZE, tracking=0, cell_tracking=0)
    plain = text.replace("\n", "")
    lines = balanced(text, Role.MARK, std.TITLE_SIZE, width, frame.setter.shaper)
    rows = [Row(frame.setter.centred(line, Role.MARK, style, middle=width / 2), keep_next=True) for line in lines]
    if rows:
        rows[0] = replace(rows[0], heading=plain)
    return _spaced(rows, frame)


def _spaced(rows: list[Row], frame: Frame) -> list[Row]:
    """Title lines at the house's own pitch, the whole taking full grid rows."""
    pitch = frame.profile.title_pitch
    if pitch is None or not rows:
        return rows
    total = -int(-len(rows) * pitch // frame.pitch)
    items = tuple(item for index, row in enumerate(rows) for item in frame.shifted(row.items, index * pitch))
    return [Row(items, rows=total, keep_next=True, heading=rows[0].heading, level=0)]


def subtitle_rows(text: str, frame: Frame) -> list[Row]:
    """A line of 3号楷体 centred under or over the title (副标题, 引题)."""
    style = Style(Part.TITLE)
    lines = balanced(text, Role.KAI, std.SIZE, std.WIDTH, frame.setter.shaper)
    return [Row(frame.setter.centred(line, Role.KAI, style), keep_next=True) for line in lines]


def opening_rows(document: Document, frame: Frame) -> list[Row]:
    """Everything of the title: 引题, 标题, 副标题, and the blank line below."""
    rows = subtitle_rows(document.lead_title, frame) if document.lead_title else []
    rows += title_rows(document.title, frame)
    rows += subtitle_rows(document.subtitle, frame) if document.subtitle else []
    return [*rows, *blank()] if rows else []


def recipients_rows(document: Document, frame: Frame) -> list[Row]:
    """主送机关: flush left, wrapped flush, full-width colon at the end (7.3.2)."""
    text = document.recipients.rstrip("：:")
    if not text:
        return []
    return frame.setter.paragraph([Span(text + "：", Role.BODY)], Style(Part.RECIPIENTS))


def block_rows(blocks: Sequence[Block], frame: Frame, part: Part = Part.BODY, dateline: str = "") -> list[Row]:
    """The rows of paragraphs, tables and pictures; `dateline` (电头) is set before the first paragraph."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            rows += paragraph_rows(block, frame, part, dateline)
            dateline = ""
        elif isinstance(block, Picture):
            rows += picture_rows(block, frame)
        else:
            rows += table_rows(block, frame)
    return rows


def paragraph_rows(paragraph: Paragraph, frame: Frame, part: Part = Part.BODY, dateline: str = "") -> list[Row]:
    """One paragraph, indented by two cells, its heading in the face of its level."""
    lead = paragraph.text[: paragraph.lead]
    role = HEADING_ROLES.get(paragraph.level, Role.BODY)
    spans = [
        Span(dateline, Role.KAI),
        Span(lead, role, bold=frame.profile.bold_headings),
        Span(paragraph.text[paragraph.lead :], Role.BODY),
    ]
    style = Style(part, first=std.INDENT * std.CELL)
    rows = frame.setter.paragraph(spans, style, line=paragraph.line)
    if dateline:
        rows = [_offset(row, -len(dateline)) for row in rows]
    if paragraph.level == 0:
        return rows
    rows = [replace(row, keep_next=paragraph.is_heading) for row in rows]
    rows[0] = replace(rows[0], heading=lead.rstrip("。 "), level=paragraph.level)
    return rows


def _offset(row: Row, characters: int) -> Row:
    """The row with its places in the source text moved: the dateline stands in the head."""
    texts = [
        replace(item, offset=max(item.offset + characters, 0)) if isinstance(item, Text) else item for item in row.items
    ]
    return replace(row, items=tuple(texts))
