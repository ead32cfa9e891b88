"""The text itself as rows: title, recipients, paragraphs, tables and pictures (7.3.1–7.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.layout import standard as std
from docgen.layout.articles import lead_of
from docgen.layout.flow import BODY, NO_DATELINE, Flow
from docgen.layout.frame import Frame
from docgen.layout.origins import consecutive, origin_of, shown
from docgen.layout.picture import picture_rows
from docgen.layout.rows import Row, Style, blank, row_of
from docgen.layout.shaping import Span
from docgen.layout.table import table_rows
from docgen.layout.title import balanced
from docgen.model import Align, Block, Document, Paragraph, Picture
from docgen.pages import NOWHERE, Origin, Part, Role


def title_rows(
    text: str, frame: Frame, part: Part = Part.TITLE, width: float = std.WIDTH, origin: Origin = NOWHERE
) -> list[Row]:
    """A title: 2号小标宋, centred on `width`, balanced (7.3.1). The rows stay together."""
    style = Style(part, size=std.TITLE_SIZE, tracking=0, cell_tracking=0)
    plain = text.replace("\n", "")
    lines = balanced(text, Role.MARK, std.TITLE_SIZE, width, frame.setter.shaper)
    spans = consecutive(lines, text, Role.MARK, origin)
    rows = [row_of(frame.setter.centred(span, style, middle=width / 2), keep_next=True) for span in spans]
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
    return [replace(rows[0], items=items, rows=total, end=rows[-1].end)]


def subtitle_rows(document: Document, name: str, frame: Frame) -> list[Row]:
    """A line of 3号楷体 centred under or over the title (副标题, 引题)."""
    style = Style(Part.TITLE)
    text = str(getattr(document, name))
    lines = balanced(text, Role.KAI, std.SIZE, std.WIDTH, frame.setter.shaper) if text else ()
    spans = consecutive(lines, text, Role.KAI, origin_of(document, name))
    return [row_of(frame.setter.centred(span, style), keep_next=True) for span in spans]


def opening_rows(document: Document, frame: Frame) -> list[Row]:
    """Everything of the title: 引题, 标题, 副标题, and the blank line below."""
    rows = subtitle_rows(document, "lead_title", frame)
    rows += title_rows(document.title, frame, origin=origin_of(document, "title"))
    rows += subtitle_rows(document, "subtitle", frame)
    return [*rows, *blank()] if rows else []


def recipients_rows(document: Document, frame: Frame) -> list[Row]:
    """主送机关: flush left, wrapped flush, full-width colon at the end (7.3.2)."""
    text = document.recipients.rstrip("：:")
    if not text:
        return []
    return frame.setter.paragraph(
        [shown(document, "recipients", text, Role.BODY), Span("：", Role.BODY)], Style(Part.RECIPIENTS)
    )


def block_rows(blocks: Sequence[Block], frame: Frame, flow: Flow = BODY) -> list[Row]:
    """The rows of paragraphs, tables and pictures; those of a block that was set before are taken as they were."""
    rows: list[Row] = []
    for number, block in enumerate(blocks, 1):
        flow = replace(flow, number=number)
        rows += frame.kept.rows(block, flow, lambda block, flow: _set(block, frame, flow))
        if isinstance(block, Paragraph) and flow.dateline.text:
            flow = replace(flow, dateline=NO_DATELINE)
    return rows


def _set(block: Block, frame: Frame, flow: Flow) -> list[Row]:
    if isinstance(block, Paragraph):
        return paragraph_rows(block, frame, flow)
    if isinstance(block, Picture):
        return picture_rows(block, frame, flow.origin(block))
    return table_rows(block, frame, flow.origin(block))


def paragraph_rows(paragraph: Paragraph, frame: Frame, flow: Flow = BODY) -> list[Row]:
    """One paragraph, indented by two cells, its heading in the face of its level."""
    begins = lead_of(paragraph, articles=frame.profile.articles)
    lead = paragraph.text[: begins.length]
    origin = flow.origin(paragraph)
    spans = [
        flow.dateline,
        Span(lead, begins.role, bold=frame.profile.bold_headings, origin=origin),
        Span(paragraph.text[begins.length :], Role.BODY, origin=origin, start=begins.length),
    ]
    if begins.centred:
        rows = frame.setter.paragraph(spans, Style(flow.part, fill=False, align=Align.CENTRE))
        rows = [replace(row, keep_next=True) for row in rows]
        return [replace(rows[0], heading=paragraph.text, level=1), *rows[1:]]
    rows = frame.setter.paragraph(spans, Style(flow.part, first=std.INDENT * std.CELL))
    if paragraph.level == 0:
        return rows
    rows = [replace(row, keep_next=paragraph.is_heading) for row in rows]
    rows[0] = replace(rows[0], heading=lead.rstrip("。 "), level=paragraph.level)
    return rows
