"""OFD (GB/T 33190—2016): the text objects of each page, made paragraphs again."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from papers.foreign import Warned
from search.readers.errors import Unreadable
from search.readers.flow import Line, paragraphs, without_furniture
from search.readers.garbage import is_garbage, is_private
from search.readers.glyphs import UNKNOWN
from search.readers.limits import Package
from search.readers.reading import Reading
from search.readers.xml import Element, parse_xml

_STRUCK = 0.3
"""Heights of a character: a text struck again no farther off is the same, made bold."""

_OWN = "source.md"
"""The attachment that our own files carry: their source text."""

_NO_TEXT = frozenset(("watermark", "link", "path", "highlight"))
"""Kinds of annotations whose words are none of the paper's."""


def read(data: bytes, name: str) -> list[Reading]:
    """The text of every document in the package."""
    package = Package(data, name)
    if not package.has("OFD.xml"):
        raise Unreadable(f"“{name}”不是完整的 OFD 文件，请重新取得一份。")
    roots = [_resolved("", root) for root in _texts(_tree(package, "OFD.xml"), "DocRoot")]
    readings = [_document(package, root) for root in roots]
    if not any(reading.text.strip() for reading in readings):
        raise Unreadable(f"“{name}”里没有文字，像是扫描件；请先做文字识别再导入。")
    return readings


def _document(package: Package, document: str) -> Reading:
    """One document. Raise Unreadable where its text layer is no text: what is shown has no codes."""
    tree = _tree(package, document)
    pages = [_page(trees) for trees in _page_parts(package, document, tree)]
    text = "\n".join(paragraphs(without_furniture(pages)))
    if is_garbage(text):
        raise Unreadable(
            f"“{package.name}”的文字层不可用（字体没有文字编码），收进来只会是乱码；请来文单位重新转换，或打印后扫描识别再导入。"
        )
    told = (
        [Warned("embedded", f"“{package.name}”里附有 {count} 个其他文件，没有打开。")]
        if (count := _attachments(package, document, tree))
        else []
    )
    unknown = sum(map(is_private, text.replace("\n", "").replace("\t", "")))
    if unknown:
        told.append(Warned("other", f"“{package.name}”有 {unknown} 个字符没有文字编码，正文里写作“{UNKNOWN}”。"))
        text = "".join(UNKNOWN if is_private(each) and each not in "\n\t" else each for each in text)
    return Reading(text, warnings=tuple(each.text for each in told), told=tuple(told))


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
    place = place.replace("\\", "/")
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(joined).lstrip("/")


def _page_parts(package: Package, document: str, tree: Element) -> Iterator[list[Element]]:
    """Each page as the trees that are drawn on it: its templates, its own content, the notes put on it."""
    templates = {each.get("ID", ""): each.get("BaseLoc", "") for each in _named(tree, "TemplatePage")}
    notes = _annotations(package, document, tree)
    pages = next(_named(tree, "Pages"), None)
    for page in [] if pages is None else list(_named(pages, "Page")):
        own = _tree(package, _resolved(document, page.get("BaseLoc", "")))
        used = [templates.get(each.get("TemplateID", ""), "") for each in _named(own, "Template")]
        under = [_tree(package, _resolved(document, template)) for template in used if template]
        yield [*under, own, *notes.get(page.get("ID", ""), [])]


def _annotations(package: Package, document: str, tree: Element) -> dict[str, list[Element]]:
    """Page → the appearances of the annotations on it that are text of the paper."""
    found: dict[str, list[Element]] = {}
    for place in _texts(tree, "Annotations"):
        part = _resolved(document, place)
        for page in _named(_tree(package, part), "Page") if package.has(part) else ():
            for location in _texts(page, "FileLoc"):
                file = _resolved(part, location)
                if package.has(file):
                    found.setdefault(page.get("PageID", ""), []).extend(_appearances(_tree(package, file)))
    return found


def _appearances(tree: Element) -> Iterator[Element]:
    for note in _named(tree, "Annot"):
        shown = note.get("Visible", "true") != "false" and note.get("Type", "").lower() not in _NO_TEXT
        yield from _named(note, "Appearance") if shown else ()


def _attachments(package: Package, document: str, tree: Element) -> int:
    """How many files are attached, our own source text apart."""
    count = 0
    for place in _texts(tree, "Attachments"):
        part = _resolved(document, place)
        for one in _named(_tree(package, part), "Attachment") if package.has(part) else ():
            count += one.get("Name", "") != _OWN
    return count


def _page(trees: Sequence[Element]) -> list[Line]:
    lines = list(_once(line for tree in trees for element in _named(tree, "TextObject") for line in _object(element)))
    lines.sort(key=lambda line: (round(line.bottom), line.left))
    merged: list[Line] = []
    for line in lines:
        if merged and abs(merged[-1].bottom - line.bottom) < 0.5 * line.height and line.left >= merged[-1].left:
            merged[-1] = merged[-1].joined(line)
        else:
            merged.append(line)
    return merged


def _once(lines: Iterator[Line]) -> Iterator[Line]:
    """Each text once: some programs strike bold ones twice or four times, a little off."""
    seen: dict[str, list[tuple[float, float]]] = {}
    for line in lines:
        near = _STRUCK * line.height
        places = seen.setdefault(line.text, [])
        if not any(
            abs(left - line.left) < near and abs(bottom - line.bottom) < near for left, bottom in places[-_KEPT:]
        ):
            yield line
        places.append((line.left, line.bottom))


_KEPT = 50
"""Places of the same text that are remembered."""


def _object(element: Element) -> Iterator[Line]:
    """The lines of a text object: Boundary is “x y width height” in millimetres; CTM scales and moves what is in it."""
    if element.get("Visible", "true") == "false":
        return
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
