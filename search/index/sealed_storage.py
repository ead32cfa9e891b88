"""Whoosh's files where the archive has a password: sealed on the disk, in clear only in memory.

Each file is sealed as a whole when it is closed and opened as a whole when it is read, so a search holds the index in
memory: about as many bytes as the texts have.
"""

# pyright: basic
# whoosh has no types: strict would report every use of it.

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import RamStorage, Storage
from whoosh.filedb.structfile import BufferFile, StructFile

from search.saving import save
from search.store.vault import Vault

_LABEL = "index"  # one for all: whoosh renames its files


class SealedStorage(Storage):
    """A folder of sealed files, as whoosh wants it."""

    supports_mmap = False
    readonly = False

    def __init__(self, folder: Path, vault: Vault) -> None:
        self.folder = str(folder)
        self._folder = folder
        self._vault = vault
        self._locks: dict[str, threading.Lock] = {}

    def create_file(self, name: str, **_: Any) -> StructFile:  # noqa: ANN401 - what other storages take
        """Called by whoosh: what is written is saved, sealed, when the file is closed."""
        return StructFile(_Pending(self._folder / name, self._vault), name=name)

    def open_file(self, name: str, **_: Any) -> BufferFile:  # noqa: ANN401 - as above
        """Called by whoosh. OSError or ArchiveError when the file is gone or damaged."""
        data = self._vault.open((self._folder / name).read_bytes(), _LABEL)
        return BufferFile(memoryview(data), name=name)

    def list(self) -> list[str]:
        """Called by whoosh."""
        return [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []

    def file_exists(self, name: str) -> bool:
        """Called by whoosh."""
        return (self._folder / name).exists()

    def file_modified(self, name: str) -> float:
        """Called by whoosh."""
        return (self._folder / name).stat().st_mtime

    def file_length(self, name: str) -> int:
        """Called by whoosh: the length of the content."""
        return (self._folder / name).stat().st_size - self._vault.overhead

    def delete_file(self, name: str) -> None:
        """Called by whoosh."""
        (self._folder / name).unlink()

    def rename_file(self, frm: str, to: str, safe: bool = False) -> None:
        """Called by whoosh."""
        if safe and self.file_exists(to):
            raise NameError(f"File {to!r} exists")
        (self._folder / frm).replace(self._folder / to)

    def lock(self, name: str) -> threading.Lock:
        """Called by whoosh: one thread writes, and one program (search.store.lock)."""
        return self._locks.setdefault(name, threading.Lock())

    def temp_storage(self, name: str | None = None) -> RamStorage:  # noqa: ARG002 - whoosh's signature
        """Called by whoosh: what is only in passing stays in memory."""
        return RamStorage()


class _Pending(io.BytesIO):
    """A file being written."""

    def __init__(self, path: Path, vault: Vault) -> None:
        super().__init__()
        self._path = path
        self._vault = vault

    def close(self) -> None:
        """Seal and save what was written."""
        if not self.closed:
            data = self.getvalue()
            super().close()
            save(self._path, self._vault.seal(data, _LABEL))
