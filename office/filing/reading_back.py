"""Reading a package back without the archive: every file there, unchanged, and nothing besides."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from office.filing.codes import CODE, FilingError
from office.filing.package import CATALOGUE, METADATA, PAPER, SUMS

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What a package holds, and what is wrong with it, a sentence each."""

    items: int
    files_ok: int
    problems: tuple[str, ...]


def check(folder: Path) -> Checked:
    """Compare a package with its sums; FilingError for what is no package."""
    sums = folder / SUMS
    if not sums.is_file():
        raise FilingError(f"“{folder}”里没有 {SUMS}，不是归档包；请核对文件夹。")
    listed: dict[str, str] = {}
    problems: list[str] = []
    for number, line in enumerate(sums.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None or not _inside(match[2]):
            problems.append(f"{SUMS} 第 {number} 行写得不对。")
        else:
            listed[match[2]] = match[1]
    wrong = [found for name, wanted in listed.items() if (found := _wrong(folder, name, wanted))]
    items = {name.partition("/")[0] for name in listed if "/" in name}
    problems += [*wrong, *_missing(listed, items), *_unknown(folder, listed)]
    return Checked(len(items), len(listed) - len(wrong), tuple(problems))


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _wrong(folder: Path, name: str, wanted: str) -> str:
    path = folder / name
    if path.is_symlink() or not path.is_file():
        return f"缺少“{name}”。"
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return "" if digest.hexdigest() == wanted else f"“{name}”与校验值不符，可能被改动过。"


def _missing(listed: dict[str, str], items: set[str]) -> Iterator[str]:
    """What the list itself leaves out."""
    if CATALOGUE not in listed:
        yield f"{SUMS} 里没有{CATALOGUE}。"
    for code in sorted(items):
        if not CODE.fullmatch(code):
            yield f"文件夹“{code}”不是档号。"
        for name in (PAPER, METADATA):
            if f"{code}/{name}" not in listed:
                yield f"{code} 里没有 {name}。"


def _unknown(folder: Path, listed: dict[str, str]) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in listed and name != SUMS:
            yield f"多出“{name}”，{SUMS} 里没有。"
