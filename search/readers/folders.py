"""Files to import: folders are walked, what no one wrote is left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from search.readers.formats import OFFICE, READERS
from search.readers.recognising import installed

_SYSTEM_FILES = {"thumbs.db", "desktop.ini", ".ds_store"}
_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download")
"""Endings under which programs keep what they have not finished writing."""


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named and those in the folders named, in name order, each once.

    Hidden and unfinished files, locks of open documents (~$…) and links to elsewhere are left out of folders. A
    path that is not there is passed on: whoever opens it will say so.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _walk(path) if path.is_dir() else (path,):
            place = Path(os.path.abspath(file))  # noqa: PTH100  not resolved: a link given by name is meant
            if place not in seen:
                seen.add(place)
                yield file


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place) / name
            if _is_written(name) and not file.is_symlink() and file.is_file():
                yield file


def _is_written(name: str) -> bool:
    lower = name.lower()
    return not lower.startswith((".", "~$")) and lower not in _SYSTEM_FILES and not lower.endswith(_UNFINISHED)


def is_readable(name: str) -> bool:
    """Whether a file of this name is one that somebody wrote and a reader knows."""
    ending = PurePath(name).suffix.lower()
    return _is_written(name) and (ending in OFFICE or (ending in READERS and _is_wanted(READERS[ending])))


def _is_wanted(module: str) -> bool:
    return module != "picture" or installed()
