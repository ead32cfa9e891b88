"""任务分解表: rows of a table read as tasks, and tasks made into the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from docgen.model import Align, Attachment, Block, Document, Table
from docgen.tasks.dues import cell_due
from docgen.tasks.names import names
from docgen.tasks.targets import targets
from docgen.tasks.task import Task

TABLE_TITLE = "任务分解表"
COLUMNS = ("序号", "任务", "牵头单位", "配合单位", "完成时限")

_HEADS = (
    ("support", "配合|协助|协办|参与|参加单位"),
    ("due", "时限|时间|期限|节点|进度要求"),
    ("person", "责任人|责任领导|分管|联系人|牵头领导"),
    ("lead", "牵头|责任|主责|承办|负责|主办|实施单位|落实单位"),
    ("what", "任务|事项|内容|工作|措施|项目名称|举措|要求|问题"),
)
_WIDER = re.compile("内容|措施|具体|举措")
_NO_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|备注|说明)")


def table_tasks(blocks: Sequence[Block], day: date | None) -> Iterator[Task]:
    """One task a row of each table that has a column for what and one for who."""
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) > 1:
            columns = _columns(block.rows[0])
            if "what" in columns and "lead" in columns:
                yield from _rows(block, columns, day)


def _columns(head: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(head):
        name = next((name for name, pattern in _HEADS if re.search(pattern, cell)), None)
        if name == "what" and name in columns and _WIDER.search(cell):
            columns["group"], columns["what"] = columns["what"], index
        elif name and name not in columns:
            columns[name] = index
    return columns


def _rows(table: Table, columns: dict[str, int], day: date | None) -> Iterator[Task]:
    """Cells that are merged downwards come empty: who and by when is then that of the row above."""
    above: dict[str, str] = {}
    for offset, row in enumerate(table.rows[table.header_rows :]):
        cells = {name: row[index].strip() if index < len(row) else "" for name, index in columns.items()}
        what = cells["what"] or cells.get("group", "")
        if not what or _NO_ROW.match(what) or what == table.rows[0][columns["what"]]:
            continue
        for name in ("lead", "group"):
            cells[name] = cells.get(name) or above.get(name, "")
        above = cells
        due, words = cell_due(cells.get("due", ""), day)
        lead, support = names(cells["lead"]), names(cells.get("support", ""))
        line = table.line + table.header_rows + 1 + offset if table.line else 0
        yield Task(_bare(what), lead, support, due, words, line, targets(what), what)


def _bare(what: str) -> str:
    return re.sub(r"^(?:\d{1,3}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[）)、])\s*", "", what).strip()


def task_table(tasks: Sequence[Task]) -> Table:
    """The 任务分解表 of `tasks`: one row each, by their order."""
    rows = (
        (str(number), task.what, "、".join(task.lead), "、".join(task.support), task.due_shown)
        for number, task in enumerate(tasks, 1)
    )
    aligns = (Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT, Align.CENTRE)
    return Table((COLUMNS, *rows), aligns)


def with_task_table(document: Document, tasks: Sequence[Task]) -> Document:
    """`document` with the table as its last attachment, listed after the text (7.3.4, 7.3.7); an old one goes."""
    attachment = Attachment(TABLE_TITLE, (task_table(tasks),))
    listed = tuple(name for name in document.attachment_list if name != TABLE_TITLE)
    others = tuple(one for one in document.attachments if one.title != TABLE_TITLE)
    return replace(document, attachment_list=(*listed, TABLE_TITLE), attachments=(*others, attachment))
