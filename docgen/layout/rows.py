"""Rows: what stands on one or more grid lines, before it has a page.

A row's items have their x on the page and their y from the row's own top. Paging only adds the y of the place it gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docgen.fonts import is_half_width
from docgen.layout import standard as std
from docgen.layout.breaking import autospace, autospaces, break_lines
from docgen.layout.shaping import Shaper, Span
from docgen.model import Align
from docgen.pages import NOWHERE, Image, Item, Origin, Part, Role, Rule, Text

ASCENT = 0.88
"""Em fraction of a Chinese character's square above the base line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the flow (or a thing that takes `rows` grid lines).

    `loose`: it stands right below the row above, be that on the grid or not (within a table; all others begin on a
    grid line). `keep_next`: not the last row of a page. `heading` and `level` make an outline entry. `text` False: a
    blank row, dropped at the top of a page. `repeat`: the table header to be set above it at the top of a page.
    `turned`: stands on a landscape page, whose own x and y the items have. `origin`: the value that its first run
    shows, of which it has the characters from `start` to `end`, beginning at `left` (points, x as the items'); blank
    paragraphs have one too.
    """

    items: tuple[Item, ...] = ()
    rows: float = 1
    keep_next: bool = False
    heading: str = ""
    level: int = 0
    text: bool = True
    repeat: tuple[Row, ...] = ()
    turned: bool = False
    loose: bool = False
    origin: Origin = NOWHERE
    start: int = 0
    end: int = 0
    left: float = std.LEFT
    parts: frozenset[Part] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        parts = frozenset(Part.PICTURE if isinstance(item, Image) else item.part for item in self.items)
        object.__setattr__(self, "parts", parts)

    @property
    def body(self) -> bool:
        """Does it carry the text itself, not a list of attachments or a title?"""
        return not self.parts.isdisjoint(_BODY)

    @property
    def words(self) -> str:
        """Its characters of the text itself."""
        return "".join(item.text for item in self.items if isinstance(item, Text) and item.part in _BODY)

    @property
    def signs(self) -> bool:
        """Does it carry a signature or the date of issue?"""
        return not self.parts.isdisjoint(_SIGNS)


_BODY = frozenset({Part.BODY, Part.TABLE, Part.PICTURE, Part.ATTENDANCE})
_SIGNS = frozenset({Part.SIGNATURE, Part.DATE})


def blank(rows: int = 1) -> list[Row]:
    """Blank lines (空行)."""
    return [Row(text=False, keep_next=True) for _ in range(rows)]


def moved(item: Item, y: float, x: float = 0.0) -> Item:
    """The item, y further down and x further right."""
    if isinstance(item, Text):
        return _moved_text(item, y, x)
    if isinstance(item, Rule):
        return replace(item, x1=item.x1 + x, y1=item.y1 + y, x2=item.x2 + x, y2=item.y2 + y)
    return replace(item, x=item.x + x, y=item.y + y)


def _moved_text(text: Text, y: float, x: float) -> Text:
    """The text elsewhere; written out, for dataclasses.replace takes ten times as long and every run comes by here."""
    return Text(
        text.text,
        text.x + x,
        text.baseline + y,
        text.size,
        text.role,
        text.file,
        text.advances,
        text.part,
        text.colour,
        text.scale,
        text.origin,
        text.start,
        text.bold,
        text.turned,
    )


def turned(item: Item) -> Item:
    """An item of a landscape page, whose top is the portrait page's left, put on the portrait page (8).

    Its x counts from the type area's left, its y from the landscape type area's top.
    """
    if isinstance(item, Text):
        return replace(item, x=std.LEFT + item.baseline, baseline=std.BOTTOM - (item.x - std.LEFT), turned=True)
    if isinstance(item, Rule):
        (x1, y1), (x2, y2) = ((std.LEFT + y, std.BOTTOM - (x - std.LEFT)) for x, y in item_ends(item))
        return replace(item, x1=x1, y1=y1, x2=x2, y2=y2)
    top = std.BOTTOM - (item.x - std.LEFT) - item.width
    return replace(item, x=std.LEFT + item.y, y=top, width=item.height, height=item.width, turned=True)


def item_ends(rule: Rule) -> tuple[tuple[float, float], tuple[float, float]]:
    """Both ends of a rule."""
    return (rule.x1, rule.y1), (rule.x2, rule.y2)


def centred_baseline(size: float, height: float) -> float:
    """The base line of characters of `size` whose squares stand in the middle of a line of `height`."""
    return (height - size) / 2 + ASCENT * size


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. Lengths in points; `left`, `right` and `first` are measured inwards from the type area.

    `first` is the left edge of the first line, `left` that of the others. `tracking` is added to every advance when
    lines are broken, `cell_tracking` when they are drawn without being filled. `fill`: lines but the last fill the
    measure. `align`: where a line that is not filled stands. `addresses`: long words may be parted (rule 7 of
    breaking).
    """

    part: Part
    size: float = std.SIZE
    tracking: float = std.TRACKING
    cell_tracking: float = std.CELL - std.SIZE
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    fill: bool = True
    pitch: float = std.PITCH
    colour: str = "#000000"
    align: Align = Align.LEFT
    addresses: bool = False


SMALL = Style(Part.IMPRINT, size=std.SMALL_SIZE, tracking=0.0, cell_tracking=0.0)
"""4号 text off the character grid; take it with dataclasses.replace."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets text into rows with one shaper."""

    shaper: Shaper

    def paragraph(self, spans: Sequence[Span], style: Style) -> list[Row]:
        """A paragraph broken into rows."""
        text = "".join(span.text for span in spans)
        spans_of = [span for span in spans for _ in span.text]
        glyphs = [self.shaper.glyph(span.role, character) for span, character in zip(spans_of, text, strict=True)]
        files = [file for file, _ in glyphs]
        ems = [em for _, em in glyphs]
        widths = [em * style.size + style.tracking if em else 0.0 for em in ems]
        measure = std.WIDTH - style.right - style.left
        space = autospace(style.size, style.tracking)
        first = std.WIDTH - style.right - style.first
        broken = break_lines(text, widths, measure, first, space=space, addresses=style.addresses)
        places = _places(spans)
        rows: list[Row] = []
        for part in broken:
            start, end = part.start, part.end
            left = style.first if start == 0 else style.left
            room = std.WIDTH - style.right - left
            advances = _advances(text[start:end], ems[start:end], style, room, fill=style.fill and not part.last)
            left += std.LEFT + _aligned(style.align, room - sum(advances))
            line = _Line(text[start:end], spans_of[start:end], files[start:end], advances, places[start:end])
            rows.append(_row(tuple(line.texts(left, style)), line, left, spans))
        return rows

    def spans(self, spans: Sequence[Span], x: float, style: Style, *, measure: float = std.WIDTH) -> tuple[Text, ...]:
        """A line that is not broken, from x (points from the type area's left) on, at the row's height.

        What is wider than the measure is narrowed: nothing leaves the type area.
        """
        text = "".join(span.text for span in spans)
        spans_of = [span for span in spans for _ in span.text]
        glyphs = [self.shaper.glyph(span.role, character) for span, character in zip(spans_of, text, strict=True)]
        advances = _tracked(text, [em for _, em in glyphs], style, style.cell_tracking)
        line = _Line(text, spans_of, [file for file, _ in glyphs], advances, _places(spans))
        whole = sum(advances)
        if whole > measure:
            return _narrowed(line.texts(0.0, style), measure / whole)
        x = min(max(x, 0.0), measure - whole)
        return tuple(line.texts(std.LEFT + x, style))

    def one_line(self, span: Span, x: float, style: Style, *, measure: float = std.WIDTH) -> tuple[Text, ...]:
        """`spans` of one span."""
        return self.spans((span,), x, style, measure=measure)

    def extent(self, text: str, role: Role, style: Style) -> float:
        """The width of `one_line` in points."""
        ems = [self.shaper.glyph(role, character)[1] for character in text]
        return sum(_tracked(text, ems, style, style.cell_tracking))

    def centred(self, span: Span, style: Style, *, middle: float = std.WIDTH / 2) -> tuple[Text, ...]:
        """A line centred on `middle` (points from the type area's left)."""
        x = middle - self.extent(span.text, span.role, style) / 2
        return self.one_line(span, x, style, measure=max(std.WIDTH, 2 * middle))

    def flush_right(self, span: Span, style: Style, right: float = 0.0) -> tuple[Text, ...]:
        """A line that ends `right` points before the type area's right edge."""
        return self.one_line(span, std.WIDTH - right - self.extent(span.text, span.role, style), style)


def row_of(texts: Sequence[Item], *, keep_next: bool = False) -> Row:
    """A row of placed runs, with the source place of the first that shows a value."""
    shown = [item for item in texts if isinstance(item, Text)]
    first = next((text for text in shown if text.origin.field), None)
    if first is None:
        return Row(tuple(texts), keep_next=keep_next)
    end = max(text.start + len(text.text) for text in shown if text.origin == first.origin)
    return Row(tuple(texts), keep_next=keep_next, origin=first.origin, start=first.start, end=end, left=first.x)


def _places(spans: Sequence[Span]) -> list[int]:
    """For each character of a line its place in the value that its span shows."""
    return [span.start + index for span in spans for index in range(len(span.text))]


def _row(items: tuple[Item, ...], line: _Line, left: float, spans: Sequence[Span]) -> Row:
    """A line of a paragraph as a row; a blank paragraph's has the place of its spans."""
    shown = [index for index, span in enumerate(line.spans) if span.origin.field]
    if not shown:
        origin = next((span.origin for span in spans if span.origin.field), NOWHERE)
        return Row(items, origin=origin, left=left)
    origin = line.spans[shown[0]].origin
    end = max(line.places[index] + 1 for index in shown if line.spans[index].origin is origin)
    left += sum(line.advances[: shown[0]])
    return Row(items, origin=origin, start=line.places[shown[0]], end=end, left=left)


@dataclass(frozen=True, slots=True)
class _Line:
    """The arrays of one line, side by side: character, span, font file, advance, place in the span's value."""

    text: str
    spans: Sequence[Span]
    files: Sequence[str]
    advances: Sequence[float]
    places: Sequence[int]

    def texts(self, x: float, style: Style) -> Iterator[Text]:
        """One Text for each stretch of one span and file; nothing where the file is ""."""
        text, spans, files, advances = self.text, self.spans, self.files, self.advances
        baseline = centred_baseline(style.size, style.pitch)
        start = 0
        for end in range(1, len(text) + 1):
            if end < len(text) and files[end] == files[start] and spans[end] is spans[start]:
                continue
            if files[start]:
                yield Text(
                    text[start:end],
                    x,
                    baseline,
                    style.size,
                    spans[start].role,
                    files[start],
                    tuple(advances[start:end]),
                    style.part,
                    style.colour,
                    origin=spans[start].origin,
                    start=self.places[start],
                    bold=spans[start].bold,
                )
            x += sum(advances[start:end])
            start = end


def _narrowed(texts: Iterable[Text], scale: float) -> tuple[Text, ...]:
    """A line from the type area's left on, its characters narrowed."""
    return tuple(
        replace(
            text,
            x=std.LEFT + text.x * scale,
            scale=scale,
            advances=tuple(advance * scale for advance in text.advances),
        )
        for text in texts
    )


WIDEST_GAP = 0.6
"""Ems by which one gap may be widened to fill a line; a line that needs more is left short."""


def _advances(text: str, ems: list[float], style: Style, room: float, *, fill: bool) -> list[float]:
    """The advances of one line: on the grid where it is not filled (as far as it fits), spread where it is."""
    shown = len(text.rstrip(" "))
    tracking = style.tracking if fill else style.cell_tracking
    advances = _tracked(text, ems, style, tracking)
    excess = sum(advances[:shown]) - room
    if not fill:
        return [advance - excess / shown for advance in advances] if excess > 0 and shown else advances
    gaps = [place for place in range(shown - 1) if _is_gap(text[place], text[place + 1])]
    if gaps and -excess / len(gaps) <= WIDEST_GAP * style.size:
        for place in gaps:
            advances[place] -= excess / len(gaps)
    return advances


def _tracked(text: str, ems: Sequence[float], style: Style, tracking: float) -> list[float]:
    """The advance of every character before a line is filled."""
    spaces = autospaces(text, autospace(style.size, style.tracking))
    return [em * style.size + tracking + space if em else 0.0 for em, space in zip(ems, spaces, strict=True)]


def _aligned(align: Align, slack: float) -> float:
    """How far a line with so much room left over begins from the left."""
    return {Align.LEFT: 0.0, Align.CENTRE: slack / 2, Align.RIGHT: slack}[align]


def _is_gap(before: str, after: str) -> bool:
    """May room be added between the two characters? Not inside words and numbers, —— and ……."""
    if before == after and before in "—…":
        return False
    return " " in (before, after) or not (is_half_width(before) and is_half_width(after))
