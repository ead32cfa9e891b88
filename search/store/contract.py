"""The store contract: the repositories that an archive is kept in, as protocols whose results are values.

Two kinds of store may stand behind it: SQLite on the desk (search/store/sqlite), a server in an office. A `Session`
shows the archive to one thread, or within `Store.writing` one transaction. What is asked for and is not there raises
ArchiveError with a plain sentence; ids are those of records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from search.records import Metadata, Record, Relation
from search.store.registers.given import GivenNumbers
from search.store.values import Change, Entry, Facts, FileFacts, NewRecord, Source, Step, Stored, Summary


class Records(Protocol):
    """The papers: fields, corrections, recycle bin, history."""

    def get(self, number: int) -> Record:
        """The record with this id."""
        ...

    def summary(self, number: int) -> Summary:
        """What a hit shows of a record."""
        ...

    def source(self, number: int) -> Source:
        """Which bytes a record came from."""
        ...

    def of_bytes(self, sha256: str) -> tuple[tuple[int, bool], ...]:
        """The records that came from these bytes, each with whether it lies in the recycle bin."""
        ...

    def count(self) -> int:
        """How many there are outside the recycle bin."""
        ...

    def recent(self, limit: int) -> tuple[int, ...]:
        """Those added last, newest first, the recycle bin aside."""
        ...

    def binned(self, before: str = "") -> tuple[int, ...]:
        """Those in the recycle bin, the latest first; with `before` (UTC, ISO) those put there earlier."""
        ...

    def ids(self) -> frozenset[int]:
        """All, the recycle bin included."""
        ...

    def live(self, upto: int | None = None) -> frozenset[int]:
        """Those outside the recycle bin, with `upto` those last changed at that revision or before."""
        ...

    def papers(self) -> dict[tuple[str, int], str]:
        """All, the recycle bin included, by SHA-256 and number of their bytes, with their titles."""
        ...

    def last_id(self) -> int:
        """The highest id that was ever given, 0 before the first."""
        ...

    def revision(self) -> int:
        """Counts the changes of records."""
        ...

    def purges(self) -> int:
        """Counts the records that were removed for good."""
        ...

    def changed_since(self, revision: int) -> Iterator[Facts]:
        """What filters and order need of the records changed after `revision`."""
        ...

    def later_than(self, revision: int) -> frozenset[int]:
        """The records changed after `revision`."""
        ...

    def document_numbers(self) -> Iterator[tuple[int, str]]:
        """The 发文字号 of each record that has one."""
        ...

    def secrecies(self) -> Iterator[tuple[int, str]]:
        """The 密级 of each record that has one."""
        ...

    def insert(self, new: NewRecord) -> int:
        """Add a record with its text and its relations; its id."""
        ...

    def correct(self, number: int, field: str, value: str) -> None:
        """Set a field, one of search.store.values.FIELDS; kept as a correction that no re-reading overwrites."""
        ...

    def move(self, number: int, deleted_at: str) -> None:
        """Into the recycle bin (`deleted_at` UTC, ISO) or, with "", out of it."""
        ...

    def purge(self, number: int) -> str:
        """Remove a record of the bin for good; the SHA-256 of its file when no other record needs that, else ""."""
        ...

    def history(self, number: int) -> tuple[Change, ...]:
        """What was changed about a record, the latest first."""
        ...


class Texts(Protocol):
    """The texts, as written and normalised (search/normal.py)."""

    def stored(self, number: int) -> Stored:
        """The texts of a record."""
        ...

    def encoded(self, numbers: Sequence[int]) -> dict[int, tuple[bytes, bytes]]:
        """Head and body of some records as they are stored: to decode them would be half the work."""
        ...

    def entries(self, after: int, upto: int, limit: int = -1) -> list[tuple[Any, ...]]:
        """Id, revision, kind, issuer, date, deleted_at, head and body of what changed after a revision, in order."""
        ...


class Files(Protocol):
    """What is known of the kept files, by the SHA-256 of each."""

    def all(self) -> tuple[str, ...]:
        """Those that records came from."""
        ...

    def facts(self, sha256: str) -> FileFacts | None:
        """What the records tell of a file; None when none came from it."""
        ...

    def names(self, sha256: str) -> tuple[str, ...]:
        """The names that it was brought in under."""
        ...

    def parts(self, sha256: str) -> dict[int, str]:
        """For a file of rows: number of each row and the SHA-256 of its bytes."""
        ...

    def record_of(self, sha256: str, part: int) -> int | None:
        """The record that is this part of the file."""
        ...

    def touched(self, sha256: str) -> dict[str, dict[str, Any]]:
        """What people did to its records: search.store.sidecar.Sidecar.records."""
        ...

    def orphaned(self) -> tuple[str, ...]:
        """Files all of whose records were removed for good."""
        ...


class Relations(Protocol):
    """What cites what."""

    def link(self, number: int, text: str, metadata: Metadata) -> None:
        """Write the relations of a new record, and point at it those that were waiting for it."""
        ...

    def of(self, number: int) -> tuple[Relation, ...]:
        """From and to a record, those from it first."""
        ...

    def confirm(self, source: int, title: str, kind: str) -> None:
        """Confirm the relation of `source` to a paper of this title; with `kind` give it another one."""
        ...

    def remove(self, source: int, title: str) -> None:
        """Remove the relation of `source` to a paper of this title."""
        ...

    def find(self, title_key: str, number_key: str = "") -> list[int]:
        """Live records with this title key, those with the number key first; newest first among equals."""
        ...

    def titled(self, title_key: str) -> frozenset[int]:
        """All records with this title key."""
        ...

    def numbered(self, number_key: str) -> frozenset[int]:
        """All records with this number key."""
        ...

    def numbers_from(self, character: str) -> Iterator[str]:
        """The 发文字号 of live records that begin with a character, the last first."""
        ...

    def title_key(self, number: int) -> str:
        """The title key of a record, "" for none."""
        ...

    def citing(self) -> Iterator[tuple[int, str]]:
        """Each citing record with the title key of what it cites."""
        ...

    def ended_by(self, number: int) -> int | None:
        """The live record that repeals or replaces a record."""
        ...


class Shelves(Protocol):
    """What people arrange: tags, notes, collections, saved searches, watched folders."""

    def tag(self, number: int, tag: str) -> None:
        """Put a tag on a record."""
        ...

    def untag(self, number: int, tag: str) -> None:
        """Take a tag off."""
        ...

    def tags(self) -> dict[str, int]:
        """All tags, and on how many live records each is, the most used first."""
        ...

    def tagged(self) -> Iterator[tuple[int, str]]:
        """Each record with each of its tags."""
        ...

    def set_note(self, number: int, note: str) -> None:
        """Write the note on a record; "" removes it."""
        ...

    def note(self, number: int) -> str:
        """The note on a record, "" for none."""
        ...

    def collect(self, name: str, number: int) -> None:
        """Put a record into a collection, made when it is not there yet."""
        ...

    def take_out(self, name: str, number: int) -> None:
        """Take a record out of a collection."""
        ...

    def remove_collection(self, name: str) -> None:
        """Remove a collection; its records stay."""
        ...

    def collection(self, name: str) -> tuple[int, ...]:
        """The live records of a collection; none when there is no such collection."""
        ...

    def collections(self) -> dict[str, tuple[int, ...]]:
        """All collections with their live records."""
        ...

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name."""
        ...

    def forget_search(self, name: str) -> None:
        """Remove a saved search."""
        ...

    def saved_searches(self) -> dict[str, str]:
        """Name → query."""
        ...

    def watch(self, folder: str) -> None:
        """Remember a watched folder."""
        ...

    def unwatch(self, folder: str) -> None:
        """Forget a watched folder."""
        ...

    def watched(self) -> tuple[str, ...]:
        """The watched folders."""
        ...


class Audit(Protocol):
    """The audit log: append-only, each entry's hash covers the one before it; who did it is part of an entry."""

    def append(self, action: str, subject: str, detail: str = "") -> str:
        """Write an entry; the new head of the chain."""
        ...

    def entries(self, limit: int = -1) -> list[Entry]:
        """The newest entries first; all of them with a negative limit."""
        ...

    def head(self) -> str:
        """The newest hash, "" while the log is empty."""
        ...

    def problems(self, head: str = "") -> list[str]:
        """What is wrong with the chain; `head` is one that was noted elsewhere and must be part of it."""
        ...


class Settings(Protocol):
    """Values that belong to the archive and not to a machine."""

    def get(self, name: str) -> str:
        """A value, "" when it was never put."""
        ...

    def put(self, name: str, value: str) -> None:
        """Set a value."""
        ...


class Steps(Protocol):
    """The undo history: steps with what each changed, row by row."""

    def begin(self, label: str, undoes: int = 0) -> int:
        """Begin a step within the running transaction, which records what changes until `end`; its id."""
        ...

    def end(self) -> None:
        """End the step; one that changed nothing is forgotten."""
        ...

    def undo(self, step: int) -> tuple[int, ...]:
        """Put everything back as it was before a step; the records touched. ArchiveError when something changed since.

        It is a step of its own: to undo it is to do again what was undone.
        """
        ...

    def newest(self, *, undone: bool = False) -> Step | None:
        """The newest step that can be undone; with `undone` the newest undoing, if nothing was done after it."""
        ...

    def steps(self, limit: int = 50) -> tuple[Step, ...]:
        """The steps that can be undone, the newest first."""
        ...


class Session(Protocol):
    """The repositories, all over one connection."""

    @property
    def records(self) -> Records: ...  # noqa: D102
    @property
    def texts(self) -> Texts: ...  # noqa: D102
    @property
    def files(self) -> Files: ...  # noqa: D102
    @property
    def relations(self) -> Relations: ...  # noqa: D102
    @property
    def shelves(self) -> Shelves: ...  # noqa: D102
    @property
    def audit(self) -> Audit: ...  # noqa: D102
    @property
    def settings(self) -> Settings: ...  # noqa: D102
    @property
    def steps(self) -> Steps: ...  # noqa: D102
    @property
    def numbers(self) -> GivenNumbers: ...  # noqa: D102


class Store(Protocol):
    """Where an archive is kept."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        ...

    def reader(self) -> Session:
        """This thread's session for reading."""
        ...

    def writing(self) -> AbstractContextManager[Session]:
        """One transaction: all of it is kept when the block ends, none of it when the block raises.

        Within one another on one thread they are one. ArchiveError when nothing can be written.
        """
        ...

    def noting(self) -> AbstractContextManager[Session]:
        """As `writing`, for the audit log alone, and open to a store that is else only read."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


__all__ = [
    "Audit",
    "Files",
    "Records",
    "Relations",
    "Session",
    "Settings",
    "Shelves",
    "Steps",
    "Store",
    "Texts",
]
