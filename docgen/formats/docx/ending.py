"""What follows the text in a .docx: list of attachments, attendance, signature, date, note, imprint (7.3.4–7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from docgen.formats.docx.body import write_text
from docgen.formats.docx.plan import Plan
from docgen.formats.docx.sections import last_page, turn
from docgen.formats.docx.writer import CELL, TW, Indent, Look, Writer, add_runs, set_indent
from docgen.formats.docx.xml import put_in_frame, set_tabs, stand_on_one_middle
from docgen.layout import standard as std
from docgen.layout.ending import closing_rows, ending_of, signature_names
from docgen.layout.rows import Row, Style
from docgen.layout.shaping import Span
from docgen.model import Document, Ending, Form
from docgen.pages import Part, Role, Text
from papers.dates import date_text

WIDTH = round(std.WIDTH * TW)


def write_attachment_list(document: Document, writer: Writer) -> None:
    """附件说明 (7.3.4): names wrapped under their first character."""
    names = document.attachment_list
    if not names:
        return
    setter = writer.frame.setter
    style = Style(Part.ATTACHMENT_LIST, cell_tracking=std.TRACKING)
    label = setter.extent("附件：", Role.BODY, style)
    space = " " if writer.frame.profile.space_after_number else ""
    writer.blank()
    for index, name in enumerate(names, 1):
        number = f"{index}.{space}" if len(names) > 1 else ""
        lead = ("附件：" if index == 1 else "") + number
        first = std.INDENT * CELL / TW + (0 if index == 1 else label)
        left = std.INDENT * CELL / TW + label + setter.extent(number, Role.BODY, style)
        writer.paragraph("附件说明", [Span(lead + name.rstrip("。；;，"), Role.BODY)], _hanging(first, left))


def _hanging(first: float, left: float) -> Indent:
    return Indent(left=_tw(left), first=_tw(first) - _tw(left))


def write_attendance(document: Document, writer: Writer) -> None:
    """出席, 请假, 列席 of minutes (10.3)."""
    found = (
        ("主持", document.chair if document.form is not Form.MINUTES else ""),
        ("出席", document.present),
        ("请假", document.absent),
        ("列席", document.observers),
        ("记录", document.recorder),
    )
    write_labelled([(label, names) for label, names in found if names], writer)


def write_press_end(document: Document, writer: Writer) -> None:
    """供稿 and 审核 below a press release."""
    found = (("供稿", document.supplied_by), ("审核", document.reviewed_by))
    write_labelled([(label, text) for label, text in found if text], writer)


def write_labelled(entries: Sequence[tuple[str, str]], writer: Writer) -> None:
    """One blank line, then 黑体 labels with text wrapped after the colon."""
    if entries:
        writer.blank()
    for label, text in entries:
        left = (std.INDENT + len(label) + 1) * CELL / TW
        spans = [Span(label, Role.HEI), Span("：" + text, Role.BODY)]
        write_text(writer, "出席人员", spans, first=std.INDENT * CELL / TW, left=left)


def write_closing(document: Document, writer: Writer) -> None:
    """Signature, date and note, kept together with the end of the text."""
    ending = ending_of(document, writer.frame.profile)
    joint = len(signature_names(document, writer.frame)) > 1
    if ending is Ending.UNSEALED:
        _unsealed(document, writer)
    elif ending is Ending.SEALED and not joint:
        _sealed(document, writer)
    else:
        _rows(closing_rows(replace(document, note=""), writer.frame), writer)
    writer.blanks = 0
    if document.note:
        note = document.note if document.note.startswith("（") else f"（{document.note}）"
        write_text(writer, "附注", [Span(note, Role.BODY)], first=std.INDENT * std.CELL)


def _rows(rows: Sequence[Row], writer: Writer) -> None:
    """Joint names, or a post and its stamp, with what stands on one line at tab stops (7.3.5.1, 7.3.5.3)."""
    for row in rows:
        texts = sorted((item for item in row.items if isinstance(item, Text)), key=lambda text: text.x)
        if not texts:
            writer.blank(row.rows)
            continue
        style = "成文日期" if texts[0].part is Part.DATE else "署名"
        paragraph = writer.paragraph(style)
        for index, text in enumerate(texts):
            own = text.size != std.SIZE
            look = Look(size=text.size if own else 0.0, colour=text.colour.lstrip("#") if own else "")
            add_runs(paragraph, Span(("\t" if index else "") + text.text, text.role), look)
        _place(paragraph, texts)
        if len({text.size for text in texts}) > 1:
            stand_on_one_middle(paragraph)


def _place(paragraph: Paragraph, texts: Sequence[Text]) -> None:
    """One text ends where ours ends; several begin where ours begin."""
    if len(texts) == 1:
        end = texts[0].x + sum(texts[0].advances)
        set_indent(paragraph, Indent(right=max(_tw(std.RIGHT - end), 0)))
        paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return
    set_indent(paragraph, Indent(left=_tw(texts[0].x - std.LEFT)))
    set_tabs(paragraph, [_tw(text.x - std.LEFT) for text in texts[1:]])
    _flush_left(paragraph)


def _tw(points: float) -> int:
    return round(points * TW)


def _day(document: Document) -> str:
    return date_text(document.issue_date) if document.issue_date else ""


def _extent(writer: Writer, text: str) -> int:
    return _tw(writer.frame.setter.extent(text, Role.BODY, Style(Part.DATE, cell_tracking=std.TRACKING)))


def _sealed(document: Document, writer: Writer) -> None:
    """Date four cells from the right, name centred over it: both centred in one box (7.3.5.1)."""
    day, names = _day(document), signature_names(document, writer.frame)
    if not day and not names:
        return
    left = WIDTH - 2 * std.SEALED_RIGHT * CELL - _extent(writer, day or "2026年1月1日")
    writer.blank(std.SEAL_BLANK_ROWS)
    for name in names:
        _signed(name, writer, max(min(left, WIDTH - _extent(writer, name)), 0))
    if day:
        writer.paragraph("成文日期", [Span(day, Role.BODY)], Indent(left=left))


def _signed(name: str, writer: Writer, left: int) -> Paragraph:
    """The name of a body on one line: one that is wider than the type area is narrowed, as on our own pages."""
    paragraph = writer.paragraph("署名", (), Indent(left=left))
    width = _extent(writer, name)
    add_runs(paragraph, Span(name, Role.BODY), Look(scale=(WIDTH - _ROUNDED) / width if width > WIDTH else 1.0))
    return paragraph


_ROUNDED = 40
"""tw that a narrowed name leaves free: widths are rounded."""


def _unsealed(document: Document, writer: Writer) -> None:
    """Name two cells from the right, date two cells right of the name's first character (7.3.5.2)."""
    day, names = _day(document), signature_names(document, writer.frame)
    if not day and not names:
        return
    right = WIDTH - std.UNSEALED_RIGHT * CELL
    left = right - max((_extent(writer, name) for name in names), default=0)
    day_left = left + 2 * CELL
    if _extent(writer, day) > right - left:
        day_left = right - _extent(writer, day)
        left = min(left, day_left - 2 * CELL)
    writer.blank()
    for name in names:
        _flush_left(_signed(name, writer, max(left, 0)))
    if day:
        _flush_left(writer.paragraph("成文日期", [Span(day, Role.BODY)], Indent(left=day_left)))


def _flush_left(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def write_imprint(document: Document, writer: Writer, plan: Plan) -> None:
    """版记 at the foot of the last page's type area (7.4): a frame that stays there when the text changes."""
    lines = _imprint_lines(document, with_recipients=plan.recipients_moved)
    if not lines:
        return
    if plan.imprint_apart:
        last_page(writer, even=writer.frame.profile.even_page_imprint, numbered=not plan.blank_before_imprint)
    else:
        turn(writer, landscape=False)
    styles = [style for style, _ in lines]
    pitch = _imprint_pitch(document, len(plan.main[-1].imprint), writer)
    for index, (style, spans) in enumerate(lines):
        if document.form is not Form.LETTER and styles.index(style) == index:
            _framed(writer.paragraph("版记细线" if index else "版记粗线"))
        _framed(writer.paragraph(style, spans, line=pitch))
    if document.form is not Form.LETTER:
        _framed(writer.paragraph("版记粗线"))
    writer.paragraph("版记锚点")


def _imprint_pitch(document: Document, count: int, writer: Writer) -> int:
    """A line pitch that leaves the rules room within the rows of the imprint."""
    rules = 0 if document.form is Form.LETTER else _RULES
    return writer.pitch - -(-rules // count)


_RULES = 54
"""tw that the imprint's rules take."""


def _imprint_lines(document: Document, *, with_recipients: bool) -> list[tuple[str, list[Span]]]:
    found = (("主送", document.recipients if with_recipients else ""), ("抄送", document.copies_to))
    stripped = ((label, text.rstrip("。：: ")) for label, text in found)
    lines = [("抄送机关", [Span(f"{label}：{text}。", Role.BODY)]) for label, text in stripped if text]
    day = date_text(document.printing_date) + "印发" if document.printing_date else ""
    if document.form is not Form.LETTER and (document.printing_office or day):
        lines.append(("印发机关", [Span(f"{document.printing_office}\t{day}", Role.BODY)]))
    return lines


def _framed(paragraph: Paragraph) -> None:
    """Put a paragraph into the frame at the type area's foot."""
    put_in_frame(paragraph, w=WIDTH, vAnchor="margin", hAnchor="margin", xAlign="left", yAlign="bottom")
