"""How long a fresh process waits for its fonts: part of the start of every render."""

from __future__ import annotations

from benchmarks.timing import median_python_seconds

NOTHING = "import pathlib, dataclasses, enum"
FIND = "from docgen.fonts import find_fonts; from docgen.pages import Role; fonts = find_fonts()"
USE = FIND + "; [fonts.face(role, character).advance(character) for role in Role for character in '国2镕']"


def run() -> list[tuple[str, float, str, str]]:
    """Milliseconds on top of an empty Python process."""
    empty, found, used = (median_python_seconds(code) for code in (NOTHING, FIND, USE))
    return [
        ("fonts: find all faces", 1000 * (found - empty), "ms", "on top of an empty process"),
        ("fonts: find, and measure in every role", 1000 * (used - empty), "ms", "asked: at most 150"),
    ]
