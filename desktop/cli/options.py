"""Options that several commands share, and what they stand for: paths, the archive, replacing a file."""

from __future__ import annotations

from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.asking import password_of, replacing
from desktop.cli.output import CommandError
from office.outputs import check_outputs

if TYPE_CHECKING:
    from search.archive import Archive


def path_of(text: str) -> Path:
    """A path as a person writes it: ~ is the home folder, wherever the shell has left it standing.

    CommandError for an empty one, which would stand for the whole working folder.
    """
    if not str(text) or "\0" in str(text):
        raise CommandError("文件或文件夹的名字是空的或写得不对，没有做任何事；请核对后再试。")
    path = Path(text)
    with suppress(RuntimeError):  # ~甲.docx is no home of anyone, but a file
        path = path.expanduser()
    return path


ArchiveOption = Annotated[
    Path | None, typer.Option("--archive", parser=path_of, help="档案库文件夹（默认在用户数据文件夹里）")
]
JsonOption = Annotated[bool, typer.Option("--json", help="在标准输出上只打印 JSON")]
ForceOption = Annotated[bool, typer.Option("--force", help="文件已经存在也替换")]


def default_archive() -> Path:
    """The archive folder where none is named: `archive` in the platform's user data folder."""
    from platformdirs import user_data_path

    return user_data_path("wenyuan", appauthor=False) / "archive"


_named: ContextVar[Path | None] = ContextVar("archive named before the command", default=None)


def name_archive(folder: Path | None) -> None:
    """Note the `--archive` that stands before the command (`wenyuan --archive DIR search …`)."""
    _named.set(folder)


def named_folder(folder: Path | None) -> Path | None:
    """The folder that was named after the command, or before it; None for none."""
    return folder or _named.get()


def archive_folder(folder: Path | None) -> Path:
    """The folder that a command works on: named after the command, before it, or the default one."""
    return (named_folder(folder) or default_archive()).absolute()


def open_archive(folder: Path | None, *, create: bool = False, read_only: bool = False) -> Archive:
    """Open the archive; a command that only reads does not make one by accident.

    Raises CommandError where there is no archive and `create` is False.
    """
    from search.archive import Archive

    place = archive_folder(folder)
    if not create and not place.is_dir():
        raise CommandError(f"“{place}”里还没有档案库；先用 wenyuan import 收进文件。")
    return Archive.open(place, read_only=read_only, password=password_of(place))


def claim(*targets: Path | None, inputs: tuple[Path | None, ...] = (), force: bool = False) -> None:
    """Check the output files of a command before it does anything (office.outputs); a person is asked at a terminal.

    What is None is not asked for.
    """
    wanted = [target for target in targets if target is not None]
    check_outputs(wanted, [given for given in inputs if given is not None], force=force, ask=replacing)
