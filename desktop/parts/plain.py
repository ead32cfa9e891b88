"""Plain text for Qt: foreign text is never HTML, never a mnemonic, never turned round, and never without end."""

from __future__ import annotations

import re
from html import escape

MOST = 2_000
"""Characters of a text that a label shows."""
MOST_OF_A_TIP = 300
"""Characters of a tooltip: it has no scroll bar."""
MOST_OF_AN_ENTRY = 60
"""Characters of a button or a line of a menu."""

# Control characters but tab and line break; marks of writing direction; what is not seen but changes how a text reads.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Text without hidden characters, however long."""
    return _HIDDEN.sub("", text)


def shown(text: str, most: int = MOST) -> str:
    """Text as a person may see it: without hidden characters, cut with … where it is longer than `most`."""
    seen = clean(text[: 2 * most])
    return seen if len(seen) <= most and len(text) <= 2 * most else seen[: most - 1] + "…"


def tip(text: str) -> str:
    """Text as a tooltip, which Qt reads as HTML wherever something in it looks like a tag."""
    seen = shown(text, MOST_OF_A_TIP)
    return f"<qt>{escape(seen)}</qt>" if "<" in seen or "&" in seen else seen


def entry(text: str) -> str:
    """Text on a button or in a menu, where & marks a key to press and a tab begins the column of shortcuts."""
    return shown(" ".join(text.split()), MOST_OF_AN_ENTRY).replace("&", "&&")
