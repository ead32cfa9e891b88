"""OFD (GB/T 33190—2016): the text objects of each page, made paragraphs again."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from search.readers.errors import Unreadable
from search.readers.flow import Line, paragraphs, without_furniture
from search.readers.limits import Package
from search.readers.reading import Reading
from search.readers.xml import Element, parse_xml


def read(data: bytes, name: str) -> list[Reading]:
    """The text of every document in the package."""
    package = Package(data, name)
    if "OFD.xml" not in package.names():
        raise Unreadable(f"“{name}”不是完整的 OFD 文件，请重新取得一份。")
    readings: list[Reading] = []
    for root in _texts(_tree(package, "OFD.xml"), "DocRoot"):
        document = _resolved("", root)
        pages = [_page(page) for page in _page_parts(package, document)]
        readings.append(Reading("\n".join(paragraphs(without_furniture(pages)))))
    if not any(reading.text.strip() for reading in readings):
        raise Unreadable(f"“{name}”里没有文字，像是扫描件；请先做文字识别再导入。")
    return readings


def _tree(package: Package, part: str) -> Element:
    try:
        return parse_xml(package.xml(part))
    except ValueError as error:
        raise Unreadable(f"“{package.name}”的内容不全或已损坏（{part}），请重新取得一份。") from error


def _named(tree: Element, name: str) -> Iterator[Element]:
    """Elements called `name` in any name space: producers differ in it."""
    return (element for element in tree.iter("{*}" + name))


def _texts(tree: Element, name: str) -> list[str]:
    return [element.text.strip() for element in _named(tree, name) if element.text]


def _resolved(base: str, place: str) -> str:
    """A part's place seen from another part; a leading / means the package's root."""
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(joined).lstrip("/")


def _page_parts(package: Package, document: str) -> Iterator[list[Element]]:
    """Each page as the trees that are drawn on it: its templates, then its own content."""
    tree = _tree(package, document)
    templates = {each.get("ID", ""): each.get("BaseLoc", "") for each in _named(tree, "TemplatePage")}
    pages = next(_named(tree, "Pages"), None)
    for place in [] if pages is None else [page.get("BaseLoc", "") for page in _named(pages, "Page")]:
        own = _tree(package, _resolved(document, place))
        used = [templates.get(each.get("TemplateID", ""), "") for each in _named(own, "Template")]
        yield [*(_tree(package, _resolved(document, template)) for template in used if template), own]


def _page(trees: Sequence[Element]) -> list[Line]:
    lines = [line for tree in trees for element in _named(tree, "TextObject") for line in _object(element)]
    lines.sort(key=lambda line: (round(line.bottom), line.left))
    merged: list[Line] = []
    for line in lines:
        if merged and abs(merged[-1].bottom - line.bottom) < 0.5 * line.height and line.left >= merged[-1].left:
            merged[-1] = merged[-1].joined(line)
        else:
            merged.append(line)
    return merged


def _object(element: Element) -> Iterator[Line]:
    """The lines of a text object: Boundary is “x y width height” in millimetres; CTM scales and moves what is in it."""
    x, y, width, height = _numbers(element.get("Boundary", ""), (0.0, 0.0, 0.0, 0.0))
    a, b, c, d, e, f = _numbers(element.get("CTM", ""), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    own = _numbers(element.get("Size", ""), (height or 4.0,))[0]
    size = own * (abs(d) or 1.0)
    for code in _named(element, "TextCode"):
        if code.text:
            (inner_x,) = _numbers(code.get("X", ""), (0.0,))
            (inner_y,) = _numbers(code.get("Y", ""), (own,))
            left = x + a * inner_x + c * inner_y + e
            baseline = y + b * inner_x + d * inner_y + f
            advance = abs(a) * (_steps(code.get("DeltaX", "")) or own * (len(code.text) - 1))
            yield Line(code.text, left, min(max(x + width, left), left + advance + size), baseline - size, baseline)


def _steps(delta: str) -> float:
    """The sum of DeltaX: steps between characters, “g 3 5.6” standing for three steps of 5.6."""
    total = 0.0
    words = _FLOAT.sub(lambda match: f" {match[0]} ", delta).split()
    while words:
        times = 1.0
        if words[0] == "g" and len(words) >= 3:
            times, words = _number(words[1]), words[2:]
        total += times * _number(words.pop(0))
    return total


def _number(word: str) -> float:
    return float(word) if _FLOAT.fullmatch(word) else 0.0


def _numbers(text: str, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    """As many numbers as `otherwise` has, which stands in where the text has fewer."""
    found = tuple(float(number) for number in _FLOAT.findall(text))
    return found[: len(otherwise)] if len(found) >= len(otherwise) else otherwise


_FLOAT = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
