"""What has come into a watched folder and what is below it. No Qt: it runs on a thread of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DEEPEST = 8
"""Folders below one another that are looked into."""

MOST_FOLDERS = 2_000

Mark = tuple[int, int]
"""Size in bytes, and when it was last changed or put there (nanoseconds of the epoch)."""


@dataclass(slots=True)
class Survey:
    """The files of a folder with their marks, the folders they lie in, and whether there are more of these."""

    files: dict[Path, Mark] = field(default_factory=dict[Path, Mark])
    folders: list[str] = field(default_factory=list[str])
    more: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A look into a folder: what is new and finished, whether something is still being written."""

    folder: str
    new: tuple[Path, ...] = ()
    waiting: bool = False
    folders: tuple[str, ...] = ()
    problem: str = ""


class Memory:
    """What is known of one watched folder since the program runs."""

    def __init__(self, folder: str, since: float) -> None:
        """`since`: seconds of the epoch; what is no newer at the first look is known already."""
        self._folder = folder
        self._since = since
        self._known: dict[Path, Mark] | None = None
        self._waiting: dict[Path, Mark] = {}

    def look(self, without: Path) -> Seen:
        """Look; never raises. What lies in the folder `without` (the archive's own) is left alone."""
        try:
            found = survey(Path(self._folder), without)
        except OSError:
            return Seen(self._folder, problem=f"监视的文件夹“{self._folder}”现在打不开，可能断开了；连上以后自动继续。")
        new = self.finished(found.files)
        problem = ""
        if found.more:
            problem = f"监视的文件夹“{self._folder}”里文件夹太多、太深，没有全部看到；请改为监视里面的一个。"
        return Seen(self._folder, tuple(new), bool(self._waiting), tuple(found.folders), problem)

    def finished(self, files: dict[Path, Mark]) -> list[Path]:
        """The files that are new, or other than before, and have been the same at two looks."""
        if self._known is None:
            self._known = {path: mark for path, mark in files.items() if mark[1] <= self._since * 1e9}
        known = self._known
        changed = {path: mark for path, mark in files.items() if known.get(path) != mark}
        still = sorted(path for path, mark in changed.items() if self._waiting.get(path) == mark)
        known.update((path, changed[path]) for path in still)
        self._waiting = {path: mark for path, mark in changed.items() if path not in known or known[path] != mark}
        return still


def survey(folder: Path, without: Path) -> Survey:
    """The files that may be taken in, of a folder and those below it. Raises OSError where `folder` cannot be read.

    Links are not followed, so that there is no going round in circles; a folder that may not be read is left out.
    """
    found = Survey()
    below = [(folder, 0)]
    while below:
        place, depth = below.pop(0)
        if len(found.folders) >= MOST_FOLDERS:
            found.more = True
            break
        try:
            entries = list(os.scandir(place))
        except OSError:
            if place == folder:
                raise
            continue
        found.folders.append(str(place))
        found.files.update(_files(entries))
        inner = [Path(entry.path) for entry in entries if _is_folder(entry) and Path(entry.path) != without]
        found.more = found.more or bool(inner and depth == DEEPEST)
        below += [(path, depth + 1) for path in sorted(inner) if depth < DEEPEST]
    return found


def _files(entries: list[os.DirEntry[str]]) -> Iterator[tuple[Path, Mark]]:
    """The files with something in them that a reader knows."""
    from search.readers import is_readable

    for entry in entries:
        try:
            if is_readable(entry.name) and entry.is_file(follow_symlinks=False):
                state = entry.stat(follow_symlinks=False)
                if state.st_size:
                    yield Path(entry.path), (state.st_size, max(state.st_mtime_ns, state.st_ctime_ns))
        except OSError:  # it has gone meanwhile
            continue


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not entry.name.startswith((".", "$"))
    except OSError:
        return False
