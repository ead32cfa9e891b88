"""Receiving papers (收文): files come into the archive and the register in one step, told one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.check.files import foreign_subject, read_subject
from docgen.foreign.lines import Line
from docgen.model import Document
from docgen.source import parse
from fence.decoding import decode
from fence.regular import read_plain
from office.foreign import SOURCE, read_foreign
from office.registers.incoming import IncomingRegister, Received
from office.registers.opening import register_database
from office.sentences import sentence
from papers.problem import Problem
from search.archive import Archive
from search.metadata import read_metadata
from search.store.registers.incoming import IncomingEntry, IncomingPapers


@dataclass(frozen=True, slots=True)
class Wish:
    """How files are registered: the day taken for today, by whom ("" for the account), and whether nothing is kept."""

    day: date
    by: str = ""
    dry_run: bool = False


def receive(
    files: Iterable[Path], folder: Path, password: str | None, values: Mapping[str, str], wish: Wish
) -> Iterator[Received]:
    """Register files as incoming papers of the archive in `folder`; each is on the disk before it is told.

    `values` are columns that were typed, for every file. A file that cannot be read is told as failed, the rest go on.
    """
    if wish.dry_run:
        yield from _previews(files, folder, password, values, wish)
        return
    with Archive.open(folder, password=password) as archive:
        for path in files:
            (result,) = tuple(archive.importing.paths([path]))[:1] or (None,)
            if result is None or not result.ids:
                reason = result.reason if result else f"“{path}”里没有文件，没有登记。"
                yield Received(str(path), "failed", IncomingEntry(), reason=reason)
                continue
            record = archive.records.get(result.ids[0])
            with register_database(folder, password) as database:
                register = IncomingRegister(IncomingPapers(database), wish.day, wish.by)
                yield register.register(str(path), record.id, record.metadata, values)


def _previews(
    files: Iterable[Path], folder: Path, password: str | None, values: Mapping[str, str], wish: Wish
) -> Iterator[Received]:
    with register_database(folder, password) as database:
        register = IncomingRegister(IncomingPapers(database), wish.day, wish.by)
        for path in files:
            try:
                paper = read_foreign(path)
            except (Problem, OSError) as error:
                yield Received(str(path), "failed", IncomingEntry(), reason=sentence(error))
                continue
            text = paper.text or "\n".join(line.text for line in paper.lines)
            yield register.preview(str(path), read_metadata(text, path.name), values)


def document_of(paper: str, folder: Path, password: str | None) -> tuple[Document, int | None]:
    """The document of a draft's file, or of a paper of the archive by its id; with that id. Raises Problem, OSError."""
    if paper.isascii() and paper.isdigit() and not Path(paper).exists():
        with Archive.open(folder, read_only=True, password=password) as archive:
            record = archive.records.get(int(paper))
        lines = [Line(line, number) for number, line in enumerate(record.text.split("\n"), 1)]
        return foreign_subject(lines).document, record.id
    path = Path(paper)
    if path.suffix.lower() in SOURCE:
        return parse(decode(read_plain(path), path.name))[0], None
    return read_subject(read_foreign(path))[0].document, None
