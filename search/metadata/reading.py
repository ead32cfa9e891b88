"""Reading the metadata out of a text: one small reader a field, each telling where it read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePath

from papers.dates import iso_day
from papers.document_numbers import normal_number
from papers.kinds import kind_of
from search.dates import DATE, NUMBER, ORDER, number_form, read_date
from search.metadata.history import History, read_history
from search.metadata.lines import Line, lines, spaced_label
from search.metadata.parties import issuer_before, read_issuer
from search.metadata.title import read_title
from search.records import Citation, Metadata

HEAD = 2000
"""Characters in which the masthead, the title and the recipients stand."""

_LINE = 60
"""Characters in which a line with a signature date ends, at the most."""

TAIL = 3000
"""Characters at the end in which 抄送 stands."""

_ORDER_TITLE = re.compile(r"^(?!.*关于)\S.{1,38}令$")
_MAX_TRIES = 200  # lines that may be the 附件说明 or the date of the signature
_NOTHING: Mapping[str, str] = {}
_CITED = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,60}》){2,100})》(?:\s*[（(]([^（）()\n]{4,40}?号)[）)])?")
_RECIPIENTS = re.compile(r"^(?!.*[。；？！])(?:[^：:]{2,300})[：:]$")
_COPIES = spaced_label("抄送", "抄报")
_SIGNERS = spaced_label("签发人")
_SECRECY = re.compile(r"^(绝密|机密|秘密)(?:\s*★\s*\S{0,8})?$")
_ATTACHMENTS = re.compile(r"^附\s*件\s*[：:]\s*(?=\S)")
_ITEM = re.compile(r"^(?:附件)?\s*\d{1,2}\s*[.．、：:]\s*")
_LABELS = {
    "title": spaced_label("标题"),
    "document_number": spaced_label("发文字号", "文号"),
    "issue_date": spaced_label("成文日期"),
    "issuer": spaced_label("发文机关", "发布机关", "制定机关"),
}
Place = tuple[int, int]


def read_metadata(text: str, name: str = "", given: Mapping[str, str] = _NOTHING) -> Metadata:
    """The metadata of `text`.

    `given` holds what is known already (title, kind, issuer, document_number, issue_date) and wins over what is read;
    `name` (a file's name) stands in for a title where the text has none.
    """
    head = list(lines(text, 0, HEAD))
    places: dict[str, Place] = {}
    labelled = _labelled(head, places)
    known = {**labelled, **{key: value for key, value in given.items() if value}}
    title = known.get("title") or _title(head, places) or PurePath(name).stem
    history = read_history(head)
    number = known.get("document_number") or _number(head, places) or _order_number(history, places)
    signed = _signature_date(text)
    issue_date = known.get("issue_date") or _date(signed, history, ordered=_order(head) is not None, places=places)
    signature = issuer_before(text, signed)
    issuer = known.get("issuer") or read_issuer(title, history.issuer, signature, head, places)
    return Metadata(
        title=title,
        kind=known.get("kind") or kind_of(title),
        issuer=issuer,
        issuers=tuple(part for part in re.split(r"[、\s]+", issuer) if part),
        document_number=normal_number(number),
        issue_date=iso_day(issue_date),
        recipients=_recipients(head, places),
        copies_to=_copies(text, places),
        secrecy=_secrecy(head, places),
        signers=_signers(head, places),
        attachments=_attachments(text, places),
        citations=citations(text),
        places=places,
    )


def citations(text: str) -> tuple[Citation, ...]:
    """Every 《title》（number） in the text, in order."""
    return tuple(
        Citation(match[1], normal_number(match[2] or ""), match.start(), match.end()) for match in _CITED.finditer(text)
    )


def _labelled(head: Sequence[Line], places: dict[str, Place]) -> dict[str, str]:
    """Fields that stand behind a label, as on the pages of government sites; two may share a line."""
    found: dict[str, str] = {}
    for line in head[:25]:
        place = line.start
        for part in re.split(r"(?<=\S)\s+(?=[一-鿿](?:\s*[一-鿿]){2,4}\s*[：:])", line.text):
            _label(part, place + line.text.find(part), found, places)
    return found


def _label(part: str, start: int, found: dict[str, str], places: dict[str, Place]) -> None:
    for field, pattern in _LABELS.items():
        match = pattern.match(part)
        if match and part[match.end() :].strip() and field not in found:
            found[field] = part[match.end() :].strip()
            places[field] = (start + match.end(), start + len(part))


def _is_label(text: str) -> bool:
    return bool(
        re.match(r"^(?:索\s*引\s*号|主题分类|发文机关|标\s*题|发文字号|主\s*题\s*词|成文日期|发布日期)\s*[：:]", text)
    )


def _title(head: Sequence[Line], places: dict[str, Place]) -> str:
    """The title; that of an order's enclosure where the order only publishes it."""
    shown = [line for line in head if not _is_label(line.text)]
    title, first, last = read_title(shown)
    if _order(shown) is not None and (law := _published(shown)) is not None:
        places["title"] = (law.start, law.end)
        return law.text
    if title:
        places["title"] = (shown[first].start, shown[last - 1].end)
    return title


def _order(head: Sequence[Line]) -> Line | None:
    """The line that says that this is an order: 中华人民共和国国务院令."""
    return next((line for line in head[:4] if _ORDER_TITLE.match(line.text)), None)


def _published(head: Sequence[Line]) -> Line | None:
    """The line that is the title of a text published by an order: it is cited above itself."""
    cited: set[str] = set()
    for line in head:
        if line.text in cited:
            return line
        cited.update(match[1] for match in _CITED.finditer(line.text))
    return None


def _number(head: Sequence[Line], places: dict[str, Place]) -> str:
    """The number at the head of a line, or in the note under the title; one within the text is a cited one."""
    for before, line in zip([Line("", 0), *head[:40]], head[:40], strict=False):
        match = NUMBER.match(line.text) or (NUMBER.search(line.text) if line.text[:1] in "（(" else None)
        if match and _is_own_number(line.text, match):
            places["document_number"] = (line.start + match.start(), line.start + match.end())
            return number_form(match)
        if ORDER.fullmatch(line.text) and before.text.endswith("令"):
            places["document_number"] = (before.start, line.end)
            return before.text.removeprefix("中华人民共和国") + line.text
    return ""


def _order_number(history: History, places: dict[str, Place]) -> str:
    """The order that published a regulation, as the note under its title names it."""
    if history.number:
        places["document_number"] = history.number_place
    return history.number


def _is_own_number(text: str, match: re.Match[str]) -> bool:
    rest = text[match.end() :].strip()
    return not rest or rest.startswith(("签发", "）", ")")) or kind_of(rest) != "" or bool(DATE.fullmatch(rest))


def _signature_date(text: str) -> tuple[int, int, str]:
    """(start, end, ISO day) of the first date alone on a line that has its issuer there or above it.

    Without such a line, the first date alone on a line below the head; else the last one in it.
    """
    found = (0, 0, "")
    days = list(islice(_lone_days(text), _MAX_TRIES))
    for day in days:
        if issuer_before(text, day)[0]:
            return day
    for day in days:
        found = day
        if day[0] > HEAD // 10:
            break
    return found


def _lone_days(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, ISO day) of each date that stands alone on a line."""
    place = text.find("日")
    while place >= 0:
        start = max(text.rfind("\n", 0 if place < _LINE else place - _LINE, place) + 1, place - _LINE, 0)
        tail = text[place + 1 : place + 12].split("\n", 1)[0].strip(" \t\u3000\xa0")
        match = DATE.search(text, max(start, place - 24), place + 1) if not tail else None
        if match and match.end() == place + 1 and _stands_alone(text[start : match.start()]):
            day = read_date(match)
            if day:
                yield match.start(), match.end(), day
        place = text.find("日", place + 1)


def _stands_alone(before: str) -> bool:
    """True when nothing but a name (the issuer on the same line) stands before the date."""
    return len(before.strip()) <= 30 and not re.search(r"[，。；：:、（(《\t]", before)


def _date(signed: tuple[int, int, str], history: History, *, ordered: bool, places: dict[str, Place]) -> str:
    """The day of a law's last change, else the day it was signed, which is an order's above the law."""
    if history.issue_date and not (ordered and signed[0] < history.date_place[0]):
        places["issue_date"] = history.date_place
        return history.issue_date
    if signed[2]:
        places["issue_date"] = signed[:2]
    return signed[2]


def _recipients(head: Sequence[Line], places: dict[str, Place]) -> str:
    for line in head[:30]:
        if _RECIPIENTS.match(line.text) and not re.match(
            r"^(?:附件|目录|抄送|[一二三四五六七八九十]+、|第)", line.text
        ):
            places["recipients"] = (line.start, line.end - 1)
            return line.text[:-1]
    return ""


def _copies(text: str, places: dict[str, Place]) -> str:
    for line in lines(text, max(0, len(text) - TAIL), len(text)):
        match = _COPIES.match(line.text)
        if match:
            places["copies_to"] = (line.start + match.end(), line.end)
            return line.text[match.end() :].rstrip("。")
    return ""


def _secrecy(head: Sequence[Line], places: dict[str, Place]) -> str:
    for line in head[:10]:
        match = _SECRECY.match(line.text)
        if match:
            places["secrecy"] = (line.start, line.end)
            return match[1]
    return ""


def _signers(head: Sequence[Line], places: dict[str, Place]) -> tuple[str, ...]:
    for line in head[:15]:
        place = line.text.find("签发人")
        match = _SIGNERS.match(line.text[place:]) if place >= 0 else None
        if match:
            places["signers"] = (line.start + place + match.end(), line.end)
            return tuple(re.split(r"[、，,\s]+", line.text[place + match.end() :].strip()))
    return ()


def _attachments(text: str, places: dict[str, Place]) -> tuple[str, ...]:
    """The names of 附件说明: what follows 附件： and the numbered lines below it."""
    place = text.find("\n附件")
    for _ in range(_MAX_TRIES):
        if place < 0:
            break
        block = list(lines(text, place + 1, place + 1500))
        match = _ATTACHMENTS.match(block[0].text)
        if match:
            names = [_ITEM.sub("", block[0].text[match.end() :])]
            for line in block[1:]:
                item = _ITEM.match(line.text)
                if not item:
                    break
                names.append(line.text[item.end() :])
            places["attachments"] = (block[0].start, block[len(names) - 1].end)
            return tuple(name.rstrip("。；;") for name in names if name)
        place = text.find("\n附件", place + 1)
    return ()
