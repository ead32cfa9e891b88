"""Options that several commands share."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.output import CommandError
from desktop.cli.passwords import password_of

if TYPE_CHECKING:
    from search.archive import Archive

ArchiveOption = Annotated[Path | None, typer.Option("--archive", help="档案库文件夹（默认在用户数据文件夹里）")]
JsonOption = Annotated[bool, typer.Option("--json", help="在标准输出上只打印 JSON")]


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
    return named_folder(folder) or default_archive()


def open_archive(folder: Path | None, *, create: bool = False, read_only: bool = False) -> Archive:
    """Open the archive; a command that only reads does not make one by accident.

    Raises CommandError where there is no archive and `create` is False.
    """
    from search.archive import Archive

    place = archive_folder(folder)
    if not create and not place.is_dir():
        raise CommandError(f"“{place}”里还没有档案库；先用 wenyuan import 收进文件。")
    return Archive.open(place, read_only=read_only, password=password_of(place))
