"""`wenyuan password`: encrypts the archive, changes its password, or takes it away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.asking import asked_new_password, password_of
from desktop.cli.options import ArchiveOption, JsonOption, archive_folder
from desktop.cli.output import print_json, say
from desktop.cli.progress import working


def register(app: typer.Typer) -> None:
    """Add the command of this module to `app`."""
    app.command("password")(password)


def password(
    *,
    remove: Annotated[bool, typer.Option("--remove", help="取消口令，档案库恢复为明文")] = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """给档案库设口令（加密）、改口令或取消口令。"""
    from search.archive import set_password

    folder = archive_folder(archive)
    old = password_of(folder)
    new = None if remove else asked_new_password()
    with working("正在处理档案库") as progress:
        code = set_password(folder, old, new, progress.step)
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
