"""Saved web pages: the text without scripts, styles and menus."""

from __future__ import annotations

import re
from collections.abc import Iterable

from search.readers.errors import Unreadable
from search.readers.reading import Reading
from search.readers.text import decode
from search.readers.xml import Element, walk_html

_BLOCK_TAGS = {*("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section")}
_ALSO = {*("article", "header", "footer", "blockquote", "pre", "dd", "dt", "title", "hr")}
_BLOCKS = _BLOCK_TAGS | _ALSO
_DROPPED = frozenset(("script", "style", "noscript", "nav", "head", "iframe", "svg", "form", "button"))
_SPACE = re.compile(r"[ \t\r\f\v\xa0]*\t[ \t]*|[ \r\f\v\xa0]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def read(data: bytes, name: str) -> list[Reading]:
    """The page's text, a line a block, cells of a table parted by tabs."""
    text = _decoded(data, name)
    if not text.strip():
        return []
    try:
        pieces = _pieces(walk_html(text))
    except ValueError as error:
        raise Unreadable(f"“{name}”不是完整的网页，请另存为 .txt 再导入。") from error
    lines = (_SPACE.sub(_gap, line).strip() for line in "".join(pieces).split("\n"))
    return [Reading("\n".join(line for line in lines if line))]


def _decoded(data: bytes, name: str) -> str:
    stated = _CHARSET.search(data[:3000])
    if stated:
        encoding = stated[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if encoding.startswith("gb") else encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, name)


def _pieces(events: Iterable[tuple[str, Element]]) -> list[str]:
    """The page's text with line feeds around blocks and a tab after a cell."""
    pieces: list[str] = []
    skipped = 0
    for event, element in events:
        dropped = not isinstance(element.tag, str) or element.tag in _DROPPED
        block = element.tag in _BLOCKS
        if event == "start":
            skipped += dropped
            pieces.append("" if skipped else ("\n" if block else "") + _flat(element.text))
            continue
        if event == "end":
            skipped -= dropped
            pieces.append("\n" if block else "\t" if element.tag in {"td", "th"} else "")
        pieces.append("" if skipped else _flat(element.tail))
    return pieces


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _gap(match: re.Match[str]) -> str:
    return "\t" if "\t" in match[0] else " "
