"""The typesetter: from a document to positioned pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from docgen.finding import Finding, Severity, Strength
from docgen.fonts import Fonts, find_fonts
from docgen.layout import standard as std
from docgen.layout.body import block_rows, opening_rows, recipients_rows, title_rows
from docgen.layout.ending import (
    attachment_label,
    attachment_list_rows,
    attendance_rows,
    closing_rows,
    press_end_rows,
)
from docgen.layout.flow import BODY, Flow
from docgen.layout.frame import Frame
from docgen.layout.imprint import imprint_rows
from docgen.layout.kept import Kept
from docgen.layout.masthead import Head, build_head
from docgen.layout.numbers import page_number_items
from docgen.layout.origins import shown, titled
from docgen.layout.paging import Pager, Sheet
from docgen.layout.rows import Row, Setter, Style, blank, moved, turned
from docgen.layout.shaping import Shaper, Span
from docgen.model import Attachment, Document, Form, Table
from docgen.pages import Item, Layout, OutlineEntry, Page, Part, Role
from docgen.profile import Profile


def typeset(
    document: Document,
    fonts: Fonts | None = None,
    profile: Profile | None = None,
    folder: Path | None = None,
    kept: Kept | None = None,
) -> Layout:
    """Lay a document out to GB/T 9704—2012.

    `fonts` None: those found on this machine (docgen.fonts.FontsMissing when there are none). `profile` None: the
    standard. `folder`: where pictures with relative paths are looked for. `kept`: the blocks set before, so that the
    setting is incremental. Any text whatever is laid out; what is wrong with it stands in the layout's findings,
    missing_glyphs and adjustments.
    """
    kept = kept or Kept()
    shaper = kept.shaped_with(fonts or find_fonts())
    return _Typesetter(document, frame_for(document, shaper, profile or Profile(), folder, kept)).layout(shaper)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page whose rows are not yet moved to their places: for who draws, or edits, row by row.

    `fixed`: what stands at its place (the red head). `number`: that of the page (see docgen.layout.numbers). `rows`:
    each row with the y of its top on the page; those of a `turned` page have the x and y of the landscape page, x from
    the type area's left and y from its top.
    """

    number: int | None
    fixed: tuple[Item, ...]
    rows: tuple[tuple[float, Row], ...]
    turned: bool = False


def leaves(
    document: Document,
    kept: Kept,
    fonts: Fonts | None = None,
    profile: Profile | None = None,
    folder: Path | None = None,
) -> tuple[Leaf, ...]:
    """The pages of `typeset`, row by row; `kept` is the draft's own, handed in at every setting."""
    shaper = kept.shaped_with(fonts or find_fonts())
    typesetter = _Typesetter(document, frame_for(document, shaper, profile or Profile(), folder, kept))
    head = build_head(document, typesetter.frame)
    typesetter.fill(head)
    return tuple(typesetter.leaves(head))


def frame_for(
    document: Document, shaper: Shaper, profile: Profile, folder: Path | None, kept: Kept | None = None
) -> Frame:
    """The grid on which a document is set."""
    rows = max(int(std.HEIGHT / profile.line_pitch + 0.001), _LEAST_ROWS)
    hidden = document.preprinted or profile.preprinted
    kept = kept or Kept()
    kept.begin((profile, folder, shaper.fonts))
    return Frame(Setter(shaper), profile, profile.line_pitch, rows, hidden, folder, kept=kept)


def fill_sheets(document: Document, frame: Frame) -> tuple[Sheet, ...]:
    """The filled sheets alone, for who sets the document in another program (docgen.formats.docx)."""
    typesetter = _Typesetter(document, frame)
    typesetter.fill(build_head(document, frame))
    return tuple(typesetter.sheets)


_LEAST_ROWS = 8


@dataclass(slots=True)
class _Typesetter:
    """One document on its way to pages."""

    document: Document
    frame: Frame
    adjustments: list[str] = field(default_factory=list[str])
    sheets: list[Sheet] = field(default_factory=list[Sheet])

    def layout(self, shaper: Shaper) -> Layout:
        """All pages."""
        head = build_head(self.document, self.frame)
        self.fill(head)
        pages, outline = self._pages(head)
        return Layout(
            pages=tuple(pages),
            lines_per_page=tuple(sheet.lines for sheet in self.sheets),
            outline=tuple(outline),
            fonts=tuple(shaper.fonts.uses),
            missing_glyphs=self._missing(shaper),
            adjustments=tuple(self.adjustments),
            findings=tuple(self.frame.findings),
        )

    def _missing(self, shaper: Shaper) -> tuple[str, ...]:
        """The characters that no face has, without those that only an earlier state of the draft had."""
        from docgen.source import write

        if self.frame.kept.settings == 1:
            return tuple(shaper.missing.values())
        text = write(self.document) if shaper.missing else ""
        return tuple(name for character, name in shaper.missing.items() if character in text)

    def fill(self, head: Head) -> None:
        """Put every row on its sheet."""
        pager = Pager(self.frame.rows, self.frame.turned_rows, self.frame.pitch)
        opening, text = opening_rows(self.document, self.frame), self._text()
        recipients, moved_down = self._recipients(head.rows + sum(row.rows for row in opening), text)
        self.sheets = pager.flow([*opening, *recipients, *text], head.rows)
        told = pager.close(self.sheets, closing_rows(self.document, self.frame))
        if told:
            self.adjustments.append(told)
        attachments = [
            pager.flow(self._attachment(index, attachment))
            for index, attachment in enumerate(self.document.attachments, 1)
        ]
        if self.document.attachments_apart:
            self._place_imprint(moved_down=moved_down)
            self._bind_apart(attachments)
        else:
            self.sheets += chain.from_iterable(attachments)
            self._place_imprint(moved_down=moved_down)
        self._check_first_page()
        self._check_signature_page()

    def _bind_apart(self, attachments: Sequence[Sequence[Sheet]]) -> None:
        """Each attachment on leaves of its own: it begins on a front page, behind a blank one where need be."""
        for paper, sheets in enumerate(attachments, 1):
            blank = [Sheet()] if len(self.sheets) % 2 else []
            for sheet in (*blank, *sheets):
                sheet.paper = paper
                self.sheets.append(sheet)
        if attachments:
            self.adjustments.append("附件另装：各附件自成一件，另起一张纸，页码各从1起；版记在正文末页（7.3.7、7.5）。")

    def _recipients(self, above: float, text: Sequence[Row]) -> tuple[list[Row], bool]:
        """The recipients' rows, or none and True where they would push the text off the first page (7.3.2)."""
        rows = recipients_rows(self.document, self.frame)
        first = next((index for index, row in enumerate(text) if not row.keep_next), 0)
        least = sum(row.rows for row in text[: first + 1])
        if not rows or not least or above + len(rows) + least <= self.frame.rows:
            return rows, False
        self.adjustments.append("主送机关较多，已移至版记，以使首页显示正文（7.3.2）。")
        return [], True

    def _check_first_page(self) -> None:
        """A finding where page 1 shows no text in spite of all (7.3.3)."""
        shown = self.sheets[0].rows
        if self.document.body and not any(row.body for _, row in shown):
            message = "首页没有正文：标题、发文机关或签发人太多，请缩短标题，或只用主办机关标志。"
            finding = Finding("first-page", Severity.ERROR, message, "GB/T 9704—2012 7.3.3", Strength.REQUIRED)
            self.frame.findings.append(finding)

    def _check_signature_page(self) -> None:
        """A finding where signature and date stand on a page without text in spite of all (7.3.5.5)."""
        alone = any(sheet.signs and not sheet.body for sheet in self.sheets)
        if self.document.body and alone:
            message = (
                "署名和成文日期所在的一面没有正文：正文以横排表结束，或署名机关太多，请把横排表改作附件，或调整正文。"
            )
            finding = Finding("signature-page", Severity.WARNING, message, "GB/T 9704—2012 7.3.5.5", Strength.PRACTICE)
            self.frame.findings.append(finding)

    def _text(self) -> list[Row]:
        document, frame = self.document, self.frame
        dateline = document.dateline if document.form is Form.PRESS else ""
        flow = Flow(dateline=shown(document, "dateline", dateline, Role.KAI)) if dateline else BODY
        rows = block_rows(document.body, frame, flow)
        below = attachment_list_rows(document, frame) + attendance_rows(document, frame)
        below += press_end_rows(document, frame)
        if below and len(rows) > 1:
            rows[-1] = replace(rows[-1], keep_next=True)  # the signature's page shows text, not the list alone
        return [*rows, *below]

    def _attachment(self, index: int, attachment: Attachment) -> list[Row]:
        """A new page, turned for a landscape table: 附件n in 黑体 on line 1, the title on line 3 (7.3.7)."""
        first = attachment.blocks[0] if attachment.blocks else None
        landscape = isinstance(first, Table) and first.landscape
        text = attachment_label(self.document, index)
        label = self.frame.setter.one_line(Span(text, Role.HEI), 0, Style(Part.ATTACHMENT))
        rows = [Row(label, keep_next=True), *blank()]
        origin = titled(attachment, index - 1)
        if attachment.title:
            width = std.HEIGHT if landscape else std.WIDTH
            rows += [*title_rows(attachment.title, self.frame, Part.ATTACHMENT, width, origin), *blank()]
        rows = [replace(row, turned=landscape) for row in rows]
        return rows + block_rows(attachment.blocks, self.frame, Flow(Part.ATTACHMENT, "attachments", index - 1))

    def _place_imprint(self, *, moved_down: bool) -> None:
        """On the last lines of the last page; on an even page where the house wants it so (7.4, 7.5)."""
        rows = imprint_rows(self.document, self.frame, with_recipients=moved_down)
        if not rows:
            return
        last = self.sheets[-1]
        fits = not last.turned and last.filled + len(rows) <= self.frame.rows
        even = self.frame.profile.even_page_imprint
        if not fits or (even and len(self.sheets) % 2):
            self.sheets.append(Sheet())
        if even and len(self.sheets) % 2:
            self.sheets.append(Sheet())
        sheet = self.sheets[-1]
        sheet.imprint = rows

    def _pages(self, head: Head) -> tuple[list[Page], list[OutlineEntry]]:
        pages: list[Page] = []
        outline: list[OutlineEntry] = []
        for index, leaf in enumerate(self.leaves(head)):
            items = list(leaf.fixed)
            for y, row in leaf.rows:
                items += [turned(moved(item, y)) if leaf.turned else moved(item, y) for item in row.items]
                if row.heading:
                    outline.append(OutlineEntry(row.heading, row.level, index, y, row.origin))
            items += page_number_items(leaf.number, self.frame)
            pages.append(Page(leaf.number, tuple(items)))
        return pages, outline

    def leaves(self, head: Head) -> Iterator[Leaf]:
        """Every page with its rows, after `fill`; the page number's items are left out."""
        for index, sheet in enumerate(self.sheets):
            fixed = tuple(moved(item, std.TOP) for item in (*head.items, *head.foot)) if index == 0 else ()
            yield Leaf(self._number(index), fixed, tuple(self._placed(sheet)), sheet.turned)

    def _placed(self, sheet: Sheet) -> list[tuple[float, Row]]:
        """Every row of a sheet with the y of its top on the page."""
        pitch = self.frame.pitch
        centring = (pitch - std.PITCH) / 2
        if sheet.turned:
            return [(place * pitch + centring, row) for place, row in sheet.rows]
        placed = [
            (std.TOP + sheet.top(place, pitch) + centring + (sheet.stretch - 1) * pitch / 2, row)
            for place, row in sheet.rows
        ]
        below = std.BOTTOM - sum(row.rows for row in sheet.imprint) * pitch
        for row in sheet.imprint:
            placed.append((below, row))
            below += row.rows * pitch
        return placed

    def _number(self, index: int) -> int | None:
        """The printed number of a page: none on page 1 of a letter (10.1), nor about a blank page before 版记 (7.5)."""
        if self.document.form is Form.LETTER and index == 0:
            return None
        sheet = self.sheets[index]
        if sheet.paper:
            before = sum(one.paper == sheet.paper and bool(one.rows) for one in self.sheets[:index])
            return before + 1 if sheet.rows else None
        last = index == len(self.sheets) - 1 or bool(self.sheets[index + 1].paper)
        empty = not sheet.rows
        before_blank = empty and index > 0 and not self.sheets[index - 1].rows and last
        blank_page = empty and not sheet.imprint and index > 0
        return None if blank_page or before_blank else index + 1
