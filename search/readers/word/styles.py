"""Looks of paragraphs and runs, found through the styles of one .docx (ISO/IEC 29500-1 §17.7)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from papers.looks import Look
from search.readers.word.names import W, is_on, number, of, value
from search.readers.xml import Element

_HAN = re.compile("[\u3400-\u9fff]")
_RED = re.compile("[c-f][0-9a-f](?:[0-3][0-9a-f]){2}", re.IGNORECASE)
_THEME_FACE = re.compile(r"<a:(major|minor)Font>.*?</a:\1Font>", re.DOTALL)
_HANS = re.compile(r'script="Hans" typeface="([^"]+)"')
_DEFAULT_SIZE = 10.0
"""Points, where a file says nothing (ECMA-376 17.3.2.38)."""
_LONGEST_LINE = 50
"""Styles that stand on each other."""
_LOOKED_AT = 200
"""Runs of a paragraph that its look is told by."""


class Styles:
    """Looks properties up through the styles of one file."""

    def __init__(self, styles: Element | None, theme: str = "") -> None:
        found = [] if styles is None else list(styles.findall(W + "style"))
        self._by_id = {of(style, "styleId"): style for style in found}
        self._default = next((of(one, "styleId") for one in found if _is_default(one)), "")
        defaults = None if styles is None else styles.find(W + "docDefaults")
        self._run_defaults = _parts(defaults, f"{W}rPrDefault/{W}rPr")
        self._paragraph_defaults = _parts(defaults, f"{W}pPrDefault/{W}pPr")
        self._theme = _theme_faces(theme)
        self._lines: dict[tuple[str, str], tuple[Element, ...]] = {}
        hiding = any(one.find(f"{W}rPr/{W}vanish") is not None for one in found)
        names = self._by_id if hiding else ()
        self._hiding = {name for name in names if any(self._hides(part) for part in self._line(name, "rPr"))}

    def look(self, paragraph: Element, runs: Sequence[tuple[Element, str]]) -> Look:
        """How a paragraph with these runs and their texts looks."""
        weights = Counter[tuple[str, float]]()
        for run, text in runs[:_LOOKED_AT]:
            weights[self._font(paragraph, run), self._size(paragraph, run)] += len(_HAN.findall(text))
        first = runs[0][0] if runs else None
        usual = (self._font(paragraph, first), self._size(paragraph, first))
        font, size = weights.most_common(1)[0][0] if weights else usual
        return Look(
            self._name(paragraph),
            font,
            usual[0],
            size,
            self._is_on(paragraph, first, "b"),
            bool(_RED.fullmatch(_first(self._run_chain(paragraph, first), "color", "val"))),
            _first(self._paragraph_chain(paragraph), "jc", "val"),
            self._indent(paragraph, usual[1]),
            self._pitch(paragraph),
            _first(self._paragraph_chain(paragraph), "snapToGrid", "val") not in ("0", "false"),
        )

    def is_hidden(self, paragraph: Element, run: Element) -> bool:
        """Whether a run is hidden text (w:vanish), by itself or by its styles."""
        own = run.find(W + "rPr")
        if own is not None:
            switch = own.find(W + "vanish")
            if switch is not None:
                return is_on(switch)
            if value(own, "rStyle") in self._hiding:
                return True
        return bool(self._hiding) and self._style_of(paragraph) in self._hiding

    def symbol_font(self, run: Element) -> str:
        """The face that a run's Latin characters are set in, as far as the run or its style says so itself."""
        own = run.find(W + "rPr")
        for part in () if own is None else (own, *self._line(value(own, "rStyle"), "rPr")):
            fonts = part.find(W + "rFonts")
            if fonts is not None and (name := of(fonts, "ascii") or of(fonts, "hAnsi")):
                return name
        return ""

    def raised(self, run: Element) -> str:
        """“superscript”, “subscript” or ""."""
        own = run.find(W + "rPr")
        if own is None:
            return ""
        found = value(own, "vertAlign") or _first(iter(self._line(value(own, "rStyle"), "rPr")), "vertAlign", "val")
        return found if found in ("superscript", "subscript") else ""

    def _hides(self, part: Element) -> bool:
        switch = part.find(W + "vanish")
        return switch is not None and is_on(switch)

    def _name(self, paragraph: Element) -> str:
        """The style's name as word processors show it: “heading 1” is stored, “Heading 1” is meant."""
        style = self._by_id.get(self._style_of(paragraph))
        name = value(style, "name")
        return name[:1].upper() + name[1:] if re.match(r"heading \d|header$|footer$|caption$", name) else name

    def _font(self, paragraph: Element, run: Element | None) -> str:
        for properties in self._run_chain(paragraph, run):
            fonts = properties.find(W + "rFonts")
            if fonts is None:
                continue
            theme = of(fonts, "eastAsiaTheme")
            if name := (self._theme.get(theme[:5], "") if theme else of(fonts, "eastAsia")):
                return name
        return ""

    def _size(self, paragraph: Element, run: Element | None) -> float:
        text = _first(self._run_chain(paragraph, run), "sz", "val")
        return float(text) / 2 if text.isdecimal() and len(text) < 6 else _DEFAULT_SIZE

    def _is_on(self, paragraph: Element, run: Element | None, tag: str) -> bool:
        for properties in self._run_chain(paragraph, run):
            found = properties.find(W + tag)
            if found is not None:
                return is_on(found)
        return False

    def _indent(self, paragraph: Element, size: float) -> float:
        """The first line's indent in characters."""
        cells = self._paragraph(paragraph, "ind", "firstLineChars")
        if cells.lstrip("-").isdecimal() and number(cells):
            return number(cells) / 100
        hanging = self._paragraph(paragraph, "ind", "hanging")
        left = self._paragraph(paragraph, "ind", "left")
        total = number(self._paragraph(paragraph, "ind", "firstLine"))
        total += number(left) - number(hanging) if hanging else 0.0
        return total / 20 / (size or _DEFAULT_SIZE)

    def _pitch(self, paragraph: Element) -> float:
        exact = self._paragraph(paragraph, "spacing", "lineRule") == "exact"
        return number(self._paragraph(paragraph, "spacing", "line")) / 20 if exact else 0.0

    def _paragraph(self, paragraph: Element, tag: str, attribute: str) -> str:
        return _first(self._paragraph_chain(paragraph), tag, attribute)

    def _run_chain(self, paragraph: Element, run: Element | None) -> Iterator[Element]:
        own = None if run is None else run.find(W + "rPr")
        if own is not None:
            yield own
            yield from self._line(value(own, "rStyle"), "rPr")
        yield from self._line(self._style_of(paragraph), "rPr")
        yield from self._run_defaults

    def _paragraph_chain(self, paragraph: Element) -> Iterator[Element]:
        yield from _parts(paragraph, W + "pPr")
        yield from self._line(self._style_of(paragraph), "pPr")
        yield from self._paragraph_defaults

    def _style_of(self, paragraph: Element) -> str:
        return value(paragraph, "pPr/pStyle") or self._default

    def _line(self, style: str, tag: str) -> tuple[Element, ...]:
        """The properties of a style and of those that it stands on, nearest first."""
        key = (style, tag)
        if key not in self._lines:
            found: list[Element] = []
            for _ in range(_LONGEST_LINE):
                element = self._by_id.get(style)
                if element is None:
                    break
                found.extend(_parts(element, W + tag))
                style = value(element, "basedOn")
            self._lines[key] = tuple(found)
        return self._lines[key]


def _parts(element: Element | None, path: str) -> tuple[Element, ...]:
    found = None if element is None else element.find(path)
    return () if found is None else (found,)


def _is_default(style: Element) -> bool:
    return of(style, "type") == "paragraph" and of(style, "default") in ("1", "true")


def _first(chain: Iterator[Element], tag: str, attribute: str) -> str:
    for properties in chain:
        found = properties.find(W + tag)
        if found is not None and (text := of(found, attribute)):
            return text
    return ""


def _theme_faces(theme: str) -> dict[str, str]:
    """“major” and “minor” → the theme's face for simplified Chinese."""
    faces: dict[str, str] = {}
    for found in _THEME_FACE.finditer(theme):
        face = _HANS.search(found[0])
        faces[found[1]] = face[1] if face else ""
    return faces
