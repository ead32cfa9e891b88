"""What changed from one text to another, as rich text."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from html import escape

from desktop.theme.look import look

_LONGEST = 4000
"""Characters of a changed stretch that are still compared one by one; longer ones are shown whole, old and new."""
_AROUND = 2
"""Unchanged paragraphs that are kept before and after a change."""


def difference(before: str, after: str) -> str:
    """Taken out is struck through, put in is on the hit colour; "" where nothing changed.

    Paragraphs are compared first and characters only within those that changed, so that long texts take no time.
    """
    old, new = before.split("\n"), after.split("\n")
    if old == new:
        return ""
    parts: list[str] = []
    for operation, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if operation == "equal":
            parts += _unchanged(old[start:end])
        else:
            parts.append("".join(_within("\n".join(old[start:end]), "\n".join(new[new_start:new_end]))))
    return "".join(f'<p style="margin: 0 0 8px 0; line-height: 150%">{part}</p>' for part in parts)


def _unchanged(paragraphs: list[str]) -> list[str]:
    if len(paragraphs) <= 2 * _AROUND + 1:
        return [escape(paragraph) for paragraph in paragraphs]
    left_out = f"……（{len(paragraphs) - 2 * _AROUND} 段没有变）"
    return [
        *map(escape, paragraphs[:_AROUND]),
        f'<span style="color:{look().colours.second}">{left_out}</span>',
        *map(escape, paragraphs[-_AROUND:]),
    ]


def _within(old: str, new: str) -> Iterator[str]:
    if max(len(old), len(new)) > _LONGEST:
        yield from (_out(old), "<br>", _in(new))
        return
    for operation, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if operation == "equal":
            yield _lines(old[start:end])
        else:
            yield _out(old[start:end]) + _in(new[new_start:new_end])


def _out(text: str) -> str:
    return f'<s style="color:{look().colours.second}">{_lines(text)}</s>' if text else ""


def _in(text: str) -> str:
    colours = look().colours
    return f'<span style="background:{colours.hit}; color:{colours.ink}">{_lines(text)}</span>' if text else ""


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
