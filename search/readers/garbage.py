"""Whether a text layer is text: fonts without a table of characters (ToUnicode) give rubbish that looks like some."""

from __future__ import annotations

from fence.decoding import is_usual

_ENOUGH = 20
"""Characters from which a text can be judged."""
_BAD, _ODD, _MARKS = 0.2, 0.3, 0.55
_RARE = 0.5
"""Share of Han characters in daily use below which it is no Chinese: papers have .97."""


def is_private(character: str) -> bool:
    """Whether a character is one of a font's own (private use), damage, or a control character."""
    return "\ue000" <= character <= "\uf8ff" or character == "\ufffd" or "\x7f" <= character < "\xa0" or character < " "


def is_garbage(text: str, unmapped: int = 0) -> bool:
    """Whether a text is none that anyone wrote. `unmapped`: characters that the font itself says nothing of."""
    letters = "".join(text.split())
    count = len(letters)
    if count < _ENOUGH:
        return count > 0 and sum(map(is_private, letters)) + unmapped > count / 2
    if sum(map(is_private, letters)) + unmapped > _BAD * count:
        return True
    han = [character for character in letters if "\u3400" <= character <= "\u9fff"]
    if len(han) >= _ENOUGH:
        return sum(map(is_usual, han)) < _RARE * len(han)
    latin = sum("\xa0" <= character <= "\xff" for character in letters)
    marks = sum("!" <= character <= "~" and not character.isalnum() for character in letters)
    drawn = sum(character in "._-=*|+~" for character in letters)  # rules made of characters
    return not han and (latin > _ODD * count or marks - drawn > _MARKS * count)
