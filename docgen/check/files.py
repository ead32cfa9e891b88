"""Files to be checked: source text, plain text and foreign .docx."""

from __future__ import annotations

from pathlib import Path

from docgen.check.subject import Subject, source_subject
from docgen.finding import Finding
from docgen.foreign.lines import Line, Word
from docgen.foreign.recognition import recognise_document
from docgen.source import parse
from docgen.source.clean import clean
from docgen.source.head import FENCE
from papers.citing import Cite
from papers.looks import WordLooks
from papers.problem import Problem


class CheckError(Problem, ValueError):
    """A file that cannot be checked; the message is a plain Chinese sentence."""


def read_subject(path: Path, citations: Cite | None = None) -> tuple[Subject, tuple[Finding, ...]]:
    """What stands in a .md, .txt or .docx file, and what its parser finds.

    Raise CheckError for a file that is not what its name says, OSError for one that cannot be read.
    """
    if path.suffix.lower() == ".docx":
        word = open_word(path)
        return foreign_subject(word.lines, citations, word.looks), ()
    text = _text(path)
    if path.suffix.lower() == ".md" or has_head(text):
        document, findings = parse(text)
        return source_subject(document, text, citations), findings
    text, findings = clean(text)
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


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CheckError(f"“{path.name}”不是文本文件，请另存为 UTF-8 文本后再试。")


def open_word(path: Path) -> Word:
    """Read a .docx. Raise CheckError for a damaged file."""
    from docgen.foreign.word import read_word

    try:
        with path.open("rb") as file:
            return read_word(file)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a damaged package fails in as many ways as there are parts in it
        raise CheckError(f"“{path.name}”打不开，它不是 .docx 文件或者已经损坏；请用文字处理软件另存后再试。") from error
