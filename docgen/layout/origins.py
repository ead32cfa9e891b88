"""Spans that know their source place: the value of the document that they show."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.layout.shaping import Span
from docgen.model import Attachment, Document
from docgen.pages import Origin, Role


def origin_of(document: Document, name: str, item: int = 0) -> Origin:
    """The origin of a field of the head, of its n-th item where it is a list."""
    place = document.place(name, item)
    return Origin(name, item, place.line, place.line, place.column)


def shown(document: Document, name: str, text: str, role: Role, item: int = 0) -> Span:
    """A text as it stands in a field (its n-th item), from where it stands there on."""
    value: str | tuple[str, ...] = getattr(document, name)
    whole = value if isinstance(value, str) else value[item]
    start = max(whole.find(text), 0)
    return Span(text, role, origin=origin_of(document, name, item), start=start)


def titled(attachment: Attachment, index: int) -> Origin:
    """The origin of the title of the `index`-th attachment, from 0."""
    return Origin("attachments", index, attachment.line, attachment.line, attachment.column)


def consecutive(lines: Sequence[str], whole: str, role: Role, origin: Origin) -> list[Span]:
    """The lines into which a text was broken, each with its place in it."""
    spans: list[Span] = []
    place = 0
    for line in lines:
        place = max(whole.find(line, place), place)
        spans.append(Span(line, role, origin=origin, start=place))
        place += len(line)
    return spans
