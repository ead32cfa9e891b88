"""Re-laying a foreign .docx to GB/T 9704—2012, its text untouched; what changed and what was not kept is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from office.foreign import lay_out, read_foreign
from office.outputs import check_outputs
from search.saving import save

if TYPE_CHECKING:
    from docgen.foreign.relaying import Relaid
    from papers.foreign import ForeignPaper


def relay_to(path: Path, target: Path, paper: ForeignPaper | None = None) -> Relaid:
    """Lay the .docx at `path` out anew and save it as `target`, which is replaced.

    `paper`: what stands in it, where it has been read already. Problem for another format, where its text would not
    stay, and where `target` may not be written; OSError.
    """
    check_outputs([target], [path], force=True)
    made = lay_out(paper or read_foreign(path))
    save(target, made.data)
    return made


def told(made: Relaid) -> tuple[str, ...]:
    """What is not as it was, and what is not in the new file any more: one line each."""
    return (*made.changes, *(f"没有保留：{what}" for what in made.dropped))
