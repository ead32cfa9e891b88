"""Proof that a re-laid paper lost no visible character: by a second reading of both files, not the one that made it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from papers.foreign import ForeignPaper

Change = tuple[str, str]
"""What an element was and how the standard has it written."""


def nothing_lost(before: ForeignPaper, after: ForeignPaper, changes: Iterable[Change]) -> bool:
    """Whether every visible character of `before` stands in `after`: each story in its order, and none too few.

    `changes`: the elements that are written otherwise on purpose, which are told.
    """
    stories = [_bare(story) for story in before.visible]
    for old, new in changes:
        stories = _with_change(stories, _bare(old), _bare(new))
    there = _bare("".join((*after.around, *after.visible)))
    enough = not Counter("".join(stories)) - Counter(there)
    return enough and all(_in_order(story, there) for story in stories)


def _with_change(stories: Sequence[str], old: str, new: str) -> list[str]:
    """The stories with the first place of `old` written as `new`."""
    place = next((index for index, story in enumerate(stories) if old and old in story), -1)
    return [story.replace(old, new, 1) if index == place else story for index, story in enumerate(stories)]


def _in_order(wanted: str, there: str) -> bool:
    """Whether the characters of one text stand in the other in their order."""
    characters = iter(there)
    return all(character in characters for character in wanted)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
