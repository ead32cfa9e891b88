"""Chapters and articles (第一章, 第一条) of 办法, 规定 and 条例, set as practice has it (GB/T 9704 is silent)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.model import Paragraph
from docgen.pages import Role

_NUMERAL = "[零〇一二三四五六七八九十百千0-9]{1,7}"
_CHAPTER = re.compile(rf"第{_NUMERAL}[编章节](?:[ 　]+[^。；]{{1,30}})?")
_ARTICLE = re.compile(rf"第{_NUMERAL}条(?=[ 　])")

HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}
"""一、黑体, （一）楷体; 1. and （1）仿宋 (7.3.3)."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How a paragraph begins: its first `length` characters in `role`; `centred`: a chapter, alone on its line."""

    length: int
    role: Role
    centred: bool = False


def lead_of(paragraph: Paragraph, *, articles: bool) -> Lead:
    """The lead of a paragraph: its heading; with `articles` a chapter, or the number of an article in 黑体."""
    if articles and not paragraph.level:
        if _CHAPTER.fullmatch(paragraph.text):
            return Lead(len(paragraph.text), Role.HEI, centred=True)
        if article := _ARTICLE.match(paragraph.text):
            return Lead(article.end(), Role.HEI)
    return Lead(paragraph.lead, HEADING_ROLES.get(paragraph.level, Role.BODY))
