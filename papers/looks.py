"""How a foreign paper looks, as plain values: what the layout rules measure and what tells a title from a mark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph. Sizes and pitches in points, indents in characters of its own size; "" or 0: not set.

    `font`: the face of most of its Han characters; `lead_font`: that of the first. `bold` and `red` speak of the
    first run. `exact`: the line pitch is a fixed one, otherwise `pitch` is 0.
    """

    style: str = ""
    font: str = ""
    lead_font: str = ""
    size: float = 0.0
    bold: bool = False
    red: bool = False
    align: str = ""
    first_indent: float = 0.0
    pitch: float = 0.0
    on_grid: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One section's page, in millimetres; `grid_pitch` in points, 0 for no line grid."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    grid_pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A footer with a page number: where it stands, its size in points, and whether 一字线 stand around it."""

    align: str
    size: float
    dashes: bool


@dataclass(frozen=True, slots=True)
class WordLooks:
    """The whole file: `looks[n]` is line n + 1; `odd` and `even`: the page numbers of such pages, None for none.

    `unread`: what is in the file that its lines cannot tell (“文本框”).
    """

    pages: tuple[Page, ...]
    looks: tuple[Look, ...]
    odd: PageNumber | None = None
    even: PageNumber | None = None
    unread: tuple[str, ...] = ()
