"""What people have arranged in the archive: tags, collections, saved searches, the recycle bin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.records import Hit, Record

if TYPE_CHECKING:
    from search.archive import Archive
    from search.store.values import Step

_PASSAGE = 120
"""Characters of its text that stand for a record that was not searched for."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Tags and collections with how many records they have, saved searches with their words, the bin's size.

    `undoable` and `redoable` say what the next 撤消 and 重做 would take back and bring back, "" for nothing.
    """

    tags: Mapping[str, int] = field(default_factory=dict[str, int])
    collections: Mapping[str, int] = field(default_factory=dict[str, int])
    saved: Mapping[str, str] = field(default_factory=dict[str, str])
    deleted: int = 0
    undoable: str = ""
    redoable: str = ""


def read_shelf(archive: Archive) -> Shelf:
    """The shelf as it is now."""
    return Shelf(
        archive.shelves.tags(),
        {name: len(ids) for name, ids in archive.shelves.collections().items()},
        archive.shelves.saved_searches(),
        len(archive.records.deleted()),
        _label(archive.undo.last_undoable()),
        _label(archive.undo.last_redoable()),
    )


def _label(step: Step | None) -> str:
    return step.label if step is not None else ""


def as_hit(record: Record) -> Hit:
    """A record as a row of the list."""
    text = record.text.removeprefix(record.title).strip()
    return Hit(
        record.id,
        record.title,
        record.kind,
        record.issuer,
        record.document_number,
        record.issue_date,
        0.0,
        text[:_PASSAGE],
        record.metadata.secrecy,
    )
