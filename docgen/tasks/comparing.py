"""The text of a plan against its 任务分解表: a lead or a day that the two say differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.model import Document
from docgen.tasks.reading import read_text_tasks
from docgen.tasks.table import table_tasks
from docgen.tasks.task import Task


def differing(document: Document) -> Iterator[tuple[int, str, str]]:
    """Line and text of each cell of a task table that differs from the text, with a message.

    A row is the task of the text whose words begin as it does, or hold all of it.
    """
    blocks = [*document.body, *(block for one in document.attachments for block in one.blocks)]
    rows = list(table_tasks(blocks, document.issue_date))
    told = read_text_tasks(document) if rows else []
    for row in rows:
        task = next((one for one in told if _same(row, one)), None)
        if task is None:
            continue
        if row.due and task.due and row.due != task.due:
            yield row.line, row.due_text, f"正文里这项任务的时限是“{task.due_text}”，表中是“{row.due_text}”，请核对。"
        if row.lead and task.lead and not set(row.lead) & set(task.lead):
            shown = "、".join(row.lead)
            yield row.line, shown, f"正文里这项任务由“{'、'.join(task.lead)}”牵头，表中是“{shown}”，请核对。"


def _same(row: Task, task: Task) -> bool:
    mine, other = (re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", one.what) for one in (row, task))
    return len(mine) > 3 and (other.startswith(mine) or mine.startswith(other) or mine in other)
