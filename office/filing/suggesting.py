"""What belongs together as one 件, how long it is kept, and what is not filed: a suggestion with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from office.filing.retention import RetentionRule, retention, source_of
from search.records import Record

_TOGETHER = ("印发", "转发")
"""Relations by which two papers are one 件 (DA/T 22—2015, 5.1.2: 转发文与被转发文)."""
_REPLIES = ("批复", "复函", "函", "答复")
_ASKED = ("请示", "函", "报告")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One 件: its papers in order (复文 before 来文, 转发文 before 被转发文), and the deciding line of the table."""

    papers: tuple[Record, ...]
    rule: RetentionRule | None
    source: str

    @property
    def filed(self) -> bool:
        """Whether it is to be filed."""
        return self.rule is None or bool(self.rule.term)

    @property
    def term(self) -> str:
        """Y, D30, D10; "" for what is not filed, or where no line of the table says anything."""
        return self.rule.term if self.rule else ""

    @property
    def why(self) -> str:
        """The reason in a few words."""
        if self.rule is None:
            return "保管期限表里没有这一类，请自己定"
        together = "；一并归为一件" if len(self.papers) > 1 else ""
        return f"{self.source}文件：{self.rule.why}{together}"


def suggest(papers: Sequence[Record], own: str, table: Sequence[RetentionRule] | None = None) -> tuple[Suggestion, ...]:
    """The papers as 件, in the order of their first papers; the first paper of each decides on the term."""
    found: list[Suggestion] = []
    for group in _groups(papers):
        first = group[0]
        rule = retention(first.title, first.kind, first.issuer, own, table)
        found.append(Suggestion(group, rule, source_of(first.issuer, own)))
    return tuple(found)


def _groups(papers: Sequence[Record]) -> list[tuple[Record, ...]]:
    by_id = {paper.id: paper for paper in papers}
    follows: dict[int, int] = {}  # a paper → the one before it in the same 件
    for paper in papers:
        for other, kind in _related(paper, by_id):
            if other.id not in follows and _one(paper, other, kind):
                follows[other.id] = paper.id
    groups: dict[int, list[Record]] = {}
    for paper in papers:
        groups.setdefault(_first(paper.id, follows), []).append(paper)
    return [tuple(sorted(group, key=lambda one: _depth(one.id, follows))) for group in groups.values()]


def _related(paper: Record, by_id: Mapping[int, Record]) -> Iterator[tuple[Record, str]]:
    """The papers at hand that a paper names, and what for."""
    for relation in paper.relations:
        other = by_id.get(relation.target or 0)
        if relation.source == paper.id and other is not None:
            yield other, relation.kind


def _one(paper: Record, other: Record, kind: str) -> bool:
    reply = paper.kind in _REPLIES and other.kind in _ASKED and paper.issuer != other.issuer
    return kind in _TOGETHER or reply


def _first(number: int, follows: dict[int, int]) -> int:
    seen: set[int] = set()
    while number in follows and number not in seen:
        seen.add(number)
        number = follows[number]
    return number


def _depth(number: int, follows: dict[int, int]) -> int:
    depth, seen = 0, set[int]()
    while number in follows and number not in seen:
        seen.add(number)
        number, depth = follows[number], depth + 1
    return depth
