"""Rendering: source text parsed, typeset with the house profile, written as .docx or PDF; records as PDF pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.finding import Finding, Severity
from docgen.model import Document, Form
from docgen.pages import FontUse, Layout
from docgen.profile import Profile
from fence.regular import read_plain
from office.foreign import SOURCE
from office.house import house_problem, house_profile
from office.reading import text_of
from search.records import Record

LONGEST = 80_000
"""Characters of a record that are still set as pages; longer ones are shown as text."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A typeset source text. `findings` are the parser's and the typesetter's; pictures stand in `folder`.

    `source` are the bytes of the draft, which go into a PDF and an OFD as an attachment.
    """

    text: str
    document: Document
    findings: tuple[Finding, ...]
    layout: Layout
    profile: Profile
    folder: Path | None
    source: bytes

    @property
    def fonts(self) -> tuple[FontUse, ...]:
        """Which face each role got."""
        return self.layout.fonts


def render_file(path: Path, profile: Profile | None = None) -> Rendering:
    """Render the source text in a file; raises as `render`, Problem for what is no text, OSError."""
    data = read_plain(path)
    return render(text_of(data, path.name), path.parent, profile, data)


def render(
    text: str, folder: Path | None = None, profile: Profile | None = None, source: bytes | None = None
) -> Rendering:
    """Parse and typeset a source text; `profile` None: the office's own; `source` None: the text in UTF-8.

    Raises docgen.fonts.FontsMissing where no font is to be had.
    """
    from docgen.layout import typeset
    from docgen.source import parse

    doubts: tuple[Finding, ...] = ()
    if profile is None:
        profile, problem = house_profile(), house_problem()
        doubts = (Finding("house-profile", Severity.WARNING, problem),) if problem else ()
    document, findings = parse(text)
    layout = typeset(document, profile=profile, folder=folder)
    return Rendering(
        text,
        document,
        (*doubts, *findings, *layout.findings),
        layout,
        profile,
        folder,
        _bytes(text) if source is None else source,
    )


def written(made: Rendering, suffix: str) -> bytes:
    """The rendering as the bytes of a file of docgen.formats (.pdf, .ofd, .docx), or of its source text (.md).

    ValueError for another suffix.
    """
    from docgen.formats.formats import Made, format_of

    if suffix in SOURCE:
        return made.source
    kind = format_of(suffix)
    if kind is None:
        raise ValueError(f"not written: {suffix}")
    return kind.write(Made(made.document, made.layout, made.source, made.profile, made.folder))


def attached(suffixes: Iterable[str]) -> tuple[str, ...]:
    """The names of what is attached to the files of these suffixes."""
    from docgen.formats.attached import ATTACHED
    from docgen.formats.formats import format_of

    kinds = [format_of(suffix) for suffix in suffixes]
    return (ATTACHED,) if any(kind is not None and kind.attaches for kind in kinds) else ()


def measured(made: Rendering, pdf: bytes) -> tuple[str, ...]:
    """What the pages of the PDF measure, a sentence each."""
    from docgen.measure import facts, measure

    return tuple(facts(measure(pdf), made.document))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # half a surrogate pair is no text


def document_pdf(document: Document, folder: Path | None = None) -> bytes:
    """A document as PDF, set with the office's profile; its pictures stand in `folder`."""
    from docgen.formats.pdf import write_pdf
    from docgen.layout import typeset

    return write_pdf(typeset(document, profile=house_profile(), folder=folder), document)


def record_pdf(record: Record, original: bytes) -> bytes | None:
    """The pages of an archived document as PDF: its own, or set from its text. None: it is too long to be set."""
    if original[:5] == b"%PDF-":
        return original
    if len(record.text) > LONGEST:
        return None
    if is_source(record, original):
        return written(render(original.decode("utf-8", errors="replace")), ".pdf")
    return document_pdf(plain_document(record))


def is_source(record: Record, original: bytes) -> bool:
    """Whether the original of a record is source text of our own."""
    return record.original_name.endswith(".md") and original.startswith(b"---")


def plain_document(record: Record) -> Document:
    """A record that came without a layout, set plainly: its title above its text."""
    from docgen.source import parse

    text = record.text.strip()
    first, _, rest = text.partition("\n")
    if _bare(first) == _bare(record.title):
        text = rest
    body, _ = parse(text.replace("\n---", "\n－－－"))
    return replace(body, form=Form.PLAIN, title=record.title, kind=record.kind)


def file_name(title: str) -> str:
    """A name for a file made of `title`, without what file systems do not take, at most 80 characters."""
    return re.sub(r"[\s\\/:*?\"<>|\x00-\x1f\x7f-\x9f]+", "", title)[:80].strip(".") or "未命名"


def _bare(text: str) -> str:
    return re.sub(r"\s|#", "", text)
