"""Puts paragraphs into a .docx.

Unit: twentieth of a point (tw), as in the file. No paragraph is there for its space: blank lines are space before the
paragraph that follows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from docgen.fonts import is_half_width
from docgen.formats.docx.faces import BOLD_LATIN, FACES
from docgen.formats.docx.xml import element, node, properties, set_values, space_of, spacing, style_spaces
from docgen.layout.frame import Frame
from docgen.layout.shaping import Span

TW = 20
"""Twentieths to the point."""

CELL = 315
"""The advance of a 3号 character with its tracking (5.2.3), in tw."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("( +)")
_LATIN = re.compile("([!-~À-ɏ]+)")
_MARKS = re.compile("([“”‘’—…·×°±℃‰′″§]+)")


@dataclass(frozen=True, slots=True)
class Indent:
    """Indents in tw; `first` counts from `left` (negative: hanging)."""

    left: int = 0
    right: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What a run has beside its style: tracking in tw, horizontal scale, size in points, colour as “FF0000”."""

    tracking: int | None = None
    scale: float = 1.0
    size: float = 0.0
    colour: str = ""


PLAIN = Look()


@dataclass(slots=True)
class Writer:
    """A .docx being filled.

    `blanks` are the tw still to be put before the next paragraph. `target`: the header or footer written to, where it
    is not the document. `last`: the last paragraph written; `after_table`: what was written last is a table. `gaps`:
    the grid lines to be left below each table still to come, so that the text below stands on the grid.
    """

    word: WordDocument
    frame: Frame
    pitch: int
    target: WordDocument | BlockItemContainer
    blanks: int = 0
    last: Paragraph | None = None
    after_table: bool = False
    gaps: list[float] = field(default_factory=list[float])
    _spaces: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._spaces = style_spaces(self.word)

    def space_above(self, paragraph: Paragraph) -> int:
        """The space (tw) before a paragraph: its own, else its style's."""
        own = space_of(paragraph)
        name = paragraph.style.name if paragraph.style else None
        return self._spaces.get(name or "", 0) if own is None else own

    def inside(self, container: BlockItemContainer) -> Writer:
        """A writer for a header or footer of the same document."""
        return Writer(self.word, self.frame, self.pitch, container)

    def blank(self, rows: float = 1) -> None:
        """Blank lines (空行) before the next paragraph."""
        self.blanks += round(rows * self.pitch)

    def paragraph(
        self, style: str, spans: Sequence[Span] = (), indent: Indent | None = None, *, line: int = 0
    ) -> Paragraph:
        """Add a paragraph; `line` (tw) is an exact line height that is not the style's."""
        paragraph = self.target.add_paragraph(style=style)
        if line:
            set_values(spacing(paragraph), line=line, lineRule="exact")
        if self.blanks != self._spaces[style]:
            set_values(spacing(paragraph), before=self.blanks)
        if indent:
            set_indent(paragraph, indent)
        for span in spans:
            add_runs(paragraph, span)
        self.blanks, self.last, self.after_table = 0, paragraph, False
        return paragraph

    def keep(self) -> None:
        """Let the last paragraph stay with what follows it."""
        if self.last is not None and not self.after_table:
            self.last.paragraph_format.keep_with_next = True

    def space_below(self) -> None:
        """Put the blank lines that are due below the last paragraph: a table has no space before it."""
        if self.blanks and self.last is not None:
            set_values(spacing(self.last), after=self.blanks)
        self.blanks = 0


def legal(text: str) -> str:
    """The text without what XML cannot hold."""
    return _ILLEGAL.sub("", text)


def set_indent(paragraph: Paragraph, indent: Indent) -> None:
    """Give a paragraph indents of its own."""
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
    for part in _SPACES.split(legal(span.text)):
        if part.startswith(" "):  # a space beside Chinese text would be as wide as the Chinese face has it
            _add_run(paragraph, part, (latin, latin), look, bold=span.bold)
            continue
        for piece, as_han in _pieces(part):
            for text in _LATIN.split(piece) if span.role in BOLD_LATIN else [piece]:
                bold = span.bold or (span.role in BOLD_LATIN and bool(_LATIN.fullmatch(text)))
                _add_run(paragraph, text, (han, han if as_han else latin), look, bold=bold)


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
    if not text:
        return
    han, latin = faces
    run = element("w:r")
    run.get_or_add_rPr().append(element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=han, cs=latin, hint="eastAsia"))
    values = (
        ("w:b", 1 if bold else None),
        ("w:color", look.colour or None),
        ("w:spacing", look.tracking),
        ("w:w", None if look.scale == 1.0 else int(look.scale * 100)),
        ("w:sz", int(look.size * 2) or None),
        ("w:szCs", int(look.size * 2) or None),
    )
    for name, value in values:
        if value is not None:
            run.rPr.append(element(name, val=value))
    run.text = text
    node(paragraph).append(run)
