"""The parts of a .docx in their order, the house's settings in its styles, and its bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.parfmt import ParagraphFormat

from docgen.formats.docx.body import write_blocks, write_opening, write_recipients, write_title
from docgen.formats.docx.ending import (
    write_attachment_list,
    write_attendance,
    write_closing,
    write_imprint,
    write_press_end,
)
from docgen.formats.docx.faces import named_fonts
from docgen.formats.docx.head import write_head
from docgen.formats.docx.plan import follow_spacing, make_plan
from docgen.formats.docx.sections import own_paper, turn
from docgen.formats.docx.writer import TW, Writer, legal
from docgen.formats.docx.xml import body, remove_grid, set_values, styles
from docgen.layout import standard as std
from docgen.layout.ending import attachment_label
from docgen.layout.shaping import Shaper, Span
from docgen.layout.typeset import frame_for
from docgen.model import Document, Form, Table
from docgen.pages import Role
from docgen.profile import PageNumbers, Profile

PITCH = 579
"""The base document's line pitch in tw: 22 lines fill the type area (5.2.3)."""

RED = "FF0000"
"""Red as the base document has it."""


def compose(document: Document, profile: Profile, folder: Path | None, base: Path) -> bytes:
    """See docgen.formats.docx.write_docx; `base` is the .docx to start from."""
    word = docx.Document(str(base))
    writer = _writer(word, document, profile, folder)
    _house_styles(word, profile, writer.pitch)
    _properties(word, document)
    plan = make_plan(document, profile, writer)
    writer.gaps = plan.gaps
    write_head(document, writer)
    write_opening(document, writer)
    if not plan.recipients_moved:
        write_recipients(document, writer)
    write_blocks(document.body, writer, document.dateline if document.form is Form.PRESS else "")
    if not plan.text_flows_over(writer.frame.rows):
        writer.keep()  # neither a list nor a signature stands on a page without text
    text_end = writer.last
    write_attachment_list(document, writer)
    write_attendance(document, writer)
    write_press_end(document, writer)
    if writer.last is not text_end:
        writer.keep()
    write_closing(document, writer)
    if document.attachments_apart:
        write_imprint(document, writer, plan)
        _attachments(document, writer)
    else:
        _attachments(document, writer)
        write_imprint(document, writer, plan)
    if writer.after_table:  # a body must not end with a table
        writer.paragraph("版记锚点")
    follow_spacing(plan, word.paragraphs, writer)
    return _bytes(word)


def _writer(word: WordDocument, document: Document, profile: Profile, folder: Path | None) -> Writer:
    pitch = PITCH if profile.line_pitch == Profile().line_pitch else int(profile.line_pitch * TW)
    return Writer(word, frame_for(document, Shaper(named_fonts()), profile, folder), pitch, word)


def _house_styles(word: WordDocument, profile: Profile, pitch: int) -> None:
    """Write the house's pitch and colour into the styles."""
    for spacing in styles(word).iter(qn("w:spacing")):
        if spacing.get(qn("w:line")) == str(PITCH):
            set_values(spacing, line=pitch)
    for name in ("公文标题", "附件标题") if profile.title_pitch else ():
        _style_layout(word, name).line_spacing = Pt(profile.title_pitch or 0)
    for colour in styles(word).iter(qn("w:color")):
        if colour.get(qn("w:val")) == RED:
            set_values(colour, val=profile.red.removeprefix("#"))
    for shade in styles(word).iter(qn("w:shd")):
        if shade.get(qn("w:fill")) == RED:
            set_values(shade, fill=profile.red.removeprefix("#"))
    if pitch != PITCH:  # LibreOffice puts what the grid's lines leave of the page above them
        remove_grid(word)
    _page_numbers(word, profile.page_numbers)


def _page_numbers(word: WordDocument, where: PageNumbers) -> None:
    """Let the page numbers stand where the house has them (7.5)."""
    if where is PageNumbers.NONE:
        section = body(word).find(qn("w:sectPr"))
        for reference in section.findall(qn("w:footerReference")):
            section.remove(reference)
    for name in ("页码单页", "页码双页") if where is PageNumbers.CENTRED else ():
        layout = _style_layout(word, name)
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout.left_indent = layout.right_indent = None


def _style_layout(word: WordDocument, name: str) -> ParagraphFormat:
    return cast("ParagraphStyle", word.styles[name]).paragraph_format


def _properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = _property(document.title or document.issuer_mark)
    properties.author = _property(document.issuer or document.signature or document.supplied_by)
    properties.subject = _property(document.document_number or document.order_number or document.issue_number)
    properties.category = _property(document.kind)
    properties.language = "zh-CN"
    day = document.issue_date
    properties.created = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)


def _property(text: str) -> str:
    """A text as a document property: on one line, and no longer than such a field may be."""
    return " ".join(legal(text).split())[:_LONGEST_PROPERTY]


_LONGEST_PROPERTY = 255


def _attachments(document: Document, writer: Writer) -> None:
    """Each attachment on a new page, turned for a landscape table (7.3.7)."""
    for index, attachment in enumerate(document.attachments, 1):
        first = attachment.blocks[0] if attachment.blocks else None
        landscape = isinstance(first, Table) and first.landscape
        if document.attachments_apart:
            own_paper(writer, landscape=landscape)
        else:
            turn(writer, landscape=landscape)
        writer.paragraph("附件序号", [Span(attachment_label(document, index), Role.HEI)])
        writer.blank()
        if attachment.title:
            write_title(attachment.title, writer, "附件标题", std.HEIGHT if landscape else std.WIDTH)
            writer.blank()
        write_blocks(attachment.blocks, writer)


def _bytes(word: WordDocument) -> bytes:
    """The package with the time of every entry the same."""
    raw = io.BytesIO()
    word.save(raw)
    data = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return data.getvalue()
