"""Laid-out pages: the typesetter's output, read by the PDF writer, the preview and the measuring helper.

Unit: PostScript point (1/72 inch). Origin: the top left corner of the page, x to the right, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from docgen.finding import Finding


class Role(StrEnum):
    """What a face is used for; the standard's face for each role stands in docgen.fonts."""

    MARK = "小标宋"  # 发文机关标志, 标题
    BODY = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"


class Part(StrEnum):
    """Which element of the document a box belongs to (for measuring, marking and jumping)."""

    COPY_NUMBER = "copy_number"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    MARK = "issuer_mark"
    NUMBER = "document_number"
    SIGNER = "signer"
    RED_RULE = "red_rule"
    TITLE = "title"
    RECIPIENTS = "recipients"
    BODY = "body"
    ATTACHMENT_LIST = "attachment_list"
    SIGNATURE = "signature"
    DATE = "issue_date"
    NOTE = "note"
    ATTENDANCE = "attendance"
    ATTACHMENT = "attachment"
    IMPRINT = "imprint"
    IMPRINT_RULE = "imprint_rule"
    PAGE_NUMBER = "page_number"
    TABLE = "table"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Origin:
    """The source place of a run: which value of the document it shows, and where that stands in the source text.

    `field` names the field of docgen.model.Document (“title”; “body” and “attachments” for what stands in blocks), ""
    is for what the typesetter adds (page numbers, 附件：, the colon after the recipients). `item` counts in a list, for
    attachments the attachment. `block` is the line, or the number, that the block has in the document; `row` and `cell`
    count in its table, -1 outside of tables. `line` and `column`: where the value begins in the source text, line 0 for
    nowhere.
    """

    field: str = ""
    item: int = 0
    block: int = 0
    line: int = 0
    column: int = 0
    row: int = -1
    cell: int = -1


NOWHERE = Origin()
"""What the typesetter adds of itself."""


@dataclass(frozen=True, slots=True)
class Text:
    """One run of text in one face and size on one line.

    `x` is the left edge of the first character, `baseline` the distance of the base line from the page top;
    `advances[i]` is the width that character i takes (points), so len(advances) == len(text).
    `file` is the font file that has the glyphs (docgen.fonts.locate). `origin`: the value that it shows, `start` its
    first character in that value. `bold`: thickened, for faces that have no bold. `turned`: the run goes up the page
    instead of to the right, its first character at (x, baseline), its base line at x (landscape tables).
    """

    text: str
    x: float
    baseline: float
    size: float
    role: Role
    file: str
    advances: tuple[float, ...]
    part: Part
    colour: str = "#000000"
    scale: float = 1.0  # horizontal scaling of the glyphs
    origin: Origin = NOWHERE
    start: int = 0
    bold: bool = False
    turned: bool = False

    @property
    def line(self) -> int:
        """The line of the source text that says it, 0 for none."""
        return self.origin.line

    @property
    def offset(self) -> int:
        """Where its first character stands in that line; too early behind an escaped mark or `<br>` of its cell."""
        return self.origin.column + self.start


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from (x1, y1) to (x2, y2), `width` points thick, centred on its coordinates."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    part: Part
    colour: str = "#000000"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture placed with its top left corner at (x, y), `turned` by a quarter to the left on a landscape page.

    `caption`: what is said of it (说明), also for those who cannot see it.
    """

    path: str
    x: float
    y: float
    width: float
    height: float
    origin: Origin = NOWHERE
    turned: bool = False
    caption: str = ""

    @property
    def line(self) -> int:
        """The line of the source text that names it, 0 for none."""
        return self.origin.line


Item = Text | Rule | Image


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading for the PDF outline; `level` from 0, `page` from 0, `y` in points from the page top.

    `origin`: the value that begins with it.
    """

    title: str
    level: int
    page: int
    y: float
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `number` is the printed page number, None where none is printed."""

    number: int | None
    items: tuple[Item, ...]
    width: float = 595.276
    height: float = 841.890


@dataclass(frozen=True, slots=True)
class FontUse:
    """Which face a role got. `official`: it is the face that the standard names."""

    role: str
    family: str
    file: str
    official: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A typeset document.

    `lines_per_page` counts the grid lines that carry text, page by page. `adjustments` are sentences on legal spacing
    changes (7.3.5.5); `missing_glyphs` the characters that no face has, as “𫖯 U+2B5AF”.
    """

    pages: tuple[Page, ...]
    lines_per_page: tuple[int, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    missing_glyphs: tuple[str, ...] = ()
    adjustments: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
