"""A document under examination with its pages to show. Runs on the pages worker; office.examining finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.jobs.store import Store
from desktop.parts.making import Rendered, opened, render
from docgen.finding import Finding
from docgen.model import Document
from office import examining
from office.examining import Asked, Examination, asked_of
from papers.citing import CitationStatus


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


def asked_by_window(store: Store) -> Asked:
    """Asks this archive what a check asks, on whatever thread the check runs."""

    def cite(title: str, number: str = "") -> CitationStatus:
        return store.question(lambda archive: asked_of(archive).cite(title, number))()

    def number_told(number: str, title: str) -> str:
        return store.question(lambda archive: asked_of(archive).number_told(number, title))()

    return Asked(cite, number_told)


def examine_text(text: str, name: str = "", folder: Path | None = None, archive: Asked | None = None) -> Examined:
    """Check a source text."""
    return _shown(examining.examine_text(text, name, folder, archive))


def examine_file(path: Path, archive: Asked | None = None) -> Examined:
    """Check a file of any kind that the archive takes; raise OSError or Problem where it cannot be read."""
    return _shown(examining.examine_file(path, archive))


def _shown(found: Examination) -> Examined:
    """With its pages: of a foreign file set from the lines that findings count, so that marks fall in their places."""
    made = opened(found.made) if found.made is not None else render(found.text)
    return Examined(found.name, found.text, found.findings, made, found.editable, found.document)
