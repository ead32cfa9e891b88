"""Changes of a record within a transaction, each noted in the log."""

from __future__ import annotations

from collections.abc import Iterable

from search.store.contract import Session
from search.store.errors import ArchiveError


def correct(session: Session, number: int, field: str, value: str) -> None:
    """Correct one field of a record, noted in the log; nothing happens when it says so already."""
    value = value.strip()
    if field == "title" and not value:
        raise ArchiveError("标题不能是空的。")
    record = session.records.get(number)
    before = record.metadata.secrecy if field == "secrecy" else getattr(record, field)
    if before != value:
        session.records.correct(number, field, value)
        session.audit.append("修改", str(number), field)


def move(session: Session, number: int, deleted_at: str, action: str) -> None:
    """Into the recycle bin since `deleted_at`, or with "" out of it; nothing happens when it is there already."""
    if bool(session.records.get(number).deleted_at) != bool(deleted_at):
        session.records.move(number, deleted_at)
        session.audit.append(action, str(number))


def purge(session: Session, number: int) -> str:
    """Out of the recycle bin for good; the SHA-256 of the original when no other record needs it, else ""."""
    if not session.records.get(number).deleted_at:
        raise ArchiveError("只有回收站里的文件才能彻底删除，请先删除它。")
    sha = session.records.source(number).file_sha256
    orphan = session.records.purge(number)
    session.audit.append("彻底删除", str(number), sha)
    return orphan


def arranged(session: Session, subject: object, detail: str = "") -> None:
    """Note in the log that something around the records was arranged."""
    session.audit.append("整理", str(subject), detail)


def counted(action: str, numbers: Iterable[int]) -> str:
    """A label for what is done to one record or to many."""
    count = len(tuple(numbers))
    return action if count < 2 else f"{action}（{count:,} 篇）"
