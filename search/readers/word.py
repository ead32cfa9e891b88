"""Word's .docx: body, tables, text boxes, notes, headers and footers; insertions as they are, deletions left out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence

from search.readers.errors import Unreadable
from search.readers.flow import is_page_number
from search.readers.limits import Package
from search.readers.numbering import Numbering
from search.readers.reading import Reading
from search.readers.xml import Element, parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # ISO/IEC 29500 Strict: the same elements
_SKIPPED = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr", "rt")}
_SKIPPED.add(_MC + "Fallback")
_BREAKS = {_W + "tab": "\t", _W + "ptab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_BEGINNING = 6  # lines at the beginning or the end of the text that a header or footer may repeat
_MAIN = "word/document.xml"


def read(data: bytes, name: str) -> list[Reading]:
    """The document's text; macros and embedded objects are told and never run."""
    package = Package(data, name)
    main = _main_part(package)
    if main not in package.names():
        raise Unreadable(f"“{name}”不是 .docx 文件，请用 Word 或 WPS 另存为 .docx。")
    folder = posixpath.dirname(main)
    numbering = Numbering(_optional(package, f"{folder}/numbering.xml"), _optional(package, f"{folder}/styles.xml"))
    body = list(_lines(_root(package, main), numbering))
    heads = _around(_parts_lines(package, folder, "header"), body[:_BEGINNING])
    feet = _around(_parts_lines(package, folder, "footer"), body[-_BEGINNING:])
    notes = [line for line in _parts_lines(package, folder, "footnotes", "endnotes") if line.strip()]
    text = "\n".join([*heads, *body, *notes, *feet])
    return [Reading(re.sub(r"\n{3,}", "\n\n", text).strip("\n"), warnings=tuple(_warnings(package)))]


def _main_part(package: Package) -> str:
    """Where the package says its text is (word/document2.xml from some web editors)."""
    relations = package.part("_rels/.rels")
    found = re.search(rb"<Relationship\s(?=[^>]*/officeDocument\")[^>]*\bTarget=\"/?([^\"]+\.xml)\"", relations)
    return found[1].decode("utf-8", "replace") if found else _MAIN


def _parts_lines(package: Package, folder: str, *kinds: str) -> list[str]:
    pattern = re.compile(rf"^{re.escape(folder)}/(?:{'|'.join(kinds)})\d*\.xml$")
    parts = sorted(part for part in package.names() if pattern.match(part))
    return [line for part in parts for line in _lines(_root(package, part), Numbering(None, None))]


def _around(lines: Iterable[str], known: Sequence[str]) -> list[str]:
    """What stands in headers or footers, each line once, without page numbers and what the text says there itself."""
    return [line for line in dict.fromkeys(lines) if line not in known and not is_page_number(line)]


def _warnings(package: Package) -> Iterator[str]:
    names = [part.lower() for part in package.names()]
    if any(part.endswith("vbaproject.bin") for part in names):
        yield f"“{package.name}”带有宏，没有运行。"
    if any("/embeddings/" in part or "oleobject" in part or "/activex/" in part for part in names):
        yield f"“{package.name}”里嵌有其他文件，没有打开。"
    relations = [package.part(part) for part in package.names() if part.endswith(".rels")]
    outside = re.compile(rb"<Relationship\s(?![^>]*/hyperlink\")[^>]*TargetMode=\"External\"")
    if any(outside.search(relation) for relation in relations):
        yield f"“{package.name}”引用外部模板、图片或文件，没有去取。"


def _root(package: Package, part: str) -> Element:
    try:
        return parse_xml(package.xml(part).replace(_STRICT, _W[1:-1].encode()))
    except ValueError as error:
        raise Unreadable(f"“{package.name}”的内容已损坏，请用 Word 或 WPS 打开后另存一份。") from error


def _optional(package: Package, part: str) -> Element | None:
    return _root(package, part) if part in package.names() else None


def _lines(root: Element, numbering: Numbering) -> Iterator[str]:
    """The lines of a part; a paragraph whose end mark was deleted runs on in the next."""
    begun = ""
    for block in _blocks(root):
        first, *others = _block(block, numbering)
        lines = [begun + first, *others]
        begun = ""
        if block.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            begun = lines.pop()
        yield from lines
    if begun:
        yield begun


def _blocks(root: Element) -> Iterator[Element]:
    """Paragraphs and table rows outside other paragraphs and rows, in order; deleted rows left out."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED or element.find(f"{_W}trPr/{_W}del") is not None:
            continue
        if element.tag in {_W + "p", _W + "tr"} and element is not root:
            yield element
        else:
            stack.extend(reversed(element))


def _block(block: Element, numbering: Numbering) -> list[str]:
    """A row as one line with tabs between its cells, or a paragraph's lines and those of its text boxes."""
    if block.tag == _W + "tr":
        cells = [cell for cell in block.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is block]
        return ["\t".join(_cell(cell, numbering) for cell in cells)]
    return _paragraph(block, numbering)


def _cell(cell: Element, numbering: Numbering) -> str:
    lines = (line.strip() for block in _blocks(cell) for line in _block(block, numbering))
    return " ".join(line for line in lines if line)


def _paragraph(paragraph: Element, numbering: Numbering) -> list[str]:
    pieces: list[str] = [numbering.label(paragraph)]
    boxes: list[Element] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == _W + "txbxContent":
            boxes.append(element)
        elif element.tag in {_W + "t", _MATH_TEXT}:
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag])
        else:
            stack.extend(reversed(element))
    lines = "".join(pieces).split("\n")
    return [*lines, *(line for box in boxes for block in _blocks(box) for line in _block(block, numbering))]
