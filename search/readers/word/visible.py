"""The visible characters of a .docx by a second, independent reading: a stream of XML events (expat), no tree.

It shares no code with the first reading (body.py, inline.py), so that what one loses the other has: a re-laid paper is
proved with it. It sees neither automatic numbers nor what symbol fonts show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_DELETED = frozenset(("del", "moveFrom", "instrText", "delText", "rt", "Fallback"))
_LETTERS = frozenset(("w:t", "m:t"))
_OVER = re.compile(r"\\o[^()]*\([○〇◯□☐]?[,，;；](.{1,8}?)\)", re.IGNORECASE)
_SPACES = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
)


@dataclass(slots=True)
class _Stream:
    """What is read so far: the body, and each text box for itself; how deep the reading is in what is not seen."""

    stories: list[list[str]] = field(default_factory=lambda: [[]])
    open: list[int] = field(default_factory=lambda: [0])
    hidden_run: bool = False
    unseen: int = 0
    wanted: bool = False
    choice: list[bool] = field(default_factory=list[bool])
    _path: list[str] = field(default_factory=list[str])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        space, _, local = name.rpartition(" ")
        tag = next((f"{prefix}:{local}" for full, prefix in _SPACES if full == space), f":{local}")
        self._path.append(tag)
        if self.unseen or local in _DELETED:
            self.unseen += 1
        elif tag == "w:r":
            self.hidden_run = False
        elif tag == "w:vanish" and self._path[-3:-1] == ["w:r", "w:rPr"]:
            switch = next((text for key, text in attributes.items() if key.endswith(" val") or key == "val"), "1")
            self.hidden_run = switch not in ("0", "false", "off")
        elif tag == "w:txbxContent":
            self.stories.append([])
            self.open.append(len(self.stories) - 1)
        elif tag == "w:noBreakHyphen" and not self.hidden_run:
            self.stories[self.open[-1]].append("-")
        self.wanted = not self.unseen and tag in _LETTERS

    def end(self, _name: str) -> None:
        """An element ends."""
        tag = self._path.pop()
        if self.unseen:
            self.unseen -= 1
        elif tag == "w:txbxContent":
            self.open.pop()
            self.hidden_run = False
        self.wanted = False

    def text(self, characters: str) -> None:
        """Characters within an element."""
        if self.wanted and not self.hidden_run:
            self.stories[self.open[-1]].append(characters)


def visible(document: bytes) -> tuple[str, ...]:
    """The characters of the main part of a .docx, without white space: its body, then each text box. ValueError."""
    stream = _Stream()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = stream.start
    parser.EndElementHandler = stream.end
    parser.CharacterDataHandler = stream.text
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise ValueError("not well formed") from error
    return tuple(re.sub(r"\s", "", "".join(pieces)) for pieces in stream.stories)
