"""Make search/simplified.txt and search/syllables.txt anew: python -m resources.characters.build

Tables, because OpenCC takes 36 MB and 50 ms to open its dictionaries in every process, pypinyin 50 MB and 130 ms; and
because what is stored in normal form must not change with OpenCC's next release: where that table changes, stored texts
have to be normalised anew.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from search.saving import save

TABLE = Path(__file__).resolve().parents[2] / "search" / "simplified.txt"
SYLLABLES = TABLE.with_name("syllables.txt")
_ZERO, _FIRST, _LAST = 0x3007, 0x3400, 0x3FFFF
_SURROGATES = range(0xD800, 0xE000)


def lines() -> list[str]:
    """Each character that has another simplified form, and that form; in order."""
    convert = _converters()
    found = (chr(code) for code in range(_FIRST, _LAST + 1) if code not in _SURROGATES)
    pairs = ((character, _simplified(character, convert)) for character in found)
    return [f"{character}{simple}" for character, simple in pairs if simple != character]


def syllables() -> list[str]:
    """Each syllable without its tone, and the characters that are read so by themselves; both in order."""
    from pypinyin import lazy_pinyin

    read: dict[str, list[str]] = {}
    for code in range(_ZERO, _LAST + 1):
        if code not in _SURROGATES:
            read.setdefault("".join(lazy_pinyin(chr(code), errors="ignore")), []).append(chr(code))
    return [f"{syllable} {''.join(characters)}" for syllable, characters in sorted(read.items()) if syllable]


def _simplified(character: str, convert: list[Callable[[str], str]]) -> str:
    """One form for all forms of a character: out through the traditional ones, back through each usage."""
    for step in convert:
        changed = step(character)
        if len(changed) == 1:
            character = changed
    return character


def _converters() -> list[Callable[[str], str]]:
    import opencc

    module: Any = opencc  # it has no types
    return [module.OpenCC(name).convert for name in ("s2t", "hk2s", "tw2s", "t2s")]


def main() -> None:
    """Write the tables."""
    head = f"# A character and its simplified form. Made from OpenCC {version('opencc')} (Apache-2.0)."
    save(TABLE, ("\n".join([head, *lines()]) + "\n").encode())
    head = f"# A syllable and the characters read so. Made from pypinyin {version('pypinyin')} (MIT)."
    save(SYLLABLES, ("\n".join([head, *syllables()]) + "\n").encode())


if __name__ == "__main__":
    main()
