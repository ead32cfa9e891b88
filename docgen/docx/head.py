"""The red head (版头, 7.2; 10.2, 10.3) in a .docx: the same places as docgen.layout.masthead gives, in the flow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docgen.docx.writer import TW, Indent, Look, Writer, add_runs
from docgen.docx.xml import set_tabs
from docgen.layout import standard as std
from docgen.layout.masthead import Head, build_head
from docgen.layout.shaping import Span
from docgen.model import Document, Form
from docgen.pages import Item, Part, Role, Rule, Text

MARK_LINE = 1.2
"""Exact line height of the mark in its sizes; word processors put the base line at 80 % of an exact line."""

BASE = 0.8


def write_head(document: Document, writer: Writer) -> None:
    """The head of a document's form; none for 普通 and 新闻稿."""
    head = build_head(document, writer.frame)
    if document.form is Form.LETTER or not head.rows:
        return
    y = _labels(head, writer)
    y = _mark(head, writer, y)
    y = _number(document, head, writer, y)
    y = _red_rule(head, writer, y)
    writer.blanks = head.rows * writer.pitch - y


def _texts(head: Head, *parts: Part) -> list[Text]:
    return [item for item in head.items if isinstance(item, Text) and item.part in parts]


def joined(texts: Sequence[Item]) -> list[Span]:
    """The spans of texts that stand on one line."""
    return [Span(item.text, item.role) for item in texts if isinstance(item, Text)]


def lines_of(texts: Sequence[Text]) -> list[list[Text]]:
    """Texts grouped into lines, from above."""
    ordered = sorted(texts, key=lambda text: (round(text.baseline, 1), text.x))
    return [list(line) for _, line in groupby(ordered, key=lambda text: round(text.baseline, 1))]


def _labels(head: Head, writer: Writer) -> int:
    """份号, 密级, 紧急程度: one a line from the top (7.2.1–7.2.3). Returns the y below."""
    styles = {Part.COPY_NUMBER: "份号", Part.SECRECY: "密级", Part.URGENCY: "紧急程度"}
    lines = lines_of(_texts(head, *styles))
    for line in lines:
        writer.paragraph(styles[line[0].part], joined(line))
    return len(lines) * writer.pitch


def _mark(head: Head, writer: Writer, y: int) -> int:
    for line in lines_of(_texts(head, Part.MARK)):
        size = line[0].size
        height = round(size * MARK_LINE * TW)
        top = round(line[0].baseline * TW - BASE * height)
        writer.blanks = max(top - y, 0)
        paragraph = writer.paragraph("发文机关标志", (), Indent(left=-_SPARE, right=-_SPARE), line=height)
        for span in joined(line):
            add_runs(paragraph, span, Look(scale=line[0].scale, size=size))
        y = max(top, y) + height
    return y


_SPARE = 200
"""tw at both sides: a mark that is as wide as the type area must not wrap for a rounded width."""


def _number(document: Document, head: Head, writer: Writer, y: int) -> int:
    """发文字号 centred, or left with 签发人 right (7.2.5, 7.2.6). The paragraphs stand on grid rows."""
    for line in lines_of(_texts(head, Part.NUMBER, Part.SIGNER)):
        row = int(line[0].baseline / writer.frame.pitch)
        writer.blanks = max(row * writer.pitch - y, 0)
        if document.signers:
            _signer_line(line, writer)
        else:
            writer.paragraph("发文字号", joined(line))
        y = (row + 1) * writer.pitch
    return y


def _signer_line(line: Sequence[Text], writer: Writer) -> None:
    """One line of 上行文: what stands on it at tab stops, so that names line up."""
    spans: list[Span] = []
    for text in line:
        spans += [Span("\t", Role.BODY), Span(text.text, text.role)]
    paragraph = writer.paragraph("签发人", spans)
    set_tabs(paragraph, [round(TW * (text.x - std.LEFT)) for text in line])


def _red_rule(head: Head, writer: Writer, y: int) -> int:
    for rule in head.items:
        if isinstance(rule, Rule) and rule.part is Part.RED_RULE:
            top = round((rule.y1 - rule.width / 2) * TW)
            writer.blanks = max(top - y, 0)
            height = round(rule.width * TW)
            writer.paragraph("红色分隔线", line=height)
            y = max(top, y) + height
    return y
