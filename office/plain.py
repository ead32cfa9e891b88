"""Terminal-safe text: titles, fields and file names without control characters and marks of writing direction."""

from __future__ import annotations

import re

# C0 and C1 controls, the marks and controls of writing direction, line separators, deprecated format characters,
# interlinear marks, half surrogates, tags: what a terminal obeys, or what makes a line look like another one.
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[{_HIDDEN}]")


def safe_text(text: str) -> str:
    """Text of several lines for a terminal: every unsafe character is shown as its code."""
    return _UNSAFE.sub(_code, text)


def safe_line(text: str) -> str:
    """As `safe_text`, as one line: breaks and tabs become a blank."""
    return safe_text(" ".join(text.split()))


def escaped_json(text: str) -> str:
    """JSON text whose strings hold unsafe characters as escapes alone; a program that reads it sees no difference."""
    return _UNSAFE.sub(_json_code, text)


def _code(match: re.Match[str]) -> str:
    number = ord(match.group())
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _json_code(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
