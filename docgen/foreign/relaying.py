"""A foreign .docx laid out anew through our own engine, its text untouched: proved by comparing the two texts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from docgen.check.files import CheckError
from docgen.foreign.lines import Line, lines_of, paper_lines
from docgen.foreign.proof import Change, nothing_lost
from docgen.foreign.recognition import recognise_document
from docgen.formats.docx import write_docx
from docgen.model import Block, Document, Form, Table
from docgen.numbering import read_paragraph, settle
from docgen.profile import Profile
from papers.dates import date_text
from papers.foreign import ForeignPaper, Place
from papers.labels import label

_TOLD = (
    *("issuer_mark", "document_number", "title", "recipients"),
    *("signature", "issue_date", "copies_to", "printing_office"),
)

_PAGE_NUMBER = re.compile(r"[\s\d—–\-－·第共页/，,()（）]*")
_SHOWN = 12  # characters of a text that tell which it is


@dataclass(frozen=True, slots=True)
class Relaid:
    """The new file, what is not as it was, and what is not in it any more: one Chinese phrase each."""

    data: bytes
    changes: tuple[str, ...]
    dropped: tuple[str, ...]


Reread = Callable[[bytes], ForeignPaper]
"""Reads a .docx as foreign papers are read, behind the fence."""


def refusal(paper: ForeignPaper) -> str:
    """Why a paper can't be laid out anew, as a sentence that names what is in it and on which page; "" where it can.

    To be asked before a person is asked for a file's name.
    """
    if not paper.word:
        return f"只有 .docx 能按国标重排，“{paper.name}”不是；请用 Word 或 WPS 另存为 .docx 再试。"
    if not paper.unread:
        return ""
    tracked = any(what.startswith("修订痕迹") for what in paper.unread)
    others = any(not what.startswith("修订痕迹") for what in paper.unread)
    way = "，".join(filter(None, ["先接受或拒绝修订" if tracked else "", "把这些内容改成正文" if others else ""]))
    return f"“{paper.name}”里有{'；'.join(paper.unread)}，重排留不住，所以没有重排；请{way}后再试。"


def relay(paper: ForeignPaper, reread: Reread, profile: Profile | None = None) -> Relaid:
    """Lay a foreign .docx out to GB/T 9704—2012.

    Its text stays as it is but for what the standard says of how an element is written (the figures of 成文日期, the
    colon after 主送机关 …), and that is told. Two readings of the new file prove it: `reread`, and the second one that
    comes with it. Raise CheckError where more would change, or for a file that is no .docx.
    """
    if why := refusal(paper):
        raise CheckError(why)
    lines = lines_of(paper)
    with TemporaryDirectory() as folder:
        _lay_down(paper.pictures, folder)
        for document, expected, told, changes in _candidates(lines):
            made = write_docx(document, profile, Path(folder))
            again = reread(made)
            if _holds(again, expected, paper.pictures) and nothing_lost(paper, again, changes):
                return Relaid(made, told, (*_around(paper), *paper.dropped))
    raise CheckError(
        f"“{paper.name}”里有程序认不准的排法，重排可能改动文字，所以没有重排；请把文字粘贴到新文稿中再排。"
    )


def _lay_down(pictures: Mapping[str, bytes], folder: str) -> None:
    """Put the pictures into a folder under their names in the package, none outside of it."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        for name, data in pictures.items():
            package.writestr(name, data)
        package.extractall(folder)


def _holds(again: ForeignPaper, expected: str, pictures: Mapping[str, bytes]) -> bool:
    """Is the text, character for character, what was expected, and every picture there?"""
    return text_of(lines_of(again)) == expected and set(pictures.values()) <= set(again.pictures.values())


def _around(paper: ForeignPaper) -> Iterator[str]:
    """Headers and footers whose text is more than a page number; the red mark of a letter is kept."""
    kept = {id(line) for line in paper_lines(paper)}
    for place, name in ((Place.HEADER, "页眉"), (Place.FOOTER, "页脚")):
        lines = [line for line in paper.lines if line.place is place and id(line) not in kept]
        texts = [text for line in lines for text in (line.text, *(cell or "" for row in line.rows for cell in row))]
        for text in dict.fromkeys(text.strip() for text in texts):
            if not _PAGE_NUMBER.fullmatch(text):
                yield f"{name}里的文字“{_short(text)}”"


def _short(text: str) -> str:
    bare = re.sub(r"\s+", " ", text)
    return bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]}…"


def text_of(lines: list[Line]) -> str:
    """All text in order, without white space."""
    return _bare("".join(_text(line) for line in lines))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _text(line: Line) -> str:
    if isinstance(line.block, Table):
        return "".join(cell for row in line.block.rows for cell in row)
    return line.text


def _candidates(lines: list[Line]) -> Iterator[tuple[Document, str, tuple[str, ...], list[Change]]]:
    """Documents that may hold the text: the text expected of each, what is to be told of it, what is written otherwise.

    First the document as it is recognised; then, should that not hold everything, its paragraphs in their order.
    """
    document, where = recognise_document(lines)
    changed = dict(_rewritten(lines, document, where))
    expected = "".join(changed.get(line.number, _text(line)) for line in lines)
    changes = [(line.text, changed[line.number]) for line in lines if line.number in changed]
    yield _printable(document), _bare(expected), (*_told(document), *_changes(lines, changed)), changes
    blocks = settle(tuple(_block(line) for line in lines if line.block is not None or line.text.strip()))
    yield Document(form=Form.PLAIN, body=blocks), text_of(lines), ("没有认准公文要素，按普通文稿重排，文字未动",), []


def _block(line: Line) -> Block:
    return line.block if line.block is not None else read_paragraph(line.text.strip(), line.number)


def _printable(document: Document) -> Document:
    """Without the marks that the engine prints around a value."""
    recipients = document.recipients.rstrip("：: ")
    return replace(document, recipients=recipients, copies_to=document.copies_to.rstrip("。；;. "))


def _rewritten(lines: list[Line], document: Document, where: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """The lines that the standard has written otherwise: number of the line and its new text."""
    if document.recipients:
        yield where["recipients"], document.recipients.rstrip("：: ") + "："
    if document.copies_to:
        yield where["copies_to"], f"抄送：{document.copies_to.rstrip('。；;. ')}。"
    if document.issue_date:
        yield where["issue_date"], date_text(document.issue_date)
    if document.printing_date:
        yield where["printing_office"], f"{document.printing_office}{date_text(document.printing_date)}印发"
    if document.attachment_list:
        yield from _listed(document.attachment_list, where["attachment_list"], lines)
    for index, attachment in enumerate(document.attachments, 1):
        yield attachment.line, f"附件{index if len(document.attachments) > 1 else ''}"


def _listed(names: tuple[str, ...], number: int, lines: list[Line]) -> Iterator[tuple[int, str]]:
    """The list of attachments, on as many lines as it has."""
    there = [line.number for line in lines if line.number >= number and line.text.strip()]
    for index, (name, place) in enumerate(zip(names, there, strict=False), 1):
        order = f"{index}." if len(names) > 1 else ""
        yield place, ("附件：" if index == 1 else "") + order + name.rstrip("。；;，")


def _told(document: Document) -> tuple[str, ...]:
    known = [label(name) for name in _TOLD if getattr(document, name)]
    elements = f"认出的要素：{'、'.join(known)}" if known else "没有认出公文要素，按普通文稿重排"
    return elements, "纸张、页边距、行距、字体、字号和页码按 GB/T 9704—2012 重排"


def _changes(lines: list[Line], changed: Mapping[int, str]) -> Iterator[str]:
    """What is written otherwise now."""
    for line in lines:
        after = changed.get(line.number)
        if after is not None and _bare(after) != _bare(line.text):
            yield f"要素的写法按国标由“{line.text.strip()[:40]}”改为“{after[:40]}”"
