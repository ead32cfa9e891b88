"""Word's .docx: body, tables, text boxes, footnotes and headers; insertions as they are, deletions left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.readers.errors import Unreadable
from search.readers.limits import Package
from search.readers.reading import Reading
from search.readers.xml import Element, parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr")}
_SKIPPED.add(_MC + "Fallback")
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_PAGE_WORDS = re.compile(r"^[\s—–\-－·第页共/]*\d*[\s—–\-－·第页共/]*\d*[\s—–\-－·页]*$")


def read(data: bytes, name: str) -> list[Reading]:
    """The document's text; macros and embedded objects are told and never run."""
    package = Package(data, name)
    if "word/document.xml" not in package.names():
        raise Unreadable(f"“{name}”不是 .docx 文件，请用 Word 或 WPS 另存为 .docx。")
    body = list(_lines(package, "word/document.xml", name))
    headers = [line for part in _named(package, "header") for line in _lines(package, part, name)]
    notes = [line for part in _named(package, "footnotes", "endnotes") for line in _lines(package, part, name)]
    known = set(body)
    heads = [line for line in dict.fromkeys(headers) if line.strip() and line not in known]
    heads = [line for line in heads if not _PAGE_WORDS.match(line)]
    text = "\n".join([*heads, *body, *(line for line in notes if line.strip())])
    return [Reading(re.sub(r"\n{3,}", "\n\n", text).strip("\n"), warnings=tuple(_warnings(package, name)))]


def _named(package: Package, *kinds: str) -> list[str]:
    pattern = re.compile(rf"^word/(?:{'|'.join(kinds)})\d*\.xml$")
    return sorted(name for name in package.names() if pattern.match(name))


def _warnings(package: Package, name: str) -> Iterator[str]:
    names = [part.lower() for part in package.names()]
    if any(part.endswith("vbaproject.bin") for part in names):
        yield f"“{name}”带有宏，没有运行。"
    if any("/embeddings/" in part or "oleobject" in part for part in names):
        yield f"“{name}”里嵌有其他文件，没有打开。"


def _lines(package: Package, part: str, name: str) -> Iterator[str]:
    """The paragraphs of a part, a table's rows as lines with tabs between cells, a text box after its paragraph."""
    try:
        root = parse_xml(package.xml(part))
    except ValueError as error:
        raise Unreadable(f"“{name}”的内容已损坏，请用 Word 或 WPS 打开后另存一份。") from error
    for block in _blocks(root):
        yield from _row(block) if block.tag == _W + "tr" else _paragraph(block)


def _blocks(root: Element) -> Iterator[Element]:
    """Paragraphs and table rows outside other paragraphs and rows, in order."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag in {_W + "p", _W + "tr"} and element is not root:
            yield element
        else:
            stack.extend(reversed(element))


def _row(row: Element) -> list[str]:
    cells = [cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row]
    return ["\t".join(_cell(cell) for cell in cells)]


def _cell(cell: Element) -> str:
    lines = (line.strip() for block in _blocks(cell) for line in _any(block))
    return " ".join(line for line in lines if line)


def _any(block: Element) -> list[str]:
    return _row(block) if block.tag == _W + "tr" else _paragraph(block)


def _paragraph(paragraph: Element) -> list[str]:
    """The paragraph's lines, then those of the text boxes in it."""
    pieces: list[str] = []
    boxes: list[Element] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == _W + "txbxContent":
            boxes.append(element)
        elif element.tag == _W + "t":
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag])
        else:
            stack.extend(reversed(element))
    lines = "".join(pieces).split("\n")
    return [*lines, *(line for box in boxes for block in _blocks(box) for line in _any(block))]
