"""Defects seeded into correct papers by a program that knows only the kind of each: for figures of recall.

A kind is a function from a text (source text, or lines of a published paper) to the text with one defect, or None where
the text offers no place for it. Nothing here looks at how the rules find it.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

HAN = "[\u4e00-\u9fff]"
ORDER = "一二三四五六七八九十"


@dataclass(frozen=True)
class Paper:
    """A text to be spoilt; `head` counts the lines of its head, 0 for a published paper."""

    name: str
    lines: tuple[str, ...]
    head: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Defect:
    """One seeded defect: it stands on line `line` (from 1), from `start` to `end`; end 0: anywhere in the paper."""

    kind: str
    paper: str
    text: str
    line: int
    start: int
    end: int
    source: bool

    @property
    def held(self) -> bool:
        """Put aside before anything was tuned."""
        return hashlib.sha256(f"{self.kind}|{self.paper}|{self.line}|{self.start}".encode()).digest()[0] % 2 == 1


Change = Callable[[re.Match[str], random.Random], str | None]
Kind = Callable[[Paper, random.Random], Defect | None]
KINDS: dict[str, Kind] = {}


def constant(text: str) -> Callable[[object, random.Random], str]:
    """A change to the same text, whatever stood there."""
    return lambda _found, _rng: text


def body_kind(name: str, pattern: str, change: Change, *, whole: bool = False) -> None:
    """A kind that changes a match in the running text; `whole`: it may be told anywhere in the paper."""

    def spoil(paper: Paper, rng: random.Random) -> Defect | None:
        places = [
            (index, found)
            for index, line in enumerate(paper.lines)
            if index >= paper.head and not line.startswith((":::", "|", "!", "#"))
            for found in re.finditer(pattern, line)
        ]
        rng.shuffle(places)
        for index, found in places[:30]:
            new = change(found, rng)
            if new is not None and new != found[0]:
                line = paper.lines[index]
                lines = list(paper.lines)
                lines[index] = line[: found.start()] + new + line[found.end() :]
                start, end = found.start(), found.start() + max(len(new), 1)
                return made(name, paper, lines, index, start, 0 if whole else end)
        return None

    KINDS[name] = spoil


def made(kind: str, paper: Paper, lines: Sequence[str], index: int, start: int, end: int) -> Defect:
    return Defect(kind, paper.name, "\n".join(lines), index + 1, start, end, bool(paper.head))


def head_kind(name: str, key: str, change: Callable[[str, random.Random], str | None]) -> None:
    """A kind that changes the value of a line of the head; it may be told anywhere."""

    def spoil(paper: Paper, rng: random.Random) -> Defect | None:
        for index, line in enumerate(paper.lines[: paper.head]):
            if line.startswith(f"{key}: ") and (new := change(line[len(key) + 2 :], rng)) is not None:
                lines = [*paper.lines[:index], f"{key}: {new}", *paper.lines[index + 1 :]]
                return made(name, paper, lines, index, 0, 0)
        return None

    KINDS[name] = spoil


def added_head_kind(name: str, forms: str, *lines: str) -> None:
    """A kind that adds lines to the head of papers of a 版式 (and 文种) that match."""

    def spoil(paper: Paper, rng: random.Random) -> Defect | None:
        del rng
        head = "\n".join(paper.lines[: paper.head])
        if not paper.head or not re.search(forms, head) or any(line.split(":")[0] + ":" in head for line in lines):
            return None
        new = [*paper.lines[: paper.head - 1], *lines, *paper.lines[paper.head - 1 :]]
        return made(name, paper, new, paper.head - 1, 0, 0)

    KINDS[name] = spoil


def sentence_kind(name: str, *sentences: str, source: bool = False) -> None:
    """A kind that puts a wrong sentence at the end of a paragraph of running text."""

    def spoil(paper: Paper, rng: random.Random) -> Defect | None:
        places = [
            index
            for index, line in enumerate(paper.lines)
            if index >= paper.head and len(line) > 30 and line.endswith("。") and not line.startswith(("|", ":"))
        ]
        if not places or (source and not paper.head):
            return None
        index, sentence = rng.choice(places), rng.choice(sentences)
        line = paper.lines[index]
        lines = [*paper.lines[:index], line + sentence, *paper.lines[index + 1 :]]
        return made(name, paper, lines, index, len(line), len(line) + len(sentence))

    KINDS[name] = spoil


def line_kind(name: str, change: Callable[[list[str], int, random.Random], tuple[list[str], int] | None]) -> None:
    """A kind that moves, doubles or breaks whole lines; it may be told anywhere."""

    def spoil(paper: Paper, rng: random.Random) -> Defect | None:
        got = change(list(paper.lines), paper.head, rng)
        return made(name, paper, got[0], got[1], 0, 0) if got else None

    KINDS[name] = spoil


def table_kind(name: str, pattern: str, change: Change) -> None:
    """A kind that changes a cell of a table."""

    def spoil(paper: Paper, rng: random.Random) -> Defect | None:
        for index, line in enumerate(paper.lines):
            if line.startswith("|") and (found := re.search(pattern, line)) and (new := change(found, rng)):
                lines = [
                    *paper.lines[:index],
                    line[: found.start()] + new + line[found.end() :],
                    *paper.lines[index + 1 :],
                ]
                return made(name, paper, lines, index, 0, 0)
        return None

    KINDS[name] = spoil


def defects(papers: Sequence[Paper], each: int) -> Iterator[Defect]:
    """Up to `each` defects of every kind, each in another paper."""
    for name, kind in KINDS.items():
        count = 0
        for paper in sorted(papers, key=lambda one: hashlib.sha256(f"{name}|{one.name}".encode()).digest()):
            rng = random.Random(f"{name}|{paper.name}")
            defect = kind(paper, rng) if count < each else None
            if defect and defect.text != paper.text:
                count += 1
                yield defect


def read_paper(name: str, text: str) -> Paper:
    """A paper from source text (with its head) or from plain lines."""
    lines = tuple(text.rstrip("\n").split("\n"))
    fences = [index for index, line in enumerate(lines) if line.strip() == "---"][:2]
    return Paper(name, lines, fences[1] + 1 if len(fences) == 2 and fences[0] == 0 else 0)
