"""What follows the text in a .docx: list of attachments, attendance, signature, date, note, imprint (7.3.4–7.4)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from docgen.dates import date_text
from docgen.docx.body import write_text
from docgen.docx.writer import CELL, TW, Indent, Writer
from docgen.docx.xml import AFTER_FRAME, element, properties, set_tabs
from docgen.layout import standard as std
from docgen.layout.ending import signature_names
from docgen.layout.rows import Style
from docgen.layout.shaping import Span
from docgen.model import Document, Ending, Form
from docgen.pages import Part, Role

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
    ending = writer.frame.profile.ending_for(document.issuer, document.ending)
    if ending is Ending.SIGNATURE_STAMP or document.form is Form.ORDER:
        _stamped(document, writer)
    elif ending is Ending.SEALED:
        _sealed(document, writer)
    else:
        _unsealed(document, writer)
    if document.note:
        note = document.note if document.note.startswith("（") else f"（{document.note}）"
        write_text(writer, "附注", [Span(note, Role.BODY)], first=std.INDENT * std.CELL)


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
    middle = WIDTH - std.SEALED_RIGHT * CELL - _extent(writer, day or "2026年1月1日") // 2
    left = 2 * middle - WIDTH
    writer.blank(std.SEAL_BLANK_ROWS)
    for index, name in enumerate(names):
        if index:
            writer.blank(std.SEAL_ROWS - 1)
        writer.paragraph("署名", [Span(name, Role.BODY)], Indent(left=max(min(left, WIDTH - _extent(writer, name)), 0)))
    if day:
        writer.paragraph("成文日期", [Span(day, Role.BODY)], Indent(left=left))


def _unsealed(document: Document, writer: Writer) -> None:
    """Name two cells from the right, date two cells right of the name's first character (7.3.5.2)."""
    day, names = _day(document), signature_names(document, writer.frame)
    if not day and not names:
        return
    right = WIDTH - std.UNSEALED_RIGHT * CELL
    left = right - max((_extent(writer, name) for name in names), default=0)
    day_left = left + 2 * CELL
    if day_left + _extent(writer, day) > right or not names:
        day_left = right - _extent(writer, day)
        left = min(left, day_left - 2 * CELL)
    writer.blank()
    for name in names:
        _flush_left(writer.paragraph("署名", [Span(name, Role.BODY)], Indent(left=max(left, 0))))
    if day:
        _flush_left(writer.paragraph("成文日期", [Span(day, Role.BODY)], Indent(left=day_left)))


def _stamped(document: Document, writer: Writer) -> None:
    """Post, two cells, the stamp four cells from the right; the date a blank line below (7.3.5.3)."""
    right = WIDTH - std.SEALED_RIGHT * CELL
    name = document.stamp_name
    width = max(len(name), 3) * round(std.TITLE_SIZE) * TW
    post_left = right - width - 2 * CELL - _extent(writer, document.stamp_post)
    writer.blank(std.STAMP_BLANK_ROWS)
    shown = "" if writer.frame.hidden else name
    paragraph = writer.paragraph("署名", [Span(document.stamp_post, Role.BODY)], Indent(left=max(post_left, 0)))
    _flush_left(paragraph)
    if shown:
        paragraph.add_run("\t" + shown, style="签名章")
        set_tabs(paragraph, [right - width])
    day = _day(document)
    if day:
        writer.blank()
        left = right - _extent(writer, day)
        _flush_left(writer.paragraph("成文日期", [Span(day, Role.BODY)], Indent(left=left)))


def _flush_left(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def write_imprint(document: Document, writer: Writer, *, with_recipients: bool) -> None:
    """版记 at the foot of the last page's type area (7.4): a frame that stays there when the text changes."""
    lines = _imprint_lines(document, with_recipients=with_recipients)
    letter = document.form is Form.LETTER
    if not lines:
        return
    started = False
    for style, spans in lines:
        if not letter and (not started or style == "印发机关"):
            _framed(writer.paragraph("版记细线" if started else "版记粗线"))
        _framed(writer.paragraph(style, spans))
        started = True
    if not letter:
        _framed(writer.paragraph("版记粗线"))
    writer.paragraph("版记锚点")


def _imprint_lines(document: Document, *, with_recipients: bool) -> list[tuple[str, list[Span]]]:
    found = (("主送", document.recipients if with_recipients else ""), ("抄送", document.copies_to))
    lines = [("抄送机关", [Span(f"{label}：{text.rstrip('。：: ')}。", Role.BODY)]) for label, text in found if text]
    day = date_text(document.printing_date) + "印发" if document.printing_date else ""
    if document.form is not Form.LETTER and (document.printing_office or day):
        lines.append(("印发机关", [Span(f"{document.printing_office}\t{day}", Role.BODY)]))
    return lines


def _framed(paragraph: Paragraph) -> None:
    """Put a paragraph into the frame at the type area's foot; neighbours with the same frame share it."""
    place = {"w": WIDTH, "wrap": "notBeside", "vAnchor": "margin", "hAnchor": "margin"}
    frame = element("w:framePr", **place, xAlign="left", yAlign="bottom")
    properties(paragraph).insert_element_before(frame, *AFTER_FRAME)
