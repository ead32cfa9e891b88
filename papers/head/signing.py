"""The signature (署名) and the date of a paper (成文日期): what stands at its end, or under its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from papers.dates import days, read_date
from papers.head.bodies import are_bodies, names_in
from papers.head.lines import HeadLine, What, dated, what

_LONGEST = 80  # characters of a line that is a date, or a body and a date
_MOST_TRIES = 200
_PERSON = re.compile(
    r"(?:[一-鿿]{0,12}(?:主任|局长|厅长|部长|市长|县长|区长|镇长|乡长|省长|书记|主席|总理|院长|检察长|会长|校长|署长|司令员|政委|人|长))?"
    r"[\s\u3000：:]*[一-鿿·]{1,4}(?:[\s\u3000][一-鿿]{1,2})?"
)
_AFTER = re.compile(r"^(?:[（(]|抄\s*送|抄\s*报|主\s*送|附\s*件|附\s*表|附\s*录|主题词|印\s*发|分\s*送|报\s*送)")
_BEGUN = re.compile(r"\d{4}\s?[-./年]")
_LABELLED = re.compile(r"(?:时间|日期|截止|截至|自|至|起|到|于)[：:]?$")
_FURTHER = 6  # lines above a date in which its signature stands


@dataclass(frozen=True, slots=True)
class Signing:
    """The day, the line that it stands on with its place in it, and the lines of the signature above it."""

    day: date
    line: HeadLine
    span: tuple[int, int]
    issuers: tuple[str, ...] = ()
    signature: tuple[HeadLine, ...] = ()
    index: int = 0


def read_signing(lines: Sequence[HeadLine], first: int) -> Signing | None:
    """The first date alone on a line with its issuer there or above it; else one that stands as a signature's does.

    `first`: the index of the first line after the title; what stands before is looked at for a body with a date alone.
    """
    loose: list[Signing] = []
    for index, line in islice(_dates(lines), _MOST_TRIES):
        found = _signing(lines, index, line)
        if found is None:
            continue
        if found.issuers:
            return found
        if index >= first and _closes(lines, index):
            loose.append(found)
    return loose[0] if loose else None


def _dates(lines: Sequence[HeadLine]) -> Iterator[tuple[int, HeadLine]]:
    for index, line in enumerate(lines):
        text = line.text
        likely = len(text) <= _LONGEST and text and ("日" in text or (text[:1].isdecimal() and _BEGUN.match(text)))
        if likely and not line.solid and (read_date(text) or dated(text)[0]):
            yield index, line


def _signing(lines: Sequence[HeadLine], index: int, line: HeadLine) -> Signing | None:
    names, written = dated(line.text)
    day = read_date(written or line.text)
    if day is None:
        return None
    if names:
        start = line.text.rfind(written)
        return Signing(day, line, (start, len(line.text)), tuple(names_in(names)), (line,), index)
    signature = _above(lines, index)
    issuers = tuple(name for one in signature for name in names_in(one.text))
    span = (0, len(line.text))
    bracketed = line.text[:1] in "（(〔[【"
    inner = replace(line, text=line.text.strip("（）()〔〕[]【】 ")) if bracketed else line
    start = line.text.find(inner.text)
    weekday = next((found.end for found in days(inner.text)), len(inner.text))
    span = (start, start + weekday)
    return Signing(day, line, span, issuers, tuple(signature), index)


def _above(lines: Sequence[HeadLine], index: int) -> list[HeadLine]:
    """The lines of the signature above a date: bodies, blank lines between them, and a person who signs."""
    found: list[HeadLine] = []
    person = False
    for line in reversed(lines[max(0, index - _FURTHER) : index]):
        if not line.text:
            continue
        if are_bodies(line.text) and not line.solid:
            found.insert(0, line)
        elif found or person or not _PERSON.fullmatch(line.text):
            break
        else:
            person = True
    return found


def _closes(lines: Sequence[HeadLine], index: int) -> bool:
    """Whether a date without an issuer stands where a paper ends: after its last sentence, before nothing or an end."""
    above = next((line for line in reversed(lines[:index]) if line.text), None)
    below = next((line for line in lines[index + 1 :] if line.text), None)
    if above is None or above.text.endswith(("：", ":")) or _LABELLED.search(above.text):
        return False
    ended = (
        above.text[-1] in "。！？.）)；"
        or bool(_PERSON.fullmatch(above.text))
        or what(above) is What.LABEL
        or bool(re.search(r"[：:]", above.text))
    )
    if _PERSON.fullmatch(above.text) and below is not None and what(below) is What.HEADING:
        return True  # an order with its regulation below
    rest = (
        below is None
        or bool(_AFTER.match(below.text))
        or what(below) in {What.ATTACHMENT, What.WORDS, What.DATED, What.RULE}
    )
    return ended and rest
