"""The red head (版头, 7.2) and its variants for letters, orders and minutes (10).

A head is placed absolutely: its items' y counts from the type area's top. The mark's ink is made to end on a grid
line, so that the two blank lines below it are whole and the text below stands on the grid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from docgen.layout import standard as std
from docgen.layout.frame import Frame
from docgen.layout.origins import origin_of, shown
from docgen.layout.rows import Style, centred_baseline
from docgen.layout.shaping import Span
from docgen.model import Document, Form
from docgen.pages import Item, Part, Role, Rule, Text

NARROWEST = 0.7
"""How far the mark's characters may be narrowed before they are made smaller (7.2.4 leaves the size open)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The placed head and the grid row at which the flow (blank lines before the title included) begins."""

    items: tuple[Item, ...] = ()
    rows: int = 0
    foot: tuple[Item, ...] = ()


def build_head(document: Document, frame: Frame) -> Head:
    """The head of a document's form; none for 普通 and 新闻稿."""
    builders = {
        Form.DOCUMENT: _document,
        Form.LETTER: _letter,
        Form.ORDER: _order,
        Form.MINUTES: _minutes,
    }
    builder = builders.get(document.form)
    return builder(document, frame) if builder else Head()


def _document(document: Document, frame: Frame) -> Head:
    mark, row = _mark(document, frame, std.MARK_TOP)
    number_row = row + std.MARK_BLANK_ROWS
    number, number_row = _number_line(document, frame, number_row)
    rule_y = _below(number_row, document.document_number, frame) + std.RED_RULE_GAP
    items = (*_labels(document, frame), *mark, *number, *_red_rule(frame, rule_y))
    return Head(items, number_row + 1 + std.RULE_BLANK_ROWS)


def _minutes(document: Document, frame: Frame) -> Head:
    mark, row = _mark(document, frame, std.MARK_TOP)
    number_row = row + std.MARK_BLANK_ROWS
    name = "issue_number" if document.issue_number else "document_number"
    number = str(getattr(document, name))
    texts = frame.setter.centred(shown(document, name, number, Role.BODY), Style(Part.NUMBER))
    rule_y = _below(number_row, number, frame) + std.RED_RULE_GAP
    items = (*_labels(document, frame), *mark, *frame.at_row(texts, number_row), *_red_rule(frame, rule_y))
    return Head(items, number_row + 1 + std.RULE_BLANK_ROWS)


def _order(document: Document, frame: Frame) -> Head:
    mark, row = _mark(document, frame, std.ORDER_MARK_TOP)
    number_row = row + std.MARK_BLANK_ROWS
    number = shown(document, "order_number", document.order_number, Role.BODY)
    texts = frame.setter.centred(number, Style(Part.NUMBER))
    items = (*_labels(document, frame), *mark, *frame.at_row(texts, number_row))
    return Head(items, number_row + 1 + std.MARK_BLANK_ROWS)


def _labels(document: Document, frame: Frame) -> tuple[Item, ...]:
    """份号, 密级和保密期限, 紧急程度, one below the other, flush left (7.2.1–7.2.3)."""
    return tuple(item for row, texts in enumerate(_label_lines(document, frame)) for item in frame.at_row(texts, row))


def _label_lines(document: Document, frame: Frame) -> list[tuple[Text, ...]]:
    secrecy = shown(document, "secrecy", document.secrecy, Role.HEI)
    period = shown(document, "secrecy_period", document.secrecy_period, Role.HEI)
    star = Span("★" if secrecy.text and period.text else "", Role.HEI)
    found = (
        ((shown(document, "copy_number", document.copy_number, Role.BODY),), Part.COPY_NUMBER),
        ((secrecy, star, period), Part.SECRECY),
        ((shown(document, "urgency", document.urgency, Role.HEI),), Part.URGENCY),
    )
    return [frame.setter.spans(spans, 0, Style(part)) for spans, part in found if any(span.text for span in spans)]


def mark_lines(document: Document, frame: Frame) -> tuple[tuple[str, ...], str]:
    """The lines of the mark and what stands at their right.

    A joint document bears the names of all its issuers with 文件 at their right, unless it has a mark of its own. The
    name of one body alone, with or without 文件, is not the mark of a joint document.
    """
    issuers = frame.issuers(document)
    alone = document.issuer_mark.removesuffix("文件") in ("", *issuers)
    if document.form is Form.DOCUMENT and len(issuers) > 1 and alone:
        return issuers, "文件"
    known = frame.profile.issuer(document.issuer)
    tail = {Form.DOCUMENT: "文件", Form.ORDER: "令", Form.MINUTES: "纪要"}.get(document.form, "")
    house = known.mark if known and document.form is Form.DOCUMENT else ""
    default = document.issuer + tail if document.issuer else ""
    text = document.issuer_mark or house or default
    return tuple(line for line in text.split("\n") if line.strip()), ""


def _mark(document: Document, frame: Frame, top: float) -> tuple[tuple[Item, ...], int]:
    """The mark from `top` down, and the grid row that begins where it ends."""
    lines, right = mark_lines(document, frame)
    rows = _mark_rows(top, max(len(lines), 1), frame)
    if frame.hidden:
        return (), rows
    items, _ = _sized_mark(document, (lines, right), top, rows * frame.pitch - top, frame)
    return tuple(items), rows


def _sized_mark(
    document: Document, mark: tuple[tuple[str, ...], str], top: float, room: float, frame: Frame
) -> tuple[list[Item], float]:
    """The mark whose ink begins at `top` and is as high as `room` if it may; and the y where its ink ends."""
    lines, right = mark
    _, high = frame.setter.shaper.ink(Role.MARK, lines[0] if lines else "")
    low, _ = frame.setter.shaper.ink(Role.MARK, lines[-1] if lines else "")
    height = high - low + (max(len(lines), 1) - 1) * _MARK_LINE
    size = _mark_size(room / height, lines, right, frame)
    items = _mark_items(lines, right, top + high * size, size, frame)
    return [traced for item in items for traced in _traced(item, document)], top + height * size


def _traced(text: Text, document: Document) -> list[Text]:
    """A run of the mark with its source place: the mark as typed, else the name of an issuer."""
    line = text.text
    typed = document.issuer_mark.find(line)
    if document.issuer_mark and typed >= 0:
        return [replace(text, origin=origin_of(document, "issuer_mark"), start=typed)]
    if line in document.joint_issuers:
        return [replace(text, origin=origin_of(document, "joint_issuers", document.joint_issuers.index(line)))]
    length = len(document.issuer)
    if not length or not line.startswith(document.issuer):
        return [text]
    name = replace(text, text=line[:length], advances=text.advances[:length], origin=origin_of(document, "issuer"))
    rest = replace(text, text=line[length:], advances=text.advances[length:], x=text.x + sum(name.advances))
    return [name, rest] if rest.text else [name]


def _mark_size(size: float, lines: tuple[str, ...], right: str, frame: Frame) -> float:
    """The size at which the mark is as high as wanted, within the house's limit, and not narrowed too much."""
    size = min(size, frame.profile.mark_limit)
    width = _mark_width(lines, right, Style(Part.MARK, size=size, tracking=0, cell_tracking=0), frame)
    return size * min(1.0, std.WIDTH / width / NARROWEST) if width else size


def _mark_width(lines: tuple[str, ...], right: str, style: Style, frame: Frame) -> float:
    widest = max((frame.setter.extent(line, Role.MARK, style) for line in lines), default=0.0)
    return widest + (style.size / 2 + frame.setter.extent(right, Role.MARK, style) if right else 0.0)


_MARK_LINE = 1.15
"""Ems from one line of a joint mark to the next."""

_LEAST_MARK = 40.0
_LEAST_MARK_LINE = 34.0
"""Points that the ink of a mark, and of each line of a joint mark, is high at least (7.2.4 leaves the size open)."""


def _mark_rows(top: float, count: int, frame: Frame) -> int:
    """The grid row at which the mark ends; joint marks are kept low enough for text on page 1 (7.2.4)."""
    least = max(_LEAST_MARK, count * _LEAST_MARK_LINE)
    return min(-int(-(top + least) // frame.pitch), _MOST_MARK_ROWS)


_MOST_MARK_ROWS = 10


def _mark_items(lines: tuple[str, ...], right: str, baseline: float, size: float, frame: Frame) -> list[Text]:
    style = Style(Part.MARK, size=size, tracking=0, cell_tracking=0, pitch=size, colour=frame.profile.red)
    whole = _mark_width(lines, right, style, frame)
    widest = _mark_width(lines, "", style, frame)
    scale = min(1.0, std.WIDTH / whole) if whole else 1.0
    left = (std.WIDTH - whole * scale) / 2
    items: list[Text] = []
    for index, line in enumerate(lines):
        y = baseline + index * _MARK_LINE * size
        spread = widest * scale if len(lines) > 1 else 0.0
        items += _mark_line(line, left, y, scale, style, frame, spread)
    middle = baseline + (len(lines) - 1) * _MARK_LINE * size / 2
    return items + _mark_line(right, left + (widest + size / 2) * scale, middle, scale, style, frame, 0.0)


def _mark_line(text: str, x: float, y: float, scale: float, style: Style, frame: Frame, spread: float) -> list[Text]:
    """One line of the mark; `spread`: the width that a joint mark's names all take (distributed)."""
    texts = frame.setter.one_line(Span(text, Role.MARK), 0, style, measure=inf)  # narrowed by its own rule below
    natural = sum(sum(item.advances) for item in texts) * scale
    extra = max(spread - natural, 0.0) / (len(text) - 1) if len(text) > 1 else 0.0
    items: list[Text] = []
    for item in texts:
        advances = tuple(advance * scale + extra for advance in item.advances)
        items.append(replace(item, x=std.LEFT + x, baseline=y, advances=advances, scale=scale))
        x += sum(advances)
    return items


def _number_line(document: Document, frame: Frame, row: int) -> tuple[tuple[Item, ...], int]:
    """发文字号, centred (7.2.5), or left with 签发人 right when signers are named (7.2.6); and its row."""
    setter = frame.setter
    number = shown(document, "document_number", document.document_number, Role.BODY)
    if not document.signers:
        return frame.at_row(setter.centred(number, Style(Part.NUMBER)), row), row
    signers, last = _signers(document, frame, row)
    texts = setter.one_line(number, std.CELL, Style(Part.NUMBER))
    return (*signers, *frame.at_row(texts, last)), last


def _signers(document: Document, frame: Frame, row: int) -> tuple[list[Item], int]:
    """签发人, right with one cell's space: two names a line, each column begun at one place (7.2.6); the last row."""
    setter, style, names = frame.setter, Style(Part.SIGNER), document.signers
    columns = [names[start::2] for start in range(min(len(names), 2))]
    widths = [max(setter.extent(name, Role.KAI, style) for name in column) for column in columns]
    lefts = [std.WIDTH - std.CELL - sum(widths[index:]) - std.CELL * (len(widths) - 1 - index) for index in range(2)]
    label = "签发人："
    label_left = lefts[0] - setter.extent(label, Role.BODY, style)
    items = [*frame.at_row(setter.one_line(Span(label, Role.BODY), label_left, style), row)]
    for index, name in enumerate(names):
        span = shown(document, "signers", name, Role.KAI, index)
        items += frame.at_row(setter.one_line(span, lefts[index % 2], style), row + index // 2)
    return items, row + (len(names) - 1) // 2


def _below(row: int, text: str, frame: Frame) -> float:
    """The lower edge of a text on a row."""
    low, _ = frame.setter.shaper.ink(Role.BODY, text)
    return row * frame.pitch + centred_baseline(std.SIZE, frame.pitch) - low * std.SIZE


def _red_rule(frame: Frame, y: float) -> tuple[Item, ...]:
    if frame.hidden:
        return ()
    width = frame.profile.red_rule
    y += width / 2
    return (Rule(std.LEFT, y, std.RIGHT, y, width, Part.RED_RULE, frame.profile.red),)


def _letter(document: Document, frame: Frame) -> Head:
    """信函 (10.1). The mark's height is what brings the text below back onto the grid."""
    labels = _label_lines(document, frame)
    lines = max(len(labels), 1)
    double = std.LETTER_THICK + std.LETTER_GAP + std.LETTER_THIN
    below = std.RED_RULE_GAP + double + std.LETTER_NUMBER_GAP + (lines - 1) * frame.pitch + std.SIZE
    fixed = std.LETTER_MARK_TOP + below + std.RULE_BLANK_ROWS * frame.pitch - (frame.pitch - std.TITLE_SIZE) / 2
    rows = int((fixed + _LETTER_MARK) / frame.pitch)
    height = max(rows * frame.pitch - fixed, _LEAST_MARK_LINE)
    mark, end = _sized_mark(document, mark_lines(document, frame), std.LETTER_MARK_TOP, height, frame)
    rule_y = end + std.RED_RULE_GAP
    first = rule_y + double + std.LETTER_NUMBER_GAP
    items = [item for index, texts in enumerate(labels) for item in frame.at(texts, first + index * frame.pitch)]
    typed = shown(document, "document_number", document.document_number, Role.BODY)
    number = frame.setter.flush_right(typed, Style(Part.NUMBER))
    items += frame.at(number, first)
    foot = std.PAGE_HEIGHT - std.TOP - std.LETTER_FOOT
    if frame.hidden:
        return Head(tuple(items), rows)
    drawn = (*mark, *items, *_double_rule(rule_y, frame, thick_first=True))
    return Head(drawn, rows, _double_rule(foot - double, frame, thick_first=False))


_LETTER_MARK = 45.0
"""Points: the height that a letter's mark keeps below (10.1 leaves the size open)."""


def _double_rule(y: float, frame: Frame, *, thick_first: bool) -> tuple[Item, ...]:
    """A red double rule from y down, 170 long, centred on the page."""
    left = (std.PAGE_WIDTH - std.LETTER_RULE) / 2
    right = left + std.LETTER_RULE
    items: list[Item] = []
    for width in (std.LETTER_THICK, std.LETTER_THIN) if thick_first else (std.LETTER_THIN, std.LETTER_THICK):
        middle = y + width / 2
        items.append(Rule(left, middle, right, middle, width, Part.RED_RULE, frame.profile.red))
        y += width + std.LETTER_GAP
    return tuple(items)
