"""What the archive knows about a record beyond its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papers.citing import citation
from papers.labels import LABELS
from search.records import RECOGNISED, Record

if TYPE_CHECKING:
    from search.archive import Archive

_SIMILAR = 5
_CHANGES = 12


@dataclass(frozen=True, slots=True)
class Related:
    """Another document that belongs to this one: `what` says how, `id` is None where the archive does not have it.

    `found` is True for a relation that the program found and nobody has confirmed.
    """

    what: str
    title: str
    id: int | None
    found: bool = False
    cited: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """`fields` are (name, value), `changes` sentences, the latest first."""

    record: Record
    fields: tuple[tuple[str, str], ...]
    collections: tuple[str, ...]
    note: str
    relations: tuple[Related, ...]
    versions: tuple[Related, ...]
    similar: tuple[Related, ...]
    changes: tuple[str, ...]


def read_about(archive: Archive, number: int) -> About:
    """Ask all of it. A hundred milliseconds in a large archive: for a worker thread."""
    record: Record = archive.records.get(number)
    versions = archive.relations.versions(number)
    near = {version.id for version in versions}
    return About(
        record,
        fields(record),
        tuple(name for name, ids in archive.shelves.collections().items() if number in ids),
        archive.records.note(number),
        tuple(_relations(archive, record)),
        tuple(Related(f"{version.likeness:.0%} 相同", version.title, version.id) for version in versions),
        tuple(
            Related(hit.issue_date, hit.title, hit.id)
            for hit in archive.relations.similar(number, _SIMILAR)
            if hit.id not in near
        ),
        tuple(_told(change) for change in archive.records.history(number)[:_CHANGES]),
    )


def fields(record: Record) -> tuple[tuple[str, str], ...]:
    """What is known of a record, as it is shown."""
    data = record.metadata
    rows = (
        ("文种", record.kind),
        ("发文机关", record.issuer),
        ("发文字号", record.document_number),
        ("成文日期", record.issue_date),
        ("主送机关", data.recipients),
        ("抄送机关", data.copies_to),
        ("密级", data.secrecy),
        ("签发人", "、".join(data.signers)),
        ("附件", "；".join(data.attachments)),
        ("文字", RECOGNISED if data.recognised else ""),
        ("原文件", record.original_name),
        ("收进时间", record.added_at[:16].replace("T", " ")),
    )
    return tuple((name, value) for name, value in rows if value)


def _relations(archive: Archive, record: Record) -> list[Related]:
    found: list[Related] = []
    for relation in archive.relations.of(record.id):
        if relation.source == record.id:
            title = citation(relation.title, relation.document_number)
            found.append(Related(relation.kind, title, relation.target, not relation.confirmed, relation.title))
        else:
            found.append(Related(f"被{relation.kind}", archive.records.get(relation.source).title, relation.source))
    return found


def _told(change: object) -> str:
    field, before, after = (str(getattr(change, name)) for name in ("field", "before", "after"))
    day = str(getattr(change, "at", ""))[:10]
    name = LABELS.get(field, field)
    return f"{day}　{name}：{before or '（空）'} → {after or '（空）'}" if before or after else f"{day}　{name}"
