"""A document under examination: its findings and its pages. Runs on the pages worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.pages_view.making import Rendered, render
from docgen.finding import Finding


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a document. `editable`: it is source text, so findings can be put right in it."""

    name: str
    text: str
    findings: tuple[Finding, ...]
    made: Rendered
    editable: bool


def examine_text(text: str, name: str = "", folder: Path | None = None) -> Examined:
    """Check a source text."""
    made = render(text, folder)
    return Examined(name, text, check_made(made), made, editable=True)


def check_made(made: Rendered) -> tuple[Finding, ...]:
    """All findings of a text: the parser's, the typesetter's and the checks'."""
    from docgen.check import check

    return _together(made.findings, check(made.document, made.text))


def examine_file(path: Path) -> Examined:
    """Check a .md, .docx or .txt file; raise OSError, or the reader's sentence, where it cannot be read."""
    if path.suffix.lower() == ".md":
        return examine_text(path.read_text(encoding="utf-8-sig"), path.name, path.parent)
    from docgen.check import check_file
    from search.readers import read

    text = "\n\n".join(parsed.text for parsed in read(path))
    return Examined(path.name, text, tuple(check_file(path)), render(text), editable=False)


def _together(first: tuple[Finding, ...], second: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Both, without saying the same thing about the same place twice."""
    known: dict[tuple[str, int, int], Finding] = {}
    for finding in (*second, *first):
        known.setdefault((finding.message, finding.paragraph, finding.start), finding)
    return tuple(known.values())
