"""Foreign papers: read behind the fence whoever asks (check, re-laying, tasks, print), and laid out to the standard."""

from __future__ import annotations

import atexit
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.profile import Profile
from fence.decoding import plain_text
from fence.regular import read_plain
from papers.foreign import ForeignPaper, ReadLine, Warned

if TYPE_CHECKING:
    from docgen.foreign.relaying import Relaid
    from search.readers import Readers

SOURCE = (".md", ".markdown")
_TEXT = (*SOURCE, ".txt", ".text")
_LOCK = threading.Lock()


def read_foreign(path: Path) -> ForeignPaper:
    """The one paper in a file of any kind that the archive takes in, with its looks where it is a .docx.

    A file is read once, in the fenced worker. Raises Problem where it holds none or several, OSError.
    """
    return read_foreign_bytes(read_plain(path), path.name)


def read_foreign_bytes(data: bytes, name: str) -> ForeignPaper:
    """The same of the bytes of a file called `name`."""
    suffix = Path(name).suffix.lower()
    if suffix in _TEXT and not data.startswith((b"PK\x03\x04", b"%PDF-")):
        text = plain_text(data, name)
        lines = tuple(ReadLine(line) for line in text.split("\n"))
        return ForeignPaper(name, lines, text, source=suffix in SOURCE)
    with _LOCK:
        return _warm().paper(data, name)


@cache
def _warm() -> Readers:
    """The one worker of this program for papers that are only looked at; kept warm, ended with the program."""
    from search.readers import Readers

    readers = Readers()
    atexit.register(readers.close)
    return readers


def risks_of(data: bytes, name: str) -> tuple[str, tuple[Warned, ...]]:
    """(the ending that fits a file's bytes, "" for none that is known; what has to be asked about before 打开)."""
    with _LOCK:
        return _warm().risks(data, name)


def lay_out(paper: ForeignPaper, profile: Profile | None = None) -> Relaid:
    """A foreign .docx laid out to GB/T 9704—2012, its text untouched. CheckError where it would not stay as it is."""
    from docgen.foreign.relaying import relay

    return relay(paper, lambda made: read_foreign_bytes(made, "重排.docx"), profile)


def why_not_laid_out(paper: ForeignPaper) -> str:
    """Why a paper can't be laid out anew, "" where it can: to be told before a file's name is asked for."""
    from docgen.foreign.relaying import refusal

    return refusal(paper)
