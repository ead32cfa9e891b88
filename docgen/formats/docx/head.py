"""The red head (版头, 7.2; 10.2, 10.3) in a .docx: the same places as docgen.layout.masthead gives, in the flow."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.formats.docx.letter import write_letter_head
from docgen.formats.docx.marks import lines_of, spans_of, texts_of, write_mark
from docgen.formats.docx.writer import TW, Writer
from docgen.formats.docx.xml import set_tabs
from docgen.layout import standard as std
from docgen.layout.masthead import Head, build_head, mark_lines
from docgen.layout.shaping import Span
from docgen.model import Document, Form
from docgen.pages import Part, Role, Rule, Text

SPARE = 10
"""tw that the text begins above its grid row: a line that is a hair below one would be moved to the next."""

LABELS = {Part.COPY_NUMBER: "份号", Part.SECRECY: "密级", Part.URGENCY: "紧急程度"}


def write_head(document: Document, writer: Writer) -> None:
    """The head of a document's form; none for 普通 and 新闻稿."""
    head = build_head(document, writer.frame)
    if not head.rows:
        return
    if document.form is Form.LETTER:
        y = write_letter_head(head, writer)
    else:
        y = _labels(head, writer)
        y = write_mark(head, writer, y, right=mark_lines(document, writer.frame)[1])
        y = _number(document, head, writer, y)
        y = _red_rule(head, writer, y)
    writer.blanks = max(head.rows * writer.pitch - y - SPARE, 0)


def _labels(head: Head, writer: Writer) -> int:
    """份号, 密级, 紧急程度: one a line from the top (7.2.1–7.2.3). Returns the y below."""
    lines = lines_of(texts_of(head, *LABELS))
    for line in lines:
        writer.paragraph(LABELS[line[0].part], spans_of(line))
    return len(lines) * writer.pitch


def _number(document: Document, head: Head, writer: Writer, y: int) -> int:
    """发文字号 centred, or left with 签发人 right (7.2.5, 7.2.6). The paragraphs stand on grid rows."""
    for line in lines_of(texts_of(head, Part.NUMBER, Part.SIGNER)):
        row = int(line[0].baseline / writer.frame.pitch)
        writer.blanks = max(row * writer.pitch - y, 0)
        if document.signers:
            _signer_line(line, writer)
        else:
            writer.paragraph("发文字号", spans_of(line))
        y = (row + 1) * writer.pitch
    return y


def _signer_line(line: Sequence[Text], writer: Writer) -> None:
    """One line of 上行文: what stands on it at tab stops, so that names line up."""
    spans: list[Span] = []
    for index, text in enumerate(line):
        joins = index > 0 and abs(_end(line[index - 1]) - text.x) < 1
        spans += [Span("" if joins else "\t", Role.BODY), Span(text.text, text.role)]
    paragraph = writer.paragraph("签发人", spans)
    set_tabs(paragraph, [round(TW * (text.x - std.LEFT)) for text in line])  # a stop that is not tabbed to is idle


def _end(text: Text) -> float:
    return text.x + sum(text.advances)


def _red_rule(head: Head, writer: Writer, y: int) -> int:
    for rule in head.items:
        if isinstance(rule, Rule) and rule.part is Part.RED_RULE:
            top = round((rule.y1 - rule.width / 2) * TW)
            writer.blanks = max(top - y, 0)
            height = round(rule.width * TW)
            writer.paragraph("红色分隔线", line=height)
            y = max(top, y) + height
    return y
