"""Copies of originals that another program shows: read-only, in one folder of ours, gone when the archive is left."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from pathlib import Path

from desktop.parts.instance import in_use, name_of
from search.saving import make_folder, save

_READ_ONLY = 0o400


class Copies:
    """The copies of one archive while it is open: `<cache>/copies/<archive>-<this time>/<any>/<name of the file>`."""

    def __init__(self, archive: Path) -> None:
        self._archive = name_of(archive)
        self._time = uuid.uuid4().hex[:8]

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return root() / f"{self._archive}-{self._time}"

    def put(self, name: str, data: bytes) -> Path:
        """Write a copy under the name that its program shall show; OSError where the disk refuses."""
        path = self.folder / uuid.uuid4().hex[:8] / name
        make_folder(path.parent)
        self.folder.chmod(0o700)
        save(path, data)
        path.chmod(_READ_ONLY)
        return path

    def clear(self) -> None:
        """Remove them; one that a program holds fast, as on Windows, goes at the next start."""
        _remove(self.folder)

    def sweep(self) -> None:
        """Remove what earlier times and other archives left behind, but for what a window now open may show."""
        with contextlib.suppress(OSError):
            for folder in list(root().iterdir()):
                archive = folder.name.rpartition("-")[0]
                if folder != self.folder and (archive == self._archive or not in_use(archive)):
                    _remove(folder)


def root() -> Path:
    """The folder of all copies."""
    from platformdirs import user_cache_path

    return user_cache_path("wenyuan", appauthor=False) / "copies"


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for path in folder.rglob("*"):
            path.chmod(0o700)  # Windows removes nothing that is read-only
    shutil.rmtree(folder, ignore_errors=True)
