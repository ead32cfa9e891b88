"""What a paragraph shows: its text as printed, its text boxes and pictures; what is deleted or hidden left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from search.readers.word.fields import Field, evaluated, form_shows
from search.readers.word.names import CHART, DGM, MC, VML, WP, A, M, R, W, of
from search.readers.word.styles import Styles
from search.readers.word.symbols import is_symbolic, lowered, raised, shown_in
from search.readers.xml import Element

UNKNOWN = "〓"
"""Stands for a character of a private font that nobody can tell (the printers' geta mark)."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SKIPPED = frozenset(
    W + name for name in ("del", "moveFrom", "delText", "pPr", "rPr", "tblPr", "sectPr", "rt", "sdtPr")
)
_TRACKED = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_MARKS = {
    W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "pgNum": "", W + "br": "\n",
}  # fmt: skip
_COUNTED = {
    W + "footnoteReference": "脚注",
    W + "endnoteReference": "尾注",
    W + "commentReference": "批注",
    W + "object": "嵌入对象",
    M + "oMath": "公式",
    CHART + "chart": "图表",
    DGM + "relIds": "图示",
    W + "ruby": "注音",
}


@dataclass(slots=True)
class Box:
    """A text box: its element, or the words of a word art; whether it stands above its paragraph, as far as is told.

    `down`: how far down on the page it stands, in English Metric Units; -1 where that is not told.
    """

    content: Element | str
    above: bool
    down: int = -1


@dataclass(slots=True)
class Content:
    """What a paragraph shows."""

    pieces: list[str] = field(default_factory=list[str])
    runs: list[tuple[Element, str]] = field(default_factory=list[tuple[Element, str]])
    boxes: list[Box] = field(default_factory=list[Box])
    pictures: list[str] = field(default_factory=list[str])
    diagrams: list[str] = field(default_factory=list[str])
    hidden: bool = False

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(self.pieces)


@dataclass(slots=True)
class Walker:
    """Walks the paragraphs of one story in their order: a field may run over several of them.

    `counts`: how often there is what lines cannot tell; `where`: the pages on which it stands.
    """

    styles: Styles
    counts: Counter[str] = field(default_factory=Counter[str])
    where: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    page: int = 1
    _fields: list[Field] = field(default_factory=list[Field])

    def paragraph(self, paragraph: Element) -> Content:
        """What a paragraph shows."""
        content = Content()
        for child in paragraph:
            self._walk(child, paragraph, None, content)
        return content

    def count(self, name: str) -> None:
        """Note that there is one more of these here."""
        self.counts[name] += 1
        pages = self.where.setdefault(name, [])
        if self.page not in pages:
            pages.append(self.page)

    def _walk(self, element: Element, paragraph: Element, run: Element | None, content: Content) -> None:
        tag = element.tag
        if tag in _TRACKED:
            self.count("修订痕迹")
        if tag in _COUNTED:
            self.count(_COUNTED[tag])
        if tag in _SKIPPED or not isinstance(tag, str):
            return
        if tag == W + "r":
            self._run(element, paragraph, content)
        elif tag in _LEAVES:
            self._leaf(element, run, content)
        else:
            self._within(element, paragraph, run, content)

    def _within(self, element: Element, paragraph: Element, run: Element | None, content: Content) -> None:
        """Walk what stands in an element."""
        before = len(content.pieces)
        if element.tag == VML + "textpath" and element.get("string"):
            content.boxes.append(Box(str(element.get("string")), above=is_above(element, content)))
        for child in branch(element) if element.tag == MC + "AlternateContent" else element:
            self._walk(child, paragraph, run, content)
        if element.tag == W + "fldSimple" and not "".join(content.pieces[before:]).strip():
            self._show(evaluated(of(element, "instr")), content)

    def _run(self, run: Element, paragraph: Element, content: Content) -> None:
        if self.styles.is_hidden(paragraph, run):
            if any(node.text for node in run.iter(W + "t")):
                self.count("隐藏文字")
                content.hidden = True
            for mark in run.iter(W + "fldChar"):
                self._field(mark, content)
            return
        before = len(content.pieces)
        styled = run if run.find(W + "rPr") is not None else None
        for child in run:
            self._walk(child, paragraph, styled, content)
        text = "".join(content.pieces[before:])
        if text:
            content.runs.append((run, text))

    def _leaf(self, element: Element, run: Element | None, content: Content) -> None:
        tag = element.tag
        if tag in (W + "t", M + "t"):
            self._show(self._seen(element.text or "", run), content)
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1].code += element.text or ""
        elif tag in _MARKS:
            self.page += of(element, "type") == "page"
            self._show(_MARKS[tag], content)
        elif tag == W + "lastRenderedPageBreak":
            self.page += 1
        elif tag in (A + "blip", VML + "imagedata"):
            content.pictures.append(str(element.get(R + "embed") or element.get(R + "id") or ""))
        elif tag == DGM + "relIds":
            content.diagrams.append(str(element.get(R + "dm") or ""))
        else:
            self._odd(element, content)

    def _odd(self, element: Element, content: Content) -> None:
        """A mark of a field, a symbol, a text box."""
        if element.tag == W + "fldChar":
            self._field(element, content)
        elif element.tag == W + "sym":
            self._symbol(element, content)
        else:
            self.count("文本框")
            content.boxes.append(Box(element, above=is_above(element, content), down=down_the_page(element)))

    def _seen(self, text: str, run: Element | None) -> str:
        """A run's text as it is seen: in a symbol font, raised or lowered."""
        if not text:
            return text
        font = "" if run is None else self.styles.symbol_font(run)
        if is_symbolic(font) or _PRIVATE.search(text):
            return "".join(self._known(shown_in(font, character)) for character in text)
        level = "" if run is None else self.styles.raised(run)
        return raised(text) if level == "superscript" else lowered(text) if level else text

    def _symbol(self, element: Element, content: Content) -> None:
        try:
            character = chr(int(of(element, "char", "0"), 16))
        except (ValueError, OverflowError):
            character = "\ue000"
        self._show(self._known(shown_in(of(element, "font"), character)), content)

    def _known(self, character: str) -> str:
        if not character:
            self.count("认不出的符号")
        return character or UNKNOWN

    def _show(self, text: str, content: Content) -> None:
        """Put text at the end; within the code of a field it belongs to the code."""
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].code += text
            return
        for each in self._fields:
            each.shown = each.shown or bool(text.strip())
        content.pieces.append(text)

    def _field(self, mark: Element, content: Content) -> None:
        kind = of(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(Field(form=mark.find(W + "ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.shown:
                self._show(form_shows(ended.form) or evaluated(ended.code), content)


_LEAVES = frozenset(
    (
        *(W + name for name in ("t", "instrText", "fldChar", "sym", "br", "lastRenderedPageBreak", "txbxContent")),
        *(M + "t", A + "blip", VML + "imagedata", DGM + "relIds", *_MARKS),
    )
)


def branch(element: Element) -> Element:
    """The branch of an mc:AlternateContent that shows something: the newer one, else the older."""
    branches = [child for child in element if child.tag in (MC + "Choice", MC + "Fallback")]
    return next((one for one in branches if _shows(one)), branches[0] if branches else element)


def _shows(element: Element) -> bool:
    wanted = (
        W + "t",
        W + "txbxContent",
        A + "blip",
        VML + "imagedata",
        VML + "textpath",
        DGM + "relIds",
        CHART + "chart",
    )
    return next(element.iter(*wanted), None) is not None


_LINE = 127_000
"""English Metric Units of ten points: a box that hangs lower than this below its paragraph's top stands below it."""


def down_the_page(element: Element) -> int:
    """How far down on the page a floating thing stands, -1 where that is not told."""
    anchor = next(element.iterancestors(WP + "anchor"), None)
    place = None if anchor is None else anchor.find(WP + "positionV")
    offset = "" if place is None or place.get("relativeFrom") != "page" else place.findtext(WP + "posOffset") or ""
    return max(0, int(offset)) if offset.lstrip("-").isdecimal() and len(offset) < 12 else -1


def is_above(element: Element, content: Content) -> bool:
    """Whether a floating thing stands above its paragraph's text: by its place where told, else by its order."""
    anchor = next(element.iterancestors(WP + "anchor"), None)
    place = None if anchor is None else anchor.find(WP + "positionV")
    if place is not None and place.get("relativeFrom") in ("paragraph", "line"):
        offset = place.findtext(WP + "posOffset") or "0"
        if offset.lstrip("-").isdecimal() and len(offset) < 12:
            return int(offset) < (_LINE if not "".join(content.pieces).strip() else 0)
    return not "".join(content.pieces).strip()
