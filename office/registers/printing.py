"""The registers on paper: 文件处理单, 文件传阅单, 发文稿纸 of one paper, and the books (登记簿) of a year."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from docgen.forms.book import INCOMING, OUTGOING, book_pdf
from docgen.forms.slips import DRAFT, HANDLING, circulation_pdf, slip_pdf
from papers.dates import date_text
from papers.problem import Problem
from search.store.registers.incoming import IncomingEntry
from search.store.registers.outgoing import OutgoingEntry

INCOMING_FORMS = ("处理单", "传阅单", "登记簿")
OUTGOING_FORMS = ("发文稿纸", "登记簿")


class FormError(Problem):
    """A form that there is not, as a plain Chinese sentence."""


def incoming_form(form: str, entry: IncomingEntry, unit: str = "") -> bytes:
    """The 处理单 or 传阅单 of one incoming paper as PDF."""
    if form == "处理单":
        return slip_pdf(HANDLING, _handling(entry), unit)
    if form == "传阅单":
        readers = [(turn.reader, _day(turn.since), "", _day(turn.returned_on), "") for turn in entry.turns]
        return circulation_pdf(_handling(entry), readers, unit)
    raise FormError(f"收文没有“{form}”；有：{'、'.join(INCOMING_FORMS)}。")


def outgoing_form(form: str, entry: OutgoingEntry, unit: str = "") -> bytes:
    """The 发文稿纸 of one outgoing paper as PDF."""
    if form != "发文稿纸":
        raise FormError(f"发文没有“{form}”；有：{'、'.join(OUTGOING_FORMS)}。")
    values = {
        "密级": entry.secrecy,
        "紧急程度": entry.urgency,
        "签发": entry.signer,
        "主送": entry.recipients,
        "抄送": entry.copies_to,
        "拟稿": entry.drafted_by,
        "份数": entry.copies,
        "附件": entry.attachments,
        "发文字号": f"{entry.number}  {_day(entry.issued_on)}".strip(),
        "标题": entry.title,
        "会签": entry.steps,
    }
    return slip_pdf(DRAFT, values, unit)


def incoming_book(entries: Iterable[IncomingEntry], year: str = "") -> bytes:
    """The 收文登记簿 as PDF."""
    return book_pdf(INCOMING, [incoming_cells(entry) for entry in entries], year=year)


def outgoing_book(entries: Iterable[OutgoingEntry], year: str = "") -> bytes:
    """The 发文登记簿 as PDF."""
    return book_pdf(OUTGOING, [outgoing_cells(entry) for entry in entries], year=year)


def incoming_cells(entry: IncomingEntry) -> tuple[str, ...]:
    """An entry as a row of the 收文登记簿."""
    return (
        *(str(entry.serial), entry.received_on, entry.issuer, entry.document_number, entry.title, entry.secrecy),
        *(_both(entry.copies, entry.copy_number), "、".join(entry.attachments), entry.holder, entry.due),
        *(entry.signed_by, entry.reply_number, entry.archival_code),
    )


def outgoing_cells(entry: OutgoingEntry) -> tuple[str, ...]:
    """An entry as a row of the 发文登记簿."""
    sent = "；".join(part for part in (entry.recipients, entry.copies_to) if part)
    return (
        *(str(entry.serial), entry.issued_on, entry.number, entry.title, entry.secrecy, entry.copies),
        *(entry.attachments, sent, entry.signer, entry.drafted_by, entry.received_by, entry.archival_code),
    )


def page_count(data: bytes) -> int:
    """How many pages a PDF of ours has."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


def _handling(entry: IncomingEntry) -> dict[str, str]:
    answer = f"答复字号：{entry.reply_number}    归档：{entry.archival_code}"
    return {
        "收文编号": str(entry.serial),
        "收文日期": _day(entry.received_on),
        "来文机关": entry.issuer,
        "来文字号": entry.document_number,
        "密级 / 份号": _both(entry.secrecy, entry.copy_number),
        "缓急 / 时限": _both(entry.urgency, _day(entry.due)),
        "文件标题": entry.title,
        "附件 / 页数": "、".join(entry.attachments),
        "阅知 / 批办": "□阅知  □批办",
        "拟办意见": entry.proposal,
        "领导批示": entry.instruction,
        "办理结果": entry.result,
        "答复 / 归档": answer if entry.reply_number or entry.archival_code else "",
    }


def _both(first: str, second: str) -> str:
    return " / ".join(part for part in (first, second) if part)


def _day(text: str) -> str:
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return text
