"""Puts paragraphs into a .docx.

Unit: twentieth of a point (tw), as in the file. No paragraph is there for its space: blank lines are space before the
paragraph that follows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from docgen.docx.faces import FACES
from docgen.docx.xml import element, node, properties, set_values, spacing, style_spaces
from docgen.fonts import is_half_width
from docgen.layout.frame import Frame
from docgen.layout.shaping import Span

TW = 20
"""Twentieths to the point."""

CELL = 315
"""The advance of a 3号 character with its tracking (5.2.3), in tw."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("( +)")
_MARKS = re.compile("([“”‘’—…·×°±‰′″§]+)")


@dataclass(frozen=True, slots=True)
class Indent:
    """Indents in tw; `first` counts from `left` (negative: hanging)."""

    left: int = 0
    right: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What a run has beside its style: tracking in tw, horizontal scale, size in points (0: the style's)."""

    tracking: int | None = None
    scale: float = 1.0
    size: float = 0.0


PLAIN = Look()


@dataclass(slots=True)
class Writer:
    """A .docx being filled. `blanks` are the tw still to be put before the next paragraph."""

    word: WordDocument
    frame: Frame
    pitch: int
    blanks: int = 0
    _spaces: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._spaces = style_spaces(self.word)

    def blank(self, rows: float = 1) -> None:
        """Blank lines (空行) before the next paragraph."""
        self.blanks += round(rows * self.pitch)

    def paragraph(
        self, style: str, spans: Sequence[Span] = (), indent: Indent | None = None, *, line: int = 0
    ) -> Paragraph:
        """Add a paragraph; `line` (tw) is an exact line height that is not the style's."""
        paragraph = self.word.add_paragraph(style=style)
        if line:
            set_values(spacing(paragraph), line=line, lineRule="exact")
        if self.blanks != self._spaces[style]:
            set_values(spacing(paragraph), before=self.blanks)
        self.blanks = 0
        if indent:
            _set_indent(paragraph, indent)
        for span in spans:
            add_runs(paragraph, span)
        return paragraph


def _set_indent(paragraph: Paragraph, indent: Indent) -> None:
    target = properties(paragraph).get_or_add_ind()
    # a style's indent in characters would win over one in tw
    set_values(target, leftChars=0, left=indent.left, rightChars=0, right=indent.right)
    if indent.first < 0:
        set_values(target, hangingChars=0, hanging=-indent.first)
    else:
        set_values(target, firstLineChars=0, firstLine=indent.first)


def add_runs(paragraph: Paragraph, span: Span, look: Look = PLAIN) -> None:
    """Append a span, in as many runs as its faces ask for. Line feeds become line breaks, tabs tabs."""
    han, latin = FACES[span.role]
    for part in _SPACES.split(_ILLEGAL.sub("", span.text)):
        if part.startswith(" "):  # a space beside Chinese text would be as wide as the Chinese face has it
            _add_run(paragraph, part, (latin, latin), look, bold=span.bold)
            continue
        for piece, as_han in _pieces(part):
            _add_run(paragraph, piece, (han, han if as_han else latin), look, bold=span.bold)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text in pieces; True for marks that a neighbouring letter would draw into its own face (“5G” 2021—2025)."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for match in _MARKS.finditer(text):
        near = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        if any(is_half_width(character) for character in near):
            pieces += [(text[place : match.start()], False), (match[0], True)]
            place = match.end()
    return [(piece, as_han) for piece, as_han in [*pieces, (text[place:], False)] if piece]


def _add_run(paragraph: Paragraph, text: str, faces: tuple[str, str], look: Look, *, bold: bool) -> None:
    han, latin = faces
    run = element("w:r")
    run.get_or_add_rPr().append(element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=han, cs=latin, hint="eastAsia"))
    values = (
        ("w:b", 1 if bold else None),
        ("w:spacing", look.tracking),
        ("w:w", None if look.scale == 1.0 else int(look.scale * 100)),
        ("w:sz", round(look.size * 2) or None),
        ("w:szCs", round(look.size * 2) or None),
    )
    for name, value in values:
        if value is not None:
            run.rPr.append(element(name, val=value))
    run.text = text
    node(paragraph).append(run)
