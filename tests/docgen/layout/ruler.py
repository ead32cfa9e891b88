"""A printed draft under the ruler: what two readers of PDF, pdfplumber and docgen.measure, find on its pages.

Unit: millimetre from the page's top left corner.
"""

# pyright: basic
# pdfplumber has no types worth the name.

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any

import pdfplumber

from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.layout.ending import ending_of
from docgen.measure import Measurement, measure
from docgen.model import Document, Ending, Form, Paragraph
from docgen.pages import Layout
from docgen.profile import Profile

MM = 25.4 / 72
TOP, BOTTOM, LEFT, RIGHT = 37.0, 262.0, 28.0, 184.0
CELL = 156 / 28
PITCH = 225 / 22
EDGE, PLACE, PEN = 0.5, 1.0, 0.02
"""How far an edge, a position and the thickness of a rule may be off."""

HAN = re.compile(r"[一-龥]+")
UNSEEN = "\u200b\ufeff\xad"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing measured: what the standard asks and what was seen, in millimetres."""

    name: str
    clause: str
    asked: float
    seen: float
    tolerance: float

    @property
    def off(self) -> float:
        return abs(self.seen - self.asked)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of 3号 text as pdfplumber finds it: text, edges, base line, and its page (from 0)."""

    text: str
    left: float
    right: float
    baseline: float
    page: int

    @property
    def row(self) -> float:
        """The grid line on which it stands, counted from 1."""
        return (self.baseline - TOP - (PITCH - 16 * MM) / 2 - 0.88 * 16 * MM) / PITCH + 1

    @property
    def full(self) -> bool:
        """From edge to edge of the type area."""
        return abs(self.left - LEFT) <= EDGE and abs(self.right - RIGHT) <= EDGE


@dataclass(frozen=True)
class Ruled:
    """A draft, its layout and its PDF."""

    form: str
    document: Document
    layout: Layout
    pdf: bytes

    @cached_property
    def found(self) -> Measurement:
        return measure(self.pdf)

    @cached_property
    def pages(self) -> list[list[dict[str, Any]]]:
        """The characters of every page in the order in which they are drawn, page numbers left out."""
        with pdfplumber.open(io.BytesIO(self.pdf)) as opened:
            return [[c for c in page.chars if not _below(c, page.height)] for page in opened.pages]

    @cached_property
    def text(self) -> str:
        """All that can be copied, without white space."""
        return plain("".join(character["text"] for page in self.pages for character in page))

    @cached_property
    def lines(self) -> list[PrintedLine]:
        return [line for index, page in enumerate(self.pages) for line in _lines(page, index)]

    @property
    def named(self) -> set[str]:
        return {entry[0] for entry in self.layout.missing_glyphs}

    def source(self) -> str:
        """The text of the draft's body, without white space and what no face has."""
        body = "".join(block.text for block in self.document.body if isinstance(block, Paragraph))
        return "".join(character for character in plain(body) if character not in self.named)


def print_out(form: str, document: Document) -> Ruled:
    layout = typeset(document)
    return Ruled(form, document, layout, write_pdf(layout, document))


def plain(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in UNSEEN)


def _below(character: dict[str, Any], height: float) -> bool:
    return (height - character["matrix"][5]) * MM > BOTTOM


def _lines(characters: Iterable[dict[str, Any]], page: int) -> Iterator[PrintedLine]:
    text = [c for c in characters if round(c["size"], 1) == 16 and c["text"].strip()]
    text.sort(key=lambda c: (-round(c["matrix"][5], 1), c["x0"]))
    for _, group in groupby(text, key=lambda c: round(c["matrix"][5], 1)):
        line = list(group)
        baseline = (841.89 - line[0]["matrix"][5]) * MM
        words = "".join(c["text"] for c in line)
        yield PrintedLine(words, line[0]["x0"] * MM, line[-1]["x1"] * MM, baseline, page)


def split_pairs(ruled: Ruled) -> list[str]:
    """Line ends that cut a dash, an ellipsis or a number in two."""
    ends = [
        (before, after)
        for before, after in pairwise(ruled.lines)
        if abs(after.left - LEFT) <= EDGE and before.right > RIGHT - 2 * CELL
    ]
    return [
        before.text + "｜" + after.text
        for before, after in ends
        if re.search(r"——$|……$", before.text[-1:] + after.text[:1])
        or re.search(r"\d｜\d", f"{before.text}｜{after.text}")
    ]


def readings(ruled: Ruled) -> Iterator[Reading]:
    """Every element of the draft against its clause."""
    form = ruled.document.form
    yield from _type_area(ruled)
    yield from _page_numbers(ruled)
    if form in _MARKS:
        yield from _mark(ruled)
    if form in (Form.DOCUMENT, Form.MINUTES):
        yield from _red_rule(ruled)
    if form is Form.LETTER:
        yield from _letter(ruled)
    elif ruled.found.imprint_rules:
        yield from _imprint(ruled)
    yield from _signature(ruled)
    if ruled.document.attachments:
        yield from _attachment(ruled)


_MARKS = {
    Form.DOCUMENT: (72.0, "7.2.4"),
    Form.MINUTES: (72.0, "10.3"),
    Form.ORDER: (57.0, "10.2"),
    Form.LETTER: (30.0, "10.1"),
}


def _type_area(ruled: Ruled) -> Iterator[Reading]:
    found = ruled.found
    full = [line for line in ruled.lines if line.full]
    yield Reading("版心左缘", "5.2.1", LEFT, min(line.left for line in ruled.lines), EDGE)
    yield Reading("版心右缘", "5.2.1", RIGHT, max(line.right for line in full), EDGE)
    yield Reading("版心宽", "5.2.1", 156, max(line.right for line in full) - min(line.left for line in full), EDGE)
    yield Reading("纸宽", "5.1", 210, found.sheets[0].width, EDGE)
    yield Reading("纸高", "5.1", 297, found.sheets[0].height, EDGE)
    for page in sorted({line.page for line in ruled.lines})[1:-1]:
        if f"第{page + 1}面" not in "".join(ruled.layout.adjustments):
            first = next(line for line in ruled.lines if line.page == page)
            yield Reading("正文首行在第1行", "5.2.3", TOP, TOP + (first.row - 1) * PITCH, EDGE)


def _page_numbers(ruled: Ruled) -> Iterator[Reading]:
    for number in filter(None, ruled.found.page_numbers):
        side = RIGHT - number.right if number.number % 2 else number.left - LEFT
        yield Reading("页码空一字（单右双左）", "7.5", CELL, side, PLACE)
        yield Reading("页码一字线在版心下", "7.5", 7, number.middle - BOTTOM, PLACE)


def _mark(ruled: Ruled) -> Iterator[Reading]:
    asked, clause = _MARKS[ruled.document.form]
    yield Reading(f"标志上缘（{ruled.document.form.value}）", clause, asked, ruled.found.mark[0].ink_top, EDGE)


def _red_rule(ruled: Ruled) -> Iterator[Reading]:
    rule = ruled.found.red_rules[0]
    above = max(line.ink_bottom for line in ruled.found.sheets[0].lines if line.ink_bottom < rule.top)
    yield Reading("红线在发文字号下", "7.2.7", 4, rule.top - above, PLACE)
    yield Reading("红线长", "7.2.7", 156, rule.length, EDGE)
    title = ruled.found.title[0]
    blank = (title.ink_top - rule.bottom) / PITCH
    if ruled.document.form is Form.DOCUMENT and ruled.found.number is not None and not ruled.document.signers:
        rows = (ruled.found.number.ink_top - ruled.found.mark[-1].ink_bottom) / PITCH
        yield Reading("标志与发文字号间空行（行）", "7.2.5", 2, rows, 0.35)
        middle = (ruled.found.number.left + ruled.found.number.right) / 2
        yield Reading("发文字号居中", "7.2.5", (LEFT + RIGHT) / 2, middle, EDGE)
    yield Reading("红线与标题间空行（行）", "7.3.1", 2, blank, 0.35)


def _letter(ruled: Ruled) -> Iterator[Reading]:
    found = ruled.found
    yield Reading("信函双线在标志下", "10.1", 4, found.red_rules[0].top - found.mark[-1].ink_bottom, PLACE)
    for rule in found.red_rules:
        yield Reading("信函双线长", "10.1", 170, rule.length, PLACE)
        yield Reading("信函双线居中", "10.1", 105, (rule.left + rule.right) / 2, EDGE)
    title = found.title[0]
    above = max(line.ink_bottom for line in found.sheets[0].lines if line.ink_bottom < title.ink_top)
    yield Reading("信函标题与上一要素间空行（行）", "10.1", 2, (title.ink_top - above) / PITCH, 0.35)
    assert found.number is not None
    yield Reading("信函发文字号顶版心右缘", "10.1", RIGHT, found.number.right, EDGE)
    yield Reading(
        "信函发文字号在双线下（字高八分之七）", "10.1", 14 * MM, found.number.ink_top - found.red_rules[1].bottom, PLACE
    )
    yield Reading("信函下双线距页底", "10.1", 20, found.sheets[0].height - found.red_rules[-1].bottom, PLACE)


def _imprint(ruled: Ruled) -> Iterator[Reading]:
    rules = ruled.found.imprint_rules
    for rule in rules:
        yield Reading("版记线长", "7.4.1", 156, rule.length, EDGE)
    for rule in (rules[0], rules[-1]):
        yield Reading("版记首末线粗", "7.4.1", 0.35, rule.thickness, PEN)
    for rule in rules[1:-1]:
        yield Reading("版记中间线粗", "7.4.1", 0.25, rule.thickness, PEN)
    yield Reading("版记末线在版心下缘", "7.4.1", BOTTOM, rules[-1].bottom, EDGE)


def _signature(ruled: Ruled) -> Iterator[Reading]:
    dates = [line for line in ruled.lines if line.text.endswith("2026年4月15日")]
    if not dates:
        return
    ending = ending_of(ruled.document, Profile())
    if ending is Ending.SEALED:
        yield Reading("盖章日期右空四字", "7.3.5.1", 4 * CELL, RIGHT - dates[-1].right, PLACE)
    elif ending is Ending.SIGNATURE_STAMP:
        yield Reading("签名章日期右空四字", "7.3.5.3", 4 * CELL, RIGHT - dates[-1].right, PLACE)
    else:
        above = ruled.lines[ruled.lines.index(dates[-1]) - 1]
        yield Reading("不盖章署名右空二字", "7.3.5.2", 2 * CELL, RIGHT - above.right, PLACE)
        yield Reading("日期首字比署名右移二字", "7.3.5.2", 2 * CELL, dates[-1].left - above.left, PLACE)


def _attachment(ruled: Ruled) -> Iterator[Reading]:
    listed = next(line for line in ruled.lines if line.text.startswith("附件："))
    above = ruled.lines[ruled.lines.index(listed) - 1]
    yield Reading("附件说明左空二字", "7.3.4", 2 * CELL, listed.left - LEFT, PLACE)
    if above.page == listed.page:
        yield Reading("附件说明与正文间空行（行）", "7.3.4", 1, listed.row - above.row - 1, 0.1)
    label = next(line for line in ruled.lines if line.text == "附件")
    title = next(line for line in ruled.found.sheets[label.page].lines if line.size == 22)
    yield Reading("附件二字顶格", "7.3.7", LEFT, label.left, EDGE)
    yield Reading("附件二字在第1行（行）", "7.3.7", 1, label.row, 0.1)
    yield Reading("附件标题居中", "7.3.7", (LEFT + RIGHT) / 2, (title.left + title.right) / 2, EDGE)
    middle = (title.ink_top + title.ink_bottom) / 2
    yield Reading("附件标题在第3行（行）", "7.3.7", 3, (middle - TOP) / PITCH + 0.5, 0.1)


def table(found: Iterable[Reading]) -> str:
    """The readings as lines for people: how many of each, and the one that is furthest off."""
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in found:
        groups.setdefault((reading.clause, reading.name), []).append(reading)
    rows = [f"{'条款':<8}{'应为':>9}{'最差实测':>10}{'允差':>7}{'处数':>7}  要素"]
    for (clause, name), group in sorted(groups.items()):
        worst = max(group, key=lambda reading: reading.off)
        rows.append(f"{clause:<10}{worst.asked:>9.2f}{worst.seen:>12.2f}{worst.tolerance:>9.2f}{len(group):>8}  {name}")
    return "\n".join(rows)
