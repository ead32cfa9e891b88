"""The filing of an archive: suggest, file, list, open, hand over; for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from office.filing import codes
from office.filing.codes import FilingError
from office.filing.retention import RetentionRule
from office.filing.suggesting import Suggestion, suggest
from office.registers.numbers import account
from search.records import Record
from search.store.registers.filing import FiledItem, Filing, Series, Term

_DEFAULTS = {"fonds": "J001", "category": "WS", "org": ""}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for; "" and 0 mean: as before, or as suggested."""

    year: int = 0
    term: str = ""
    fonds: str = ""
    category: str = ""
    org: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one 件; `reason` says in a sentence why it was refused."""

    item: FiledItem
    reason: str = ""


class FilingRegister:
    """The filing of one archive. `record` reads a paper by its id, `pages` counts the pages it prints on."""

    def __init__(
        self,
        kept: Filing,
        record: Callable[[int], Record],
        pages: Callable[[Record], int],
        own: str = "",
        by: str = "",
        table: Sequence[RetentionRule] | None = None,
    ) -> None:
        self._kept = kept
        self._record = record
        self._pages = pages
        self._own = own
        self._by = by or account()
        self._table = table

    def papers(self, year: int = 0) -> tuple[int, ...]:
        """The ids of the archive's papers of a year, or all."""
        return self._kept.papers(year)

    def suggest(self, ids: Iterable[int]) -> tuple[Suggestion, ...]:
        """The papers as 件 with terms; those that are filed already are left out."""
        papers = [self._record(number) for number in ids if not self._kept.code_of(number)]
        return suggest(papers, self._own, self._table)

    def file(self, ids: Sequence[int], wish: Wish = Wish(), *, together: bool = False) -> tuple[Filed, ...]:
        """File papers, each as a 件 of its own or all as one; what is refused leaves the others alone."""
        values = {name: getattr(wish, name) for name in _DEFAULTS}
        parts = {name: value or self._kept.setting(name) or _DEFAULTS[name] for name, value in values.items()}
        groups = [tuple(ids)] if together else [(number,) for number in ids]
        found = tuple(self._one(group, wish, parts) for group in groups)
        if any(not one.reason for one in found):
            self._kept.remember(**values)
        return found

    def items(self, year: int = 0, term: str = "", org: str = "") -> tuple[FiledItem, ...]:
        """The filed items by 档号."""
        return self._kept.items(year, term, org)

    def open(self, code: str, why: str) -> FiledItem:
        """Open an item that was handed over, so that it may be corrected."""
        if not why.strip():
            raise FilingError("开启已移交的档案要写明原因：--why 原因。")
        self._existing(code)
        self._kept.mark(code, why=why)
        return self._existing(code)

    def hand_over(self, year: int) -> tuple[FiledItem, ...]:
        """Lock the items of a year (移交)."""
        for item in self._kept.items(year):
            if not item.locked:
                self._kept.mark(item.code, handed_over=True)
        return self._kept.items(year)

    def _existing(self, code: str) -> FiledItem:
        item = self._kept.item(code)
        if item is None:
            raise FilingError(f"没有档号为 {code} 的件；请用 filing list 核对。")
        return item

    def _one(self, ids: tuple[int, ...], wish: Wish, parts: dict[str, str]) -> Filed:
        papers = [self._record(number) for number in ids]
        rule = suggest(papers[:1], self._own, self._table)[0].rule
        term = wish.term or (rule.term if rule else "")
        year = wish.year or _year(papers[0])
        series = Series(parts["fonds"], parts["category"], year, cast("Term", term or "D10"), parts["org"])
        item = replace(_item(papers, series), rule=rule.clause if rule and not wish.term else "", by=self._by)
        if not term:
            why = rule.why if rule else "保管期限表里没有这一类"
            return Filed(item, f"《{papers[0].title}》没有归档：{why}；确要归档请用 --term 写明期限。")
        codes.checked(series)
        if any(self._kept.code_of(number) for number in ids):
            return Filed(item, self._refusal(ids))
        kept = self._kept.file(replace(item, pages=sum(map(self._pages, papers))), codes.code)
        return Filed(item, kept) if isinstance(kept, str) else Filed(kept)

    def _refusal(self, ids: Iterable[int]) -> str:
        number = next(number for number in ids if self._kept.code_of(number))
        return f"编号 {number} 已经归档（{self._kept.code_of(number)}），没有再归。"


def _year(paper: Record) -> int:
    return int(paper.issue_date[:4]) if paper.issue_date[:4].isdigit() else date.fromisoformat(paper.added_at[:10]).year


def _item(papers: Sequence[Record], series: Series) -> FiledItem:
    first = papers[0]
    title = first.title or f"[{first.original_name}]"
    date8 = first.issue_date.replace("-", "") if len(first.issue_date) == len("2026-04-15") else ""
    responsible = "、".join(first.metadata.issuers) or first.issuer
    secrecy = first.metadata.secrecy
    ids = tuple(paper.id for paper in papers)
    return FiledItem(series, title, first.document_number, responsible, date8, secrecy, 0, ids)
