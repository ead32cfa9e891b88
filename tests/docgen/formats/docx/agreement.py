"""How far a .docx as LibreOffice prints it and our own PDF are the same document."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.formats.docx import write_docx
from docgen.measure import Measurement, Sheet
from docgen.model import Document
from docgen.profile import Profile
from tests.docgen.formats.docx.office import convert, printed


@dataclass(frozen=True)
class Agreement:
    """One document in both forms."""

    name: str
    ours: Measurement
    theirs: Measurement

    @property
    def same_pages(self) -> bool:
        """As many pages."""
        return len(self.ours.sheets) == len(self.theirs.sheets)

    @property
    def same_starts(self) -> int:
        """Pages that begin with the same line."""
        return sum(
            text_lines(ours)[:1] == text_lines(theirs)[:1]
            for ours, theirs in zip(self.ours.sheets, self.theirs.sheets, strict=False)
        )

    @property
    def lines(self) -> int:
        """Lines of the longer form."""
        return max(len(lines) for lines in self._lines)

    @property
    def same_lines(self) -> int:
        """Lines that both forms have, in order."""
        matcher = difflib.SequenceMatcher(None, *self._lines, autojunk=False)
        return sum(block.size for block in matcher.get_matching_blocks())

    @property
    def _lines(self) -> tuple[list[str], list[str]]:
        return _all_lines(self.ours), _all_lines(self.theirs)

    def misses(self) -> Iterator[str]:
        """The lines that differ: “-” ours, “+” theirs."""
        for line in difflib.unified_diff(*self._lines, n=0, lineterm=""):
            if line[:1] in "+-" and line[:3] not in {"+++", "---"}:
                yield line


def text_lines(sheet: Sheet) -> list[str]:
    """The lines of a page but its number, without spaces."""
    return [line.text for line in sheet.lines if not (line.text.startswith("—") and line.size == 14)]


def _all_lines(found: Measurement) -> list[str]:
    return [line for sheet in found.sheets for line in text_lines(sheet)]


@dataclass(frozen=True)
class Job:
    """A document and the house whose settings it takes; `folder`: where its pictures are."""

    document: Document
    profile: Profile | None = None
    folder: Path | None = None


def agreements(jobs: Mapping[str, Job], folder: Path) -> dict[str, Agreement]:
    """Every job done both ways, in a folder to work in."""
    files = {name: write_docx(job.document, job.profile, job.folder) for name, job in jobs.items()}
    theirs = convert(files, folder)
    return {
        name: Agreement(name, printed(job.document, job.profile, job.folder), theirs[name])
        for name, job in jobs.items()
    }


def table(found: Sequence[Agreement]) -> str:
    """One row a document, with its misses below."""
    rows = [f"{'document':<12}{'pages':>9}{'begin alike':>13}{'lines alike':>15}"]
    for one in found:
        pages = f"{len(one.ours.sheets)}/{len(one.theirs.sheets)}"
        rows.append(f"{one.name:<12}{pages:>9}{one.same_starts:>13}{f'{one.same_lines}/{one.lines}':>15}")
        rows += [f"    {miss}" for miss in one.misses()]
    return "\n".join(rows)


def share_of_pages(found: Sequence[Agreement]) -> float:
    """The part of documents with as many pages."""
    return sum(one.same_pages for one in found) / len(found)


def share_of_starts(found: Sequence[Agreement]) -> float:
    """The part of pages that begin alike."""
    return sum(one.same_starts for one in found) / sum(len(one.ours.sheets) for one in found)


def share_of_lines(found: Sequence[Agreement]) -> float:
    """The part of lines that are the same."""
    return sum(one.same_lines for one in found) / sum(one.lines for one in found)
