"""A foreign .docx laid out anew through our own engine, its text untouched: proved by comparing the two texts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from docgen.check.files import CheckError, open_word
from docgen.foreign.dropping import dropped
from docgen.foreign.lines import Line, Word
from docgen.foreign.recognition import recognise_document
from docgen.foreign.word import read_word
from docgen.formats.docx import write_docx
from docgen.model import Block, Document, Form, Table
from docgen.numbering import read_paragraph, settle
from docgen.profile import Profile
from papers.dates import date_text
from papers.labels import label

_TOLD = (
    *("issuer_mark", "document_number", "title", "recipients"),
    *("signature", "issue_date", "copies_to", "printing_office"),
)


@dataclass(frozen=True, slots=True)
class Relaid:
    """The new file, what is not as it was, and what is not in it any more: one Chinese phrase each."""

    data: bytes
    changes: tuple[str, ...]
    dropped: tuple[str, ...]


def relay(path: Path, profile: Profile | None = None) -> Relaid:
    """Lay a .docx out to GB/T 9704—2012.

    Its text stays as it is but for what the standard says of how an element is written (the figures of 成文日期, the
    colon after 主送机关 …), and that is told. Raise CheckError where more would change, or for a file that is no .docx.
    """
    word = open_word(path)
    if word.looks.unread:
        names = "、".join(word.looks.unread)
        raise CheckError(
            f"“{path.name}”里有{names}，重排会丢掉，所以没有重排；请先接受修订，把这些内容移到正文后再试。"
        )
    with TemporaryDirectory() as folder:
        with ZipFile(path) as package:
            package.extractall(folder, members=word.pictures)
        for document, expected, told in _candidates(word.lines):
            made = write_docx(document, profile, Path(folder))
            if _holds(read_word(io.BytesIO(made)), expected, word.pictures):
                return Relaid(made, told, dropped(path))
    raise CheckError(f"“{path.name}”里有程序认不准的排法，重排可能改动文字，所以没有重排；请把文字粘贴到新文稿中再排。")


def _holds(word: Word, expected: str, pictures: Mapping[str, bytes]) -> bool:
    """Is the text, character for character, what was expected, and every picture there?"""
    return text_of(word.lines) == expected and set(pictures.values()) <= set(word.pictures.values())


def text_of(lines: list[Line]) -> str:
    """All text in order, without white space."""
    return _bare("".join(_text(line) for line in lines))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _text(line: Line) -> str:
    if isinstance(line.block, Table):
        return "".join(cell for row in line.block.rows for cell in row)
    return line.text


def _candidates(lines: list[Line]) -> Iterator[tuple[Document, str, tuple[str, ...]]]:
    """Documents that may hold the text, with the text expected of each and what is to be told of it.

    First the document as it is recognised; then, should that not hold everything, its paragraphs in their order.
    """
    document, where = recognise_document(lines)
    changed = dict(_rewritten(lines, document, where))
    expected = "".join(changed.get(line.number, _text(line)) for line in lines)
    yield _printable(document), _bare(expected), (*_told(document), *_changes(lines, changed))
    blocks = settle(tuple(_block(line) for line in lines if line.block is not None or line.text.strip()))
    yield Document(form=Form.PLAIN, body=blocks), text_of(lines), ("没有认准公文要素，按普通文稿重排，文字未动",)


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
