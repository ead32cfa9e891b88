"""The original files, each kept once under the SHA-256 of its bytes, with a JSON sidecar to rebuild from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from search.saving import save, sync_folder
from search.store.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What must be known of an original to read it in again."""

    sha256: str
    name: str
    media_type: str
    size: int
    added_at: str
    split: bool = False
    kind: str = ""


class Originals:
    """The folder of originals: ab/abcdef… and ab/abcdef….json."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies."""
        return self._folder / sha256[:2] / sha256

    def keep(self, data: bytes, sidecar: Sidecar) -> None:
        """Have `data` and its sidecar on the disk; nothing happens when they are there already."""
        path = self.path(sidecar.sha256)
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(self._folder)
        if not path.is_file() or path.stat().st_size != len(data):
            save(path, data)
        self.write_sidecar(sidecar)

    def write_sidecar(self, sidecar: Sidecar) -> None:
        """Write the sidecar unless it stands there already."""
        path = self.path(sidecar.sha256).with_suffix(".json")
        if not path.is_file():
            save(path, json.dumps(asdict(sidecar), ensure_ascii=False, indent=1).encode())

    def get(self, sha256: str) -> bytes:
        """The bytes; ArchiveError when they are missing or no longer what they were."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise ArchiveError(f"原件丢失（{sha256[:12]}…），请从备份恢复。") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveError(f"原件已损坏（{sha256[:12]}…），请从备份恢复。")
        return data

    def remove(self, sha256: str) -> None:
        """Delete the file and its sidecar."""
        for path in (self.path(sha256), self.path(sha256).with_suffix(".json")):
            path.unlink(missing_ok=True)

    def all(self) -> Iterator[Path]:
        """All originals, sidecars left out."""
        return (
            path for path in sorted(self._folder.glob("??/*")) if path.suffix == "" and not path.name.startswith(".")
        )

    def sidecar(self, sha256: str) -> Sidecar:
        """The sidecar; ArchiveError when it cannot be read."""
        try:
            return Sidecar(**json.loads(self.path(sha256).with_suffix(".json").read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise ArchiveError(f"原件说明缺失或已损坏（{sha256[:12]}…）。") from error

    def bytes(self) -> int:
        """Size of all originals."""
        return sum(path.stat().st_size for path in self.all())
