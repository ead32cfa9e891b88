"""Drafting from a template: the template by its name, the answers, the source text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from office.reading import read_text
from papers.problem import Problem

if TYPE_CHECKING:
    from docgen.templating import Template

FOLDER = "templates"
"""Where the office's own templates lie below its archive's folder."""


def templates_of(archive: Path) -> tuple[Template, ...]:
    """The shipped templates and those of the office, which lie beside its archive."""
    from docgen.templating import load_templates

    own = archive / FOLDER
    return load_templates([own] if own.is_dir() else [])


def template_called(name: str, shelf: Sequence[Template]) -> Template:
    """The template of that name, or title. Problem where there is none, with the names that there are."""
    chosen = [one for one in shelf if one.name == name] or [one for one in shelf if one.title == name]
    if not chosen:
        raise Problem(f"没有叫“{name}”的模板；现有：{'、'.join(one.name for one in shelf)}。")
    return chosen[0]


def drafted(template: Template, answers: Mapping[str, object]) -> str:
    """Source text made of answers. Problem for an answer to a field that the template has not."""
    from docgen.templating import draft

    unknown = set(answers) - {field.name for field in template.fields}
    if unknown:
        names = "、".join(field.name for field in template.fields)
        raise Problem(f"模板“{template.name}”没有字段“{min(unknown)}”；它的字段有：{names}。")
    return draft(template, answers)


def read_answers(path: Path) -> dict[str, object]:
    """The answers in a YAML file, by field name. Problem with the line where it is none, OSError."""
    from fence import plain_yaml

    try:
        values = plain_yaml.load(read_text(path))
    except plain_yaml.NotPlain as error:
        raise Problem(f"“{path.name}”不是正确的 YAML，{error}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise Problem(f"“{path.name}”应当是“字段: 值”的列表。")
    return {str(key): value for key, value in cast("dict[object, object]", values).items()}
