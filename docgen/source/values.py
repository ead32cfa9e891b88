"""A value of the head: a text, plain or in quotes, or a list in brackets, each with the place where it begins."""

from __future__ import annotations

import json
import re

_DOUBLE = re.compile(r'"((?:\\.|[^"\\])*)"\s*')
_SINGLE = re.compile(r"'((?:''|[^'])*)'\s*")
_ITEM = re.compile(r'\s*("(?:\\.|[^"\\])*"(?=\s*(?:,|$))|\'(?:\'\'|[^\'])*\'(?=\s*(?:,|$))|[^,]*)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")


class BadList(ValueError):
    """Lists within a list, or a mapping."""


def read_text(value: str) -> tuple[str, int]:
    """What a value says and how many characters stand before it; quotes hold where they hold the whole value."""
    if found := _DOUBLE.fullmatch(value):
        return _one_text(_unescaped(found[1])), 1
    if found := _SINGLE.fullmatch(value):
        return _one_text(found[1].replace("''", "'")), 1
    return value.strip(), 0


def _one_text(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return _ESCAPED.sub(r"\1", text)


def is_open(value: str) -> bool:
    """Does the value begin with a quote or bracket that nothing closes?"""
    first = value[:1]
    if first in ("[", "{"):
        return not value.rstrip().endswith("]" if first == "[" else "}")
    return first in ('"', "'") and first not in value[1:]


def closes_early(value: str) -> bool:
    """Is a value that begins with a bracket a text, like “[2026]15号”: does the bracket close before its end?"""
    closing = "]" if value[0] == "[" else "}"
    return closing in value and not value.endswith(closing)


def read_list(value: str) -> list[tuple[str, int]]:
    """The items of `[甲, "乙, 丙"]`, each with its place in `value`; what is not closed ends with the value.

    Raises BadList.
    """
    if value.startswith("{"):
        raise BadList
    text = value.rstrip()
    end = len(text) - 1 if text.endswith("]") and len(text) > 1 else len(text)
    items: list[tuple[str, int]] = []
    place = 1
    while place < end:
        found = _ITEM.match(text, place, end)
        if found is None:
            break
        raw = found[1].strip()
        if raw.startswith(("[", "{")):
            raise BadList
        item, shift = read_text(raw)
        if item:
            items.append((item, found.start(1) + shift))
        place = text.find(",", found.end(), end) + 1 or end
    return items
