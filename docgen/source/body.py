"""The body of a source text: one paragraph a line, tables, pictures and attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docgen.finding import Finding, Severity
from docgen.model import Attachment, Block, Paragraph, Picture
from docgen.numbering import read_paragraph, settle
from docgen.source.head import problem
from docgen.source.table import CAPTION, is_row, read_table
from papers.numbering import Counter, recognise

DIRECTIVE = (":::", "：：：")  # as an input method may have it
_ATTACHMENT = re.compile(r"[:：]{3}\s*附件[0-9]{0,2}(?:(?:\s+|[：:]\s*)(.*))?")
_CLOSE = re.compile(r"[:：]{3,}")
HEADING = re.compile(r"([#＃]{1,4})(?:\s+|(?![#＃\s]))(.*)")
_PICTURE = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\(((?:\\.|[^)\\])*)\)")
_ESCAPED = re.compile(r"\\([\\\]\[()])")


@dataclass(slots=True)
class _Open:
    """The place that blocks go to: the body, or the attachment that is open."""

    title: str = ""
    line: int = 0
    column: int = 0
    blocks: list[Block] = field(default_factory=list[Block])
    counter: Counter = field(default_factory=Counter)


def read_body(
    lines: list[str], first: int, findings: list[Finding]
) -> tuple[tuple[Block, ...], tuple[Attachment, ...]]:
    """Read `lines[first:]`; problems are added to `findings`."""
    return _Reader(lines, first, findings).read()


class _Reader:
    def __init__(self, lines: list[str], first: int, findings: list[Finding]) -> None:
        self._lines = lines
        self._index = first
        self._column = 0
        self._findings = findings
        self._body = _Open()
        self._attachment: _Open | None = None
        self._attachments: list[Attachment] = []

    def read(self) -> tuple[tuple[Block, ...], tuple[Attachment, ...]]:
        while self._index < len(self._lines):
            typed = self._lines[self._index]
            text = typed.strip()
            self._index += 1
            self._column = len(typed) - len(typed.lstrip())
            if text:
                self._take(text)
        if self._attachment is not None:
            self._tell("attachment-open", self._attachment.line, "行的附件没有结束，请在附件之后另起一行写“:::”。")
            self._close()
        return settle(self._body.blocks), tuple(self._attachments)

    def _take(self, text: str) -> None:
        line = self._index
        if text.startswith(DIRECTIVE):
            self._directive(text)
        elif is_row(text) or (CAPTION.match(text) and self._row_follows()):
            table, self._index = read_table(self._lines, line - 1, self._findings)
            self._add(table)
        elif picture := _PICTURE.fullmatch(text):
            path, caption = (_ESCAPED.sub(r"\1", picture[group]).strip() for group in (2, 1))
            self._add(Picture(path, caption, line, self._column + picture.start(1)))
        elif text.startswith("\\"):
            # A backslash says: running text, whatever it looks like.
            if plain := text[1:].strip():
                self._add(Paragraph(plain, line=line, column=self._column + text.index(plain, 1)))
        elif heading := HEADING.fullmatch(text):
            self._column += heading.start(2)
            self._heading(len(heading[1]), heading[2].strip(), line)
        else:
            self._paragraph(text, line)

    def _row_follows(self) -> bool:
        return self._index < len(self._lines) and is_row(self._lines[self._index].strip())

    def _paragraph(self, text: str, line: int) -> None:
        if number := recognise(text):
            self._place.counter.see(number)
        self._add(read_paragraph(text, line, self._column))

    def _heading(self, level: int, text: str, line: int) -> None:
        if not text:
            self._tell("heading-empty", line, "行只有“#”没有标题文字，请补上文字或删去这一行。", Severity.WARNING)
        elif recognise(text):
            self._paragraph(text, line)
        else:
            number = self._place.counter.next(level)
            self._add(read_paragraph(number + text, line, self._column - len(number)))

    def _directive(self, text: str) -> None:
        line = self._index
        if opening := _ATTACHMENT.fullmatch(text):
            if self._attachment is not None:
                self._tell("attachment-open", self._attachment.line, "行的附件没有结束，请在附件之后另起一行写“:::”。")
                self._close()
            self._attachment = _Open((opening[1] or "").strip(), line, self._column + max(opening.start(1), 0))
        elif _CLOSE.fullmatch(text):
            if self._attachment is None:
                self._tell("attachment-stray", line, "行的“:::”前面没有打开的附件，请删去或补上“::: 附件 标题”。")
            else:
                self._close()
        else:
            self._tell("directive-unknown", line, "行以“:::”开头，但只认得“::: 附件 标题”；已按正文处理。")
            self._add(Paragraph(text, line=line, column=self._column))

    def _close(self) -> None:
        if place := self._attachment:
            self._attachments.append(Attachment(place.title, settle(place.blocks), place.line, place.column))
        self._attachment = None

    @property
    def _place(self) -> _Open:
        return self._attachment or self._body

    def _add(self, block: Block) -> None:
        self._place.blocks.append(block)

    def _tell(self, rule: str, line: int, what: str, severity: Severity = Severity.ERROR) -> None:
        self._findings.append(problem(rule, line, f"第 {line} {what}", severity))
