"""OFD (GB/T 33190—2016): the text objects of each page, made paragraphs again."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from search.readers.errors import Unreadable
from search.readers.flow import Line, paragraphs
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
        pages = [_page(package, _resolved(document, place)) for place in _page_places(package, document)]
        readings.append(Reading("\n".join(paragraphs(pages))))
    if not any(reading.text.strip() for reading in readings):
        raise Unreadable(f"“{name}”里没有文字，像是扫描件；请先做文字识别再导入。")
    return readings


def _tree(package: Package, part: str) -> Element:

    data = package.xml(part)
    try:
        return parse_xml(data)
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


def _page_places(package: Package, document: str) -> list[str]:
    pages = next(_named(_tree(package, document), "Pages"), None)
    return [page.get("BaseLoc", "") for page in _named(pages, "Page")] if pages is not None else []


def _page(package: Package, part: str) -> list[Line]:
    lines = [line for element in _named(_tree(package, part), "TextObject") for line in _object(element)]
    lines.sort(key=lambda line: (round(line.bottom), line.left))
    merged: list[Line] = []
    for line in lines:
        if merged and abs(merged[-1].bottom - line.bottom) < 0.5 * line.height and line.left >= merged[-1].left:
            merged[-1] = merged[-1].joined(line)
        else:
            merged.append(line)
    return merged


def _object(element: Element) -> Iterator[Line]:
    """The lines of a text object: Boundary is “x y width height” in millimetres."""
    box = [float(number) for number in re.findall(r"-?[\d.]+", element.get("Boundary", ""))[:4]]
    if len(box) < 4:
        box = [0.0, 0.0, 0.0, 0.0]
    size = float(element.get("Size") or box[3] or 4)
    for code in _named(element, "TextCode"):
        if code.text:
            baseline = box[1] + float(code.get("Y") or size)
            left = box[0] + float(code.get("X") or 0)
            yield Line(code.text, left, max(box[0] + box[2], left), baseline - size, baseline)
