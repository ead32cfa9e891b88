"""发文登记: a paper that goes out under its number, from its draft or from the archive.

条例 (中办发〔2012〕14号) 第二十五条: 复核, 登记 (发文字号、分送范围和印制份数), 印制, 核发.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from docgen.model import Document
from office.registers.columns import OUTGOING, read_fields
from office.registers.numbers import NumberError, NumberRegister, number_text, read_number
from search.store.registers.outgoing import OutgoingEntry, OutgoingPapers


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of a paper; `reason` says in a sentence why it was refused."""

    entry: OutgoingEntry
    reason: str = ""


class OutgoingRegister:
    """The use cases of 发文登记, called by the window and the command line alike. `day` is the day taken for today."""

    def __init__(self, papers: OutgoingPapers, numbers: NumberRegister, day: date, by: str) -> None:
        self._papers = papers
        self._numbers = numbers
        self._day = day.isoformat()
        self._by = by

    def register(
        self, document: Document, number: str, values: Mapping[str, str], record_id: int | None = None
    ) -> Registered:
        """Register a paper under its number, which is issued by that; refused where the number is another paper's.

        The next number of a series that nobody has taken yet is taken with it.
        """
        wanted = read_number(number)
        if wanted is None:
            raise NumberError(f"“{number}”不是字号；请写成 青管〔2026〕20号。")
        fields = read_fields(values, OUTGOING)
        entry = replace(_entry(document, record_id), number=str(wanted), issued_on=self._day, by=self._by)
        entry = replace(entry, **fields)
        if self._numbers.row(wanted) is None and self._numbers.next(wanted.code, wanted.year) == wanted:
            self._numbers.take(wanted.code, wanted.year, entry.title, record_id)
        if reason := self._refusal(entry):
            return Registered(entry, reason)
        row = self._numbers.row(wanted)
        if row is not None and row.state != "issued":
            outcome = self._numbers.issue(wanted, record_id, entry.title)
            if outcome.refused:
                return Registered(entry, outcome.reason)
        return Registered(self._papers.add(entry))

    def entries(self, since: str = "", until: str = "") -> tuple[OutgoingEntry, ...]:
        """The register in order, of the days from `since` to `until`."""
        return tuple(
            entry
            for entry in self._papers.entries()
            if (not since or entry.issued_on >= since) and (not until or entry.issued_on <= until)
        )

    def _refusal(self, entry: OutgoingEntry) -> str:
        """Why the paper can't have the number; "" where it can."""
        wanted = read_number(entry.number)
        row = self._numbers.row(wanted) if wanted else None
        if row is None:
            return f"{entry.number}还没有取号，没有登记；请先用 number take 取号。"
        if row.state == "void":
            return f"{number_text(row)}已经作废（{row.why}），没有登记；请另取一个号。"
        if row.title and row.title != entry.title:
            return f"{number_text(row)}给了《{row.title}》，不是这一份，没有登记；请核对字号。"
        if row.record_id and entry.record_id and row.record_id != entry.record_id:
            return f"{number_text(row)}给了档案库里编号 {row.record_id} 的文件，没有登记；请核对字号。"
        known = self._papers.with_number(entry.number)
        if known is not None and known.title != entry.title:
            return f"{entry.number}已经登记给《{known.title}》，没有登记；请核对字号。"
        return ""


def _entry(document: Document, record_id: int | None) -> OutgoingEntry:
    period = f"★{document.secrecy_period}" if document.secrecy_period else ""
    return OutgoingEntry(
        record_id=record_id,
        title="".join(document.title.split("\n")),
        secrecy=f"{document.secrecy}{period}" if document.secrecy else "",
        urgency=document.urgency,
        attachments="、".join(document.attachment_list),
        recipients=document.recipients,
        copies_to=document.copies_to,
        signer="、".join(document.signers),
    )
