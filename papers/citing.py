"""Citations (引文): how a paper is cited, 《title》（number）, finding them in a text, asking an archive about one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from papers.document_numbers import normal_number

_NUMBER = (
    r"[^（）()《》，。；\n]{1,24}(?:[（(〔\[［【][^（）()《》，。；\n]{1,8}[）)〕\]］】])?[^（）()《》，。；\n]{0,14}号"
)
_CITED = re.compile(
    rf"《((?:[^《》\n]|《[^《》\n]{{1,60}}》){{2,120}})》(?:\s?[（(]({_NUMBER})(?:[，,][^（）()\n]{{1,40}})?[）)])?"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited paper: its full title, its number in the standard's form ("" for none), at text[start:end]."""

    title: str
    document_number: str
    start: int
    end: int


def cited(text: str) -> Iterator[Cited]:
    """Every 《title》（number） in `text`, in order."""
    for found in _CITED.finditer(text):
        yield Cited(found[1], normal_number(found[2] or ""), found.start(), found.end())


def citation(title: str, number: str) -> str:
    """A paper as it is cited: 《title》（number）; marks inside a title become single ones (GB/T 15834—2011, 4.14)."""
    inner = title.replace("\n", "").replace("《", "〈").replace("》", "〉")
    return f"《{inner}》（{number}）" if number else f"《{inner}》"


class CitationStatus(Protocol):
    """What an archive answers about a cited paper.

    `status`: “found” (in the archive and in force), “number mismatch” (there is a paper of this title, its number is
    another), “repealed” (废止 or superseded) or “unknown”. `document_number` and `issue_date` (2024-05-06): those of
    the paper found, "" for none.
    """

    @property
    def status(self) -> str:
        """Found, number mismatch, repealed or unknown."""
        ...

    @property
    def document_number(self) -> str:
        """The number of the paper found."""
        ...

    @property
    def issue_date(self) -> str:
        """The day of the paper found."""
        ...


class Cite(Protocol):
    """Asks an archive about a paper by its full title and, where it is known, its number."""

    def __call__(self, title: str, document_number: str = "", /) -> CitationStatus:
        """What the archive knows of it."""
        ...
