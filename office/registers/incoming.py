"""收文登记: a paper that came in: what it says of itself, who has it, until when, and how it was answered.

条例 (中办发〔2012〕14号) 第二十四条: 签收, 登记, 初审, 承办, 传阅, 催办, 答复.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from office.registers.columns import INCOMING, read_fields
from office.registers.numbers import account
from papers.problem import Problem
from search.records import Metadata
from search.store.registers.incoming import IncomingEntry, IncomingPapers

FIELDS = (
    "title",
    "issuer",
    "document_number",
    "issue_date",
    "kind",
    "secrecy",
    "urgency",
    "copy_number",
    "attachments",
)
"""What is read from the text."""


class IncomingError(Problem):
    """Wrong use of the register, as a plain Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file: registered, duplicate or failed; `entry` as it stands in the register, or would."""

    path: str
    status: str
    entry: IncomingEntry
    doubtful: tuple[str, ...] = ()
    reason: str = ""
    kept: bool = field(default=True)


class IncomingRegister:
    """The use cases of 收文登记, called by the window and the command line alike. `day` is the day taken for today."""

    def __init__(self, papers: IncomingPapers, day: date, by: str = "") -> None:
        self._papers = papers
        self._day = day.isoformat()
        self._by = by or account()

    def preview(self, path: str, read: Metadata, values: Mapping[str, str]) -> Received:
        """What registering a paper would keep; nothing is kept."""
        entry = self._entry(0, read, values)
        known = self._known(entry)
        status = "duplicate" if known else "registered"
        return Received(path, status, entry, _doubtful(read, values), _twice(known), kept=False)

    def register(self, path: str, record_id: int, read: Metadata, values: Mapping[str, str]) -> Received:
        """Register a paper that lies in the archive; one that came before is told, and nothing is kept."""
        entry = self._entry(record_id, read, values)
        if known := self._known(entry):
            return Received(path, "duplicate", known, (), _twice(known))
        return Received(path, "registered", self._papers.add(entry), _doubtful(read, values))

    def entries(self, since: str = "", until: str = "", state: str = "") -> tuple[IncomingEntry, ...]:
        """The register in order, of the days from `since` to `until`."""
        return tuple(
            entry
            for entry in self._papers.entries()
            if (not since or entry.received_on >= since)
            and (not until or entry.received_on <= until)
            and state in ("", entry.state)
        )

    def change(self, serial: int, values: Mapping[str, str]) -> IncomingEntry:
        """Write into the entry: 拟办, 批示, 承办单位, 传阅 (who gets it now), 退回, 办理结果, 复文号 …"""
        before = self._papers.entry(serial)
        if before is None:
            raise IncomingError(f"没有收文号为 {serial} 的登记；请用 register incoming 核对。")
        fields = read_fields(values, INCOMING)
        reader, returned = fields.pop("reader", ""), fields.pop("returned", None)
        after = _settled(replace(before, **fields), fields)
        self._papers.change(after, self._by)
        if returned is not None or reader:
            self._papers.hand_on(serial, reader, self._day, self._by)
        return self._papers.entry(serial) or after

    def _entry(self, record_id: int, read: Metadata, values: Mapping[str, str]) -> IncomingEntry:
        fields = read_fields(values, INCOMING)
        fields.pop("reader", None)
        fields.pop("returned", None)
        entry = IncomingEntry(
            record_id=record_id,
            received_on=self._day,
            title=read.title,
            issuer=read.issuer,
            document_number=read.document_number,
            issue_date=read.issue_date,
            kind=read.kind,
            secrecy=f"{read.secrecy}★{read.secrecy_period}" if read.secrecy_period else read.secrecy,
            urgency=read.urgency,
            copy_number=read.copy_number,
            attachments=read.attachments,
            due=read.due,
            by=self._by,
        )
        return _settled(replace(entry, **fields), fields)

    def _known(self, entry: IncomingEntry) -> IncomingEntry | None:
        """The entry of the same paper: the same file, or the same number of the same organ."""
        for other in self._papers.alike(entry.record_id, entry.document_number):
            same_file = entry.record_id and other.record_id == entry.record_id
            same_number = entry.document_number and other.document_number == entry.document_number
            if same_file or (same_number and (other.issuer == entry.issuer or not entry.issuer)):
                return other
        return None


def _settled(entry: IncomingEntry, fields: Mapping[str, str]) -> IncomingEntry:
    """An entry that got its answer is closed, unless somebody says otherwise."""
    answered = bool(fields.get("reply_number") or fields.get("result"))
    return replace(entry, state="closed") if answered and "state" not in fields else entry


def _doubtful(read: Metadata, values: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that a person should look at: doubtful ones that nobody has typed."""
    typed = set(read_fields(values, INCOMING))
    names = {"issuers": "issuer", "attachment_list": "attachments"}
    doubtful = {names.get(name, name) for name in read.doubtful}
    return tuple(name for name in FIELDS if name in doubtful and name not in typed)


def _twice(known: IncomingEntry | None) -> str:
    if known is None:
        return ""
    what = f"{known.document_number}《{known.title}》" if known.document_number else f"《{known.title}》"
    return f"这份文件已在 {known.received_on} 登记过，收文号 {known.serial}：{what}。"


def fields_json(entry: IncomingEntry) -> dict[str, str | Sequence[str]]:
    """The fields that are read from the text, as the contract names them."""
    return {
        name: list(value) if name == "attachments" else value for name in FIELDS for value in [getattr(entry, name)]
    }
