"""What stands twice: paragraphs and sentences that were pasted again (条例第二十条)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Spot, Subject
from docgen.finding import Severity, Strength

_PRACTICE = Strength.PRACTICE
_WARNING, _HINT = Severity.WARNING, Severity.HINT

_SHORTEST = 30
"""Characters from which on the same words twice are no coincidence."""
_LAWS = ("条例", "规定", "办法", "规则", "细则")
"""Kinds that say the same again for each case."""


@rule("paragraph-repeated", "没有重复的段落", ACCURACY, _PRACTICE, _WARNING)
def paragraph_repeated(subject: Subject) -> Iterator[Spot]:
    """A paragraph that stands twice in the body or in one attachment; lists of a law may share an item."""
    for flow in subject.flows if not _is_law(subject) else ():
        known: dict[str, tuple[int, int]] = {}
        for place, piece in enumerate(flow):
            text = _ITEM_NUMBER.sub("", piece.text)
            if len(text) < _SHORTEST or text.endswith(("：", ":")) or text == subject.document.title:
                continue
            first, line = known.setdefault(text, (place, piece.line))
            if first < place and (text == piece.text or place - first <= _NEAR_ITEM):
                yield piece.whole(f"这一段与第 {line} 行的一段相同，请删去一处。")


_ITEM_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])")
_NEAR_ITEM = 8
"""Numbered paragraphs further apart may be items of two lists."""
_ARTICLES = re.compile(r"第[一二三四五六七八九十百]{1,5}条[\s　]")


def _is_law(subject: Subject) -> bool:
    """Set out in articles, which say the same again for each case; so do the papers that change them."""
    articles = sum(bool(_ARTICLES.match(piece.text)) for piece in subject.body)
    return subject.document.kind in _LAWS or articles > 2 or "解释" in subject.document.title[-8:]


@rule("sentence-repeated", "同一句话不写两遍", ACCURACY, _PRACTICE, _HINT)
def sentence_repeated(subject: Subject) -> Iterator[Spot]:
    """A long sentence that stands twice in one paragraph or in two."""
    for flow in subject.flows if not _is_law(subject) else ():
        whole = Counter(piece.text for piece in flow)
        known: dict[str, int] = {}
        for piece in flow:
            for found in re.finditer(r"[^。！？]{30,300}[。！？]", piece.text):
                if found[0] in known and whole[piece.text] == 1:
                    yield piece.spot(found.start(), found.end(), f"这句话与第 {known[found[0]]} 行的一句相同，请核对。")
                known.setdefault(found[0], piece.line)
