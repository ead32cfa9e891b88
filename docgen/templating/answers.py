"""Answers to a form in normal form: whatever a window, a command line or a YAML file brings becomes plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import cast

from docgen.source.head import one_line
from docgen.templating.model import Field, Template
from papers.dates import read_date

PENDING = "【待补：{}】"

# Private-use characters carry marks between the worker and us; controls and lone surrogates belong in no document.
_UNWANTED = re.compile("[\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LIST_SIGN = re.compile(r"[\n；;]")


def normal(field: Field, value: object) -> object:
    """`value` as `field` keeps it: text, ISO date text, tuple of texts, tuple of rows of cells, or bool."""
    match field.type:
        case "bool":
            return value is True or str(value).strip() in ("是", "true", "True", "1", "yes")
        case "date":
            return _date(value)
        case "list":
            return tuple(item for item in map(_line, _items(value)) if item)
        case "table":
            return tuple(row for row in (_row(field, item) for item in _items(value)) if any(row))
        case "multiline":
            lines = (line.strip() for line in _text(value).split("\n"))
            return "\n".join(line for line in lines if line)
        case _:
            return _line(value)


def complete(template: Template, answers: Mapping[str, object]) -> dict[str, object]:
    """An answer for every field, ready for the worker; a required one that is missing becomes a 【待补】 mark."""
    return {field.name: _answer(field, answers.get(field.name)) for field in template.fields}


def unanswered(template: Template, answers: Mapping[str, object]) -> tuple[Field, ...]:
    """The required fields that `answers` leaves empty."""
    return tuple(field for field in template.fields if field.required and not _given(field, answers.get(field.name)))


def example_answers(template: Template) -> dict[str, object]:
    """The examples of all fields as answers: what a filled-in form looks like."""
    return {field.name: _plain(field, field.example) for field in template.fields}


def _answer(field: Field, value: object) -> object:
    given = _given(field, value)
    if not given and field.required and field.type != "bool":
        mark = PENDING.format(field.label)
        given = {"list": (mark,), "table": ((mark,) * len(field.columns),)}.get(field.type, mark)
    return _plain(field, given)


def _given(field: Field, value: object) -> object:
    if value is None:
        return field.default
    given = normal(field, value)
    return given if given or field.type == "bool" else field.default


def _plain(field: Field, value: object) -> object:
    if field.type == "table":
        rows = cast("tuple[tuple[str, ...], ...]", value or ())
        return [dict(zip(field.columns, row, strict=True)) for row in rows]
    return list(cast("tuple[str, ...]", value or ())) if field.type == "list" else value


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, cast("Iterable[object]", value)))
    return _UNWANTED.sub("", re.sub("\r\n|[\r\u2028\u2029]", "\n", str(value)))


def _line(value: object) -> str:
    return one_line(_text(value))


def _date(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = _line(value)
    day = read_date(text)
    return day.isoformat() if day else text


def _items(value: object) -> list[object]:
    if isinstance(value, str):
        return list[object](_LIST_SIGN.split(value))
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return list(cast("Iterable[object]", value))
    return [] if value is None else [value]


def _row(field: Field, value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        row = cast("Mapping[str, object]", value)
        return tuple(_line(row.get(column)) for column in field.columns)
    cells = value.strip().strip("|").split("|") if isinstance(value, str) else _items(value)
    texts = [_line(cell) for cell in cells][: len(field.columns)]
    return tuple(texts + [""] * (len(field.columns) - len(texts)))
