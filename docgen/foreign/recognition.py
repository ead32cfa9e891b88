"""A foreign text recognised into the elements of an official document, by content and, where it is known, by layout.

Nothing is guessed that the text does not say: what is recognised as no element stays body text, in its order.
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
from papers.dates import read_date
from papers.kinds import base_kind, kind_of
from papers.numbering import recognise

# \s of an ASCII pattern does not match the full-width space.
_NUMBER = re.compile(r"(?:.{1,16}[〔\[【［(（]\d{2,4}年?[〕\]】］)）](?:第)?\d{1,5}号)", re.ASCII)
_SIGNED_NUMBER = re.compile(rf"({_NUMBER.pattern})?[\s　]{{0,9}}签发人[：:][\s　]{{0,9}}(.+)", re.ASCII)
_SECRECY = re.compile(r"(绝密|机密|秘密)\s{0,9}(?:[★*]\s{0,9}(.{1,8}))?")
_URGENCY = re.compile(r"特急|加急|特提|平急|特\s+急|加\s+急")
_ORDER_NUMBER = re.compile(r"第?\s?[〇零一二三四五六七八九十百\d]{1,6}\s?号")
_ISSUE_NUMBER = re.compile(r"[（(]?第?\s?[一二三四五六七八九十百\d]{1,4}\s?期[)）]?")
_MARK = re.compile(r".{2,40}文件|.{2,36}(?:会议)?纪要|.{2,40}(?:命令|令)")
_RECIPIENTS = re.compile(r"[^。；！？]{2,400}[：:]")
_SPOKEN = re.compile("同志们|朋友们|各位|代表们|先生|女士")
_BODY_NAME = re.compile(
    r"政府|委员会|管委会|党委|部门|各部|[局厅办署院会处科室社团校行]|公司|企业|单位|街道|乡镇|人员|同志|群众|市民|村|司|站|中心|组织"
)
_ATTACHMENT_LIST = re.compile(r"附\s{0,9}件[：:]\s{0,9}(.*)")
_LISTED = re.compile(r"(\d{1,2})[\s　]{0,9}[.．、][\s　]{0,9}(.+)", re.ASCII)
_BOUND_APART = re.compile(r"[^\s，。；：〔]{1,20}〔\d{4}〕\d{1,4}号(?=[\s　]{0,9}附)", re.ASCII)
_ATTACHMENT = re.compile(r"附[\s　]{0,9}件[\s　]{0,9}(\d{1,2}|[一二三四五六七八九十]{1,2})?[\s　]{0,9}[：:]?", re.ASCII)
_COPIES = re.compile(r"抄\s{0,9}(?:送|报)(?:机关)?[：:]\s{0,9}(.*)")
_PRINTED = re.compile(
    r"(.{2,40}?)\s{0,9}(\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年.{2,8}日)\s{0,9}印\s{0,9}发"
)
_DATELINE = re.compile(
    r"本报讯(?:（[^（）]{1,30}）)?|本报[^。，]{1,12}\d{1,2}月\d{1,2}日(?:电|讯)(?:（[^（）]{1,30}）)?"
)
_NOTE = re.compile(r"（[^（）]{2,60}）")
_PEOPLE = {"出席": "present", "请假": "absent", "列席": "observers", "记录": "recorder", "主持": "chair"} | {
    "供稿": "supplied_by",
    "审核": "reviewed_by",
}
_PERSON_LINE = re.compile(r"(出席|请假|列席|记录|主持|供稿|审核)(?:人员?)?[：:]\s{0,9}(.+)")
_SENTENCE = re.compile(r"[。；！？，]")
_HEAD_LIMIT = 12
"""Lines of running head that are looked through for a title."""


@dataclass(slots=True)
class _Found:
    """What is recognised so far: values of fields with the number of the line that each stands on."""

    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    where: dict[str, int] = field(default_factory=dict[str, int])

    def put(self, name: str, value: object, number: int) -> None:
        if name not in self.fields and value:
            self.fields[name] = value
            self.where[name] = number


def recognise_document(lines: Sequence[Line]) -> tuple[Document, dict[str, int]]:
    """The document that `lines` make, and the line on which each element of its head stands."""
    found = _Found()
    kept = [line for line in lines if line.block is not None or line.text.strip()]
    rest = _masthead(kept, found)
    rest = _recipients(rest, found)
    rest = _dateline(rest, found)
    rest = _imprint(rest, found)
    rest, attached = _apart(rest)
    if any(_BOUND_APART.match(group[0].text.strip()) for group in attached):
        found.put("attachments_apart", True, attached[0][0].number)
        rest = _imprint(rest, found)
    rest = _ending(rest, found)
    body = settle(tuple(_block(line) for line in rest))
    names = tuple(found.fields.get("attachment_list", ()))
    attachments = tuple(_attachment(group, names) for group in attached)
    _name_kind(found)
    return Document(body=body, attachments=attachments, **found.fields), found.where


def _block(line: Line) -> Block:
    if line.block is not None:
        return replace(line.block, line=line.number)
    return read_paragraph(line.text.strip(), line.number)


def _masthead(lines: list[Line], found: _Found) -> list[Line]:
    """Take the masthead and the title off."""
    index = 0
    while index < len(lines) and lines[index].block is None and _mark(lines[index], found):
        index += 1
    return _title(lines[index:], found)


def _mark(line: Line, found: _Found) -> bool:
    """Is this line an element of the masthead? Then it is put down."""
    text = line.text.strip()
    if signed := _SIGNED_NUMBER.fullmatch(text):
        found.put("document_number", signed[1], line.number)
        found.put("signers", tuple(re.split(r"[\s、，]+", signed[2].strip())), line.number)
    elif _NUMBER.fullmatch(text):
        found.put("document_number", text, line.number)
    elif secrecy := _SECRECY.fullmatch(text):
        found.put("secrecy", secrecy[1], line.number)
        found.put("secrecy_period", secrecy[2], line.number)
    elif _URGENCY.fullmatch(text):
        found.put("urgency", text, line.number)
    elif re.fullmatch(r"\d{6}", text, re.ASCII):
        found.put("copy_number", text, line.number)
    else:
        return _mark_name(line, text, found)
    return True


def _mark_name(line: Line, text: str, found: _Found) -> bool:
    bare = re.sub(r"\s", "", text)
    if _ISSUE_NUMBER.fullmatch(bare) and "issuer_mark" in found.fields:
        found.put("issue_number", bare.strip("（）()"), line.number)
    elif _ORDER_NUMBER.fullmatch(bare) and "issuer_mark" in found.fields:
        found.put("order_number", bare, line.number)
    elif "issuer_mark" not in found.fields and _is_mark(line, bare):
        found.put("issuer_mark", bare, line.number)
    else:
        return False
    return True


def _is_mark(line: Line, bare: str) -> bool:
    red = line.look is not None and line.look.red and 3 < len(bare) <= 40
    return red or bool(_MARK.fullmatch(bare) and not re.search("关于|《", bare))


def _title(lines: list[Line], found: _Found) -> list[Line]:
    """Take the title off: by its looks where they are known, else by its words."""
    count = _centred_title(lines, found) or _worded_title(lines, found)
    rest = lines[count:]
    if rest and rest[0].block is None and _NUMBER.fullmatch(rest[0].text.strip()):
        found.put("document_number", rest[0].text.strip(), rest[0].number)
        rest = rest[1:]
    return rest


def _centred_title(lines: list[Line], found: _Found) -> int:
    """The centred lines at the head: the largest are the title, what is above it 引题, what is below it 副标题."""
    head = list(takewhile(lambda line: line.centred and not recognise(line.text.strip()), lines[:_HEAD_LIMIT]))
    sizes = [line.look.size if line.look else 0.0 for line in head]
    if not head:
        return 0
    first = sizes.index(max(sizes))
    last = first
    while last + 1 < len(head) and sizes[last + 1] == sizes[first]:
        last += 1
    for name, part in (("lead_title", head[:first]), ("title", head[first : last + 1]), ("subtitle", head[last + 1 :])):
        if part:
            found.put(name, "".join(line.text.strip() for line in part), part[0].number)
    return len(head)


def _worded_title(lines: list[Line], found: _Found) -> int:
    """The lines up to the one that ends with a kind, or the first short line alone."""
    joined, count = "", 0
    for line in lines[:_HEAD_LIMIT]:
        text = line.text.strip()
        if line.block is not None or (count and (recognise(text) or _RECIPIENTS.fullmatch(text))):
            break
        if re.search("^[（(]|[。；！？：:]$", text) or len(joined) + len(text) > 120:
            break
        joined, count = joined + text, count + 1
        if kind_of(joined) and joined.count("《") == joined.count("》"):
            break
    if not kind_of(joined):
        count = _short_first(lines)
        joined = lines[0].text.strip() if count else ""
    if count:
        found.put("title", joined, lines[0].number)
    return count


def _short_first(lines: Sequence[Line]) -> int:
    first = lines[0].text.strip() if lines and lines[0].block is None else ""
    return int(0 < len(first) <= 60 and not _SENTENCE.search(first) and not recognise(first))


def _recipients(lines: list[Line], found: _Found) -> list[Line]:
    first = lines[0].text.strip() if lines and lines[0].block is None else ""
    if (
        _RECIPIENTS.fullmatch(first)
        and not _SPOKEN.search(first)
        and not recognise(first)
        and _BODY_NAME.search(first)
        and "title" in found.fields
    ):
        found.put("recipients", first, lines[0].number)
        return lines[1:]
    return lines


def _dateline(lines: list[Line], found: _Found) -> list[Line]:
    """Take 电头 off the first paragraph of a press text."""
    dateline = _DATELINE.match(lines[0].text.strip()) if lines and lines[0].block is None else None
    if dateline is None:
        return lines
    found.put("dateline", dateline[0], lines[0].number)
    found.fields["form"] = Form.PRESS
    rest = lines[0].text.strip()[dateline.end() :]
    return [replace(lines[0], text=rest), *lines[1:]]


def _imprint(lines: list[Line], found: _Found) -> list[Line]:
    """Take the imprint off the end: 抄送 and the printing line."""
    end = len(lines)
    while end and lines[end - 1].block is None and _imprint_line(lines[end - 1], found):
        end -= 1
    return lines[:end]


def _imprint_line(line: Line, found: _Found) -> bool:
    text = line.text.strip()
    if printed := _PRINTED.fullmatch(text):
        found.put("printing_office", printed[1].strip(), line.number)
        found.put("printing_date", read_date(printed[2]), line.number)
        return True
    if copies := _COPIES.fullmatch(text):
        found.put("copies_to", copies[1], line.number)
        return True
    return False


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


def _ending(lines: list[Line], found: _Found) -> list[Line]:
    """Take note, date, signature, those present and the attachment list off the end of the body."""
    lines = list(lines)
    for _ in range(_HEAD_LIMIT):
        if not lines or lines[-1].block is not None or not _last(lines, found):
            break
    return lines


def _last(lines: list[Line], found: _Found) -> bool:
    line = lines[-1]
    text = line.text.strip()
    day = read_date(text)
    if day and "issue_date" not in found.fields:
        found.put("issue_date", day, line.number)
    elif "issue_date" in found.fields and "signature" not in found.fields and _is_signature(text):
        found.put("signature", text, line.number)
    elif people := _PERSON_LINE.fullmatch(text):
        found.put(_PEOPLE[people[1]], people[2], line.number)
    elif "issue_date" not in found.fields and _NOTE.fullmatch(text) and _dated(lines):
        found.put("note", text[1:-1], line.number)
    else:
        return _attachment_list(lines, found)
    lines.pop()
    return True


def _dated(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and read_date(lines[-2].text) is not None


def _is_signature(text: str) -> bool:
    return len(text) <= 40 and not _SENTENCE.search(text) and "：" not in text and not recognise(text)


def _attachment_list(lines: list[Line], found: _Found) -> bool:
    """附件：1. … 2. … at the end of the body, one name a line."""
    for back in range(1, min(len(lines), 30) + 1):
        line = lines[-back]
        if line.block is not None:
            return False
        if listed := _ATTACHMENT_LIST.fullmatch(line.text.strip()):
            names = [listed[1], *(one.text.strip() for one in lines[len(lines) - back + 1 :])]
            found.put("attachment_list", tuple(_listed(names)), line.number)
            del lines[len(lines) - back :]
            return True
        if not _LISTED.fullmatch(line.text.strip()):
            return False
    return False


def _listed(names: Sequence[str]) -> list[str]:
    bare = [_LISTED.fullmatch(name) for name in names if name]
    return [match[2] if match else name for match, name in zip(bare, filter(None, names), strict=True)]


def _name_kind(found: _Found) -> None:
    """What the elements say about kind, form and issuer."""
    fields = found.fields
    title = str(fields.get("title", ""))
    kind = base_kind(kind_of(title))
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
