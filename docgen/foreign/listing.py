"""The automatic numbers of a .docx as text: a reader sees “一、”, the paragraph does not hold it."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# python-docx gives no types for the file's XML

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Node

from papers.numerals import to_chinese

_CIRCLED = 0x2460
_LARGEST_CIRCLED = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: the form of its number, its text (“%1、”) and where it starts."""

    form: str
    text: str
    start: int


class Listing:
    """Counts the automatic numbers of one file from its beginning on."""

    def __init__(self, word: WordDocument) -> None:
        related = [one.target_part for one in word.part.rels.values() if one.reltype.endswith("/numbering")]
        root: Node | None = getattr(related[0], "element", None) if related else None
        self._lists = _lists(root) if root is not None else {}
        self._values: dict[str, list[int]] = {}

    def number(self, numbered: Node | None) -> str:
        """The number that a w:numPr stands for, "" for none or a bullet; each call counts one on."""
        found = None if numbered is None else numbered.find(qn("w:numId"))
        identity = "" if found is None else str(found.get(qn("w:val")))
        levels = self._lists.get(identity)
        if not levels or numbered is None:
            return ""
        depth = numbered.find(qn("w:ilvl"))
        index = min(int(depth.get(qn("w:val")) or 0) if depth is not None else 0, len(levels) - 1)
        values = self._values.setdefault(identity, [level.start - 1 for level in levels])
        values[index] += 1
        values[index + 1 :] = [level.start - 1 for level in levels[index + 1 :]]
        if levels[index].form in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda found: _shown(levels, values, int(found[1]) - 1), levels[index].text)


def _shown(levels: tuple[_Level, ...], values: list[int], index: int) -> str:
    if index >= len(levels):
        return ""
    value, form = max(values[index], levels[index].start), levels[index].form
    if form.startswith(("chinese", "ideograph", "taiwanese", "japanese")) and 0 < value < 10000:
        return to_chinese(value)
    if form == "decimalEnclosedCircle" and 0 < value <= _LARGEST_CIRCLED:
        return chr(_CIRCLED + value - 1)
    if form in ("lowerLetter", "upperLetter"):
        return chr((ord("a") if form == "lowerLetter" else ord("A")) + (value - 1) % 26)
    return str(value)


def _lists(root: Node) -> dict[str, tuple[_Level, ...]]:
    kinds = {one.get(qn("w:abstractNumId")): _levels(one) for one in root.iter(qn("w:abstractNum"))}
    lists: dict[str, tuple[_Level, ...]] = {}
    for one in root.iter(qn("w:num")):
        kind = one.find(qn("w:abstractNumId"))
        if kind is not None:
            lists[str(one.get(qn("w:numId")))] = kinds.get(kind.get(qn("w:val")), ())
    return lists


def _levels(kind: Node) -> tuple[_Level, ...]:
    return tuple(
        _Level(_value(one, "w:numFmt") or "decimal", _value(one, "w:lvlText"), int(_value(one, "w:start") or 1))
        for one in kind.iter(qn("w:lvl"))
    )


def _value(level: Node, tag: str) -> str:
    found = level.find(qn(tag))
    return str(found.get(qn("w:val")) or "") if found is not None else ""
