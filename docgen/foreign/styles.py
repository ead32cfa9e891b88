"""Effective formatting of a paragraph: its own, its style's with those that it is based on, the file's defaults."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# python-docx gives no types for the file's XML

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import cast

from docx.document import Document as WordDocument
from docx.opc.package import OpcPackage
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Node
from docx.text.paragraph import Paragraph as WordParagraph

from docgen.formats.docx.xml import node
from papers.looks import Look

_HAN = re.compile("[\u3400-\u9fff]")
_RED = re.compile("[c-f][0-9a-f](?:[0-3][0-9a-f]){2}", re.IGNORECASE)
_THEME_FACE = re.compile(r"<a:(major|minor)Font>.*?</a:\1Font>", re.DOTALL)
_HANS = re.compile(r'script="Hans" typeface="([^"]+)"')
_DEFAULT_SIZE = 10.0
"""Points, where a file says nothing (ECMA-376 17.3.2.38)."""


class Styles:
    """Looks properties up through the styles of one file."""

    def __init__(self, word: WordDocument) -> None:
        self._root = word.styles.element
        self._by_id = {style.get(qn("w:styleId")): style for style in self._root.iter(qn("w:style"))}
        self._default = next((one for one in self._by_id.values() if _is_default(one)), None)
        self._theme = _theme_faces(word)

    def look(self, paragraph: WordParagraph) -> Look:
        """How a paragraph looks."""
        element = node(paragraph)
        runs = [run for run in element.iter(qn("w:r")) if _text(run)]
        weights = Counter[tuple[str, float]]()
        for run in runs:
            weights[self._font(element, run), self._size(element, run)] += len(_HAN.findall(_text(run))) or 0
        first: Node | None = runs[0] if runs else None
        usual = (self._font(element, first), self._size(element, first))
        font, size = weights.most_common(1)[0][0] if weights else usual
        return Look(
            paragraph.style.name or "" if paragraph.style is not None else "",
            font,
            usual[0],
            size,
            self._is_on(element, first, "w:b"),
            bool(_RED.fullmatch(self._run(element, first, "w:color", "w:val"))),
            self._paragraph(element, "w:jc", "w:val"),
            self._indent(element, usual[1]),
            self._pitch(element),
            self._paragraph(element, "w:snapToGrid", "w:val") not in ("0", "false"),
        )

    def numbering(self, paragraph: WordParagraph) -> Node | None:
        """The paragraph's w:numPr, its own or its style's."""
        for properties in self._paragraph_chain(node(paragraph)):
            found = properties.find(qn("w:numPr"))
            if found is not None:
                return found
        return None

    def _font(self, paragraph: Node, run: Node | None) -> str:
        for properties in self._run_chain(paragraph, run):
            fonts = properties.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(qn("w:eastAsiaTheme"))
            if name := (self._theme.get(theme[:5], "") if theme else fonts.get(qn("w:eastAsia"))):
                return str(name)
        return ""

    def _size(self, paragraph: Node, run: Node | None) -> float:
        text = self._run(paragraph, run, "w:sz", "w:val")
        return float(text) / 2 if text.isdecimal() else _DEFAULT_SIZE

    def _is_on(self, paragraph: Node, run: Node | None, tag: str) -> bool:
        for properties in self._run_chain(paragraph, run):
            found = properties.find(qn(tag))
            if found is not None:
                return found.get(qn("w:val")) not in ("0", "false", "off")
        return False

    def _indent(self, paragraph: Node, size: float) -> float:
        """The first line's indent in characters."""
        cells = self._paragraph(paragraph, "w:ind", "w:firstLineChars")
        if cells.lstrip("-").isdecimal() and int(cells):
            return int(cells) / 100
        points = self._paragraph(paragraph, "w:ind", "w:firstLine")
        left = self._paragraph(paragraph, "w:ind", "w:left")
        hanging = self._paragraph(paragraph, "w:ind", "w:hanging")
        total = _number(points) + (_number(left) - _number(hanging) if hanging else 0.0)
        return total / 20 / size

    def _pitch(self, paragraph: Node) -> float:
        exact = self._paragraph(paragraph, "w:spacing", "w:lineRule") == "exact"
        return _number(self._paragraph(paragraph, "w:spacing", "w:line")) / 20 if exact else 0.0

    def _run(self, paragraph: Node, run: Node | None, tag: str, attribute: str) -> str:
        return _first(self._run_chain(paragraph, run), tag, attribute)

    def _paragraph(self, paragraph: Node, tag: str, attribute: str) -> str:
        return _first(self._paragraph_chain(paragraph), tag, attribute)

    def _run_chain(self, paragraph: Node, run: Node | None) -> Iterator[Node]:
        yield from _child(run, "w:rPr")
        for own in _child(run, "w:rPr"):
            named = own.find(qn("w:rStyle"))
            yield from self._style_chain(named.get(qn("w:val")) if named is not None else "", "w:rPr")
        yield from self._style_chain(self._style_of(paragraph), "w:rPr")
        yield from self._root.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")

    def _paragraph_chain(self, paragraph: Node) -> Iterator[Node]:
        yield from _child(paragraph, "w:pPr")
        yield from self._style_chain(self._style_of(paragraph), "w:pPr")
        yield from self._root.iterfind(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")

    def _style_of(self, paragraph: Node) -> str:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if named is not None:
            return str(named.get(qn("w:val")))
        return str(self._default.get(qn("w:styleId"))) if self._default is not None else ""

    def _style_chain(self, identity: str, tag: str) -> Iterator[Node]:
        seen: set[str] = set()
        while identity and identity not in seen and identity in self._by_id:
            seen.add(identity)
            style = self._by_id[identity]
            yield from _child(style, tag)
            based = style.find(qn("w:basedOn"))
            identity = based.get(qn("w:val")) if based is not None else ""


def _is_default(style: Node) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")


def _child(element: Node | None, tag: str) -> Iterator[Node]:
    found = element.find(qn(tag)) if element is not None else None
    if found is not None:
        yield found


def _first(chain: Iterator[Node], tag: str, attribute: str) -> str:
    for properties in chain:
        found = properties.find(qn(tag))
        value = found.get(qn(attribute)) if found is not None else None
        if value is not None:
            return str(value)
    return ""


def _text(run: Node) -> str:
    return "".join(node.text or "" for node in run.iter(qn("w:t")))


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else 0.0


def _theme_faces(word: WordDocument) -> dict[str, str]:
    """“major” and “minor” → the theme's face for simplified Chinese."""
    parts = [part for part in cast("OpcPackage", word.part.package).iter_parts() if "/theme/" in str(part.partname)]
    text = parts[0].blob.decode("utf-8", "replace") if parts else ""
    faces: dict[str, str] = {}
    for found in _THEME_FACE.finditer(text):
        face = _HANS.search(found[0])
        faces[found[1]] = face[1] if face else ""
    return faces
