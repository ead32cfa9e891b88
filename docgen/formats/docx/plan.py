"""What our own pages say about a document, for the .docx to follow: where spacing is changed and where pages end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from docx.text.paragraph import Paragraph

from docgen.formats.docx.faces import named_fonts
from docgen.formats.docx.writer import Writer
from docgen.formats.docx.xml import leave_grid, line_of, set_values, spacing
from docgen.layout.paging import Sheet
from docgen.layout.rows import Row
from docgen.layout.shaping import Shaper
from docgen.layout.typeset import fill_sheets, frame_for
from docgen.model import Document
from docgen.pages import Part, Text
from docgen.profile import Profile


@dataclass(frozen=True, slots=True)
class Plan:
    """The filled sheets of our own pages, set with the faces that a .docx names."""

    sheets: tuple[Sheet, ...]

    @property
    def main(self) -> tuple[Sheet, ...]:
        """The sheets that are bound with the text."""
        return tuple(sheet for sheet in self.sheets if not sheet.paper)

    @property
    def recipients_moved(self) -> bool:
        """主送 stands in the imprint (7.3.2)."""
        items = (item for sheet in self.sheets for _, row in sheet.rows for item in row.items)
        parts = {item.part for item in items if isinstance(item, Text)}
        return Part.RECIPIENTS not in parts

    @property
    def imprint_apart(self) -> bool:
        """The imprint has a page of its own."""
        return bool(self.main) and bool(self.main[-1].imprint) and not self.main[-1].rows

    @property
    def blank_before_imprint(self) -> bool:
        """A blank page stands before the imprint's."""
        return self.imprint_apart and len(self.main) > 1 and not self.main[-2].rows

    @property
    def gaps(self) -> list[float]:
        """For each table, in order, the grid lines between its end and the row below it on the same page."""
        found: dict[tuple[object, ...], float] = {}
        for sheet in self.sheets:
            last, end = (), 0.0
            for place, row in sheet.rows:
                origin = row.origin
                key = (origin.field, origin.item, origin.block) if origin.row >= 0 else ()
                if last and key != last:
                    found[last] = place - end
                if key:
                    found.setdefault(key, 0.0)
                last, end = key, place + row.rows
        return list(found.values())

    def text_flows_over(self, capacity: int) -> bool:
        """The text's last paragraph goes on from a full page (of `capacity` grid lines) to the one where it ends.

        It then is on its signature's page by itself. LibreOffice does not split a paragraph that is to stay with the
        next one.
        """
        sheets = list(takewhile(_is_main, self.sheets))
        for index in range(len(sheets) - 1, 0, -1):
            rows = [row for _, row in sheets[index].rows if row.body and not _has(row, Part.ATTENDANCE)]
            if rows:
                return not any(_begins_paragraph(row) for row in rows) and sheets[index - 1].filled >= capacity
        return False


def _is_main(sheet: Sheet) -> bool:
    return not any(_has(row, Part.ATTACHMENT) for _, row in sheet.rows)


def _has(row: Row, part: Part) -> bool:
    return any(isinstance(item, Text) and item.part is part for item in row.items)


def _begins_paragraph(row: Row) -> bool:
    return any(not isinstance(item, Text) or item.start == 0 for item in row.items)


def make_plan(document: Document, profile: Profile, writer: Writer) -> Plan:
    """Set the document on our own pages."""
    frame = frame_for(document, Shaper(named_fonts()), profile, writer.frame.folder)
    return Plan(fill_sheets(document, frame))


def follow_spacing(plan: Plan, paragraphs: Sequence[Paragraph], writer: Writer) -> None:
    """Change the line pitch of what stands on a sheet that our pages set tighter or looser (7.3.5.5).

    A paragraph that stands on two such sheets gets the tighter pitch.
    """
    if all(sheet.stretch == 1 for sheet in plan.sheets):
        return
    pitch = writer.pitch
    lines = [(_text(row), sheet.stretch) for sheet in plan.sheets for _, row in sheet.rows if _text(row)]
    place = 0
    for paragraph in paragraphs:
        found = _find(_squeezed(paragraph.text), lines, place)
        if found is None:
            continue
        place = found[1]
        tightest = min(stretch for _, stretch in lines[found[0] : found[1]])
        if tightest != 1 and line_of(paragraph) in {0, pitch}:
            before = writer.space_above(paragraph)
            leave_grid(paragraph)
            set_values(spacing(paragraph), line=int(pitch * tightest), lineRule="exact", before=int(before * tightest))


def _find(text: str, lines: Sequence[tuple[str, float]], place: int) -> tuple[int, int] | None:
    """The lines from `place` on that make up a paragraph's text, as (first, behind the last)."""
    for first in range(place, len(lines)):
        last, found = first, ""
        while last < len(lines) and len(found) < len(text) and text.startswith(found + lines[last][0]):
            found += lines[last][0]
            last += 1
        if found and found == text:
            return first, last
    return None


def _text(row: Row) -> str:
    return _squeezed("".join(item.text for item in row.items if isinstance(item, Text)))


def _squeezed(text: str) -> str:
    return "".join(text.split())
