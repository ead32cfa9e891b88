"""The 任务分解表 put into a source text as its last attachment; every other line of the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.model import Document
from docgen.source import head_lines, parse, quote, write
from docgen.source.table import write_table
from docgen.tasks.reading import TABLE_TITLE, Task, task_table, with_task_table

_LIST = "附件"
_GOES_ON = re.compile(r"\s|-\s|\]")  # how a line begins that still belongs to the value above it
_CLOSE = re.compile(r"[:：]{3}")


def put_table(text: str, tasks: Sequence[Task]) -> str:
    """Source text with the table of `tasks` as its last attachment, listed after the text (7.3.4, 7.3.7).

    A 任务分解表 that is there already gives way to the new one. A text without a head gets one.
    """
    document = parse(text)[0]
    if not head_lines(text):
        return write(with_task_table(document, tasks))
    lines = _without_table(text.rstrip("\n").split("\n"), document)
    lines += ["", f"::: 附件 {TABLE_TITLE}", *write_table(task_table(tasks)), ":::"]
    return "\n".join(_listed(lines, document)) + "\n"


def _without_table(lines: list[str], document: Document) -> list[str]:
    """The lines without the table that an earlier turn put there."""
    for old in reversed([one for one in document.attachments if one.title == TABLE_TITLE]):
        end = next((index for index in range(old.line, len(lines)) if _CLOSE.match(lines[index].strip())), len(lines))
        lines[old.line - 1 : end + 1] = []
    while not lines[-1].strip():
        lines.pop()
    return lines


def _listed(lines: list[str], document: Document) -> list[str]:
    """The lines with the table named in the head's list of attachments."""
    if TABLE_TITLE in document.attachment_list:
        return lines
    names = ", ".join(quote(name) for name in (*document.attachment_list, TABLE_TITLE))
    places = head_lines("\n".join(lines))
    end = places.get(_LIST, max(places.values()))
    while _GOES_ON.match(lines[end]):
        end += 1
    start = places[_LIST] - 1 if _LIST in places else end
    return [*lines[:start], f"{_LIST}: [{names}]", *lines[end:]]
