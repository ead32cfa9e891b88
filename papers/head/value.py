"""What a paper says of itself as one value: the head that archive, 体检 and registers share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: text[start:end], on the lines numbered `lines`; `text` as it is printed.

    `alone`: the lines hold this element and no other word, where the standard puts it, so that they can be taken off.
    """

    start: int
    end: int
    lines: tuple[int, ...]
    text: str
    alone: bool = False


_NOWHERE: Mapping[str, Place] = {}


@dataclass(frozen=True, slots=True)
class Head:
    """The elements of a paper's head and ending; "" , () or None: the paper has none.

    `issuers` is who issues it, by title, passing body, signature or mark, whichever names it; `signature` what stands
    above the date. `doubtful` names the fields that a person should look at, the empty ones that the paper might have
    included. `due`: the day by which it asks for an answer, never its own date; `due_text` its words.
    """

    title: str = ""
    lead_title: str = ""
    subtitle: str = ""
    kind: str = ""
    issuers: tuple[str, ...] = ()
    issuer_mark: str = ""
    document_number: str = ""
    order_number: str = ""
    issue_number: str = ""
    issue_date: date | None = None
    signature: str = ""
    recipients: str = ""
    copies_to: str = ""
    secrecy: str = ""
    secrecy_period: str = ""
    urgency: str = ""
    copy_number: str = ""
    signers: tuple[str, ...] = ()
    attachment_list: tuple[str, ...] = ()
    note: str = ""
    printing_office: str = ""
    printing_date: date | None = None
    due: date | None = None
    due_text: str = ""
    doubtful: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=lambda: _NOWHERE)

    @property
    def issuer(self) -> str:
        """All issuers, with 、 between them."""
        return "、".join(self.issuers)
