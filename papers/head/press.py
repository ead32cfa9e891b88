"""Press articles (新闻稿): headlines above a dateline told apart into 引题, 主题 and 副题; the kind of article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from papers.kinds import kind_of

LONGEST_HEADLINE = 45
OPENING = 300
"""Characters of an article in which the reporter is named and the title said again."""

_END_MARKS = "。！？；，、：:;,.!?"
NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])")
_HAN = r"[\u4e00-\u9fff]"
DATELINE = re.compile(rf"^\s*(?:本[报台刊网]\S{{0,12}}?[讯电]|{_HAN}{{0,22}}\d+月\d+日[讯电])")
_WRITERS = "评论员|记者|通讯员|编辑部|社论|社评"
BYLINE = re.compile(rf"^(?:本[报刊台网])?(?:特约)?(?:{_WRITERS})(?:\s{{0,3}}(?:{_HAN}|·){{2,4}}){{0,4}}$")
_CREDIT = re.compile(r"(?:摄|摄影报道|供图|图/文.*)$")
_COMMENT = re.compile(r"评论员|社论|社评")
_HEADLINES = 6  # lines in which a press release has come to its dateline


class Shown(Protocol):
    """A line of a page: only its text counts here."""

    @property
    def text(self) -> str:
        """What it shows."""
        ...


@dataclass(frozen=True, slots=True)
class Heading:
    """The headlines above an article: 引题, 主题, 副题, and the byline; `main`: the line of the 主题."""

    lead_title: str
    title: str
    subtitle: str
    byline: str
    main: int = 0


def is_press(article: Sequence[Shown], heading: Heading) -> bool:
    """Whether a text begins as press does: 本报讯…… in its first lines, or a commentator's byline."""
    dated = any(DATELINE.match(line.text) for line in article[:_HEADLINES])
    if "关于" in heading.title and kind_of(heading.title):
        return False  # a paper that an agency passes on
    return bool(heading.title) and (dated or bool(_COMMENT.search(heading.byline)))


def press_kind(article: Sequence[Shown], heading: Heading) -> str:
    """消息, 评论员文章 or 政策文本."""
    if _COMMENT.search(heading.byline):
        return "评论员文章"
    if any(DATELINE.match(line.text) for line in article[:5]):
        return "消息"
    return "政策文本" if any(NUMBERED.match(line.text) for line in article) else "消息"


def group_end(page: Sequence[Shown], start: int) -> int:
    """The index after the headlines that begin at `start`."""
    end = start
    while end < len(page) and _is_headline(page, end):
        end += 1
    return end


def _is_headline(page: Sequence[Shown], index: int) -> bool:
    text = page[index].text
    if not text or len(text) > LONGEST_HEADLINE or text[-1] in _END_MARKS or _CREDIT.search(text):
        return False
    caption = index + 1 < len(page) and bool(_CREDIT.search(page[index + 1].text[-LONGEST_HEADLINE:]))
    return not caption and not NUMBERED.match(text) and not DATELINE.match(text)


def read_heading(article: Sequence[Shown]) -> Heading:
    """Which of the headlines is the title: that which has most in common with the opening of the article.

    A row of slogans (词组 parted by spaces) is none, unless there is nothing else.
    """
    end = group_end(article, 0)
    opening = article[end].text[:OPENING] if end < len(article) else ""
    bylines = [line.text for line in article[:end] if BYLINE.match(line.text)]
    places = [index for index in range(end) if not BYLINE.match(article[index].text)]
    if not places:
        return Heading("", bylines[0] if bylines else "", "", "")
    lines = [article[index].text for index in places]
    able = [index for index, line in enumerate(lines) if not re.search(r"\S\s+\S", line)] or [0]
    main = max(able, key=lambda index: _told(lines[index], opening))
    lead, sub = "　".join(lines[:main]), "　".join(lines[main + 1 :])
    return Heading(lead, lines[main], sub, "".join(bylines), places[main])


def _told(headline: str, opening: str) -> float:
    """The share of a headline's pairs of characters that the opening repeats."""
    pairs = [headline[place : place + 2] for place in range(len(headline) - 1)]
    return sum(pair in opening for pair in pairs) / max(1, len(pairs))
