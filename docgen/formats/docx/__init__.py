"""From a document to a .docx with real styles that breaks lines and pages where our own pages do."""

from __future__ import annotations

from pathlib import Path

from docgen.model import Document
from docgen.profile import Profile
from resources import resource

BASE = resource("base", "base.docx")


def write_docx(document: Document, profile: Profile | None = None, folder: Path | None = None) -> bytes:
    """The bytes of a .docx laid out to GB/T 9704—2012; the same input gives the same bytes.

    `profile` None: the standard. `folder`: where pictures with relative paths are looked for. The official faces are
    named, not embedded; no font has to be on this machine.
    """
    from docgen.formats.docx.compose import compose

    return compose(document, profile or Profile(), folder, BASE)


__all__ = ["write_docx"]
