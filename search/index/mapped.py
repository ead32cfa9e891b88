"""Reading a file of the index: mapped where it lies in clear, opened as a whole where the archive has a password."""

from __future__ import annotations

import mmap
from pathlib import Path

from search.store.vault import Vault


def mapped(path: Path, vault: Vault, label: str) -> memoryview:
    """The content of a file. OSError or ArchiveError where it cannot be had."""
    if vault.sealed:
        return memoryview(vault.open(path.read_bytes(), label))
    with path.open("rb") as file:
        if not path.stat().st_size:
            return memoryview(b"")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
