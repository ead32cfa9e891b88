"""What a text cites, what for, and the keys by which papers are found: relations before they are written down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.normal import normalise
from search.records import Citation, Metadata

_NOT_TITLE = re.compile(r"[《》〈〉“”\"' ]")
_NUMBER = re.compile(r"(.*?)\(?((?:19|20)\d\d)\)?年?第?0*(\d{1,5})号?$")
_AFTER_REPEAL = re.compile(r"^[^。;\n]{0,12}(?:同时废止|予以废止|即行废止|废止)")
_AFTER_AMEND = re.compile(r"^[^。;\n]{0,6}(?:作如下修改|予以修改|进行修改|修订如下)")
_BEFORE_BASIS = re.compile(r"(?:根据|依据|依照|按照|遵照|贯彻落实|贯彻|落实)[^。;\n]{0,30}$")
_BEFORE_REPLACED = re.compile(r"(?:代替|替代|取代)[^。;\n]{0,6}$")
_AROUND = 40  # characters before and after a citation that tell what it is cited for


def title_key(title: str) -> str:
    """What two writings of one title have in common: 国务院关于…的意见 is also cited as 《关于…的意见》."""
    key = _NOT_TITLE.sub("", normalise(title)).removeprefix("中华人民共和国")
    start = key.find("关于")
    return key[start:] if start > 0 else key


def number_key(document_number: str) -> str:
    """A 发文字号 without its brackets: 国发〔2014〕15号 → 国发|2014|15; "" when it is none."""
    match = _NUMBER.match(normalise(document_number).replace(" ", ""))
    return "|".join(match.groups()) if match else ""


def citation_kind(text: str, citation: Citation, title: str) -> str:
    """What a paper is cited for: 废止 修订 替代 转发 印发 依据, or just 引用."""
    before = text[max(0, citation.start - _AROUND) : citation.start]
    after = text[citation.end : citation.end + _AROUND]
    if citation.title and citation.title in title:
        for word in ("转发", "印发", "废止"):
            if word in title:
                return word
    if _AFTER_REPEAL.search(after):
        return "废止"
    if _AFTER_AMEND.search(after):
        return "修订"
    if _BEFORE_REPLACED.search(before):
        return "替代"
    return "依据" if _BEFORE_BASIS.search(before) else "引用"


def cited(text: str, metadata: Metadata) -> Iterator[tuple[str, Citation, str, str]]:
    """Each cited paper once: what for, where, and its keys."""
    seen: set[tuple[str, str]] = set()
    own = title_key(metadata.title)
    for citation in metadata.citations:
        keys = title_key(citation.title), number_key(citation.document_number)
        if keys in seen or not any(keys) or keys[0] == own:
            continue
        seen.add(keys)
        yield citation_kind(text, citation, metadata.title), citation, *keys
