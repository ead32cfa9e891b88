"""Jinja2's immutable sandbox with our filters and bounds; what it prints is marked, never mixed with the template."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# Jinja2 leaves the types of its globals and filters open.

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from jinja2 import StrictUndefined, meta, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.templating.filters import FILTERS
from papers.dates import date_text

OPEN, CLOSE = "\ue000", "\ue001"
VALUES = " values"  # no name that a template can say
OUTPUT = 1_000_000  # characters: some 1,000 pages
_TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")


class TooMuch(Exception):
    """The template printed more than OUTPUT characters or multiplied something large."""


class Values:
    """The values that a template printed, in the order of printing, bounded in size."""

    def __init__(self) -> None:
        self.items: list[str | list[str]] = []
        self._size = 0

    def add(self, value: object) -> int:
        """Keep `value` as text, or as a list of texts; return its index."""
        item = list(map(self._text, cast("list[object]", value))) if isinstance(value, list) else self._text(value)
        self._size += sum(map(len, item)) + 8
        if self._size > OUTPUT:
            raise TooMuch
        self.items.append(item)
        return len(self.items) - 1

    def _text(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        text = date_text(value) if isinstance(value, date) else str(value)
        return _TOKEN.sub(self._resolved, text) if OPEN in text else text

    def _resolved(self, found: re.Match[str]) -> str:
        index = int(found[1]) if len(found[1]) < 9 else len(self.items)
        item = self.items[index] if index < len(self.items) else ""
        return item if isinstance(item, str) else "、".join(item)


@pass_context
def _marked(context: Context, value: object) -> str:
    """What `{{ value }}` prints: a mark; the value itself goes into the list that the context carries.

    Answers never hold marks, so a text with marks is what a macro or a {% set %} block caught: the template's own.
    """
    if isinstance(value, str) and OPEN in value:
        return value
    values = cast("Values", context[VALUES])
    return f"{OPEN}{values.add(value)}{CLOSE}"


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment in which templates run."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_marked)
        for name in ("lipsum", "cycler", "joiner", "dict"):
            del self.globals[name]
        self.filters.update(FILTERS)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  Jinja's own
        """Refuse a product or power that would be large."""
        sizes = [len(side) if isinstance(side, str | list | tuple) else abs(side) for side in (left, right)]
        limit = 300 if operator == "**" else OUTPUT
        if any(size > limit for size in sizes) or (operator == "*" and sizes[0] * sizes[1] > OUTPUT):
            raise TooMuch
        return super().call_binop(context, operator, left, right)

    def foreign_names(self, source: str) -> list[tuple[str, int]]:
        """The names that `source` uses without setting them, each with the first line where it does."""
        tree = self.parse(source)
        names = meta.find_undeclared_variables(tree) - set(self.globals)
        lines: dict[str, int] = {}
        for node in tree.find_all(nodes.Name):
            if node.name in names and node.ctx == "load":
                lines.setdefault(node.name, node.lineno)
        return sorted(lines.items(), key=lambda pair: pair[1])
