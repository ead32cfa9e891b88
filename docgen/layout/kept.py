"""Incremental typesetting: the rows of blocks are cached from one setting of a draft to the next.

A key stroke changes one paragraph; all others are taken as they were set before. Lines are counted anew, though: where
a block has moved in the source text, its rows are copied with its new source place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from docgen.fonts import Fonts
from docgen.layout.flow import Flow
from docgen.layout.rows import Row
from docgen.layout.shaping import Shaper
from docgen.model import Block, Paragraph, Table
from docgen.pages import Item, Origin, Rule

Maker = Callable[[Block, Flow], list[Row]]

MOST = 20_000
"""Blocks kept; a draft of 500 pages has 4,000."""


@dataclass(slots=True)
class Kept:
    """A cache of set rows, for one house profile, one folder of pictures and one set of fonts.

    Hand the same one to each `typeset` of a draft; it drops what the last two settings did not use. Pictures are never
    kept: their file may have changed.
    """

    hits: int = 0
    misses: int = 0
    settings: int = 0
    shaper: Shaper | None = None
    _known: dict[object, tuple[Origin, list[Row]]] = field(default_factory=dict[object, tuple[Origin, list[Row]]])
    _before: dict[object, tuple[Origin, list[Row]]] = field(default_factory=dict[object, tuple[Origin, list[Row]]])
    _house: object = None

    def begin(self, house: object) -> None:
        """A setting begins; what was set for another house (profile, fonts, folder) is forgotten."""
        if self._house != house:
            self._known.clear()
            self._before.clear()
        self.settings += 1
        self._before, self._known, self._house = self._known, {}, house

    def shaped_with(self, fonts: Fonts) -> Shaper:
        """The shaper of the draft: what it knows of characters is kept too."""
        if self.shaper is None or self.shaper.fonts is not fonts:
            self.shaper = Shaper(fonts)
        return self.shaper

    def rows(self, block: Block, flow: Flow, make: Maker) -> list[Row]:
        """The rows of a block, made where they are not known."""
        key = _key(block, flow)
        if key is None:
            return make(block, flow)
        found = self._known.get(key) or self._before.get(key)
        origin = flow.origin(block)
        if found is None:
            self.misses += 1
            rows = make(block, flow)
        else:
            self.hits += 1
            was, rows = found
            if was != origin:
                rows = [_elsewhere(row, was, origin) for row in rows]
        if len(self._known) < MOST:
            self._known[key] = (origin, rows)
        return rows


def _key(block: Block, flow: Flow) -> object:
    """What the rows of a block hang on, beside its source place."""
    if isinstance(block, Paragraph):
        return (block.text, block.level, block.lead, flow.part, flow.dateline)
    if isinstance(block, Table):
        places = tuple((place.line - block.line, place.column) for row in block.places for place in row)
        return (replace(block, line=0), places, flow.part)
    return None


def _elsewhere(row: Row, was: Origin, now: Origin) -> Row:
    """A row whose block stands elsewhere in the source text now."""
    items = tuple(_item_elsewhere(item, was, now) for item in row.items)
    repeat = tuple(_elsewhere(above, was, now) for above in row.repeat)
    return replace(row, items=items, repeat=repeat, origin=_origin_elsewhere(row.origin, was, now))


def _item_elsewhere(item: Item, was: Origin, now: Origin) -> Item:
    if isinstance(item, Rule):
        return item
    return replace(item, origin=_origin_elsewhere(item.origin, was, now))


def _origin_elsewhere(origin: Origin, was: Origin, now: Origin) -> Origin:
    """The same value at its new place; that of another field (电头) stays."""
    if (origin.field, origin.block) != (was.field, was.block):
        return origin
    line = origin.line + now.line - was.line
    column = origin.column + now.column - was.column
    return replace(origin, item=now.item, block=now.block, line=line, column=column)
