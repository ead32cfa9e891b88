"""A task: who leads, who helps, what, by when, and the figures that are its targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from papers.dates import date_text


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached: `name` 超5亿元项目, `value` “20” as written, `unit` 个."""

    name: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `what` is its whole text without who and by when.

    `due` is None where no day can be told; `due_text` is what the text says of it (“5月31日前”, “每月5日前”). `line`
    counts lines of the source from 1, `source` is the paragraph that sets the task.
    `listed`: it is one of 重点任务 or of what a meeting decided, where each names a body and an end.
    """

    what: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: date | None = None
    due_text: str = ""
    line: int = 0
    targets: tuple[Target, ...] = ()
    source: str = ""
    listed: bool = True

    @property
    def due_shown(self) -> str:
        """The deadline for a table: the day where there is one, otherwise the words of the text."""
        return f"{date_text(self.due)}前" if self.due else self.due_text
