"""A document under examination: its findings and its pages. Runs on the pages worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.jobs.store import Store
from desktop.parts.making import Rendered, render
from docgen.finding import Finding
from docgen.model import Document
from office.foreign import lay_out as laid_out
from office.foreign import read_foreign
from papers.citing import Cite
from search.saving import save

if TYPE_CHECKING:  # imported late: the archive opens on its own thread
    from search.archive.relating import CitedPaper


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a document. `editable`: it is source text, so findings can be put right in it.

    `document` is what was recognised: of a foreign file more than `made.document`, whose text has no head.
    """

    name: str
    text: str
    findings: tuple[Finding, ...]
    made: Rendered
    editable: bool
    document: Document


def cite_of(store: Store) -> Cite:
    """Asks this archive about cited papers, on whatever thread the check runs."""

    def cite(title: str, number: str = "") -> CitedPaper:
        return store.question(lambda archive: archive.relations.cite(title, number))()

    return cite


def examine_text(text: str, name: str = "", folder: Path | None = None, citations: Cite | None = None) -> Examined:
    """Check a source text."""
    made = render(text, folder)
    return Examined(name, text, check_made(made, citations), made, editable=True, document=made.document)


def check_made(made: Rendered, citations: Cite | None = None) -> tuple[Finding, ...]:
    """All findings of a text: the parser's, the typesetter's and the checks'."""
    from docgen.check import check

    return _together(made.findings, check(made.document, made.text, citations))


def examine_file(path: Path, citations: Cite | None = None) -> Examined:
    """Check a .md, .docx or .txt file; raise OSError, or the reader's sentence, where it cannot be read."""
    if path.suffix.lower() == ".md":
        return examine_text(path.read_text(encoding="utf-8-sig"), path.name, path.parent, citations)
    from docgen.check import examine
    from docgen.check.files import read_subject

    subject, findings = read_subject(read_foreign(path), citations)
    # The lines that findings count are the subject's: the page is set from these, so that each mark falls in its place.
    text = "\n".join(subject.lines)
    found = _together(findings, tuple(examine(subject)))
    return Examined(path.name, text, found, render(text), editable=False, document=subject.document)


def lay_out(path: Path, target: Path) -> tuple[str, ...]:
    """Save a .docx laid out anew to GB/T 9704—2012, its text untouched; return what of it could not be kept.

    Raise docgen.check.CheckError, OSError.
    """
    relaid = laid_out(read_foreign(path))
    save(target, relaid.data)
    return relaid.dropped


def _together(first: tuple[Finding, ...], second: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Both, without saying the same thing about the same place twice."""
    known: dict[tuple[str, int, int], Finding] = {}
    for finding in (*second, *first):
        known.setdefault((finding.message, finding.paragraph, finding.start), finding)
    return tuple(known.values())
