"""The official document (公文) as data: what a source text says, before any layout.

Every value is frozen; text is kept as typed. Positions (`line`) count lines of the source text from 1; 0 means
"not from a source text". Names follow the table of words in docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """版式: which layout of GB/T 9704—2012 a document takes (clauses 7 and 10)."""

    DOCUMENT = "文件"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"
    PLAIN = "普通"
    PRESS = "新闻稿"


class Ending(StrEnum):
    """How the document is authenticated (7.3.5.1–7.3.5.3)."""

    SEALED = "盖章"
    UNSEALED = "不盖章"
    SIGNATURE_STAMP = "签名章"


class Align(StrEnum):
    """Where a table column's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the source text: `line` from 1 (0: nowhere) and `column`, the characters of the line before it."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body.

    `text` is the whole paragraph with its number as printed (“一、总体要求”). `level` 1–4 is the structural level
    (一、 （一） 1. （1）), 0 is running text. `lead` counts the leading characters of `text` that are the heading:
    all of it for a heading alone on its line, the first sentence for a run-in heading, 0 for running text. `column`:
    where in its line the text begins; below 0 where the number was not typed (“# 总体要求”).
    """

    text: str
    level: int = 0
    lead: int = 0
    line: int = 0
    column: int = field(default=0, compare=False)

    @property
    def is_heading(self) -> bool:
        """True for a heading that stands alone on its line."""
        return self.level > 0 and self.lead == len(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `rows[r][c]` cell texts, the first `header_rows` repeat on every page (landscape: clause 8).

    `places[r][c]`: where the text of a cell begins in the source text; `column`: where the caption begins in its line.
    """

    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[Align, ...] = ()
    header_rows: int = 1
    caption: str = ""
    landscape: bool = False
    line: int = 0
    column: int = field(default=0, compare=False)
    places: tuple[tuple[Place, ...], ...] = field(default=(), compare=False)

    def place(self, row: int, cell: int) -> Place:
        """Where a cell's text begins; the table's own line where that is not known."""
        known = self.places[row] if row < len(self.places) else ()
        return known[cell] if cell < len(known) else Place(self.line)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file (path relative to the source text) and its caption, typed from `column` of its line on."""

    path: str
    caption: str = ""
    line: int = 0
    column: int = field(default=0, compare=False)


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件 (7.3.7): begins on a new page after the text and before the imprint, where the two are bound together."""

    title: str
    blocks: tuple[Block, ...] = ()
    line: int = 0
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One official document. An empty string, empty tuple or None means that the element is absent.

    `places`: where the values of the head begin in the source text, by field, one for each item of a list.
    """

    form: Form = Form.DOCUMENT
    kind: str = ""
    issuer: str = ""
    issuer_mark: str = ""
    joint_issuers: tuple[str, ...] = ()
    document_number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    secrecy_period: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    lead_title: str = ""  # 引题 (press)
    title: str = ""
    subtitle: str = ""
    recipients: str = ""
    attachment_list: tuple[str, ...] = ()
    signature: str = ""
    issue_date: date | None = None
    note: str = ""
    copies_to: str = ""
    printing_office: str = ""
    printing_date: date | None = None
    chair: str = ""
    present: str = ""
    absent: str = ""
    observers: str = ""
    recorder: str = ""
    order_number: str = ""
    issue_number: str = ""
    dateline: str = ""
    supplied_by: str = ""
    reviewed_by: str = ""
    ending: Ending | None = None  # 用印; None: what the house profile says
    stamp_post: str = ""  # 签名章职务, “主任”
    stamp_name: str = ""  # 签名章姓名
    preprinted: bool = False  # 套印: leave the room of the red head, draw nothing red
    attachments_apart: bool = False  # 附件另装: each attachment is a paper of its own, not bound with the text (7.3.7)
    body: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict[str, tuple[Place, ...]], compare=False)

    def place(self, name: str, item: int = 0) -> Place:
        """Where the value of a field (its n-th item) begins in the source text; line 0 where that is not known."""
        known = self.places.get(name, ())
        return known[item] if item < len(known) else Place()
