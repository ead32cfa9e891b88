"""The masthead (版头): copy number, secrecy, urgency, mark, number and signers, and labels of government web pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papers.dates import read_date
from papers.document_numbers import leading_document_number, read_document_number
from papers.head.bodies import are_bodies, names_in, unspread
from papers.head.found import Found
from papers.head.lines import COPY, SECRECY, SIGNER, URGENCY, HeadLine, What, what

_LABELS = {
    "title": r"标题|名称|信息名称",
    "document_number": r"发文字号|文号|发文号",
    "issue_date": r"成文日期|发文日期|制发日期",
    "issuer": r"发文机关|发布机关|发文机构|发布机构|制定机关|发文单位",
    "secrecy": r"密级",
    "urgency": r"紧急程度",
    "copy_number": r"份号",
    "recipients": r"主送(?:机关|单位)?",
}
_LABELLED = {name: re.compile(rf"(?:{words})[：:](.+)") for name, words in _LABELS.items()}
_NEXT_LABEL = re.compile(r"(?<=\S)[ \t\u3000\xa0]+(?=(?:[一-鿿][ \u3000\xa0]{0,8}){3,6}[：:])")
_PERSON = re.compile(r"[一-鿿·]{2,4}")
_MOST_LABELS = 25
_CONTENT = frozenset((What.WORDS, What.BODIES, What.NOTE, What.DATED, What.ADDRESS))
_ONE_WORD = frozenset((What.WORDS, What.BODIES, What.MARK, What.NOTE, What.SENTENCE, What.ATTACHMENT, What.BLANK))
_APART = re.compile(r"[\t\u3000\xa0]|  ")
_FILE = re.compile(r"文件$")


def read_labels(lines: Sequence[HeadLine], found: Found) -> None:
    """Fields that stand behind a label, as on the pages of government sites; two may share a line."""
    for line in lines[:_MOST_LABELS]:
        if "：" not in line.text and ":" not in line.text:
            continue
        place = 0
        for part in _NEXT_LABEL.split(line.text):
            begin = line.text.find(part, place)
            place = begin + len(part)
            _label(replace(line, text=part, start=line.start + begin), found)


def _label(part: HeadLine, found: Found) -> None:
    head, colon, rest = part.text.partition("：") if "：" in part.text[:20] else part.text[:40].partition(":")
    if not colon or not rest.strip():
        return
    name = re.sub(r"[\s\[\]【】]", "", head)
    for field, pattern in _LABELLED.items():
        if pattern.fullmatch(f"{name}：{rest.strip()}"):
            start = part.text.find(rest.strip(), len(head))
            value = part.text[start:].strip()
            _labelled(field, value, part, (start, start + len(value)), found)


def _labelled(field: str, value: str, part: HeadLine, span: tuple[int, int], found: Found) -> None:
    if field == "document_number":
        number = read_document_number(value)
        found.within(field, number.standard if number else value if "号" in value else "", part, span)
    elif field == "issue_date":
        found.within(field, read_date(value), part, span)
    elif field == "secrecy":
        secrecy = SECRECY.fullmatch(re.sub(r"\s", "", value))
        found.within(field, secrecy[1] if secrecy else "", part, span)
    elif field == "urgency":
        found.within(field, value if URGENCY.fullmatch(value) else "", part, span)
    elif field == "issuer":
        found.within(field, tuple(names_in(value)), part, span)
    else:
        found.within(field, value.rstrip("：:"), part, span)


def read_masthead(lines: Sequence[HeadLine], end: int, found: Found) -> list[What]:
    """Put the elements among lines[:end] into `found`; return what each of these lines is, BLANK for one taken off."""
    kinds = [what(line) for line in lines[:end]]
    for index in range(len(kinds)):
        if _element(lines, index, kinds, found):
            kinds[index] = What.BLANK
    _mark(lines[:end], kinds, found)
    return kinds


def _element(lines: Sequence[HeadLine], index: int, kinds: Sequence[What], found: Found) -> bool:
    """Whether a line is made up of nothing but elements of the masthead; then they are put down."""
    line = lines[index]
    if kinds[index] is What.LABEL:
        for part in line.parts():
            if (number := read_document_number(part.text)) is not None:
                found.put("document_number", number.standard, [part])
    if kinds[index] in {What.LABEL, What.MENU, What.SOLID, What.DATE, What.SERIAL}:
        return kinds[index] is What.SERIAL and _serial(lines, index, found)
    if kinds[index] is What.NOTE and (number := read_document_number(line.text)):
        found.put("document_number", number.standard, [line])
        return False
    if kinds[index] in _ONE_WORD and not _APART.search(line.text):
        return False
    parts = line.parts()
    if kinds[index] is What.SIGNER or (index and "signers" in found.values and _named_below(parts, found)):
        return _signers(line, parts, found)
    if kinds[index] in {What.NUMBER, What.SECRECY, What.URGENCY}:
        parts = [line]
    return bool(parts) and len(parts) <= 4 and _all(parts, index, found)


def _all(parts: Sequence[HeadLine], index: int, found: Found) -> bool:
    kinds = [what(part) for part in parts]
    small = {What.SECRECY, What.URGENCY, What.NUMBER, What.RULE, *((What.DATE,) if len(parts) > 1 else ())}
    copy = (
        What.COPY
        if index <= 2 and (len(parts) > 1 or re.match(r"\D*\d{5,}$|份|№|N[Oo]|0", parts[0].text) or index == 0)
        else None
    )
    if not all(kind in small or kind is copy for kind in kinds):
        return False
    for part, kind in zip(parts, kinds, strict=True):
        _small(part, kind, found)
    return True


def _small(part: HeadLine, kind: What, found: Found) -> None:
    if kind is What.COPY and (copy := COPY.fullmatch(part.bare)):
        found.put("copy_number", copy[1], [part], alone=True)
    elif kind is What.SECRECY and (secrecy := SECRECY.fullmatch(part.bare)):
        found.put("secrecy", secrecy[1], [part], alone=True)
        found.put("secrecy_period", secrecy[2], [part], alone=True)
    elif kind is What.URGENCY and (urgency := URGENCY.fullmatch(part.bare)):
        found.put("urgency", urgency[1], [part], alone=True)
    elif kind is What.DATE:
        found.put("masthead_date", read_date(part.text), [part])
    elif kind is What.NUMBER and (number := read_document_number(part.text) or leading_document_number(part.text)):
        found.put("document_number", number.standard, [part], alone=True)


def _serial(lines: Sequence[HeadLine], index: int, found: Found) -> bool:
    """第7号 below an order or an announcement is its number, 第3期 below minutes that of the issue."""
    above = next((line for line in reversed(lines[:index]) if line.text), None)
    bare = re.sub(r"[（）()]", "", lines[index].bare)
    if above is None:
        return False
    if bare.endswith("期"):
        found.put("issue_number", bare, [lines[index]], alone=True)
    elif above.bare.endswith(("令", "公告", "通告")):
        body = re.sub(r"^中华人民共和国(?=(?:国务院|主席)令)", "", above.bare)
        found.put("issuer_mark", above.bare, [above], alone=True)
        found.put("order_number", bare, [lines[index]], alone=True)
        found.put("document_number", body + bare, [above, lines[index]])
    else:
        found.put("issue_number", bare, [lines[index]], alone=True)
    return True


def _signers(line: HeadLine, parts: Sequence[HeadLine], found: Found) -> bool:
    """A line with 签发人： in it, or the names below one; a number may stand on either."""
    label = SIGNER.search(line.text)
    names = [part for part in parts if _PERSON.fullmatch(part.text)]
    if label:
        rest = line.text[label.end() :]
        people = [name for name in re.split(r"[、，,\s\u3000]+", rest.strip()) if name]
        found.within(
            "signers", tuple(people), line, (label.end() + len(rest) - len(rest.lstrip()), len(line.text)), alone=True
        )
        parts = HeadLine(line.text[: label.start()], line.start, line.number).parts()
    else:
        known = found.places["signers"]
        found.values["signers"] = (*found.values["signers"], *(name.text for name in names))
        found.places["signers"] = replace(known, lines=(*known.lines, line.number))
        parts = [part for part in parts if part not in names]
    for part in parts:
        _small(part, what(part), found)
    return True


def _named_below(parts: Sequence[HeadLine], found: Found) -> bool:
    """Whether a line under the signers holds nothing but more names and the number: 青发改〔2026〕33号　苏明."""
    names = [part for part in parts if _PERSON.fullmatch(part.text)]
    others = [part for part in parts if part not in names]
    return (
        bool(names)
        and len(parts) <= 4
        and all(what(part) is What.NUMBER for part in others)
        and (bool(others) or parts[0].number == found.places["signers"].lines[-1] + 1)
    )


def _mark(lines: Sequence[HeadLine], kinds: list[What], found: Found) -> None:
    """发文机关标志: “…文件”, joint issuers on lines beside it; a red name; a bare name with a number below."""
    for index, line in enumerate(lines):
        if kinds[index] is What.MARK and _FILE.search(line.bare):
            _file_mark(lines, index, kinds, found)
            return
        if (
            line.look is not None
            and line.look.red
            and kinds[index] in {What.BODIES, What.MARK, What.WORDS}
            and 3 < len(line.bare) <= 40
        ):
            found.put("issuer_mark", line.bare, [line], alone=True)
            kinds[index] = What.MARK
            return
    for index in range(len(lines) - 1):
        if kinds[index] is What.BODIES and _letter(lines, index, kinds):
            found.put("issuer_mark", unspread(lines[index].text), [lines[index]], alone=True)
            kinds[index] = What.BLANK
            return


def _file_mark(lines: Sequence[HeadLine], index: int, kinds: list[What], found: Found) -> None:
    """“…文件”: on one line, or 文件 on a line of its own beside the names of joint issuers."""
    first = last = index
    while first and kinds[first - 1] is What.BODIES:
        first -= 1
    if lines[index].bare == "文件":
        while last + 1 < len(lines) and (
            kinds[last + 1] is What.BODIES or (kinds[last + 1] is What.BLANK and not lines[last + 1].text)
        ):
            last += 1
    members = [line for line in lines[first : last + 1] if line.text]
    joined = [re.sub(r"[\s\u3000]*文\s*件$", "", line.text) for line in members]
    names = [name for text in joined if text for name in names_in(text)]
    found.put("mark_issuers", tuple(names), members)
    found.put("issuer_mark", "".join(names) + "文件", members, alone=True)
    for place in range(first, last + 1):
        kinds[place] = What.BLANK


def _letter(lines: Sequence[HeadLine], index: int, kinds: Sequence[What]) -> bool:
    """Whether a bare name is the mark of a letter: a number stands between it and the title."""
    below = [(place, lines[place]) for place in range(index + 1, min(index + 5, len(lines))) if lines[place].text]
    if not below or len(names_in(lines[index].text)) > 3:
        return False
    place, line = below[0]
    numbered = kinds[place] is What.BLANK and not are_bodies(line.text)
    return numbered and any(kinds[after] in _CONTENT for after, _ in below[1:])
