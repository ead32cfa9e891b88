"""The values that a store takes and gives: new records, stored texts, facts, log entries, undo steps."""

from __future__ import annotations

import getpass
import hashlib
import json
import re
import socket
from array import array
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from search.normal import normalise
from search.records import Citation, Metadata

NORMAL_ENCODING = "utf-16-le"
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u00[01][0-9a-f]|[bfr])")
FIELDS = ("title", "kind", "issuer", "document_number", "issue_date", "secrecy")


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A document about to be added; `part` is its number within the stored file."""

    text: str
    metadata: Metadata
    sha256: str
    file_sha256: str
    part: int
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Stored:
    """The texts of a record as stored."""

    text: str
    head: str
    body: str
    breaks: array[int]


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters and order need of a record."""

    id: int
    kind: str
    issuer: str
    issue_date: str
    deleted_at: str
    title: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a hit shows of a record; `issue_date` is as printed where the text gives a day without its year."""

    title: str
    kind: str
    issuer: str
    document_number: str
    issue_date: str
    secrecy: str


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a record (`sha256`): a kept file (`file_sha256`), or its `part`-th row."""

    sha256: str
    file_sha256: str
    part: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the records of a kept file tell of it; `split` when several documents came out of it."""

    name: str
    media_type: str
    added_at: str
    split: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a record's history: `field` went from `before` to `after`; `at` is UTC, `actor` "" in old ones."""

    at: str
    field: str
    before: str
    after: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the audit log: what was done (`action`), to what (`subject`), what else there is to say, by whom."""

    id: int
    at: str
    action: str
    subject: str
    detail: str
    hash: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the undo history; `label` says what was done (加标签“水源”), `undoes` is the step it took back."""

    id: int
    at: str
    actor: str
    label: str
    undoes: int = 0


@cache
def actor() -> str:
    """Who works here, as audit log and history name them: the system's user and the machine, "user@machine"."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    return f"{user}@{socket.gethostname()}"


def now() -> str:
    """The present moment as written into the archive: UTC, seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def storable_text(text: str) -> str:
    """`text` as it can be stored, character for character: control characters but tab and newline become blanks.

    Half characters (lone surrogates), which no encoding knows, become question marks.
    """
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode()


def storable_row(values: Iterable[Any]) -> tuple[Any, ...]:
    """The values of a row, its texts as they can be stored."""
    return tuple(storable_text(one) if isinstance(one, str) else one for one in values)


def storable(new: NewRecord) -> NewRecord:
    """`new` with all its texts as they can be stored."""
    packed = pack_metadata(new.metadata)
    metadata = new.metadata if _harmless(packed) else unpack_metadata(_ESCAPED.sub(r"\1 ", storable_text(packed)))
    return replace(new, text=storable_text(new.text), metadata=metadata, name=storable_text(new.name))


def _harmless(packed: str) -> bool:
    return not _ESCAPED.search(packed) and packed == storable_text(packed)


def head_of(title: str, document_number: str) -> bytes:
    """The stored form of title and number: searched like the text."""
    return f"{normalise(title)}\n{normalise(document_number)}".encode(NORMAL_ENCODING, "replace")


def text_checksum(text: str, body: bytes, breaks: bytes, metadata: str) -> str:
    """What is noted of a stored text, so that a changed byte is found: SHA-256 over its parts and their lengths."""
    checksum = hashlib.sha256()
    for part in (text.encode("utf-8", "surrogatepass"), body, breaks, metadata.encode("utf-8", "surrogatepass")):
        checksum.update(len(part).to_bytes(8, "little"))
        checksum.update(part)
    return checksum.hexdigest()


def as_corrected(metadata: Metadata, values: dict[str, Any]) -> Metadata:
    """`metadata` with what the user corrected: the columns are the truth."""
    return replace(metadata, **{field: values[field] for field in FIELDS if field in values})


def pack_metadata(metadata: Metadata) -> str:
    """Metadata as JSON. Not asdict of the whole, which copies each value first."""
    values = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    return json.dumps(values, ensure_ascii=False, default=asdict)


def unpack_metadata(packed: str) -> Metadata:
    """Metadata from JSON."""
    value: dict[str, Any] = json.loads(packed)
    for field in ("issuers", "signers", "attachments", "doubtful"):
        value[field] = tuple(value.get(field, ()))
    value["citations"] = tuple(Citation(**citation) for citation in value.get("citations", ()))
    value["places"] = {field: (int(start), int(end)) for field, (start, end) in value.get("places", {}).items()}
    return Metadata(**value)
