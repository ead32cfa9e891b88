"""Writes search/simplified.txt anew from OpenCC: python -m resources.simplified

One simplified form for all forms of a character: out through the traditional ones, back through each usage. It is
written out because the texts of every archive are stored in this form, which must not change with a library's version;
and because OpenCC's four dictionaries of phrases, of which nothing is used here, took 30 MB and 40 ms of each start.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from search.saving import save

TABLE = Path(__file__).resolve().parents[1] / "search" / "simplified.txt"
_FIRST = 0x3400
_SURROGATES = range(0xD800, 0xE000)
_WAYS = ("s2t", "hk2s", "tw2s", "t2s")


def table() -> str:
    """The pairs as text, a line each: a character, and what it becomes."""
    import opencc

    module: Any = opencc  # it has no types
    converters = [module.OpenCC(name).convert for name in _WAYS]
    pairs: list[str] = []
    for code in range(_FIRST, sys.maxunicode + 1):
        if code not in _SURROGATES:
            became = character = chr(code)
            for convert in converters:
                changed = convert(became)
                became = changed if len(changed) == 1 else became
            if became != character:
                pairs.append(character + became)
    return "\n".join(["# From the character tables of OpenCC (Apache-2.0) by resources/simplified.py", *pairs, ""])


if __name__ == "__main__":
    save(TABLE, table().encode())
