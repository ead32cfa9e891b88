"""Where a finding stands on the pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from desktop.parts.making import Rendered
from desktop.parts.pdf_pages import Spot
from docgen.finding import Finding
from docgen.pages import Text


def spots_of(made: Rendered, finding: Finding) -> tuple[Spot, ...]:
    """The printed places of a finding's text; none for what concerns the document as a whole."""
    if not finding.paragraph:
        return ()
    return made.spots(finding.paragraph, finding.start, finding.end) or _in_elements(made, finding)


def _in_elements(made: Rendered, finding: Finding) -> tuple[Spot, ...]:
    """The first place among the elements of the head: the typesetter keeps no lines for these."""
    lines = made.text.split("\n")
    line = lines[finding.paragraph - 1] if finding.paragraph <= len(lines) else ""
    wanted = finding.text or line.partition(":")[2].strip()
    for number, page in enumerate(made.layout.pages):
        items = [item for item in page.items if isinstance(item, Text) and not item.line and not item.turned]
        start = "".join(item.text for item in items).find(wanted) if wanted else -1
        if start >= 0:
            return _boxes(items, number, start, start + len(wanted))
    return ()


def _boxes(items: list[Text], page: int, start: int, end: int) -> tuple[Spot, ...]:
    """The boxes of the characters from `start` to `end` of the items' texts put together."""
    found: list[Spot] = []
    before = 0
    for item in items:
        first, last = max(0, start - before), min(len(item.text), end - before)
        if first < last:
            left, top = item.x + sum(item.advances[:first]), item.baseline - item.size * 0.9
            found.append(Spot(page, QRectF(left, top, sum(item.advances[first:last]), item.size * 1.1)))
        before += len(item.text)
    return tuple(found)
