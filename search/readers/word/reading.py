"""Word's .docx: body, tables, text boxes, notes, headers and footers; insertions as they are, deletions left out.

One reading serves the archive (its text) and the check and the re-laying of foreign papers (lines, looks, structure).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from papers.foreign import ForeignPaper, Place, ReadLine
from search.readers.errors import Unreadable
from search.readers.flow import is_page_number
from search.readers.reading import Reading
from search.readers.word.around import page_numbers, sections
from search.readers.word.body import Story, flat
from search.readers.word.inline import Walker
from search.readers.word.marks import dropped
from search.readers.word.names import DGM, A, W
from search.readers.word.numbering import Numbering
from search.readers.word.package import WordFile
from search.readers.word.styles import Styles
from search.readers.word.visible import visible
from search.readers.word.warnings import warnings
from search.readers.xml import Element

_BEGINNING = 6  # lines at the beginning or the end of the text that a header or footer may repeat
_MARK = re.compile(r"(?:文件|简报|纪要|专报|快报|公报|令|函)\s*$")
_KEEPS_FROM_LAYING_OUT = (
    "修订痕迹",
    "公式",
    "脚注",
    "尾注",
    "嵌入对象",
    "图表",
    "图示",
    "嵌入的文件",
    "认不出的符号",
    "注音",
)
_PAGES_NAMED = 3
_LARGEST_PICTURES = 100_000_000
"""Bytes of all pictures that are handed over."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A .docx read: what stands on its pages."""

    file: WordFile
    body: Element
    styles: Styles
    walker: Walker
    lines: tuple[ReadLine, ...]
    heads: tuple[ReadLine, ...]
    feet: tuple[ReadLine, ...]


def read(data: bytes, name: str) -> list[Reading]:
    """The document's text; macros and embedded objects are told and never run."""
    found = _read(data, name, looked=False)
    lines = [line for each in found.lines for line in flat(each).split("\n")]
    known = {*lines[:_BEGINNING], *lines[-_BEGINNING:]}
    heads = _around(found.heads, known)
    marks = [line for line, is_mark in heads if is_mark]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join([*marks, *lines])).strip("\n")
    rest = [line for line, is_mark in (*heads, *_around(found.feet, known)) if not is_mark]
    whole = "\n".join(filter(None, [text, *rest]))
    told = tuple(warnings(found.file, found.walker))
    return [Reading(whole, warnings=tuple(one.text for one in told), told=told, body=len(text) if rest else 0)]


def read_paper(data: bytes, name: str) -> ForeignPaper:
    """The document's lines, looks and structure."""
    found = _read(data, name, looked=True)
    every = sections(found.file, found.body)
    odd, even = page_numbers(found.file, every, found.styles)
    letter = tuple(line for line in found.heads if _is_letter_head(line))
    rest = tuple(line for line in found.heads if not _is_letter_head(line))
    return ForeignPaper(
        name,
        (*letter, *found.lines, *rest, *found.feet),
        word=True,
        pages=tuple(section.page for section in every),
        odd=odd,
        even=even,
        pictures=_pictures(found.file, found.lines),
        warnings=tuple(warnings(found.file, found.walker)),
        unread=tuple(_unread(found.walker)),
        dropped=tuple(dropped(found.body, found.walker)),
        visible=visible(found.file.package.xml(found.file.main)),
        around=tuple(text for part in _around_parts(found.file) for text in visible(found.file.package.xml(part))),
    )


def _read(data: bytes, name: str, *, looked: bool) -> _Read:
    """`looked`: with the looks of its paragraphs, which cost more than its text."""
    file = WordFile(data, name)
    theme = next((file.package.part(part) for part in file.parts("theme")), b"").decode("utf-8", "replace")
    styles_part = file.related("styles")
    styles = Styles(styles_part, theme)
    numbering = Numbering(file.related("numbering"), styles_part)
    walker = Walker(styles)
    story = Story(styles, numbering, walker, Place.BODY, _picture(file), _chunk(file, walker), _diagram(file))
    root = file.root(file.main)
    body = root.find(W + "body")
    lines = list(story.lines(root if body is None else body, looked=looked))
    for kind in ("footnotes", "endnotes"):
        lines += _story(file, file.parts(kind), styles, Place.NOTE)
    every = sections(file, root)
    first = every[0] if every else None
    heads = dict.fromkeys(part for section in every for part in section.headers.values())
    front = first.headers.get("first" if first.first_differs else "default", "") if first is not None else ""
    order = [*([front] if front else []), *(part for part in heads if part != front), *file.parts("header")]
    feet = dict.fromkeys((*(part for section in every for part in section.footers.values()), *file.parts("footer")))
    return _Read(
        file,
        root,
        styles,
        walker,
        tuple(lines),
        tuple(_story(file, dict.fromkeys(order), styles, Place.HEADER)),
        tuple(_story(file, feet, styles, Place.FOOTER)),
    )


def _around_parts(file: WordFile) -> Iterator[str]:
    yield from file.parts("header")
    yield from file.parts("footer")


def _story(file: WordFile, parts: Iterable[str], styles: Styles, place: Place) -> Iterator[ReadLine]:
    """The lines of headers, footers or notes that say something."""
    for part in parts:
        story = Story(styles, Numbering(None, None), Walker(styles), place)
        yield from (line for line in story.lines(file.root(part)) if flat(line).strip())


def _around(lines: Iterable[ReadLine], known: set[str]) -> list[tuple[str, bool]]:
    """What stands in headers or footers, each line once, without page numbers and what the text says there itself.

    With each: whether it is the mark of an issuer, which stands before the text; the rest is no part of the paper.
    """
    found: dict[str, bool] = {}
    for line in lines:
        red = line.place is Place.HEADER and line.look is not None and line.look.red
        for text in flat(line).split("\n"):
            if text.strip() and text not in known and not is_page_number(text):
                found.setdefault(text, red or (line.place is Place.HEADER and bool(_MARK.search(text))))
    return list(found.items())


def _is_letter_head(line: ReadLine) -> bool:
    return line.look is not None and line.look.red and bool(line.text.strip())


def _picture(file: WordFile) -> Callable[[str], str]:
    def name_of(relation: str) -> str:
        found = file.relations.get(relation)
        return found.target if found is not None and not found.outside and file.package.has(found.target) else ""

    return name_of


def _pictures(file: WordFile, lines: Iterable[ReadLine]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in dict.fromkeys(line.picture for line in lines if line.picture):
        found[name] = file.package.part(name)
        if sum(map(len, found.values())) > _LARGEST_PICTURES:
            raise Unreadable(f"“{file.name}”里的图片超过 {_LARGEST_PICTURES // 1_000_000} MB，请压缩图片后再试。")
    return found


def _chunk(file: WordFile, walker: Walker) -> Callable[[str], list[str]]:
    """Reads an embedded document (w:altChunk): a page, a text or a .docx; of any other it is told that it is there."""

    def read_chunk(relation: str) -> list[str]:
        from search.readers import text, web

        found = file.relations.get(relation)
        data = file.package.part(found.target) if found is not None and not found.outside else b""
        target = found.target.lower() if found is not None else ""
        if target.endswith((".htm", ".html", ".xhtml", ".mht")) or data.lstrip()[:5].lower() in (b"<html", b"<!doc"):
            return web.read(data, file.name)[0].text.split("\n") if data else []
        if target.endswith(".txt"):
            return text.decode(data, file.name).split("\n")
        if data.startswith(b"PK"):
            return [line for each in _inner(data, file.name) for line in flat(each).split("\n")]
        walker.count("嵌入的文件")
        return []

    return read_chunk


def _inner(data: bytes, name: str) -> tuple[ReadLine, ...]:
    """The lines of an embedded .docx; of one within that one nothing is read."""
    file = WordFile(data, name)
    styles_part = file.related("styles")
    styles = Styles(styles_part)
    story = Story(styles, Numbering(file.related("numbering"), styles_part), Walker(styles))
    return tuple(story.lines(file.root(file.main)))


def _diagram(file: WordFile) -> Callable[[str], list[str]]:
    """The words of a drawn scheme (SmartArt), a line a shape."""

    def read_diagram(relation: str) -> list[str]:
        found = file.relations.get(relation)
        if found is None or found.outside or not file.package.has(found.target):
            return []
        texts = (
            "".join(node.text or "" for node in shape.iter(A + "t"))
            for shape in file.root(found.target).iter(DGM + "t")
        )
        return [text for text in texts if text.strip()]

    return read_diagram


def _unread(walker: Walker) -> Iterator[str]:
    """Why the paper can't be laid out anew: what there is, how often, and on which pages."""
    for name in _KEEPS_FROM_LAYING_OUT:
        count, pages = walker.counts[name], walker.where.get(name, [])
        if count:
            named = "、".join(map(str, pages[:_PAGES_NAMED])) + ("等" if len(pages) > _PAGES_NAMED else "")
            yield f"{name} {count} 处，第 {named} 页"
