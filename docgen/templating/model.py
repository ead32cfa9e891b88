"""What a template is: its name, the fields that make the form, and the text with Jinja2 marks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from papers.problem import Problem

FieldType = Literal["text", "multiline", "date", "list", "choice", "table", "bool"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    `name` is the Chinese key that the template's text and the answers use; `columns` are those of a table, whose
    answer is a list of rows (column → text). `example` and `default` are answers in normal form: a text, an ISO date,
    a tuple of texts, a tuple of rows (each a tuple of cells), or a truth value.
    """

    name: str
    label: str
    type: FieldType = "text"
    required: bool = False
    help: str = ""
    example: object = ""
    choices: tuple[str, ...] = ()
    default: object = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """One template. `source` is the text below the file's own head; its first line is line `first_line` of `path`."""

    name: str
    title: str
    kind: str
    group: str
    description: str
    fields: tuple[Field, ...]
    source: str
    path: Path
    first_line: int = 1


class TemplateError(Problem):
    """A template cannot be read or filled in: a plain Chinese sentence and a `line` of its file (0: none)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
