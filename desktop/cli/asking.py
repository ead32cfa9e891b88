"""What is asked of a person at the terminal: yes or no, and an archive's password where the environment has none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from desktop.cli.output import CommandError
from office.plain import safe_line

PASSWORD, NEW_PASSWORD = "WENYUAN_PASSWORD", "WENYUAN_NEW_PASSWORD"


def at_terminal() -> bool:
    """Whether a person can answer."""
    return sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Whether a person says yes; no where there is none. The question goes to stderr: stdout may be JSON."""
    return at_terminal() and typer.confirm(safe_line(question), err=True)


def replacing(target: Path) -> bool:
    """Whether a person wants an existing file replaced."""
    return agreed(f"“{target}”已经存在，替换吗？")


def password_of(folder: Path) -> str | None:
    """The password of the archive in `folder`, None where it has none. CommandError where nobody can be asked."""
    from search.store.keys import has_password

    return asked_password() if has_password(folder) else None


def asked_password() -> str:
    """The present password, from the environment or the terminal. CommandError where nobody can be asked."""
    return os.environ.get(PASSWORD) or _ask("口令", PASSWORD)


def asked_new_password() -> str:
    """A new password, from the environment or typed twice. CommandError where nobody can be asked, or they differ."""
    given = os.environ.get(NEW_PASSWORD)
    if given:
        return given
    first = _ask("新口令", NEW_PASSWORD)
    if first != _ask("再输入一次新口令", NEW_PASSWORD):
        raise CommandError("两次输入的口令不同，没有改动。")
    return first


def _ask(what: str, variable: str) -> str:
    if not at_terminal():
        raise CommandError(f"需要{what}：请在终端里运行，或用环境变量 {variable} 给出。")
    from getpass import getpass

    return getpass(f"{what}：")
