"""What changed in the archive: the notice by which each part of the window asks anew only for what it shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation on the archive touched.

    `records`: the ids of papers whose text, fields or place (archive or recycle bin) are others now, so that hits may
    be. `labels`: those whose tags, collections, note or relations are. `many`: so many papers that none is named.
    `shelves`: the tags, collections and saved searches that there are, or what lies in the bin. `backups`: which there
    are, or where they go. `folders`: which folders are watched.
    """

    records: frozenset[int] = frozenset()
    labels: frozenset[int] = frozenset()
    many: bool = False
    shelves: bool = False
    backups: bool = False
    folders: bool = False

    @property
    def hits(self) -> bool:
        """Whether a search may find something else now, or show it otherwise."""
        return self.many or bool(self.records)

    def concerns(self, number: int) -> bool:
        """Whether the paper of this id is touched."""
        return self.many or number in self.records or number in self.labels


def of_record(number: int, *, shelves: bool = False) -> Changes:
    """One paper is another now."""
    return Changes(records=frozenset((number,)), shelves=shelves)


def of_labels(number: int, *, shelves: bool = False) -> Changes:
    """What people have put on one paper is another now."""
    return Changes(labels=frozenset((number,)), shelves=shelves)
