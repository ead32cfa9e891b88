"""Texts that a person names: source texts, answers, lists of queries, in any encoding; papers: office.foreign."""

from __future__ import annotations

from pathlib import Path

from fence.decoding import plain_text
from fence.regular import read_plain


def readable(path: Path) -> bool:
    """Whether a file's name says that it can be read: what the archive takes in, 体检 and tasks take too."""
    from search.readers import is_readable

    return is_readable(path.name)


def suffixes() -> tuple[str, ...]:
    """The endings of the files that can be read."""
    from search.readers.formats import OFFICE, READERS

    return tuple(suffix for suffix in sorted({*READERS, *OFFICE}) if readable(Path(f"x{suffix}")))


def read_text(path: Path) -> str:
    """The text of a file in any encoding that offices use: line ends become line feeds, no line is taken away.

    Problem for what is no text or no plain file, OSError.
    """
    return text_of(read_plain(path), path.name)


def text_of(data: bytes, name: str) -> str:
    """The text in the bytes of a file called `name`. Problem where they are none."""
    return plain_text(data, name)
