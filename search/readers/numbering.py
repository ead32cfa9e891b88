"""The numbers that Word counts itself (w:numPr, ISO/IEC 29500-1 §17.9): printed, but nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.readers.xml import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile(r"chinese|japaneseCounting|taiwaneseCounting|ideographTraditional|koreanCounting", re.IGNORECASE)
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9  # levels of a list in Word
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: its numFmt, lvlText (“（%2）”) and first number."""

    form: str
    text: str
    start: int


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles = {} if styles is None else _style_lists(styles)
        if numbering is not None:
            for abstract in numbering.findall(_W + "abstractNum"):
                levels = {int(_of(level, "ilvl", "0")): _level(level) for level in abstract.findall(_W + "lvl")}
                self._levels[_of(abstract, "abstractNumId")] = levels
            self._lists = {
                _of(number, "numId"): _value(number, "abstractNumId") for number in numbering.findall(_W + "num")
            }

    def label(self, paragraph: Element) -> str:
        """The number in front of this paragraph, "" for none; to be asked once a paragraph, in their order."""
        number, depth = self._place(paragraph)
        kind = self._lists.get(number, "")
        levels = self._levels.get(kind, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(kind, [0] * _DEEPEST)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        if level.form in {"bullet", "none"}:
            return ""
        return re.sub(r"%([1-9])", lambda match: _figure(levels, counts, int(match[1]) - 1), level.text)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """(numId, level) of a paragraph, its own or its style's."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = _value(paragraph, f"pPr/{_W}pStyle")
        number, depth = self._styles.get(style, ("", 0))
        if own is not None:
            number = _value(own, "numId") or number
            depth = _whole(_value(own, "ilvl"), depth)
        return number, min(depth, _DEEPEST - 1)


def _figure(levels: dict[int, Level], counts: list[int], depth: int) -> str:
    level = levels.get(depth, Level("decimal", "", 1))
    return written(counts[depth] or level.start, level.form)


def written(number: int, form: str) -> str:
    """A number in one of Word's forms (numFmt); in figures where the form is none of those."""
    if not 0 < number < 1000:
        return str(number)
    if form.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalFullWidth":
        return str(number).translate(_FULL_WIDTH)
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return _chinese(number) if _CHINESE.search(form) else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


def _chinese(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += "十" if not hundreds and tens == 1 else f"{_DIGITS[tens]}十"
    elif hundreds and units:
        head += "零"
    return head + (_DIGITS[units] if units else "")


def _level(level: Element) -> Level:
    return Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText"), _whole(_value(level, "start"), 1))


def _style_lists(styles: Element) -> dict[str, tuple[str, int]]:
    """Style → (numId, level) of the styles that number their paragraphs, directly or through what they are based on."""
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(_W + "style"):
        name = _of(style, "styleId")
        based[name] = _value(style, "basedOn")
        properties = style.find(f"{_W}pPr/{_W}numPr")
        if properties is not None:
            found[name] = (_value(properties, "numId"), _whole(_value(properties, "ilvl"), 0))
    for name in based:
        ancestor, steps = name, 0
        while ancestor and ancestor not in found and steps < len(based):
            ancestor, steps = based.get(ancestor, ""), steps + 1
        if ancestor in found:
            found[name] = found[ancestor]
    return found


def _of(element: Element, attribute: str, otherwise: str = "") -> str:
    return str(element.get(_W + attribute, otherwise))


def _value(element: Element, child: str) -> str:
    found = element.find(_W + child)
    return "" if found is None else _of(found, "val")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
