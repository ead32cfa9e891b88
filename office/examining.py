"""Examining (公文体检): the findings of parser, typesetter and checks together, on a source text or a foreign file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.finding import Finding, Severity, Strength
from docgen.model import Document
from docgen.profile import Profile
from office.foreign import read_foreign
from office.house import house_profile
from office.rendering import Rendering, render

if TYPE_CHECKING:
    from papers.citing import Cite
    from papers.foreign import ForeignPaper


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a paper, in the order of its lines. `editable`: it is source text, so it can be put right.

    `text` holds the lines that the findings count; `document` is what was recognised in them. `made` is the typeset
    text, None for a foreign file (its pages are its own) and where there are no fonts.
    """

    name: str
    text: str
    findings: tuple[Finding, ...]
    document: Document
    editable: bool
    made: Rendering | None = None


def examine_text(
    text: str,
    name: str = "",
    folder: Path | None = None,
    citations: Cite | None = None,
    profile: Profile | None = None,
) -> Examination:
    """Examine a source text, whose pictures stand in `folder`; `citations` asks the archive about cited papers.

    Without any font the page is not made, and a finding says that the layout was not looked at.
    """
    from docgen.fonts import FontsMissing
    from docgen.source import parse

    try:
        made = render(text, folder, profile)
    except FontsMissing as error:
        document, found = parse(text)
        told = Finding("fonts-missing", Severity.WARNING, str(error))
        return Examination(name, text, findings_of(document, text, (told, *found), citations), document, editable=True)
    found = rendered_findings(made, citations)
    return Examination(name, text, found, made.document, editable=True, made=made)


def rendered_findings(made: Rendering, citations: Cite | None = None) -> tuple[Finding, ...]:
    """All findings on a rendering, its own and the checks'; the rules that the office is strict on are errors."""
    return in_force(findings_of(made.document, made.text, made.findings, citations), made.profile.strict)


def findings_of(
    document: Document, text: str, found: Sequence[Finding], citations: Cite | None = None
) -> tuple[Finding, ...]:
    """The findings that are there already, and the checks', without saying one thing twice."""
    from docgen.check import check

    return together(found, check(document, text, citations))


def examine_file(path: Path, citations: Cite | None = None, profile: Profile | None = None) -> Examination:
    """Examine a file of any kind that the archive takes; raises Problem or OSError where it cannot be read."""
    return examine_paper(read_foreign(path), path.parent, citations, profile)


def examine_paper(
    paper: ForeignPaper, folder: Path | None = None, citations: Cite | None = None, profile: Profile | None = None
) -> Examination:
    """Examine a paper that has been read; the pictures of a source text stand in `folder`."""
    from docgen.check import examine
    from docgen.check.files import has_head, read_subject

    if paper.source or has_head(paper.text):
        return examine_text(paper.text, paper.name, folder, citations, profile)
    subject, findings = read_subject(paper, citations)
    found = in_force(together(findings, examine(subject)), _strict(profile))
    return Examination(paper.name, "\n".join(subject.lines), found, subject.document, editable=False)


def with_register(found: Examination, told: Callable[[str, str], str]) -> Examination:
    """With what the register of numbers says of the paper's 发文字号; `told` asks it (number, title)."""
    document = found.document
    sentence = told(document.document_number, document.title) if document.document_number else ""
    if not sentence:
        return found
    place = document.places.get("document_number", ())
    finding = Finding(
        *("number-register", Severity.ERROR, sentence, "条例第二十五条（二）", Strength.REQUIRED),
        paragraph=place[0].line if place else 0,
        text=document.document_number,
    )
    return replace(found, findings=together((finding,), found.findings))


def together(first: Iterable[Finding], second: Iterable[Finding]) -> tuple[Finding, ...]:
    """Both in order of place, without the same sentence twice at one place."""
    known: dict[tuple[str, int, int], Finding] = {}
    for finding in (*second, *first):
        known.setdefault((finding.message, finding.paragraph, finding.start), finding)
    return tuple(sorted(known.values(), key=lambda finding: (finding.paragraph, finding.start)))


def in_force(findings: Iterable[Finding], strict: Sequence[str]) -> tuple[Finding, ...]:
    """Findings with the severity that the house profile gives them (从严)."""
    return tuple(
        replace(finding, severity=Severity.ERROR) if finding.rule in strict else finding for finding in findings
    )


def _strict(profile: Profile | None) -> tuple[str, ...]:
    return (house_profile() if profile is None else profile).strict
