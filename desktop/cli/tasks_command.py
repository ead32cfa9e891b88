"""The command on the tasks that minutes and plans set: shown, as JSON, as .xlsx, as an attachment of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.document_commands import finding_json, read_source
from desktop.cli.options import ArchiveOption, JsonOption
from desktop.cli.output import CommandError, print_json, print_table, say
from office.foreign import read_foreign
from search.saving import save

if TYPE_CHECKING:
    from docgen.finding import Finding
    from docgen.tasks.reading import Task

_SUFFIXES = (".md", ".docx", ".txt")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("tasks")(tasks)


def tasks(
    file: Annotated[Path, typer.Argument(help="会议纪要、方案：.md、.docx 或 .txt")],
    *,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="任务分解表存成 .xlsx")] = None,
    into: Annotated[Path | None, typer.Option("--into", metavar="PLAN.md", help="把表作为附件放进这份源文本")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="放进附件以后存到哪里")] = None,
    archive: ArchiveOption = None,  # noqa: ARG001  every command takes --archive
    as_json: JsonOption = False,
) -> None:
    """从会议纪要和方案里读出任务分解表：任务、牵头、配合、时限。"""
    from docgen.check.duties import lacking

    if (into is None) != (output is None):
        raise CommandError("--into 和 -o 要一起写：放进哪份源文本，存到哪里。")
    found = _read(file)
    for path, data in _outputs(found, xlsx, into, output):
        save(path, data)
    if as_json:
        print_json({"tasks": [_json(task) for task in found], "findings": list(map(finding_json, lacking(found)))})
    else:
        _tell(found, lacking(found), [path for path in (xlsx, output) if path])


def _read(file: Path) -> tuple[Task, ...]:
    from docgen.check.files import read_subject
    from docgen.tasks.reading import read_tasks

    if file.suffix.lower() not in _SUFFIXES:
        raise CommandError(f"任务只从 .md、.docx 和 .txt 里读，“{file.name}”不是；请另存后再试。")
    if not file.is_file():
        raise CommandError(f"找不到“{file}”，请核对路径。")
    return read_tasks(read_subject(read_foreign(file))[0].document)


def _outputs(
    found: Sequence[Task], xlsx: Path | None, into: Path | None, output: Path | None
) -> list[tuple[Path, bytes]]:
    """The files to save: everything is made before anything is saved. CommandError where there are no tasks."""
    from docgen.tasks.attachment import put_table
    from docgen.tasks.sheet import task_sheet

    if not found and (xlsx or output):
        raise CommandError("没有读到任务，没有写出文件；任务要写在“会议议定”之后或者“重点任务”一类标题下面。")
    files: list[tuple[Path, bytes]] = []
    if xlsx:
        files.append((xlsx, task_sheet(found)))
    if into and output:
        files.append((output, put_table(read_source(into), found).encode("utf-8")))
    return files


def _json(task: Task) -> dict[str, Any]:
    return {
        "what": task.what,
        "lead": list(task.lead),
        "support": list(task.support),
        "due": task.due.isoformat() if task.due else None,
        "due_text": task.due_text,
        "paragraph": task.line,
        "targets": [{"name": one.name, "value": one.value, "unit": one.unit} for one in task.targets],
    }


def _tell(found: Sequence[Task], findings: Sequence[Finding], paths: Sequence[Path]) -> None:
    from docgen.tasks.reading import COLUMNS, task_table

    if not found:
        say("没有读到任务。")
        return
    print_table(COLUMNS, task_table(found).rows[1:])
    for finding in findings:
        say(f"· 第 {finding.paragraph} 行：{finding.message}")
    for path in paths:
        say(f"已写出 {path}")
