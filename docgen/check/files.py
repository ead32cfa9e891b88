"""Papers to be checked: source text, plain text and foreign .docx, as they were read behind the fence."""

from __future__ import annotations

from docgen.check.subject import Subject, source_subject
from docgen.finding import Finding
from docgen.foreign.lines import Line, lines_of, looks_of
from docgen.foreign.recognition import recognise_document
from docgen.source import parse
from docgen.source.clean import clean
from docgen.source.head import FENCE
from papers.citing import Cite
from papers.foreign import ForeignPaper
from papers.looks import WordLooks
from papers.problem import Problem


class CheckError(Problem, ValueError):
    """A file that cannot be checked; the message is a plain Chinese sentence."""


def read_subject(paper: ForeignPaper, citations: Cite | None = None) -> tuple[Subject, tuple[Finding, ...]]:
    """The subject that a paper makes, read behind the fence (office.foreign), and what its parser finds."""
    if paper.source or has_head(paper.text):
        document, findings = parse(paper.text)
        return source_subject(document, paper.text, citations), findings
    if paper.word:
        lines = lines_of(paper)
        return foreign_subject(lines, citations, looks_of(paper, lines)), ()
    text, findings = clean(paper.text)
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    return foreign_subject(lines, citations), tuple(findings)


def foreign_subject(lines: list[Line], citations: Cite | None = None, looks: WordLooks | None = None) -> Subject:
    """The subject that the lines of a foreign text make."""
    document, where = recognise_document(lines)
    texts = tuple(line.text for line in lines)
    return Subject(document, texts, where, source=False, citations=citations, looks=looks)


def has_head(text: str) -> bool:
    """Does a text begin with a head of our own?"""
    first = next((line for line in text.removeprefix("\ufeff").split("\n", 40) if line.strip()), "")
    return bool(FENCE.fullmatch(first.strip()))
