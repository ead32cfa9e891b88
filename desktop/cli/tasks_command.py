"""The command on the tasks that minutes and plans set: shown, as JSON, as .xlsx, as an attachment of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.document_commands import finding_json
from desktop.cli.options import ArchiveOption, ForceOption, JsonOption, claim, path_of
from desktop.cli.output import CommandError, print_json, print_table, say
from search.saving import save

if TYPE_CHECKING:
    from docgen.finding import Finding
    from docgen.tasks.reading import Task


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("tasks")(tasks)


def tasks(
    file: Annotated[Path, typer.Argument(parser=path_of, help="会议纪要、方案：源文本、.docx 等")],
    *,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", parser=path_of, help="任务分解表存成 .xlsx")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", parser=path_of, metavar="PLAN.md", help="把表作为附件放进这份源文本")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", parser=path_of, help="放进附件以后存到哪里")] = None,
    force: ForceOption = False,
    archive: ArchiveOption = None,  # noqa: ARG001  every command takes --archive
    as_json: JsonOption = False,
) -> None:
    """从会议纪要和方案里读出任务分解表：任务、牵头、配合、时限。"""
    from docgen.check.duties import lacking
    from office.task_table import tasks_in

    if (into is None) != (output is None):
        raise CommandError("--into 和 -o 要一起写：放进哪份源文本，存到哪里。")
    claim(xlsx, output, inputs=(file, into), force=force)
    found = tasks_in(file)
    for path, data in _outputs(found, xlsx, into, output):
        save(path, data)
    if as_json:
        print_json({"tasks": [_json(task) for task in found], "findings": list(map(finding_json, lacking(found)))})
    else:
        _tell(found, lacking(found), [path for path in (xlsx, output) if path])


def _outputs(
    found: Sequence[Task], xlsx: Path | None, into: Path | None, output: Path | None
) -> list[tuple[Path, bytes]]:
    """The files to save: everything is made before anything is saved. Problem where there are no tasks."""
    from office.reading import read_text
    from office.task_table import sheet_of, text_with

    files: list[tuple[Path, bytes]] = []
    if xlsx:
        files.append((xlsx, sheet_of(found)))
    if into and output:
        files.append((output, text_with(read_text(into), found).encode("utf-8")))
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
