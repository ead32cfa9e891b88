"""Bringing papers into an archive: files and folders, bytes, and what was read already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from search.archive import ready
from search.archive.importing import Importer, Progress, followed
from search.archive.kept import Kept
from search.names import shown
from search.records import ImportResult, PageRead, Parsed
from search.steps import finished


class Importing:
    """Brings papers in. What is reported as "added" is on the disk."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._importer = Importer(kept.database, kept.originals)

    def paths(
        self, paths: Iterable[Path], *, split: bool = False, kind: str = "", progress: Progress | None = None
    ) -> Iterator[ImportResult]:
        """Bring files and folders in; one result a file, or a row of a .jsonl(.gz).

        `split` cuts newspaper pages into their articles, `kind` overrides the 文种. `progress(done, files, name)` is
        called before each file; False from it ends the import.
        """
        steps = self.steps(paths, split=split, kind=kind, progress=progress)
        return (step for step in steps if isinstance(step, ImportResult))

    def steps(
        self, paths: Iterable[Path], *, split: bool = False, kind: str = "", progress: Progress | None = None
    ) -> Iterator[ImportResult | PageRead]:
        """As paths(), and a PageRead after each page of a scan: closed there, the scan stays out."""
        from search.readers import Readers, expand

        files = list(expand(paths))

        def results() -> Iterator[ImportResult | PageRead]:
            with Readers(private=self._kept.vault.sealed) as reader:
                for done, path in enumerate(files):
                    if progress is not None and not progress(done, len(files), shown(path.name)):
                        return
                    if ready.is_ready(path.name):
                        yield from self._importer.add_rows(path, kind=kind)
                    else:
                        yield (yield from self._importer.adding(path, reader, split=split, kind=kind))

        return followed(results(), self._kept.follow)

    def bytes(self, data: bytes, name: str) -> ImportResult:
        """Bring in the bytes of a file called `name` that lies nowhere."""
        from search.readers import Readers

        with Readers(private=self._kept.vault.sealed) as reader:
            result = finished(self._importer.adding_bytes(data, PurePath(name), reader, split=False, kind=""))
        self._kept.follow()
        return result

    def add(self, parsed: Sequence[Parsed], original: bytes, name: str, *, kind: str = "") -> tuple[int, ...]:
        """Add the documents that were read from `original`, a file called `name`; their ids."""
        ids = self._importer.add(parsed, original, name, kind=kind)
        self._kept.follow()
        return ids
