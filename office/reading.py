"""Reading a paper that a person names, whatever its format: the one way in for 体检, tasks, drafts and answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.finding import Finding
from docgen.model import Document
from fence.regular import read_plain
from papers.problem import Problem

if TYPE_CHECKING:
    from docgen.foreign.lines import Line
    from papers.looks import WordLooks

SOURCE = (".md", ".markdown")
_TEXT = (*SOURCE, ".txt", ".text")
_WORD = (".docx", ".docm", ".dotx")


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands in a file. `editable`: it is source text, all of it in `text`; else `lines` hold it.

    `findings` are those of the reading itself (control characters); `looks` those of a .docx.
    """

    text: str
    editable: bool
    lines: tuple[Line, ...] = ()
    looks: WordLooks | None = None
    findings: tuple[Finding, ...] = ()


def readable(path: Path) -> bool:
    """Whether a file's name says that it can be read: what the archive takes in, 体检 and tasks take too."""
    from search.readers import is_readable

    return is_readable(path.name)


def read_paper(path: Path) -> Paper:
    """Read a file; raises Problem for what is no paper, OSError where the file cannot be had."""
    from docgen.check.files import open_word

    data = read_plain(path)
    suffix = path.suffix.lower()
    if suffix in _TEXT:
        return _of_text(text_of(data, path.name), source=suffix in SOURCE)
    if suffix in _WORD:
        word = open_word(path)
        return Paper("", editable=False, lines=tuple(word.lines), looks=word.looks)
    return _of_text(_foreign_text(path), source=False)


def read_document(path: Path) -> Document:
    """The document that was typed or recognised in a file; raises as `read_paper`."""
    from docgen.check.files import foreign_subject
    from docgen.source import parse

    paper = read_paper(path)
    return parse(paper.text)[0] if paper.editable else foreign_subject(list(paper.lines), None, paper.looks).document


def read_text(path: Path) -> str:
    """The text of a source text, answers or a list of queries in any encoding that offices use; raises as `read_paper`.

    Line ends become line feeds, a byte order mark goes; no line is taken away.
    """
    return text_of(read_plain(path), path.name)


def text_of(data: bytes, name: str) -> str:
    """The text in the bytes of a file called `name`. Problem where they are none."""
    from fence.decoding import plain_text

    return plain_text(data, name)


def _of_text(text: str, *, source: bool) -> Paper:
    from docgen.check.files import has_head
    from docgen.foreign.lines import Line
    from docgen.source.clean import clean

    if source or has_head(text):
        return Paper(text, editable=True)
    text, findings = clean(text)
    lines = tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 1))
    return Paper(text, editable=False, lines=lines, findings=tuple(findings))


def _foreign_text(path: Path) -> str:
    """The text that the archive's readers find in a file of another format."""
    from search.readers import read

    found = read(path)
    if len(found) != 1:
        raise Problem(f"“{path.name}”里有 {len(found)} 份文件，一次只能看一份；请解开以后逐份再试。")
    return found[0].text
