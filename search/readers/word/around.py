"""What stands around the body of a .docx: pages, headers, footers and their page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from papers.looks import Page, PageNumber
from search.readers.word.names import R, W, is_on, number, of
from search.readers.word.package import WordFile
from search.readers.word.styles import Styles
from search.readers.xml import Element

_TWIPS = 1440 / 25.4
"""Twentieths of a point to the millimetre."""
_MOST = 200
"""Sections whose headers are looked at."""
_ALIGNED = {"outside": "outside", "right": "right", "center": "center", "left": "left"}


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its page, and the parts of its headers and footers by their type (default, first, even)."""

    page: Page
    headers: dict[str, str]
    footers: dict[str, str]
    first_differs: bool


def sections(file: WordFile, body: Element) -> tuple[Section, ...]:
    """The sections of a file; one that names no header has that of the section before it."""
    found: list[Section] = []
    headers: dict[str, str] = {}
    footers: dict[str, str] = {}
    for end in _ends(body):
        headers = {**headers, **_named(file, end, "header")}
        footers = {**footers, **_named(file, end, "footer")}
        title = end.find(W + "titlePg")
        found.append(Section(_page(end), headers, footers, title is not None and is_on(title)))
    return tuple(found)


def page_numbers(
    file: WordFile, every: tuple[Section, ...], styles: Styles
) -> tuple[PageNumber | None, PageNumber | None]:
    """The page numbers of odd and even pages: of the first section that has one."""
    settings = file.related("settings")
    switch = None if settings is None else settings.find(W + "evenAndOddHeaders")
    apart = switch is not None and is_on(switch)
    for section in every[:_MOST]:
        odd = _number(file, section.footers.get("default", ""), styles)
        even = _number(file, section.footers.get("even", ""), styles) if apart else odd
        if odd or even:
            return odd, even
    return None, None


def _ends(body: Element) -> Iterator[Element]:
    return (end for end in body.iter(W + "sectPr") if end.getparent().tag != W + "sectPrChange")


def _named(file: WordFile, end: Element, kind: str) -> dict[str, str]:
    named: dict[str, str] = {}
    for one in end.findall(f"{W}{kind}Reference"):
        relation = file.relations.get(str(one.get(R + "id")))
        if relation is not None and file.package.has(relation.target):
            named[of(one, "type", "default")] = relation.target
    return named


def _page(end: Element) -> Page:
    size, margins, grid = (end.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))

    def measure(element: Element | None, name: str) -> float:
        return 0.0 if element is None else number(of(element, name)) / _TWIPS

    pitch = number(of(grid, "linePitch")) / 20 if grid is not None and of(grid, "type") else 0.0
    around = (measure(margins, name) for name in ("top", "bottom", "left", "right"))
    return Page(measure(size, "w"), measure(size, "h"), *around, grid_pitch=pitch)


def _number(file: WordFile, part: str, styles: Styles) -> PageNumber | None:
    for paragraph in file.root(part).iter(W + "p") if part else ():
        codes = [node.text or "" for node in paragraph.iter(W + "instrText")]
        codes += [of(node, "instr") for node in paragraph.iter(W + "fldSimple")]
        if any("PAGE" in code for code in codes):
            runs = [(run, _text(run)) for run in paragraph.iter(W + "r") if _text(run)]
            look = styles.look(paragraph, runs)
            frame = paragraph.find(f"{W}pPr/{W}framePr")
            framed = "" if frame is None else _ALIGNED.get(of(frame, "xAlign"), "")
            return PageNumber(framed or look.align or "left", look.size, _text(paragraph).count("—") >= 2)
    return None


def _text(element: Element) -> str:
    return "".join(node.text or "" for node in element.iter(W + "t"))
