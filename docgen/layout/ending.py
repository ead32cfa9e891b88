"""What follows the text: list of attachments, attendance, signature and date, note (7.3.4–7.3.6, 10.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docgen.layout import standard as std
from docgen.layout.frame import Frame
from docgen.layout.origins import origin_of, shown
from docgen.layout.rows import Row, Style, blank, row_of
from docgen.layout.shaping import Span
from docgen.model import Document, Ending, Form
from docgen.pages import Item, Part, Role
from docgen.profile import Profile
from papers.dates import date_text


def attachment_label(document: Document, index: int) -> str:
    """What stands on the first line of the `index`-th attachment: 附件2; bound apart 青管〔2026〕15号附件2 (7.3.7)."""
    number = document.document_number if document.attachments_apart else ""
    return f"{number}附件{index if len(document.attachments) > 1 else ''}"


def attachment_list_rows(document: Document, frame: Frame) -> list[Row]:
    """附件说明: one blank line below the text, indented by two, names wrapped under their first character (7.3.4)."""
    names = document.attachment_list
    if not names:
        return []
    setter = frame.setter
    style = Style(Part.ATTACHMENT_LIST)
    label_width = setter.extent("附件：", Role.BODY, style)
    space = " " if frame.profile.space_after_number else ""
    rows = blank()
    for index, name in enumerate(names, 1):
        number = f"{index}.{space}" if len(names) > 1 else ""
        lead = ("附件：" if index == 1 else "") + number
        first = std.INDENT * std.CELL + (0 if index == 1 else label_width)
        left = std.INDENT * std.CELL + label_width + setter.extent(number, Role.BODY, style)
        hanging = Style(Part.ATTACHMENT_LIST, first=first, left=left)
        item = shown(document, "attachment_list", name.rstrip("。；;，"), Role.BODY, index - 1)
        rows += setter.paragraph([Span(lead, Role.BODY), item], hanging)
    return rows


def attendance_rows(document: Document, frame: Frame) -> list[Row]:
    """出席, 请假, 列席 of minutes: label 黑体, names wrapped after the colon (10.3)."""
    found = (
        ("主持", "chair" if document.form is not Form.MINUTES else ""),
        ("出席", "present"),
        ("请假", "absent"),
        ("列席", "observers"),
        ("记录", "recorder"),
    )
    return _labelled_list(found, document, frame, Part.ATTENDANCE)


def press_end_rows(document: Document, frame: Frame) -> list[Row]:
    """供稿 and 审核 below a press release."""
    return _labelled_list((("供稿", "supplied_by"), ("审核", "reviewed_by")), document, frame, Part.NOTE)


def _labelled_list(found: Sequence[tuple[str, str]], document: Document, frame: Frame, part: Part) -> list[Row]:
    """A blank line, and each field of the list that has a value, below its label."""
    rows: list[Row] = []
    for label, name in found:
        if name and (text := getattr(document, name)):
            rows += _labelled(label, shown(document, name, text, Role.BODY), frame, part)
    return [*blank(), *rows] if rows else []


def _labelled(label: str, span: Span, frame: Frame, part: Part) -> list[Row]:
    """A 黑体 label with a colon, indented by two, and text wrapped after the colon."""
    first = std.INDENT * std.CELL
    left = first + frame.setter.extent(label + "：", Role.HEI, Style(part))
    style = Style(part, first=first, left=left)
    return frame.setter.paragraph([Span(label, Role.HEI), Span("：", Role.BODY), span], style)


def ending_of(document: Document, profile: Profile) -> Ending:
    """How the document is authenticated: as it says, else as its form wants (10.2, 10.3), else as the house does."""
    by_form = {
        Form.ORDER: Ending.SIGNATURE_STAMP,
        Form.MINUTES: Ending.UNSEALED,
        Form.PRESS: Ending.UNSEALED,
        Form.PLAIN: Ending.UNSEALED,
    }
    if document.ending is None and document.form in by_form:
        return by_form[document.form]
    return profile.ending_for(document.issuer, document.ending)


def closing_rows(document: Document, frame: Frame) -> list[Row]:
    """Signature, date and note: rows that stay together and with the end of the text."""
    ending = ending_of(document, frame.profile)
    if ending is Ending.SIGNATURE_STAMP:
        rows = _stamped(document, frame)
    elif ending is Ending.SEALED:
        rows = _sealed(document, frame)
    else:
        rows = _unsealed(document, frame)
    if document.note:
        opening, closing = ("", "") if document.note.startswith("（") else ("（", "）")
        note = shown(document, "note", document.note, Role.BODY)
        spans = [Span(opening, Role.BODY), note, Span(closing, Role.BODY)]
        rows += frame.setter.paragraph(spans, Style(Part.NOTE, first=std.INDENT * std.CELL))
    elif rows and ending is Ending.SEALED:
        rows.append(Row(text=False))  # the seal reaches below the date
    return rows


def signature_names(document: Document, frame: Frame) -> tuple[str, ...]:
    """The bodies that sign: as typed (one a line, or 、 between them), and what joint issuers are missing there."""
    names = [name.strip() for name in document.signature.split("\n") if name.strip()]
    if len(names) == 1 and document.joint_issuers:
        names = [name for name in re.split("[、，；\\s]+", names[0]) if name]
    if document.joint_issuers and len(names) < len(frame.issuers(document)):
        names += [issuer for issuer in frame.issuers(document) if not any(issuer in name for name in names)]
    return tuple(names)


def _signed(document: Document, name: str) -> Span:
    """The name of a body that signs, from the signature or, where there is none, from the issuers."""
    if name in document.signature:
        return shown(document, "signature", name, Role.BODY)
    if name in document.joint_issuers:
        return shown(document, "joint_issuers", name, Role.BODY, document.joint_issuers.index(name))
    return shown(document, "issuer", name, Role.BODY)


def _day(document: Document) -> Span:
    text = date_text(document.issue_date) if document.issue_date else ""
    return Span(text, Role.BODY, origin=origin_of(document, "issue_date"))


def _sealed(document: Document, frame: Frame) -> list[Row]:
    """Date four cells from the right, name centred over it, the seal's room above (7.3.5.1)."""
    setter = frame.setter
    day = _day(document)
    names = signature_names(document, frame)
    if not day.text and not names:
        return []
    width = setter.extent(day.text or "2026年1月1日", Role.BODY, Style(Part.DATE))
    middle = std.WIDTH - std.SEALED_RIGHT * std.CELL - width / 2
    rows = blank(std.SEAL_BLANK_ROWS)
    groups = _seal_rows([_signed(document, name) for name in names], middle, frame)
    for index, group in enumerate(groups):
        if index:
            rows += blank(std.SEAL_ROWS - 1)
        rows.append(row_of(group, keep_next=True))
    if day.text:
        rows.append(row_of(setter.centred(day, Style(Part.DATE), middle=middle)))
    return rows


def _seal_rows(names: Sequence[Span], middle: float, frame: Frame) -> list[tuple[Item, ...]]:
    """Joint names in rows of at most three, seals neither touching nor past the type area; the last over the date."""
    style = Style(Part.SIGNATURE)
    widths = [frame.setter.extent(name.text, Role.BODY, style) for name in names]
    if len(names) == 1:
        middle = min(middle, std.WIDTH - widths[0] / 2)
    across = next((count for count in (3, 2) if _apart(count, middle) > max(_needed(widths, count), std.SEAL)), 1)
    across = min(across, max(len(names), 1))
    rows: list[tuple[Item, ...]] = []
    for group in (names[start : start + across] for start in range(0, len(names), across)):
        last = len(group) - 1
        centres = [middle - (last - index) * _apart(across, middle) for index in range(len(group))]
        placed = zip(group, centres, strict=True)
        rows.append(tuple(text for name, centre in placed for text in _centred_within(name, centre, style, frame)))
    return rows


def _needed(widths: Sequence[float], across: int) -> float:
    """How far apart the centres of names must be, `across` of them in a row, for a cell's space between them."""
    beside = (pair for start in range(0, len(widths), across) for pair in pairwise(widths[start : start + across]))
    return max(((first + second) / 2 for first, second in beside), default=0.0) + std.CELL


def _apart(across: int, middle: float) -> float:
    """The distance between the centres of seals, `across` of them in a row, the last one at `middle`.

    Two stand as far from the left edge as from the right one, three as far as they can.
    """
    leftmost = {2: std.WIDTH - middle, 3: std.SEAL / 2 + 1}
    return (middle - leftmost[across]) / (across - 1) if across in leftmost else std.WIDTH


def _centred_within(name: Span, centre: float, style: Style, frame: Frame) -> tuple[Item, ...]:
    half = frame.setter.extent(name.text, Role.BODY, style) / 2
    return frame.setter.centred(name, style, middle=min(max(centre, half), std.WIDTH - half))


def _unsealed(document: Document, frame: Frame) -> list[Row]:
    """Name two cells from the right, date two cells right of the name's first character (7.3.5.2).

    A date longer than the name stands two cells from the right itself, and the name moves in.
    """
    setter = frame.setter
    day = _day(document)
    names = signature_names(document, frame)
    if not day.text and not names:
        return []
    style = Style(Part.SIGNATURE)
    name_width = max((setter.extent(name, Role.BODY, style) for name in names), default=0.0)
    day_width = setter.extent(day.text, Role.BODY, Style(Part.DATE))
    left = std.WIDTH - std.UNSEALED_RIGHT * std.CELL - name_width
    day_left = left + 2 * std.CELL
    if day_width > name_width:
        day_left = std.WIDTH - std.UNSEALED_RIGHT * std.CELL - day_width
        left = min(left, day_left - 2 * std.CELL)
    rows = blank()
    for name in names:
        rows.append(row_of(setter.one_line(_signed(document, name), max(left, 0.0), style), keep_next=True))
    if day.text:
        rows.append(row_of(setter.one_line(day, day_left, Style(Part.DATE))))
    return rows


def _stamped(document: Document, frame: Frame) -> list[Row]:
    """Stamp four cells from the right, the post two cells to its left, the date a blank line below (7.3.5.3)."""
    setter = frame.setter
    day = _day(document)
    right = std.SEALED_RIGHT * std.CELL
    style = Style(Part.SIGNATURE, size=std.TITLE_SIZE, tracking=0, cell_tracking=0, colour=frame.profile.red)
    name = shown(document, "stamp_name", document.stamp_name, Role.KAI)
    width = max(setter.extent(name.text, Role.KAI, style), 3 * std.TITLE_SIZE)
    left = std.WIDTH - right - width
    post_width = setter.extent(document.stamp_post, Role.BODY, Style(Part.SIGNATURE))
    post_left = left - 2 * std.CELL - post_width
    post_span = shown(document, "stamp_post", document.stamp_post, Role.BODY)
    post = setter.one_line(post_span, post_left, Style(Part.SIGNATURE))
    stamp = () if frame.hidden else setter.one_line(name, left, style)
    rows = [*blank(std.STAMP_BLANK_ROWS), row_of((*post, *stamp), keep_next=True)]
    if day.text:
        rows += [*blank(), row_of(setter.flush_right(day, Style(Part.DATE), right))]
    return rows
