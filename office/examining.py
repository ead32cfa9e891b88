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
    from search.archive import Archive


@dataclass(frozen=True, slots=True)
class Asked:
    """What every check asks of an archive: `cite` of papers that are cited, `number_told` of number and title."""

    cite: Cite
    number_told: Callable[[str, str], str]


def asked_of(archive: Archive) -> Asked:
    """The same of an archive that is open."""
    return Asked(archive.relations.cite, archive.records.number_told)


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
    archive: Asked | None = None,
    profile: Profile | None = None,
) -> Examination:
    """Examine a source text, whose pictures stand in `folder`; `archive` is asked about cited papers and numbers.

    Without any font the page is not made, and a finding says that the layout was not looked at.
    """
    from docgen.fonts import FontsMissing
    from docgen.source import parse

    try:
        made = render(text, folder, profile)
    except FontsMissing as error:
        document, found = parse(text)
        told = Finding("fonts-missing", Severity.WARNING, str(error))
        return Examination(name, text, findings_of(document, text, (told, *found), archive), document, editable=True)
    found = rendered_findings(made, archive)
    return Examination(name, text, found, made.document, editable=True, made=made)


def rendered_findings(made: Rendering, archive: Asked | None = None) -> tuple[Finding, ...]:
    """All findings on a rendering, its own and the checks'; the rules that the office is strict on are errors."""
    return in_force(findings_of(made.document, made.text, made.findings, archive), made.profile.strict)


def findings_of(
    document: Document, text: str, found: Sequence[Finding], archive: Asked | None = None
) -> tuple[Finding, ...]:
    """The findings that are there already, and the checks', without saying one thing twice."""
    from docgen.check import check

    return together((*found, *register_findings(document, archive)), check(document, text, _cite_of(archive)))


def examine_file(path: Path, archive: Asked | None = None, profile: Profile | None = None) -> Examination:
    """Examine a file of any kind that the archive takes; raises Problem or OSError where it cannot be read."""
    return examine_paper(read_foreign(path), path.parent, archive, profile)


def examine_paper(
    paper: ForeignPaper, folder: Path | None = None, archive: Asked | None = None, profile: Profile | None = None
) -> Examination:
    """Examine a paper that has been read; the pictures of a source text stand in `folder`."""
    from docgen.check import examine
    from docgen.check.files import has_head, read_subject

    if paper.source or has_head(paper.text):
        return examine_text(paper.text, paper.name, folder, archive, profile)
    subject, findings = read_subject(paper, _cite_of(archive))
    told = register_findings(subject.document, archive)
    found = in_force(together((*findings, *told), examine(subject)), _strict(profile))
    return Examination(paper.name, "\n".join(subject.lines), found, subject.document, editable=False)


def register_findings(document: Document, archive: Asked | None) -> tuple[Finding, ...]:
    """What the register of numbers says against the paper's 发文字号."""
    number, title = document.document_number, document.title.replace("\n", "")
    told = archive.number_told(number, title) if archive is not None and number else ""
    if not told:
        return ()
    place = document.places.get("document_number", ())
    finding = Finding(
        *("number-register", Severity.ERROR, told, "条例第二十五条（二）", Strength.REQUIRED),
        paragraph=place[0].line if place else 0,
        text=number,
    )
    return (finding,)


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


def _cite_of(archive: Asked | None) -> Cite | None:
    return archive.cite if archive is not None else None


def _strict(profile: Profile | None) -> tuple[str, ...]:
    return (house_profile() if profile is None else profile).strict
