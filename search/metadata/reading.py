"""Reading the metadata out of a text: the head as papers.head reads it, in the archive's values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from papers.citing import cited
from papers.dates import iso_day, read_date
from papers.document_numbers import normal_number
from papers.head import Head, head_lines, read_head
from search.records import Citation, Metadata

_NOTHING: Mapping[str, str] = {}
_PLACES = {"signers": "signers", "attachment_list": "attachments"} | {
    name: name
    for name in ("title", "issuer", "document_number", "issue_date", "recipients", "copies_to", "secrecy", "due_text")
}
"""Field of a head → field of the metadata, of those whose place is told."""


def read_metadata(text: str, name: str = "", given: Mapping[str, str] = _NOTHING) -> Metadata:
    """The metadata of `text`.

    `given` holds what is known already (title, kind, issuer, document_number, issue_date, secrecy) and wins over what
    is read, a list with one value a line; `name` (a file's name) stands in for a title where the text has none.
    """
    head = read_head(head_lines(text), name, dict(_known(given)))
    return Metadata(
        title=head.title,
        kind=head.kind,
        issuer=head.issuer,
        issuers=head.issuers,
        document_number=head.document_number,
        issue_date=_date(head, given),
        recipients=head.recipients,
        copies_to=head.copies_to,
        secrecy=head.secrecy,
        secrecy_period=head.secrecy_period,
        urgency=head.urgency,
        copy_number=head.copy_number,
        signers=head.signers,
        attachments=head.attachment_list,
        citations=citations(text),
        due=head.due.isoformat() if head.due else "",
        due_text=head.due_text,
        doubtful=head.doubtful,
        places={_PLACES[name]: (place.start, place.end) for name, place in head.places.items() if name in _PLACES},
    )


def citations(text: str) -> tuple[Citation, ...]:
    """Every 《title》（number） in the text, in order."""
    return tuple(Citation(one.title, one.document_number, one.start, one.end) for one in cited(text))


def _known(given: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """What is given, as fields of a head."""
    for field, value in given.items():
        if not value:
            continue
        if field == "issuer":
            yield "issuers", tuple(part for part in re.split(r"[、\s]+", value) if part)
        elif field in {"signers", "attachment_list"}:
            yield field, tuple(part for part in value.split("\n") if part)
        elif field == "document_number":
            yield field, normal_number(value)
        elif field != "issue_date":
            yield field, value
        elif day := read_date(value):
            yield field, day


def _date(head: Head, given: Mapping[str, str]) -> str:
    """The date in ISO form; one that was given and is no full date stays as it is written."""
    if given.get("issue_date") and not read_date(given["issue_date"]):
        return iso_day(given["issue_date"])
    return head.issue_date.isoformat() if head.issue_date else ""
