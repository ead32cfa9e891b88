"""Output files that a person names: refused where they would overwrite an archive, their own input, or another file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from papers.problem import Problem
from search.saving import save

Ask = Callable[[Path], bool]
"""Asks a person whether an existing file is to be replaced."""

_PARTS = ("archive.db", "key.json", "converting")
"""What shows that a folder holds an archive, whole or in the middle of getting a password."""


class Refused(Problem):
    """An output that is not written; nothing has been changed."""


def check_outputs(
    targets: Sequence[Path],
    inputs: Sequence[Path] = (),
    *,
    force: bool = False,
    ask: Ask | None = None,
) -> None:
    """Raise Refused unless all `targets` may be written: before anything is made, so that all are written or none.

    None may lie in a folder that holds an archive, on one of `inputs`, or on another target; not
    even with `force`. What is there already is replaced only with `force`, or where `ask` says yes.
    """
    taken: dict[str, Path] = {}
    for target in targets:
        place = _place(target)
        _refuse_archive(target)
        if any(_same(target, given) for given in inputs):
            raise Refused(f"“{target}”就是要读的文件，写上去会盖掉它，所以没有写；请换一个名字。")
        if place in taken:
            raise Refused(f"两份结果都要写到“{target}”，后一份会盖掉前一份，所以没有写；请各给一个名字。")
        taken[place] = target
        _refuse_existing(target, force=force, ask=ask)


def save_output(target: Path, data: bytes, inputs: Sequence[Path] = ()) -> None:
    """Save where a person has agreed to replace what is there (a file dialog asks); Refused as `check_outputs`."""
    check_outputs([target], inputs, force=True)
    save(target, data)


def _refuse_archive(target: Path) -> None:
    folders = Path(os.path.realpath(target)).parents
    if any(holds_archive(folder) for folder in folders):
        raise Refused(f"“{target}”在档案库自己的文件夹里，写进去会弄坏档案库，所以没有写；请存到别的文件夹。")


def holds_archive(folder: Path) -> bool:
    """Whether an archive lies in a folder."""
    if any((folder / part).exists() for part in _PARTS):
        return (folder / "originals").exists() or (folder / "index").exists()
    return False


def _refuse_existing(target: Path, *, force: bool, ask: Ask | None) -> None:
    try:
        mode = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISDIR(mode):
        raise Refused(f"“{target}”是一个文件夹，不能写成文件；请给出文件名。")
    if not stat.S_ISREG(mode):
        raise Refused(f"“{target}”不是普通文件（是管道、设备或套接字），不能写；请换一个文件名。")
    if not force and not (ask is not None and ask(target)):
        raise Refused(f"“{target}”已经存在，没有改动它；要替换请加 --force，或者换一个名字。")


def _place(target: Path) -> str:
    return os.path.normcase(os.path.realpath(target))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return _place(one) == _place(other)
