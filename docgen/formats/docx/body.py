"""Title, recipients and text in a .docx (7.3.1–7.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH

from docgen.formats.docx.lines import cut, stretches
from docgen.formats.docx.marks import BASE
from docgen.formats.docx.sections import turn
from docgen.formats.docx.tables import write_picture, write_table
from docgen.formats.docx.writer import TW, Indent, Look, Writer, add_runs
from docgen.layout import standard as std
from docgen.layout.articles import lead_of
from docgen.layout.rows import centred_baseline
from docgen.layout.shaping import Span
from docgen.layout.title import balanced
from docgen.model import Block, Document, Paragraph, Picture, Table
from docgen.pages import Role

HEADING_STYLES = {0: "公文正文", 1: "一级标题", 2: "二级标题", 3: "三级标题", 4: "四级标题"}


def write_opening(document: Document, writer: Writer) -> None:
    """引题, 标题, 副标题 and the blank line below."""
    write_title(document.lead_title, writer, "引题")
    write_title(document.title, writer)
    write_title(document.subtitle, writer, "副标题")
    if document.lead_title or document.title or document.subtitle:
        writer.blank()


def write_title(text: str, writer: Writer, style: str = "公文标题", width: float = std.WIDTH) -> None:
    """A title as one paragraph, its lines balanced as on our own pages (7.3.1)."""
    if not text:
        return
    role, size = (Role.KAI, std.SIZE) if style in {"引题", "副标题"} else (Role.MARK, std.TITLE_SIZE)
    lines = balanced(text, role, size, width, writer.frame.setter.shaper)
    pitch = writer.frame.profile.title_pitch if role is Role.MARK else None
    drop = 0 if pitch is None else round((BASE * pitch - centred_baseline(std.TITLE_SIZE, std.PITCH)) * TW)
    writer.blanks = max(writer.blanks - drop, 0)
    writer.paragraph(style, [Span("\n".join(lines), role)])
    if pitch is not None:  # the whole takes full grid rows
        taken = len(lines) * round(pitch * TW)
        writer.blanks += -(-taken // writer.pitch) * writer.pitch - taken + drop


def write_recipients(document: Document, writer: Writer) -> None:
    """主送机关: flush left, full-width colon (7.3.2)."""
    text = document.recipients.rstrip("：:")
    if text:
        write_text(writer, "主送机关", [Span(text + "：", Role.BODY)])


def write_blocks(blocks: Sequence[Block], writer: Writer, dateline: str = "") -> None:
    """Paragraphs, tables and pictures; `dateline` (电头) is set before the first paragraph."""
    for block in blocks:
        turn(writer, landscape=isinstance(block, Table) and block.landscape)
        if isinstance(block, Paragraph):
            _paragraph(block, writer, dateline)
            dateline = ""
        elif isinstance(block, Picture):
            write_picture(block, writer)
        else:
            write_table(block, writer)


def _paragraph(paragraph: Paragraph, writer: Writer, dateline: str) -> None:
    begins = lead_of(paragraph, articles=writer.frame.profile.articles)
    lead, rest = paragraph.text[: begins.length], paragraph.text[begins.length :]
    style = HEADING_STYLES[paragraph.level if paragraph.is_heading else 0]
    bold = writer.frame.profile.bold_headings
    spans = [Span(dateline, Role.KAI), Span(lead, begins.role, bold=bold), Span(rest, Role.BODY)]
    if begins.centred:
        chapter = writer.paragraph(style, spans, Indent())
        chapter.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        chapter.paragraph_format.keep_with_next = True
        return
    write_text(writer, style, spans, first=std.INDENT * std.CELL)


def write_text(writer: Writer, style: str, spans: Sequence[Span], *, first: float = 0.0, left: float = 0.0) -> None:
    """A paragraph of 3号 text that breaks its lines where our own pages do.

    `first` and `left` (points from the type area's left) say where the style lets the first and the other lines begin.
    """
    paragraph = writer.paragraph(style)
    spans = [span for span in spans if span.text]
    place = 0
    found = list(stretches(spans, writer.frame.setter.shaper, std.WIDTH - left, std.WIDTH - first))
    for span in spans:
        for piece, tracking in cut(span.text, place, found):
            add_runs(paragraph, Span(piece, span.role, span.bold), Look(tracking))
        place += len(span.text)
