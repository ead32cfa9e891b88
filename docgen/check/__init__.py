"""公文体检: rules over a document, each with its clause and strength; reading foreign files; putting things right.

A rule is one small function over a Subject (docgen.check.subject); docgen.check.registry lists them all.
"""

from __future__ import annotations

from docgen.check.files import CheckError, read_subject
from docgen.check.fixing import apply_fixes
from docgen.check.merging import one_for_each_place
from docgen.check.registry import RULES, SECTIONS
from docgen.check.rule import Rule
from docgen.check.subject import Subject, source_subject
from docgen.finding import Finding
from docgen.model import Document
from papers.citing import CitationStatus, Cite
from papers.foreign import ForeignPaper


def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the manual's table."""
    return RULES


def check(document: Document, text: str = "", citations: Cite | None = None) -> tuple[Finding, ...]:
    """Findings on a document that was parsed from the source text `text`, in order of place.

    `citations` asks the archive about cited papers; None: they are not looked up.
    """
    return examine(source_subject(document, text, citations))


def check_paper(paper: ForeignPaper, citations: Cite | None = None) -> tuple[Finding, ...]:
    """Findings on a foreign paper or a source text as it was read (office.foreign), the parser's with them.

    A paper without a head of our own is recognised by its contents.
    """
    subject, findings = read_subject(paper, citations)
    return in_order((*findings, *examine(subject)))


def examine(subject: Subject) -> tuple[Finding, ...]:
    """The findings of all rules on a subject, in order of place; one for each place."""
    found = [finding for rule in RULES for finding in rule.findings(subject)]
    return in_order(one_for_each_place(found))


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings by place, what concerns the document as a whole first; what parser and rule both say is said once."""
    once = {(finding.rule, finding.paragraph, finding.message): finding for finding in findings}
    return tuple(sorted(once.values(), key=lambda finding: (finding.paragraph, finding.start)))


__all__ = [
    "SECTIONS",
    "CheckError",
    "CitationStatus",
    "Cite",
    "Rule",
    "apply_fixes",
    "check",
    "check_paper",
    "examine",
    "rules",
]
