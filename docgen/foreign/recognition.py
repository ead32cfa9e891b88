"""A foreign text recognised into the elements of an official document.

What the paper is, papers.head tells, as it tells the archive; here its elements are taken off the body. Nothing is
guessed that the text does not say: what is recognised as no element stays body text, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from docgen.foreign.lines import Line
from docgen.model import Attachment, Block, Document, Form
from docgen.numbering import read_paragraph, settle
from papers.head import Head, HeadLine, Place, read_head
from papers.head.lines import WHITE
from papers.kinds import base_kind
from papers.numbering import recognise
from papers.radicals import without_radicals

# \s of an ASCII pattern does not match the full-width space.
_BOUND_APART = re.compile(r"[^\s，。；：〔]{1,20}〔\d{4}〕\d{1,4}号(?=[\s　]{0,9}附)", re.ASCII)
_ATTACHMENT = re.compile(r"附[\s　]{0,9}件[\s　]{0,9}(\d{1,2}|[一二三四五六七八九十]{1,2})?[\s　]{0,9}[：:]?", re.ASCII)
_DATELINE = re.compile(
    r"本报讯(?:（[^（）]{1,30}）)?|本报[^。，]{1,12}\d{1,2}月\d{1,2}日(?:电|讯)(?:（[^（）]{1,30}）)?"
)
_PEOPLE = {"出席": "present", "请假": "absent", "列席": "observers", "记录": "recorder", "主持": "chair"} | {
    "供稿": "supplied_by",
    "审核": "reviewed_by",
}
_PERSON_LINE = re.compile(r"(出席|请假|列席|记录|主持|供稿|审核)(?:人员?)?[：:]\s{0,9}(.+)")
_HEAD_LIMIT = 12
"""Lines of running head that are looked through for a title, and of the ending for those present."""

_MASTHEAD = (
    *("copy_number", "secrecy", "secrecy_period", "urgency", "issuer_mark", "order_number", "issue_number"),
    *("document_number", "signers"),
)
_OPENING = ("title", "lead_title", "subtitle", "recipients")
_ENDING = ("attachment_list", "signature", "issue_date", "note")
_IMPRINT = ("copies_to", "printing_office", "printing_date")
_RAW = frozenset(("document_number", "copies_to"))
"""Fields kept as they are printed: the checks speak of how they are written."""


@dataclass(slots=True)
class _Found:
    """What is recognised so far: values of fields with the number of the line that each stands on."""

    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    where: dict[str, int] = field(default_factory=dict[str, int])

    def put(self, name: str, value: object, number: int) -> None:
        if name not in self.fields and value:
            self.fields[name] = value
            self.where[name] = number


@dataclass(frozen=True, slots=True)
class _Paper:
    """The head of a paper and the text that its places are in."""

    head: Head
    text: str

    def place(self, name: str) -> Place | None:
        """Where an element stands on lines of its own; None where it does not."""
        place = self.head.places.get(name)
        return place if place is not None and place.alone else None

    def value(self, name: str) -> Any:  # noqa: ANN401  the type is that of the field
        """The value of a field, as it is printed where that matters."""
        place = self.head.places.get(name)
        if place is not None and name == "recipients":
            return self.text[place.start : place.end + 1].strip()
        if place is not None and name in _RAW and place.start < place.end:
            return self.text[place.start : place.end].strip()
        return getattr(self.head, name)


def read_lines(lines: Sequence[Line]) -> Head:
    """The head of the paper that `lines` make: what the archive reads of the same text."""
    return _paper(lines).head


def recognise_document(lines: Sequence[Line]) -> tuple[Document, dict[str, int]]:
    """The document that `lines` make, and the line on which each element of its head stands."""
    found = _Found()
    kept = [line for line in lines if line.block is not None or line.text.strip()]
    paper = _paper(lines)
    rest = _masthead(kept, paper, found)
    rest = _dateline(rest, found)
    rest = _imprint(rest, paper, found)
    rest, attached = _apart(rest)
    if any(_BOUND_APART.match(group[0].text.strip()) for group in attached):
        found.put("attachments_apart", True, attached[0][0].number)
        rest = _imprint(rest, paper, found)
    rest = _ending(rest, paper, found)
    body = settle(tuple(_block(line) for line in rest))
    names = tuple(found.fields.get("attachment_list", ()))
    attachments = tuple(_attachment(group, names) for group in attached)
    _name_kind(paper.head, found)
    return Document(body=body, attachments=attachments, **found.fields), found.where


def _paper(lines: Sequence[Line]) -> _Paper:
    """The lines as papers.head reads them, blank ones too: their places are in the text that they make together."""
    place = 0
    heads: list[HeadLine] = []
    for line in lines:
        shown = line.text.strip(WHITE)
        start = place + (len(line.text) - len(line.text.lstrip(WHITE)) if shown else 0)
        heads.append(HeadLine(without_radicals(shown), start, line.number, line.look, line.block is not None))
        place += len(line.text) + 1
    return _Paper(read_head(heads), "\n".join(line.text for line in lines))


def _block(line: Line) -> Block:
    if line.block is not None:
        return replace(line.block, line=line.number)
    return read_paragraph(line.text.strip(), line.number)


def _take(names: Sequence[str], paper: _Paper, found: _Found, within: set[int]) -> set[int]:
    """Put down the elements that stand on lines of their own among `within`; the numbers of these lines."""
    taken: set[int] = set()
    for name in names:
        place = paper.place(name)
        if place is not None and within.issuperset(place.lines):
            found.put(name, paper.value(name), place.lines[0])
            taken.update(place.lines)
    return taken


def _masthead(lines: list[Line], paper: _Paper, found: _Found) -> list[Line]:
    """Take masthead, title and recipients off."""
    taken = _take((*_MASTHEAD, *_OPENING), paper, found, {line.number for line in lines})
    title = found.where.get("title")
    if title is not None and any(line.centred for line in lines if line.number == title):
        taken |= _around_title(lines, taken, title, found)
    return [line for line in lines if line.number not in taken]


def _around_title(lines: list[Line], taken: set[int], title: int, found: _Found) -> set[int]:
    """The centred lines above the title are 引题, those below it 副标题."""
    index = next(place for place, line in enumerate(lines) if line.number == title)
    above = [line for line in lines[max(index - _HEAD_LIMIT, 0) : index] if line.number not in taken and line.centred]
    after = index
    while after < len(lines) and lines[after].number in taken:
        after += 1
    below = list(takewhile(lambda line: line.centred and not recognise(line.text.strip()), lines[after : after + 4]))
    for name, part in (("lead_title", above), ("subtitle", below)):
        if part:
            found.put(name, "".join(line.text.strip() for line in part), part[0].number)
    return {line.number for line in (*above, *below)}


def _dateline(lines: list[Line], found: _Found) -> list[Line]:
    """Take 电头 off the first paragraph of a press text."""
    dateline = _DATELINE.match(lines[0].text.strip()) if lines and lines[0].block is None else None
    if dateline is None:
        return lines
    found.put("dateline", dateline[0], lines[0].number)
    found.fields["form"] = Form.PRESS
    rest = lines[0].text.strip()[dateline.end() :]
    return [replace(lines[0], text=rest), *lines[1:]]


def _imprint(lines: list[Line], paper: _Paper, found: _Found) -> list[Line]:
    """Take the imprint off the end: 抄送 and the printing line."""
    numbers = {number for name in _IMPRINT if (place := paper.place(name)) for number in place.lines}
    end = len(lines)
    while end and lines[end - 1].number in numbers:
        end -= 1
    _take(_IMPRINT, paper, found, {line.number for line in lines[end:]})
    return lines[:end]


def _apart(lines: list[Line]) -> tuple[list[Line], list[list[Line]]]:
    """Cut where a line 附件, 附件1, or 青管〔2026〕15号附件1 stands alone."""
    cuts = [index for index, line in enumerate(lines) if index and _begins_attachment(line)]
    if not cuts:
        return lines, []
    return lines[: cuts[0]], [lines[a:b] for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _begins_attachment(line: Line) -> bool:
    label = _BOUND_APART.sub("", line.text.strip(), 1)
    return line.block is None and bool(_ATTACHMENT.fullmatch(label.strip()))


def _attachment(lines: list[Line], names: Sequence[str]) -> Attachment:
    """The attachment that begins with a line 附件; a title of several lines is known by its name in the list."""
    title, start = "", 1
    while start < len(lines) and lines[start].block is None:
        longer = title + lines[start].text.strip()
        if title and not any(name.startswith(longer) for name in names):
            break
        title, start = longer, start + 1
    blocks = settle(tuple(_block(line) for line in lines[start:]))
    return Attachment(title, blocks, lines[0].number)


def _ending(lines: list[Line], paper: _Paper, found: _Found) -> list[Line]:
    """Take note, date, signature, those present and the attachment list off the end of the body."""
    numbers = {number for name in _ENDING if (place := paper.place(name)) for number in place.lines}
    end = len(lines)
    while end and lines[end - 1].block is None and _last(lines[end - 1], numbers, found):
        end -= 1
    _take(_ENDING, paper, found, {line.number for line in lines[end:]})
    return lines[:end]


def _last(line: Line, numbers: set[int], found: _Found) -> bool:
    if line.number in numbers:
        return True
    people = _PERSON_LINE.fullmatch(line.text.strip())
    if people is None or _PEOPLE[people[1]] in found.fields:
        return False
    found.put(_PEOPLE[people[1]], people[2], line.number)
    return True


def _name_kind(head: Head, found: _Found) -> None:
    """What the elements say about kind, form and issuer."""
    fields = found.fields
    kind = base_kind(head.kind)
    fields["kind"] = kind
    fields.setdefault("form", _form(fields, kind))
    fields.setdefault("issuer", str(fields.get("signature", "")))


def _form(fields: dict[str, Any], kind: str) -> Form:
    mark = str(fields.get("issuer_mark", ""))
    if mark.endswith("纪要"):
        return Form.MINUTES
    if fields.get("order_number"):
        return Form.ORDER
    official = "document_number" in fields or (mark and mark.endswith("文件"))
    if not official or not kind:
        return Form.PLAIN
    return Form.DOCUMENT if mark.endswith("文件") or kind != "函" else Form.LETTER
