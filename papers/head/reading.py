"""Reading the head of a paper: the one answer to “what is this paper” for archive, 体检 and registers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from papers.dates import days, read_date
from papers.document_numbers import leading_document_number, read_document_number
from papers.head.bodies import names_in, unspread
from papers.head.ending import read_attachment_list, read_due, read_imprint, read_note
from papers.head.found import Found
from papers.head.history import History, read_history
from papers.head.issuers import put_issuers
from papers.head.lines import HeadLine, What, what
from papers.head.masthead import read_labels, read_masthead
from papers.head.press import BYLINE, group_end, is_press, press_kind, read_heading
from papers.head.recipients import BETWEEN, put_recipients
from papers.head.signing import Signing, read_signing
from papers.head.title import is_order, published, read_title
from papers.head.value import Head
from papers.kinds import kind_of

_HEAD_LINES = 80
_HEAD_CHARACTERS = 3000
_LONGEST_SUBTITLE = 30  # characters of a note or a name
_INNER = frozenset(("mark_issuers", "masthead_date"))
"""What is found on the way and no field of a head."""

_NOTHING: Mapping[str, Any] = {}


def read_head(lines: Sequence[HeadLine], name: str = "", given: Mapping[str, Any] = _NOTHING) -> Head:
    """The head of a paper of `lines`.

    `given` holds fields that are known already and win over what is read; `name` (a file's name) stands in for a title
    where the text has none. Nothing is guessed without being named in `doubtful`.
    """
    found = Found(dict(given))
    top = _top(lines)
    read_labels(top, found)
    _put_press(top, found)
    end = _body_start(top)
    kinds = read_masthead(top, end, found)
    first, after = _put_title(top, kinds, found)
    history = read_history(top)
    signing = read_signing(lines, _index(lines, top, after))
    put_recipients(top, after, found)
    _put_number(top, after, history, found)
    _put_date(top, (first, after), history, signing, found)
    put_issuers(lines, history, signing, found)
    read_attachment_list(lines, found)
    read_note(lines, signing, found)
    read_imprint(lines, found)
    if "recipients" in found.values or found.text("document_number"):
        read_due(lines, found.values.get("issue_date"), found)
    if not found.values.get("attachment_list") and any(line.text.startswith("附件") for line in lines):
        found.doubtful.append("attachments")
    return _head(found, name, signing, history)


def _top(lines: Sequence[HeadLine]) -> Sequence[HeadLine]:
    """The lines in which masthead, title and recipients stand."""
    limit = next((index for index, line in enumerate(lines) if line.start > _HEAD_CHARACTERS), len(lines))
    return lines[: min(limit, _HEAD_LINES)]


def _index(lines: Sequence[HeadLine], top: Sequence[HeadLine], after: int) -> int:
    return min(after, len(top), len(lines))


def _body_start(top: Sequence[HeadLine]) -> int:
    """The first line that begins the text: recipients, a heading, a sentence, a table."""
    for index, line in enumerate(top):
        kind = what(line)
        if kind is What.SENTENCE and _inside_title(top, index):
            continue
        if kind in {What.ADDRESS, What.HEADING, What.SENTENCE, What.SOLID}:
            return index
    return len(top)


def _inside_title(top: Sequence[HeadLine], index: int) -> bool:
    """Whether a line of title only looks like a sentence: 《关于……、》 broken over lines."""
    text = top[index].text
    above = next((line.text for line in reversed(top[:index]) if line.text), "")
    opened = above.count("《") > above.count("》")
    return len(text) <= 60 and (opened or text.endswith("、")) and "。" not in text


def _put_press(top: Sequence[HeadLine], found: Found) -> None:
    """The headlines of a press article."""
    shown = [line for line in top if line.text]
    heading = read_heading(shown) if "title" not in found.values else None
    if heading is None or not is_press(shown, heading):
        return
    title = shown[heading.main]
    lines = [line for line in shown[: group_end(shown, 0)] if line is title or not BYLINE.match(line.text)]
    main = lines.index(title)
    found.put("title", heading.title, [lines[main]], alone=True)
    found.put("lead_title", heading.lead_title, lines[:main], alone=True)
    found.put("subtitle", heading.subtitle, lines[main + 1 :], alone=True)
    found.put("kind", press_kind(shown, heading), [])


def _put_title(top: Sequence[HeadLine], kinds: Sequence[What], found: Found) -> tuple[int, int]:
    """Put the title down; return the indexes of its first line and after its last."""
    title, first, last = read_title(top, kinds)
    if is_order(top) and (law := published(top)) is not None:
        found.put("title", law.text, [law])
        return first, last
    lines = [line for line in top[first:last] if line.text]
    marked = last == first + 1 and kinds[first] is What.MARK if title else False
    found.put("title", title, lines, alone=not marked)
    if lines and (number := leading_document_number(lines[0].text)):
        found.within("document_number", number.standard, lines[0], (number.start, number.end))
    mark = next((index for index, kind in enumerate(kinds) if kind is What.MARK), None)
    if mark is not None and not first < mark < last and (mark < first or marked):
        found.put("issuer_mark", unspread(top[mark].text), [top[mark]], alone=True)
    if not title:
        return len(kinds), len(kinds)
    return first, _put_subtitle(top, kinds, last, found)


def _put_subtitle(top: Sequence[HeadLine], kinds: Sequence[What], last: int, found: Found) -> int:
    """副标题 below the title: “（征求意见稿）”, “——在……会上的讲话”, who speaks; return the index after it."""
    index = last
    while index < len(kinds) and not top[index].text:
        index += 1
    if index >= len(kinds):
        return last
    line = top[index]
    named = kinds[index] is What.WORDS and "讲话" in found.text("title") and len(line.bare) <= _LONGEST_SUBTITLE
    noted = kinds[index] is What.NOTE and len(line.bare) <= _LONGEST_SUBTITLE and next(days(line.text), None) is None
    if named or noted or line.text.startswith(("——", "—", "--")):
        found.put("subtitle", line.text, [line], alone=True)
        return index + 1 if next(days(line.text), None) is None else last
    return last


def _put_number(top: Sequence[HeadLine], after: int, history: History, found: Found) -> None:
    """The number below the title, or that of the order that published a regulation."""
    for line in top[after : after + 6]:
        kind = what(line)
        if kind not in BETWEEN:
            break
        if kind in {What.NUMBER, What.NOTE}:
            number = read_document_number(line.text)
            found.put("document_number", number.standard if number else "", [line], alone=kind is What.NUMBER)
    if history.number and history.numbered:
        found.within("document_number", history.number, *history.numbered)


def _put_date(
    top: Sequence[HeadLine], title: tuple[int, int], history: History, signing: Signing | None, found: Found
) -> None:
    """The day of a law's last change, the day that an order or any paper was signed, or the one under the title."""
    above = signing is not None and (history.dated is None or signing.line.start < history.dated[0].start)
    ordered = signing is not None and above and (bool(signing.issuers) or is_order(top))
    if history.issue_date and history.dated and not ordered:
        found.within("issue_date", history.issue_date, *history.dated)
    under = _date_under(top, title[1])
    if signing and (signing.issuers or under is None):
        found.within(
            "issue_date",
            signing.day,
            signing.line,
            signing.span,
            alone=not (signing.signature and signing.signature[0] is signing.line),
        )
    elif under:
        found.within("issue_date", under[0], under[1], (0, len(under[1].text)))
    if "masthead_date" in found.values:
        found.put("issue_date", found.values["masthead_date"], [])


def _date_under(top: Sequence[HeadLine], after: int) -> tuple[date, HeadLine] | None:
    """The day in brackets or behind a dash below the title, as speeches, reports and party papers have it."""
    for line in top[after : after + 5]:
        if what(line) not in BETWEEN | {What.WORDS}:
            return None
        if day := read_date(line.text):
            return day, line
        spoken = line.text[:1] in "（(—-" and next(days(line.text), None)
        if (
            spoken
            and spoken.year
            and (read := spoken.on(0))
            and re.match(r"(?:\s*[，,]?\s*在|[）)]|\s)", line.text[spoken.end :] + " ")
        ):
            return read, line
    return None


def _head(found: Found, name: str, signing: Signing | None, history: History) -> Head:
    values = {key: value for key, value in found.values.items() if key not in {*_INNER, "issuer", "signature"}}
    if issuer := found.values.get("issuer"):
        values["issuers"] = tuple(names_in(issuer)) if isinstance(issuer, str) else issuer
    title = found.text("title") or name
    values["title"] = title
    values["kind"] = (
        found.text("kind")
        or kind_of(title)
        or kind_of(found.text("subtitle"))
        or _kind_of_mark(found.text("issuer_mark"))
    )
    values["signature"] = found.text("signature")
    places = {key: place for key, place in found.places.items() if key not in _INNER}
    return Head(**values, doubtful=_doubtful(found, values, signing, history), places=places)


def _kind_of_mark(mark: str) -> str:
    return "" if mark.endswith("文件") else kind_of(mark)


def _doubtful(found: Found, values: Mapping[str, Any], signing: Signing | None, history: History) -> tuple[str, ...]:
    """The fields to be looked at: empty ones that the paper might have, and those read from where others stand too."""
    official = bool(found.text("document_number") or found.text("issuer_mark"))
    doubts = {
        "title": not found.text("title") or not values["kind"],
        "kind": not values["kind"],
        "issuer": not values.get("issuers"),
        "document_number": not values.get("document_number")
        and (bool(found.text("issuer_mark")) or bool(found.text("recipients"))),
        "issue_date": not values.get("issue_date")
        or (
            signing is not None
            and not signing.issuers
            and history.issue_date is None
            and not found.values.get("order_number")
        ),
        "copy_number": not values.get("copy_number") and values.get("secrecy") in {"绝密", "机密"},
        "secrecy": bool(values.get("copy_number")) and not values.get("secrecy") and official,
    }
    return (*(field for field, doubtful in doubts.items() if doubtful), *found.doubtful)
