"""The structure of a tagged PDF: which runs are one heading, paragraph or table cell, in reading order.

Tags are those of PDF 1.7 (ISO 32000-1, 14.8.4). A paragraph that goes on overleaf is one element. Page numbers, rules
and a table's repeated header are no part of the text: they are artifacts (14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from docgen.pages import Image, Item, Layout, Origin, Part, Role, Text

_Key = tuple[object, ...]
_SAME_LINE = 2.0
"""Points by which two base lines of one line may differ."""
_DEEPEST = 6


@dataclass(slots=True)
class Element:
    """One structure element: its tag, what it holds (elements, or content as page and MCID) and its 说明."""

    tag: str
    kids: list[Element] = field(default_factory=list["Element"])
    content: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Runs of a page that are marked as one piece of content; `tag` "" for an artifact, which has no `mcid`."""

    tag: str
    mcid: int
    texts: tuple[Text, ...]


@dataclass(slots=True)
class _Rows:
    """A table being read: its rows by number, the cells of each by number."""

    element: Element
    rows: dict[int, dict[int, Element]] = field(default_factory=dict[int, dict[int, Element]])
    headers: set[int] = field(default_factory=set[int])


class Structure:
    """Grows page by page; `finish` gives the whole tree."""

    def __init__(self, layout: Layout) -> None:
        self._headings = dict(_headings(layout))
        self._root = Element("Document")
        self._elements: dict[_Key, Element] = {}
        self._tables: dict[_Key, _Rows] = {}
        self._seen: set[_Key] = set()
        self._page = -1
        self.parents: list[list[Element]] = []

    def page(self, items: Sequence[Item]) -> tuple[list[Marked], dict[int, int]]:
        """The next page's text in marked pieces, and the MCID of each of its pictures, by the picture's place in it."""
        self._page += 1
        self.parents.append([])
        keys = iter(_keys([item for item in items if isinstance(item, Text)], self._page))
        keyed = [(next(keys) if isinstance(item, Text) else (index,), item) for index, item in enumerate(items)]
        shown = [(key, item) for key, item in keyed if isinstance(item, Text | Image)]
        pieces: list[Marked] = []
        pictures: dict[int, int] = {}
        for key, group in groupby(shown, key=lambda pair: pair[0]):
            found = [item for _, item in group]
            texts = tuple(item for item in found if isinstance(item, Text))
            if texts:
                pieces.append(self._marked(key, texts))
            else:
                pictures |= {items.index(item): self._figure(item) for item in found if isinstance(item, Image)}
        return pieces, pictures

    def _marked(self, key: _Key, texts: tuple[Text, ...]) -> Marked:
        repeated = texts[0].origin.row >= 0 and (*key, texts[0].start) in self._seen
        if texts[0].part is Part.PAGE_NUMBER or repeated:
            return Marked("", 0, texts)
        self._seen.add((*key, texts[0].start))
        element = self._cell(texts[0]) if texts[0].origin.row >= 0 else self._element(key)
        return Marked(element.tag, self._add(element), texts)

    def _add(self, element: Element) -> int:
        mcid = len(self.parents[-1])
        element.content.append((self._page, mcid))
        self.parents[-1].append(element)
        return mcid

    def _figure(self, image: Image) -> int:
        element = Element("Figure", alt=image.caption or "图片")
        self._root.kids.append(element)
        return self._add(element)

    def _element(self, key: _Key) -> Element:
        if key not in self._elements:
            self._elements[key] = Element(self._headings.get(key, "P"))
            self._root.kids.append(self._elements[key])
        return self._elements[key]

    def _cell(self, text: Text) -> Element:
        origin = text.origin
        key = (origin.field, origin.item, origin.block)
        if key not in self._tables:
            self._tables[key] = _Rows(Element("Table"))
            self._root.kids.append(self._tables[key].element)
        table = self._tables[key]
        if text.role is Role.HEI:
            table.headers.add(origin.row)
        tag = "TH" if origin.row in table.headers else "TD"
        return table.rows.setdefault(origin.row, {}).setdefault(origin.cell, Element(tag))

    def finish(self) -> Element:
        """The whole tree; tables get their rows, and empty cells too, so that columns are told."""
        for table in self._tables.values():
            columns = max(max(cells) for cells in table.rows.values()) + 1
            for number, cells in sorted(table.rows.items()):
                tag = "TH" if number in table.headers else "TD"
                row = Element("TR", [cells.get(column) or Element(tag) for column in range(columns)])
                table.element.kids.append(row)
        return self._root


def _headings(layout: Layout) -> list[tuple[_Key, str]]:
    """The tag of each value that begins with a bookmark's title; no level is left out on the way down."""
    level = -1
    found: list[tuple[_Key, str]] = []
    for entry in layout.outline:
        level = min(entry.level, level + 1)
        found.append((_key(entry.origin), f"H{min(level + 1, _DEEPEST)}"))
    return found


def _key(origin: Origin) -> _Key:
    return (origin.field, origin.item, origin.block, origin.row, origin.cell)


def _keys(texts: Sequence[Text], page: int) -> list[_Key]:
    """The value that each run belongs to; what the typesetter adds goes with the value beside it on its line."""
    keys: list[_Key] = [_key(text.origin) if text.origin.field else () for text in texts]
    for index, text in enumerate(texts):
        if not keys[index]:
            keys[index] = _beside(texts, index) or ("", page, text.part, round(text.baseline))
    return keys


def _beside(texts: Sequence[Text], index: int) -> _Key:
    """The key of the nearest run of a value on the same line: a label's is the one behind it."""
    own = texts[index]
    for others in (texts[index + 1 : index + _NEAR], texts[max(index - _NEAR, 0) : index][::-1]):
        for other in others:
            if other.part is not own.part or abs(other.baseline - own.baseline) > _SAME_LINE:
                break
            if other.origin.field:
                return _key(other.origin)
    return ()


_NEAR = 12
"""Runs looked through to both sides of a label."""
