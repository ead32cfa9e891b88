"""What stands beside each original: all that is needed to make its records anew, from the files alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from fence.plain_json import load

_CHECKSUM = "checksum"
Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What must be known of an original to read it in again.

    `records` is what people did to each of its records, by its number within the file: corrections, tags, collections,
    note, deleted_at, or purged. Records that nobody touched are not in it.
    """

    sha256: str
    name: str
    media_type: str
    size: int
    added_at: str
    split: bool = False
    kind: str = ""
    records: Kept = field(default_factory=dict[str, dict[str, Any]])


def pack(sidecar: Sidecar) -> bytes:
    """As JSON, with a checksum of the rest."""
    values = asdict(sidecar)
    return json.dumps({**values, _CHECKSUM: _checksum(values)}, ensure_ascii=False, indent=1).encode()


def unpack(data: bytes) -> Sidecar:
    """From JSON; ValueError when it is not what was written."""
    values: dict[str, Any] = load(data)
    if _CHECKSUM in values and values.pop(_CHECKSUM) != _checksum(values):  # archives of schema 1 have none
        raise ValueError("checksum")
    return Sidecar(**values)


def _checksum(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
