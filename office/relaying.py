"""Re-laying a foreign .docx to GB/T 9704—2012, its text untouched; what changed and what was not kept is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fence.regular import refuse_odd
from office.outputs import check_outputs
from papers.problem import Problem
from search.saving import save

if TYPE_CHECKING:
    from docgen.foreign.relaying import Relaid

SUFFIX = ".docx"


def relay_to(path: Path, target: Path) -> Relaid:
    """Lay the .docx at `path` out anew and save it as `target`, which is replaced.

    Problem for another format, where its text would not stay, and where `target` may not be written; OSError.
    """
    from docgen.foreign.relaying import relay

    if path.suffix.lower() != SUFFIX:
        raise Problem(f"只有 .docx 能按国标重排，“{path.name}”不是；源文本请用“排版”导出。")
    refuse_odd(path)
    check_outputs([target], [path], force=True)
    made = relay(path)
    save(target, made.data)
    return made


def told(made: Relaid) -> tuple[str, ...]:
    """What is not as it was, and what is not in the new file any more: one line each."""
    return (*made.changes, *(f"没有保留：{what}" for what in made.dropped))
