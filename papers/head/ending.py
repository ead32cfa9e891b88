"""The ending: attachments (附件说明), note (附注), copies (抄送), printing line (印发), day of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from papers.dates import read_date
from papers.deadlines import deadlines
from papers.head.found import Found
from papers.head.lines import HeadLine, What, what
from papers.head.signing import Signing
from papers.periods import Period

_ATTACHMENTS = re.compile(r"^附\s{0,9}件\s{0,3}[：:]\s*")
_ITEM = re.compile(r"^(?:附件)?\s*\d{1,2}\s*[.．、：:]\s*(?!\d)")
_COPIES = re.compile(r"^(?:抄\s{0,9}送|抄\s{0,9}报|分\s{0,9}送)(?:机关|单位)?\s*[：:]\s*")
_RECIPIENTS = re.compile(r"^主\s{0,9}送(?:机关|单位)?\s*[：:]\s*")
_PRINTED = re.compile(
    r"(\S.{1,60}?)[\s\u3000]{0,60}((?:\d|[一二三四五六七八九〇○零]).{4,40}?[日号])\s{0,9}印\s{0,9}发?"
)
_TAIL = 40  # lines at the end in which copies and the printing line stand
_MOST = 30  # attachments
_ASKED = re.compile(r"报送|上报|反馈|回复|函复|报名|提交|报我|报至|报区|报市|报县|报办|反映|答复|回执|填报")
_SENTENCES = re.compile(r"[^。；\n]+[。；]?")


def read_attachment_list(lines: Sequence[HeadLine], found: Found) -> None:
    """The names of 附件说明: what follows 附件： and the numbered lines below it."""
    for index, line in enumerate(lines):
        label = _ATTACHMENTS.match(line.text[:20]) if line.text[:1] == "附" else None
        if label and not line.solid:
            names, used = _names(lines, index, line.text[label.end() :])
            if names:
                found.put("attachment_list", tuple(names), used, alone=True)
                return


def _names(lines: Sequence[HeadLine], index: int, first: str) -> tuple[list[str], list[HeadLine]]:
    names = [_bare_name(first)] if first.strip() else []
    used = [lines[index]]
    for line in lines[index + 1 : index + 1 + _MOST]:
        item = _ITEM.match(line.text)
        if not item or (len(line.text) > 120 and "。" in line.text):
            break
        names.append(_bare_name(line.text))
        used.append(line)
    return [name for name in names if name], used


def _bare_name(text: str) -> str:
    return _ITEM.sub("", text.strip()).strip().rstrip("。；;，,")


def read_imprint(lines: Sequence[HeadLine], found: Found) -> None:
    """抄送, 主送 at the end (of orders and minutes) and the printing line, in the last lines of the paper."""
    tail = [line for line in lines[-_TAIL * 2 :] if line.text and not line.solid][-_TAIL:]
    for index, line in enumerate(tail):
        text = line.text[:2000]
        if text[0] not in "抄分主" and "印" not in text[-4:]:
            continue
        if copies := _COPIES.match(text):
            used, value = _run_on(tail, index, text[copies.end() :])
            found.put("copies_to", value, used, alone=True)
            _inner(found, "copies_to", line, copies.end())
        elif (sent := _RECIPIENTS.match(text)) and "recipients" not in found.values:
            used, value = _run_on(tail, index, text[sent.end() :])
            found.put("recipients", value, used)
            _inner(found, "recipients", line, sent.end())
        elif len(text) <= 120 and (printed := _PRINTED.fullmatch(text)) and (day := read_date(printed[2])):
            found.put("printing_office", printed[1].strip(), [line], alone=True)
            found.put("printing_date", day, [line], alone=True)


def _run_on(tail: Sequence[HeadLine], index: int, first: str) -> tuple[list[HeadLine], str]:
    """A value that may run on over lines until its full stop."""
    used, value = [tail[index]], first.strip()
    for line in tail[index + 1 : index + 6]:
        if value.endswith(("。", ".")) or not value.endswith(("，", "、", ",")) or _PRINTED.fullmatch(line.text[:200]):
            break
        value += line.text
        used.append(line)
    return used, value.rstrip("。；;. ")


def _inner(found: Found, field: str, line: HeadLine, offset: int) -> None:
    """The place of a value begins after its label."""
    place = found.places.get(field)
    if place is not None and place.start == line.start:
        found.places[field] = type(place)(line.start + offset, place.end, place.lines, place.text, place.alone)


def read_note(lines: Sequence[HeadLine], signing: Signing | None, found: Found) -> None:
    """附注: what stands in brackets under the date."""
    if signing is None:
        return
    for line in lines[signing.index + 1 : signing.index + 4]:
        if what(line) is What.NOTE:
            found.put("note", line.text[1:-1].strip(), [line], alone=True)
        if line.text:
            return


def read_due(lines: Sequence[HeadLine], on: date | None, found: Found) -> None:
    """The day by which the paper asks for an answer or a report: the last such deadline, with its words."""
    last: Period | None = None
    asked: HeadLine | None = None
    for line in lines:
        if len(line.text) > 4000 or not _ASKED.search(line.text):
            continue
        for sentence in _SENTENCES.findall(line.text):
            for period in deadlines(sentence, on) if _ASKED.search(sentence) else ():
                if not period.recurring and _ASKED.search(sentence, period.end):
                    last, asked = period, line
    if last is not None and asked is not None:
        found.put("due_text", last.text, [asked])
        found.put("due", last.last, [asked])
