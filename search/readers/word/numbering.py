"""Numbers and bullets that Word counts itself (w:numPr, ISO/IEC 29500-1 §17.9): printed, but nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from search.readers.word.counting import written
from search.readers.word.names import W, of, value, whole
from search.readers.word.symbols import shown_in
from search.readers.xml import Element

_DEEPEST = 9  # levels of a list in Word
_PICTURE = "•"
"""What stands for a bullet that is a picture."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: its form, its text (“（%2）”), its first number, what stands behind it.

    `restart`: the level (from 1) that starts it anew, 0 for none, None for every higher one. `style`: the paragraph
    style that is tied to it.
    """

    form: str
    text: str
    start: int = 1
    legal: bool = False
    suffix: str = "tab"
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    """One w:num: the abstract list that it counts in, its levels, the numbers that it starts with of its own."""

    kind: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict[int, int])


class Numbering:
    """The lists of one document and how far each has counted. Lists of one abstract list (w:abstractNum) count on."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {} if styles is None else _style_lists(styles)
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: Element) -> str:
        """The number in front of this paragraph, "" for none; to be asked once a paragraph, in their order."""
        number, depth = self._place(paragraph)
        own = self._lists.get(number)
        level = own.levels.get(depth) if own is not None else None
        if own is None or level is None:
            return ""
        counts = self._counts.setdefault(own.kind, [None] * _DEEPEST)
        self._count(number, own, counts, depth)
        if level.form == "none":
            return ""
        if level.form == "bullet":
            return level.text
        text = re.sub(r"%([1-9])", lambda found: _figure(own, counts, int(found[1]) - 1, level), level.text)
        return f"{text} " if text[-1:].isascii() and text[-1:].isalnum() and level.suffix != "nothing" else text

    def _count(self, number: str, own: _List, counts: list[int | None], depth: int) -> None:
        """Count one on at a level, and have the levels below it start anew."""
        level = own.levels[depth]
        first = (number, depth) not in self._begun
        self._begun.add((number, depth))
        current = counts[depth]
        if current is None or (first and depth in own.starts):
            counts[depth] = own.starts.get(depth, level.start)
        else:
            counts[depth] = current + 1
        for lower in range(depth + 1, _DEEPEST):
            restart = own.levels[lower].restart if lower in own.levels else None
            if restart is None or restart == depth + 1 or (restart and depth + 1 < restart):
                counts[lower] = None

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """(numId, level) of a paragraph, its own or its style's; numId 0 takes the style's away."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = value(paragraph, "pPr/pStyle")
        number, depth = self._styles.get(style, ("", -1))
        if own is not None:
            number = value(own, "numId") or number
            depth = whole(value(own, "ilvl"), depth)
        if depth < 0:
            tied = self._lists[number].levels.items() if number in self._lists else ()
            depth = next((index for index, level in tied if style and level.style == style), 0)
        return number, min(depth, _DEEPEST - 1)

    def _read(self, numbering: Element) -> None:
        pictures = {of(one, "numPicBulletId") for one in numbering.findall(W + "numPicBullet")}
        kinds = {of(one, "abstractNumId"): one for one in numbering.findall(W + "abstractNum")}
        levels = {name: _levels(one, pictures) for name, one in kinds.items()}
        numbers = {of(one, "numId"): one for one in numbering.findall(W + "num")}
        for name, one in numbers.items():
            kind = self._linked(value(one, "abstractNumId"), kinds, numbers)
            self._lists[name] = _overridden(kind, levels.get(kind, {}), one, pictures)

    def _linked(self, kind: str, kinds: dict[str, Element], numbers: dict[str, Element]) -> str:
        """The abstract list that really counts: one may only name the style of a list (w:numStyleLink)."""
        for _ in range(_DEEPEST):
            link = value(kinds[kind], "numStyleLink") if kind in kinds else ""
            number = self._styles.get(link, ("", 0))[0]
            if not link or number not in numbers:
                break
            kind = value(numbers[number], "abstractNumId")
        return kind


def _overridden(kind: str, levels: dict[int, _Level], number: Element, pictures: set[str]) -> _List:
    """A list with what it has of its own (w:lvlOverride)."""
    made = _List(kind, dict(levels))
    for override in number.findall(W + "lvlOverride"):
        depth = whole(of(override, "ilvl"), 0)
        own = override.find(W + "lvl")
        if own is not None:
            made.levels[depth] = _level(own, pictures)
        start = override.find(W + "startOverride")
        if start is not None:
            made.starts[depth] = whole(of(start, "val"), 1)
    return made


def _figure(own: _List, counts: list[int | None], depth: int, asking: _Level) -> str:
    level = own.levels.get(depth, _Level("decimal", ""))
    count = counts[depth]
    if count is None:
        count = own.starts.get(depth, level.start)
    if level.form == "bullet":
        return level.text
    return written(count, "decimal" if asking.legal and level.form != "decimalZero" else level.form)


def _levels(kind: Element, pictures: set[str]) -> dict[int, _Level]:
    return {whole(of(level, "ilvl"), 0): _level(level, pictures) for level in kind.findall(W + "lvl")}


def _level(level: Element, pictures: set[str]) -> _Level:
    form = value(level, "numFmt") or "decimal"
    found = level.find(W + "numFmt")
    if found is None:  # newer forms stand beside an older one
        found = level.find(f".//{W}numFmt")
        form = of(found, "val", "decimal") if found is not None else "decimal"
    if form == "custom" and found is not None:
        form = "decimalZero" if of(found, "format").startswith("0") else "decimal"
    legal = level.find(W + "isLgl")
    restart = value(level, "lvlRestart")
    made = _Level(
        form,
        value(level, "lvlText"),
        whole(value(level, "start"), 1),
        legal is not None and of(legal, "val", "1") not in {"0", "false"},
        value(level, "suff") or "tab",
        whole(restart, 0) if restart else None,
        value(level, "pStyle"),
    )
    return replace(made, text=_bullet(level, made.text, pictures)) if form == "bullet" else made


def _bullet(level: Element, text: str, pictures: set[str]) -> str:
    if value(level, "lvlPicBulletId") in pictures - {""}:
        return _PICTURE
    fonts = level.find(f"{W}rPr/{W}rFonts")
    font = of(fonts, "ascii") or of(fonts, "hAnsi") if fonts is not None else ""
    return "".join(shown_in(font, character) or _PICTURE for character in text)


def _style_lists(styles: Element) -> dict[str, tuple[str, int]]:
    """Style → (numId, level or -1) of the styles that number their paragraphs, directly or by their ancestors."""
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(W + "style"):
        name = of(style, "styleId")
        based[name] = value(style, "basedOn")
        properties = style.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            found[name] = (value(properties, "numId"), whole(value(properties, "ilvl"), -1))
    for name, parent in based.items():
        line, ancestor = [name], parent
        while name not in found and ancestor and ancestor not in found and len(line) < _LONGEST_LINE:
            line.append(ancestor)
            ancestor = based.get(ancestor, "")
        if name not in found and ancestor in found:
            found.update(dict.fromkeys(line, found[ancestor]))
        elif found.get(name, ("", 0))[0] == "" and name in found:  # only a level of its own: the list is inherited
            found[name] = (_inherited(name, based, found), found[name][1])
    return found


_LONGEST_LINE = 50
"""Styles that stand on each other."""


def _inherited(name: str, based: dict[str, str], found: dict[str, tuple[str, int]]) -> str:
    for _ in range(_LONGEST_LINE):
        name = based.get(name, "")
        if not name or found.get(name, ("", 0))[0]:
            break
    return found.get(name, ("", 0))[0]
