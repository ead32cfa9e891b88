"""The original files, each kept once under the SHA-256 of its bytes, with a JSON sidecar to rebuild from.

Where the archive has a password, both are sealed, and the name is a keyed hash of the SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from fence.regular import read_own
from search.saving import make_folder, save, sync_folder
from search.store.errors import ArchiveError
from search.store.sidecar import Sidecar, pack, unpack
from search.store.vault import CLEAR, Damaged, Vault


class Originals:
    """The folder of originals: ab/abcdef… and ab/abcdef….json."""

    def __init__(self, folder: Path, vault: Vault = CLEAR, guard: Callable[[], None] = lambda: None) -> None:
        """`guard` raises when the folder is no longer the archive's; it is called before anything is written."""
        self._folder = folder
        self._vault = vault
        self._guard = guard

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies."""
        name = self._vault.name(sha256)
        return self._folder / name[:2] / name

    def keep(self, data: bytes, sidecar: Sidecar) -> bool:
        """Have `data` and its sidecar on the disk; what stands there already and says the same is left as it is.

        Whether there was a sidecar already: it may tell of records that were there before.
        """
        self._guard()
        path = self.path(sidecar.sha256)
        make_folder(path.parent)
        if not self._holds(data, path):
            save(path, self._vault.seal(data, path.name))
        try:
            before = self.sidecar(sidecar.sha256)
        except ArchiveError:
            before = None
        if before is None:
            self.write_sidecar(sidecar)
        elif (before.name, before.split, before.kind) != (sidecar.name, sidecar.split, sidecar.kind):
            self.write_sidecar(replace(sidecar, records=before.records))
        return before is not None

    def _holds(self, data: bytes, path: Path) -> bool:
        if not path.is_file() or path.stat().st_size != len(data) + self._vault.overhead:
            return False
        try:
            return self._vault.open(path.read_bytes(), path.name) == data
        except Damaged:
            return False

    def write_sidecar(self, sidecar: Sidecar) -> None:
        """Write the sidecar, whatever stands there."""
        path = self.path(sidecar.sha256).with_suffix(".json")
        save(path, self._vault.seal(pack(sidecar), path.name))

    def get(self, sha256: str) -> bytes:
        """The bytes; ArchiveError when they are missing or no longer what they were."""
        try:
            data = self._opened(self.path(sha256))
        except FileNotFoundError as error:
            raise ArchiveError(f"原件丢失（{sha256[:12]}…），请从备份恢复。") from error
        except OSError as error:
            raise ArchiveError(f"原件读不出来（{sha256[:12]}…，{error.strerror}），请检查磁盘。") from error
        except Damaged as error:
            raise ArchiveError(f"原件已损坏（{sha256[:12]}…），请从备份恢复。") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveError(f"原件已损坏（{sha256[:12]}…），请从备份恢复。")
        return data

    def remove(self, sha256: str) -> None:
        """Delete the file and its sidecar."""
        path = self.path(sha256)
        for part in (path.with_suffix(".json"), path):
            part.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)

    def all(self) -> Iterator[Path]:
        """All originals, sidecars left out."""
        return (
            path for path in sorted(self._folder.glob("??/*")) if path.suffix == "" and not path.name.startswith(".")
        )

    def sha256_of(self, path: Path) -> str:
        """Under which hash one of `all` was put there. ArchiveError for a damaged file that does not tell any more."""
        if not self._vault.sealed:
            return path.name
        sidecar = path.with_suffix(".json")
        try:
            return unpack(self._opened(sidecar)).sha256
        except (OSError, ValueError, TypeError, AttributeError, Damaged):
            return hashlib.sha256(self._opened(path)).hexdigest()

    def size(self, sha256: str) -> int:
        """Bytes of an original; OSError when it is not there."""
        return self.path(sha256).stat().st_size - self._vault.overhead

    def _opened(self, path: Path) -> bytes:
        return self._vault.open(read_own(path), path.name)

    def sidecar(self, sha256: str) -> Sidecar:
        """The sidecar; ArchiveError when it cannot be read."""
        try:
            return unpack(self._opened(self.path(sha256).with_suffix(".json")))
        except (OSError, ValueError, TypeError, AttributeError, Damaged) as error:
            raise ArchiveError(f"原件说明缺失或已损坏（{sha256[:12]}…）。") from error

    def bytes(self) -> int:
        """Size of all originals."""
        return sum(path.stat().st_size for path in self.all())
