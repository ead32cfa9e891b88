"""YAML from strangers, read safely (safe_load): no anchors and aliases, no tags, bounded in size, depth and nodes.

An alias can stand for billions of nodes, and YAML's own reader takes seconds for a few kilobytes of brackets.
"""

from __future__ import annotations

from typing import Any, cast

import yaml

LARGEST = 1_000_000
"""Characters: the answers to the longest form."""

DEEPEST = 20
MOST = 50_000
"""Nodes of a text."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_MARKS = 2_000
"""Brackets and question marks that open something; libyaml takes quadratic time for those that never close."""


class NotPlain(ValueError):
    """A text that is no plain YAML. `line` counts from 1; the message is a plain Chinese sentence."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def load(text: str) -> object:
    """The value that `text` stands for: mappings, lists, texts, numbers, dates. Raises NotPlain."""
    _refuse_bombs(text)
    try:
        value: Any = yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader, C or Python
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, TypeError) as error:
        raise _wrong(error) from None
    return cast("object", value)


def compose(text: str) -> yaml.Node | None:
    """The nodes of `text` as typed, with their lines; None for an empty text. Raises NotPlain."""
    _refuse_bombs(text)
    try:
        return yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise _wrong(error) from None


def _refuse_bombs(text: str) -> None:
    if len(text) > LARGEST:
        raise NotPlain(f"内容超过 {LARGEST // 10_000} 万字，太长了。", 1)
    if sum(map(text.count, "[{?")) > _MARKS:
        raise NotPlain("括号或问号太多，请检查。", 1)
    depth = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
            depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
            line = event.start_mark.line + 1 if event.start_mark else 1
            _refuse(event, line)
            if depth > DEEPEST or count > MOST:
                raise NotPlain(f"第 {line} 行：层次太深或者项目太多。", line)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise error if isinstance(error, NotPlain) else _wrong(error) from None


def _refuse(event: yaml.Event, line: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise NotPlain(f"第 {line} 行：不能用“*”引用，请把内容写全。", line)
    if getattr(event, "tag", None) is not None:
        raise NotPlain(f"第 {line} 行：不能用“!”指定类型，请去掉。", line)


def _wrong(error: Exception) -> NotPlain:
    mark = getattr(error, "problem_mark", None)
    line = int(mark.line) + 1 if mark is not None else 1
    return NotPlain(f"第 {line} 行：写法不对，请检查冒号、缩进和引号。", line)
