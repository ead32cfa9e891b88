"""The command line of `wenyuan`; the commands are those of docs/architecture.md. desktop.start comes before it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from desktop.cli import (
    archive_commands,
    document_commands,
    filing_commands,
    followup_commands,
    number_commands,
    passwords,
    register_commands,
    search_command,
    tasks_command,
)
from desktop.cli.demo import demo
from desktop.cli.errors import usage_sentence
from desktop.cli.opening import open_window
from desktop.cli.options import ArchiveOption, name_archive
from desktop.cli.output import complain, say, use_utf8
from desktop.logs import start_logging
from office.about import version
from office.sentences import sentence

_GARBAGE = 20_000
"""Objects between two looks for garbage. What a command makes lives on: Python's 700 cost a tenth of a render."""

app = typer.Typer(
    name="wenyuan",
    help="文渊：办公室的公文档案、起草、体检与排版。不带命令时打开窗口。",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
archive_commands.register(app)
search_command.register(app)
document_commands.register(app)
tasks_command.register(app)
number_commands.register(app)
register_commands.register(app)
followup_commands.register(app)
filing_commands.register(app)
passwords.register(app)
app.command("demo")(demo)


def _tell_version(asked: bool) -> None:
    if asked:
        say(f"wenyuan {version()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    archive: ArchiveOption = None,
    _: Annotated[bool, typer.Option("--version", help="打印版本", is_eager=True, callback=_tell_version)] = False,
) -> None:
    """文渊：办公室的公文档案、起草、体检与排版。不带命令时打开窗口。"""
    name_archive(archive)
    if context.invoked_subcommand is None:
        raise typer.Exit(open_window(archive))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 some items failed, 2 wrong use or unreadable input."""
    gc.set_threshold(_GARBAGE)
    use_utf8()
    start_logging()
    try:
        code = app(args=None if arguments is None else list(arguments), standalone_mode=False)
        sys.stdout.flush()  # a full disk is told here, not when Python ends
    except TyperException as error:
        complain(usage_sentence(error))
        return 2
    except (Abort, KeyboardInterrupt):
        complain("已取消。")
        return 130
    except BrokenPipeError:
        # The reader went away (`wenyuan search … | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  the last door: a user sees a sentence, never a traceback
        complain(sentence(error))
        return 2
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
