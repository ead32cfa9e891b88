"""The papers of an archive: reading them, correcting them, the recycle bin, notes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from papers.labels import label
from search.archive import ready
from search.archive.editing import arranged, correct, counted, move, purge
from search.archive.kept import Kept
from search.records import Record
from search.store.contract import Session
from search.store.errors import ArchiveError
from search.store.place import cannot_change
from search.store.sqlite.database import FILE_NAME
from search.store.values import FIELDS, Change, now

BIN_DAYS = 30
"""Days after which what lies in the recycle bin goes for good."""


class Records:
    """The papers."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def get(self, number: int) -> Record:
        """The record with this id; ArchiveError when there is none."""
        return self._kept.reader().records.get(number)

    def read(self, number: int) -> Record:
        """The record for somebody to read: with a 密级 the log says who and when, unless the medium takes nothing."""
        record = self.get(number)
        secrecy = record.metadata.secrecy
        if secrecy and not cannot_change(self._kept.folder / FILE_NAME):
            with self._kept.database.noting() as session:
                session.audit.append("阅读", str(number), secrecy)
        return record

    def recent(self, limit: int = 20) -> tuple[Record, ...]:
        """The records added last, newest first."""
        records = self._kept.reader().records
        return tuple(records.get(number) for number in records.recent(limit))

    def original(self, number: int) -> bytes:
        """The original bytes of a record: the whole file, or its own row where it came in a .jsonl file."""
        source = self._kept.reader().records.source(number)
        data = self._kept.originals.get(source.file_sha256)
        return data if source.sha256 == source.file_sha256 else ready.row_bytes(data, source.part)

    def number_told(self, document_number: str, title: str) -> str:
        """What the register of numbers says against a paper that is to bear a number; "" where all is well."""
        return self._kept.reader().numbers.told_of(document_number, title)

    def update(self, number: int, field: str, value: str) -> None:
        """Correct title, kind, issuer, document_number, issue_date or secrecy; no re-reading overwrites it."""
        if field not in FIELDS:
            raise ArchiveError(f"没有“{field}”这个字段，可以改的是：{'、'.join(map(label, FIELDS))}。")
        done = f"改正{label(field)}"
        self._kept.change(done, lambda session: correct(session, number, field, value), number)

    def delete(self, *numbers: int) -> None:
        """Move records to the recycle bin, where they stay for 30 days."""
        self._move(numbers, now(), "移入回收站")

    def undelete(self, *numbers: int) -> None:
        """Bring records back from the recycle bin."""
        self._move(numbers, "", "移出回收站")

    def _move(self, numbers: tuple[int, ...], deleted_at: str, action: str) -> None:
        def work(session: Session) -> None:
            for number in numbers:
                move(session, number, deleted_at, action)

        self._kept.change(counted(action, numbers), work, *numbers)

    def deleted(self) -> tuple[int, ...]:
        """The records in the recycle bin, the latest first."""
        return self._kept.reader().records.binned()

    def purge(self, *numbers: int) -> None:
        """Remove records of the recycle bin for good, which cannot be undone; originals too that no other needs."""

        def work(session: Session) -> tuple[str, ...]:
            return tuple(filter(None, (purge(session, number) for number in numbers)))

        orphans = self._kept.change("", work, *numbers)
        for sha in orphans:
            try:
                self._kept.originals.remove(sha)
            except OSError:
                self._kept.repair_wanted = True

    def purge_expired(self, today: datetime | None = None) -> tuple[int, ...]:
        """Remove for good what has been in the recycle bin for more than 30 days; the ids."""
        limit = ((today or datetime.now(UTC)) - timedelta(days=BIN_DAYS)).isoformat(timespec="seconds")
        expired = self._kept.reader().records.binned(limit)
        for number in expired:
            self.purge(number)
        return expired

    def history(self, number: int) -> tuple[Change, ...]:
        """What has been changed about a record, the latest first."""
        return self._kept.reader().records.history(number)

    def set_note(self, number: int, note: str) -> None:
        """Write the note on a record; "" removes it."""
        text = note if note.strip() else ""

        def work(session: Session) -> None:
            session.shelves.set_note(number, text)
            arranged(session, number, "备注")

        self._kept.change("写备注" if text else "去掉备注", work, number)

    def note(self, number: int) -> str:
        """The note on a record, "" when there is none."""
        return self._kept.reader().shelves.note(number)
