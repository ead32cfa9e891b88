"""The password of an archive on the command line: from the environment, or asked for at a terminal; and `password`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.output import CommandError, print_json, say

_VARIABLE, _NEW_VARIABLE = "WENYUAN_PASSWORD", "WENYUAN_NEW_PASSWORD"


def password_of(folder: Path) -> str | None:
    """The password of the archive in `folder`, None where it has none. CommandError where nobody can be asked."""
    from search.store.keys import has_password

    return asked_password() if has_password(folder) else None


def asked_password() -> str:
    """The present password, from the environment or the terminal. CommandError where nobody can be asked."""
    return os.environ.get(_VARIABLE) or _ask("口令", _VARIABLE)


def _new_password() -> str:
    given = os.environ.get(_NEW_VARIABLE)
    if given:
        return given
    first = _ask("新口令", _NEW_VARIABLE)
    if first != _ask("再输入一次新口令", _NEW_VARIABLE):
        raise CommandError("两次输入的口令不同，没有改动。")
    return first


def _ask(what: str, variable: str) -> str:
    if not _at_terminal():
        raise CommandError(f"需要{what}：请在终端里运行，或用环境变量 {variable} 给出。")
    from getpass import getpass

    return getpass(f"{what}：")


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def register(app: typer.Typer) -> None:
    """Add the command of this module to `app`."""
    app.command("password")(password)


def password(
    *,
    remove: Annotated[bool, typer.Option("--remove", help="取消口令，档案库恢复为明文")] = False,
    archive: Annotated[Path | None, typer.Option("--archive", help="档案库文件夹（默认在用户数据文件夹里）")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出上只打印 JSON")] = False,
) -> None:
    """给档案库设口令（加密）、改口令或取消口令。"""
    from desktop.cli.options import archive_folder
    from search.archive import set_password

    folder = archive_folder(archive)
    old = password_of(folder)
    new = None if remove else _new_password()
    code = set_password(folder, old, new)
    replaced = _replace_clear_backups(folder, new) if code else 0
    if as_json:
        print_json({"path": str(folder), "password": new is not None, "recovery_code": code, "replaced": replaced})
    elif remove:
        say("口令已取消，档案库现在是明文。")
    elif not code:
        say("口令已改。以前的备份仍要用备份时的口令。")
    else:
        _tell_code(code, replaced)


def _replace_clear_backups(folder: Path, new: str | None) -> int:
    from search.archive import Archive

    with Archive.open(folder, password=new) as store:
        return store.backups.replace_clear()


def _tell_code(code: str, replaced: int) -> None:
    say("口令已设，档案库已加密。")
    if replaced:
        say(f"原来的 {replaced} 个自动备份是明文，已换成一个加密的新备份；另存在别处的备份请自行处理。")
    say()
    say(f"恢复码：{code}")
    say("请抄在纸上锁好：忘记口令时，只有恢复码能打开档案库；两样都丢了，谁也打不开。")
