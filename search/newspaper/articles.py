"""Where the articles of a page begin, and what each says about itself. Not a character is changed or dropped.

A page is a run of paragraphs. An article begins with a group of headlines: short lines without an end mark, not
numbered and no photo caption, that stand above a dateline (本报讯……), a byline (本报评论员), a numbered part (一、)
or a second headline. A lone line of that shape inside running text is a sub-heading and begins nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.metadata import read_metadata
from search.newspaper.faults import faults
from search.records import Metadata, Parsed

LONGEST_HEADLINE = 45

_END_MARKS = "。！？；，、：:;,.!?"
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])")
_HAN = r"[\u4e00-\u9fff]"
_DATELINE = re.compile(rf"^\s*(?:本[报台刊网]\S{{0,12}}?[讯电]|{_HAN}{{0,22}}\d+月\d+日[讯电])")
_WRITERS = "评论员|记者|通讯员|编辑部|社论|社评"
_BYLINE = re.compile(rf"^(?:本[报刊台网])?(?:特约)?(?:{_WRITERS})(?:\s{{0,3}}(?:{_HAN}|·){{2,4}}){{0,4}}$")
_CREDIT = re.compile(r"(?:摄|摄影报道|供图|图/文.*)$")
_REPORTER = re.compile(r"[（(]\s*(?:本报)?(?:特约|见习)?(?:记者|通讯员)\s*([^（）()]{2,30}?)\s*[）)]")
_OPENING = 300  # characters in which the reporter is named and the title said again
_HEADLINES = 6  # lines in which a press release has come to its dateline
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_COMMENT = re.compile(r"评论员|社论|社评")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A non-blank line of the page, at text[start:end]."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The headlines above an article: 引题, 主题, 副题, and the byline."""

    lead_title: str
    title: str
    subtitle: str
    byline: str


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
        end = _group_end(page, index)
        if end > index and _is_opening(page, index, end):
            yield index
        index = max(end, index + 1)


def _group_end(page: Sequence[Paragraph], start: int) -> int:
    end = start
    while end < len(page) and _is_headline(page, end):
        end += 1
    return end


def _is_headline(page: Sequence[Paragraph], index: int) -> bool:
    text = page[index].text
    if len(text) > LONGEST_HEADLINE or text[-1] in _END_MARKS or _CREDIT.search(text):
        return False
    caption = index + 1 < len(page) and bool(_CREDIT.search(page[index + 1].text))
    return not caption and not _NUMBERED.match(text) and not _DATELINE.match(text)


def _is_opening(page: Sequence[Paragraph], start: int, end: int) -> bool:
    if end == len(page):
        return False
    follows = page[end].text
    signed = any(_BYLINE.match(paragraph.text) for paragraph in page[start + 1 : end])
    return end - start > 1 or signed or bool(_DATELINE.match(follows) or _NUMBERED.match(follows))


def _article(text: str, paragraphs: Sequence[Paragraph]) -> Parsed:
    heading = _heading(paragraphs)
    body = [paragraph.text for paragraph in paragraphs]
    whole = text[paragraphs[0].start : paragraphs[-1].end]
    found = read_metadata(whole, given={"title": heading.title, "kind": _kind(heading, body)})
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
    body = [paragraph.text for paragraph in page]
    heading = _heading(page)
    pressed = any(_DATELINE.match(line) for line in body[:_HEADLINES]) or _COMMENT.search(heading.byline)
    if not pressed or not heading.title:
        return found
    dates = {} if found.issue_date else _date(body)
    return replace(
        found,
        title=heading.title,
        kind=_kind(heading, body),
        lead_title=heading.lead_title,
        subtitle=heading.subtitle,
        reporter=_reporter(body),
        **dates,
    )


def _heading(article: Sequence[Paragraph]) -> Heading:
    """Which of the headlines is the title: that which has most in common with the opening of the article.

    A row of slogans (词组 parted by spaces) is none, unless there is nothing else.
    """
    end = _group_end(article, 0)
    group = article[:end]
    opening = article[end].text[:_OPENING] if end < len(article) else ""
    bylines = [paragraph.text for paragraph in group if _BYLINE.match(paragraph.text)]
    lines = [paragraph.text for paragraph in group if not _BYLINE.match(paragraph.text)]
    if not lines:
        return Heading("", bylines[0] if bylines else "", "", "")
    able = [index for index, line in enumerate(lines) if not re.search(r"\S\s+\S", line)] or [0]
    main = max(able, key=lambda index: _told(lines[index], opening))
    return Heading("　".join(lines[:main]), lines[main], "　".join(lines[main + 1 :]), "".join(bylines))


def _told(headline: str, opening: str) -> float:
    """The share of a headline's pairs of characters that the opening repeats."""
    pairs = [headline[place : place + 2] for place in range(len(headline) - 1)]
    return sum(pair in opening for pair in pairs) / max(1, len(pairs))


def _kind(heading: Heading, body: Sequence[str]) -> str:
    """消息, 评论员文章 or 政策文本."""
    if _COMMENT.search(heading.byline):
        return "评论员文章"
    if any(_DATELINE.match(line) for line in body[:5]):
        return "消息"
    return "政策文本" if any(_NUMBERED.match(line) for line in body) else "消息"


def _reporter(body: Sequence[str]) -> str:
    found = next((match for line in body[:6] if (match := _REPORTER.search(line[:_OPENING]))), None)
    return found[1].strip() if found else ""


def _date(body: Sequence[str]) -> dict[str, str]:
    """`stated_date` as printed in the opening, else the one day the article names; `issue_date` only with its year."""
    opening = next((line for line in body[:6] if _DATELINE.match(line)), "")
    named = {match[0]: match for line in body for match in _DAY.finditer(line)}
    found = _DAY.search(opening.split("。", 1)[0]) or (next(iter(named.values())) if len(named) == 1 else None)
    if found is None:
        return {"stated_date": "", "issue_date": ""}
    year = found[1]
    day = f"{int(year):04d}-{int(found[2]):02d}-{int(found[3]):02d}" if year else ""
    return {"stated_date": found[0], "issue_date": day}
