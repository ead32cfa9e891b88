"""What the window keeps of texts on the disk (drafts, versions, basket): the one place that writes and reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fence.regular import read_own
from search.saving import make_folder, save
from search.store.errors import ArchiveError

UNREADABLE = (OSError, ValueError, ArchiveError)
"""What a file raises that is not there, was spoilt, or is not what was sealed."""


class SealedFiles:
    """Files below an archive's folder, sealed by its vault where it has a password. Safe on any thread.

    Whatever holds words of a document goes through it: search.archive.folder names where such files may lie.
    """

    def __init__(self, vault: Callable[[], Any] = lambda: None) -> None:
        """`vault` gives the archive's search.store.vault.Vault, or None where everything lies in clear."""
        self._vault = vault

    def write(self, path: Path, data: bytes) -> None:
        """Put `data` into `path`, whose folder is made; OSError when the disk refuses."""
        vault = self._vault()
        make_folder(path.parent)
        save(path, vault.seal(data, _label()) if vault is not None else data)

    def read(self, path: Path) -> bytes:
        """What was written into `path`; UNREADABLE says what it may raise."""
        vault = self._vault()
        data = read_own(path)
        return vault.open(data, _label()) if vault is not None else data


def _label() -> str:
    """Imported late: a window on an archive in clear never needs it."""
    from search.archive import DESK

    return DESK
