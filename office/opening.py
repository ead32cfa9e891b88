"""打开: what may be handed to another program, under which name, and what has to be asked about before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from papers.problem import Problem

OPENABLE = frozenset(
    (
        *(".pdf", ".ofd"),
        *(".docx", ".doc", ".wps", ".rtf", ".odt"),
        *(".txt", ".md"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"),
    )
)
"""The only endings of files that the system is asked to open: documents and pictures.

A web page is none of them, for it may run scripts; nor is whatever starts a program.
"""

_ENDING = re.compile(r"\.(?=.*[A-Za-z])[0-9A-Za-z]{1,12}")
"""What a system may take for the ending of a name; 2026.11 has none."""
_TEXT = {".markdown": ".md", ".text": ".txt"}


class NotOpenable(Problem):
    """A file that is no document of a known kind; it can be saved elsewhere."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The `name` of the copy, which ends as the file is, and sentences on what it may do or pretends to be."""

    name: str
    risks: tuple[str, ...]


def opening_of(data: bytes, name: str) -> Opening:
    """How the original called `name` is opened. Read behind the fence: takes a while. Raises NotOpenable, Problem."""
    from office.foreign import risks_of  # late: it brings the readers

    bare = PurePath(name.replace("\\", "/")).name
    ending, told = risks_of(data, bare)
    ending = _TEXT.get(ending, ending)
    named = PurePath(bare).suffix.lower()
    if ending not in OPENABLE:
        raise NotOpenable(f"“{bare}”不是公文或图片一类的文件，不交给别的程序打开；需要时请用“导出原文件”另存一份。")
    fits = named in OPENABLE and not any(each.kind == "name" for each in told)
    return Opening(_named(bare, named if fits else ending), tuple(each.text for each in told))


def _named(name: str, ending: str) -> str:
    """A file name that has this ending and no other that a system might go by: 通知.pdf.hta becomes 通知.pdf."""
    stem = PurePath(name)
    while _ENDING.fullmatch(stem.suffix):
        stem = stem.with_suffix("")
    kept = "".join(character for character in stem.name if character.isprintable() and character not in '<>:"/\\|?*')
    return f"{kept.rstrip(' .')[:80] or '原件'}{ending}"
