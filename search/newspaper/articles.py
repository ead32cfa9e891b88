"""Where the articles of a page begin, and what each says about itself. Not a character is changed or dropped.

A page is a run of paragraphs. An article begins with a group of headlines: short lines without an end mark, not
numbered and no photo caption, that stand above a dateline (本报讯……), a byline (本报评论员), a numbered part (一、)
or a second headline. A lone line of that shape inside running text is a sub-heading and begins nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from papers.dates import days
from papers.deadlines import deadlines
from papers.head.press import BYLINE, DATELINE, NUMBERED, OPENING, group_end, is_press, press_kind, read_heading
from search.metadata import read_metadata
from search.newspaper.faults import faults
from search.records import Metadata, Parsed

_REPORTER = re.compile(r"[（(]\s*(?:本报)?(?:特约|见习)?(?:记者|通讯员)\s*([^（）()]{2,30}?)\s*[）)]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A non-blank line of the page, at text[start:end]."""

    text: str
    start: int
    end: int


def split(text: str) -> tuple[Parsed, ...]:
    """The articles of a page in their order on it; the whole page as one when nothing tells where another begins."""
    page = list(_paragraphs(text))
    starts = list(_starts(page)) or [0]
    if not page:
        return ()
    starts[0] = 0
    ends = [*starts[1:], len(page)]
    return tuple(_article(text, page[start:end]) for start, end in zip(starts, ends, strict=True))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    place = 0
    for line in text.split("\n"):
        shown = line.strip()
        if shown:
            start = place + line.index(shown)
            yield Paragraph(shown, start, start + len(shown))
        place += len(line) + 1


def _starts(page: Sequence[Paragraph]) -> Iterator[int]:
    """Indices of paragraphs that begin an article."""
    index = 0
    while index < len(page):
        end = group_end(page, index)
        if end > index and _is_opening(page, index, end):
            yield index
        index = max(end, index + 1)


def _is_opening(page: Sequence[Paragraph], start: int, end: int) -> bool:
    if end == len(page):
        return False
    follows = page[end].text
    signed = any(BYLINE.match(paragraph.text) for paragraph in page[start + 1 : end])
    return end - start > 1 or signed or bool(DATELINE.match(follows) or NUMBERED.match(follows))


def _article(text: str, paragraphs: Sequence[Paragraph]) -> Parsed:
    heading = read_heading(paragraphs)
    body = [paragraph.text for paragraph in paragraphs]
    whole = text[paragraphs[0].start : paragraphs[-1].end]
    found = read_metadata(whole, given={"title": heading.title, "kind": press_kind(paragraphs, heading)})
    metadata = replace(
        found,
        issuer="",
        issuers=(),
        recipients="",
        lead_title=heading.lead_title,
        subtitle=heading.subtitle,
        reporter=_reporter(body),
        **_date(body),
    )
    return Parsed(whole, metadata, tuple(f"《{heading.title}》{fault}" for fault in faults(body, heading.subtitle)))


def as_article(text: str, found: Metadata) -> Metadata:
    """The metadata of a text that is one press release: its headlines told apart, its reporter, its kind.

    `found` is what was read as of any paper; returned unchanged when the text does not begin as press does (本报讯……).
    """
    page = list(_paragraphs(text))
    heading = read_heading(page)
    if not is_press(page, heading):
        return found
    body = [paragraph.text for paragraph in page]
    dates = {} if found.issue_date else _date(body)
    return replace(
        found,
        title=heading.title,
        kind=press_kind(page, heading),
        lead_title=heading.lead_title,
        subtitle=heading.subtitle,
        reporter=_reporter(body),
        **dates,
    )


def _reporter(body: Sequence[str]) -> str:
    found = next((match for line in body[:6] if (match := _REPORTER.search(line[:OPENING]))), None)
    return found[1].strip() if found else ""


def _date(body: Sequence[str]) -> dict[str, str]:
    """`stated_date` as the dateline's sentence prints it, `issue_date` only with its year; a deadline is neither."""
    opening = next((line for line in body[:6] if DATELINE.match(line)), "").split("。", 1)[0]
    bounds = [range(one.start, one.end) for one in deadlines(opening)]
    found = next((day for day in days(opening) if not any(day.start in bound for bound in bounds)), None)
    if found is None:
        return {"stated_date": "", "issue_date": ""}
    day = found.on(0) if found.year else None
    return {"stated_date": opening[found.start : found.end], "issue_date": day.isoformat() if day else ""}
