"""The values that the archive hands out: records, hits, results. All frozen; dates are ISO strings ("2026-04-15")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from papers.labels import LABELS

HIT_START = "\ue000"
HIT_END = "\ue001"

RECOGNISED = "由扫描件识别，可能有错字，请对照原件"
"""What has to be said of a text that a machine read off a picture."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a text says about itself; an empty string or tuple means not found. `year` is that of `issue_date`."""

    title: str = ""
    kind: str = ""
    issuer: str = ""
    issuers: tuple[str, ...] = ()
    document_number: str = ""
    issue_date: str = ""
    recipients: str = ""
    copies_to: str = ""
    secrecy: str = ""
    secrecy_period: str = ""
    urgency: str = ""
    copy_number: str = ""
    signers: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    lead_title: str = ""  # 引题
    subtitle: str = ""  # 副题
    reporter: str = ""
    stated_date: str = ""  # a date as printed, where its year is not
    recognised: bool = False  # the text was read off a picture of the page, by a machine
    due: str = ""  # 时限: the day by which an answer is asked for, never the paper's own
    due_text: str = ""  # its words, where it is unread too
    doubtful: tuple[str, ...] = ()  # fields that a person should look at
    places: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])  # field → (start, end)


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited paper: 《title》（number）, at text[start:end]."""

    title: str
    document_number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader made of one document inside a file: text (paragraphs joined by line feeds) and metadata found."""

    text: str
    metadata: Metadata
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of a scan that has been recognised: the `number`-th of `pages`."""

    number: int
    pages: int


ImportStatus = Literal["added", "duplicate", "failed"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """One imported file (or one row of a .jsonl): a plain Chinese `reason` where it is not "added".

    `doubtful` are the fields that a person should look at, of a file that holds one paper.
    """

    path: str
    status: ImportStatus
    ids: tuple[int, ...] = ()
    reason: str = ""
    doubtful: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """What a person is told: the reason, and the doubtful fields by their labels."""
        doubts = "、".join(dict.fromkeys(LABELS[field] for field in self.doubtful if field in LABELS))
        return "；".join(filter(None, (self.reason.removesuffix("。"), f"请核对{doubts}"))) if doubts else self.reason


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one record to another: kind is one of 依据 转发 印发 修订 废止 替代 引用."""

    kind: str
    source: int
    target: int | None
    title: str
    document_number: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One document of the archive."""

    id: int
    title: str
    kind: str
    issuer: str
    document_number: str
    issue_date: str
    text: str
    sha256: str
    original_name: str
    media_type: str
    added_at: str
    metadata: Metadata
    relations: tuple[Relation, ...] = ()
    tags: tuple[str, ...] = ()
    deleted_at: str = ""


Order = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the archive. `text` is in the query language (search/query/parse.py); any string is one.

    Of `kinds`, `issuers`, `years` ("2014") and `tags` each, a paper must have one; none leaves that open. A kind or
    issuer that the archive knows is meant as it stands, another as a part of names. `since` and `until` are ISO dates,
    also "2014" or "2014-05", both ends included. `collection` and `binned` say where to look; the recycle bin is looked
    into with `binned` alone. `visible_to` is the highest 密级 that whoever asks may see: 无 内部 秘密 机密 绝密, ""
    for all. `order` is by relevance or newest first; without words the bin shows the latest deleted first. `exact`
    checks every candidate: else `total` and facets may be a lower bound and an estimate in a large archive. `own` is
    the office of whoever asks, which 我局 means; `today` the ISO day that 去年 counts from, "" for the present one.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    collection: str = ""
    binned: bool = False
    visible_to: str = ""
    order: Order = "relevance"
    limit: int = 20
    offset: int = 0
    exact: bool = False
    own: str = ""
    today: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but its words narrows it."""
        return any(getattr(self, name) for name in _NARROWING)


_NARROWING = ("kinds", "issuers", "years", "tags", "since", "until", "collection", "binned", "visible_to")


@dataclass(frozen=True, slots=True)
class Hit:
    """One search hit; in `snippet` the literal hits stand between HIT_START and HIT_END.

    `issue_date` is the paper's own date or empty: a deadline or the day of an event is none.
    """

    id: int
    title: str
    kind: str
    issuer: str
    document_number: str
    issue_date: str
    score: float
    snippet: str
    secrecy: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query. `exact` is False while `total` is only a lower bound or the hits are 相关结果."""

    query: str
    total: int
    exact: bool
    elapsed_ms: float
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]  # "kind" | "issuer" | "year" → value → count
    related: bool = False  # no literal hit: the hits are the OR of the words (相关结果)
    understood: tuple[str, ...] = ()  # words that were taken for something else: "去年：2025年1月1日至2025年12月31日"
