"""A foreign paper on its way out of the worker: as JSON with its pictures behind it, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from papers.foreign import ForeignPaper, Place, ReadLine, Warned
from papers.looks import Look, Page, PageNumber
from search.records import Metadata
from search.store.values import unpack_metadata

_LOOK = tuple(Look.__dataclass_fields__)


def metadata_of(packed_metadata: str) -> Metadata:
    """Metadata that the worker handed over as JSON."""
    return unpack_metadata(packed_metadata)


def packed(paper: ForeignPaper) -> tuple[dict[str, Any], bytes]:
    """(what JSON can say, the bytes of the pictures). A look that many lines have is said once."""
    looks: dict[Look, int] = {}
    lines = [
        [
            line.text,
            -1 if line.look is None else looks.setdefault(line.look, len(looks)),
            line.rows,
            line.picture,
            line.place.value,
        ]
        for line in paper.lines
    ]
    head = {
        "name": paper.name,
        "lines": lines,
        "looks": [[getattr(look, name) for name in _LOOK] for look in looks],
        "word": paper.word,
        "pages": [asdict(page) for page in paper.pages],
        "numbers": [None if each is None else asdict(each) for each in (paper.odd, paper.even)],
        "pictures": [[name, len(data)] for name, data in paper.pictures.items()],
        "warnings": [[each.kind, each.text] for each in paper.warnings],
        "told": [paper.unread, paper.dropped, paper.visible, paper.around],
    }
    return head, b"".join(paper.pictures.values())


def unpacked(head: dict[str, Any], data: bytes) -> ForeignPaper:
    """The paper that was packed."""
    looks = [Look(*values) for values in head["looks"]]
    odd, even = (None if each is None else PageNumber(**each) for each in head["numbers"])
    unread, dropped, visible, around = (tuple(each) for each in head["told"])
    return ForeignPaper(
        head["name"],
        tuple(_line(line, looks) for line in head["lines"]),
        word=head["word"],
        pages=tuple(Page(**page) for page in head["pages"]),
        odd=odd,
        even=even,
        pictures=_pictures(head["pictures"], data),
        warnings=tuple(Warned(kind, text) for kind, text in head["warnings"]),
        unread=unread,
        dropped=dropped,
        visible=visible,
        around=around,
    )


def _line(line: list[Any], looks: list[Look]) -> ReadLine:
    text, rows, picture, place = line[0], line[2], line[3], line[4]
    look = int(line[1])
    return ReadLine(text, None if look < 0 else looks[look], tuple(map(tuple, rows)), picture, Place(place))


def _pictures(sizes: list[list[Any]], data: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    start = 0
    for name, size in sizes:
        found[name] = data[start : start + size]
        start += size
    return found
