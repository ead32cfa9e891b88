"""A foreign paper as its reader hands it over: lines, looks and structure, all plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from papers.looks import Look, Page, PageNumber


class Place(StrEnum):
    """Where a line stands."""

    BODY = "body"
    BOX = "box"  # a text box, beside the line that it is anchored to
    NOTE = "note"  # a footnote or endnote
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One paragraph as `text`, one table as `rows`, or one picture by its name in the file.

    A cell covered by the one to its left (merged) is None; one covered by the one above is "".
    """

    text: str = ""
    look: Look | None = None
    rows: tuple[tuple[str | None, ...], ...] = ()
    picture: str = ""
    place: Place = Place.BODY


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in a file that a person has to know of, as a sentence. `kind` is one of WARNINGS or ""."""

    kind: str
    text: str


WARNINGS = ("macro", "embedded", "launch", "outside", "name", "hidden", "comment", "other")
"""Macros; embedded files and objects; actions that start programs; templates, pictures or files elsewhere; a name whose
ending is not that of the contents; hidden text; comments; the rest."""

RISKS = frozenset(("macro", "embedded", "launch", "outside", "name"))
"""The kinds of warnings to be asked about before a file is handed to another program."""


@dataclass(frozen=True, slots=True)
class ForeignPaper:
    """One paper in a file. `source`: our own source text, typed; of it and of any plain text `text` has all.

    `pages`, `odd` and `even` (page numbers of such pages) are known of a .docx alone. `pictures`: name → bytes.
    `unread`: what keeps it from being laid out anew (“修订痕迹 3 处，第 2 页”); `dropped`: what would not be kept.
    `visible`: every visible character by a second, independent reading: the body without its text boxes, then each
    box; `around`: the same of headers and footers.
    """

    name: str
    lines: tuple[ReadLine, ...]
    text: str = ""
    source: bool = False
    word: bool = False
    pages: tuple[Page, ...] = ()
    odd: PageNumber | None = None
    even: PageNumber | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    warnings: tuple[Warned, ...] = ()
    unread: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
