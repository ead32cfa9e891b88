"""Build the free stand-in fonts into the font cache: `python -m resources.fonts.build [--from FOLDER]`.

From Debian's packages, with their licences: Fandol 宋 仿宋 楷 黑 (GPL with font exception; converted to TrueType and
marked as changed), LXGW WenKai (OFL) for rare characters, Liberation (OFL) for half-width letters and digits. The cache
appears in one step, complete or not at all, and is used as it is when it is already there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from docgen.fonts import FontsMissing, cache_folder, find_fonts
from docgen.fonts.catalogue import BUILT
from resources.fonts.convert import convert
from resources.fonts.packages import BuildError, unpack_packages

STAMP = "built.txt"
STAMP_TEXT = "wenyuan fonts 1\n"  # raise the number when the recipe changes: every cache is then built anew
LICENCES = ("fandol", "fonts-lxgw-wenkai", "fonts-liberation2", "fonts-liberation")


def build(target: Path, given: Path | None = None) -> bool:
    """Build the fonts into `target`; False where they are there already. Raises BuildError."""
    if is_built(target):
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fonts-", dir=target.parent) as folder:
            work = Path(folder)
            root = unpack_packages(work, given)
            made = work / "made"
            made.mkdir()
            _make_faces(root, made)
            _copy_licences(root, made)
            (made / STAMP).write_text(STAMP_TEXT, encoding="utf-8")
            _put_in_place(made, target, work)
    except (OSError, subprocess.SubprocessError) as error:
        raise BuildError(
            f"制作字体时出错（{error}）：请检查磁盘空间和文件夹 {target.parent} 的权限后重试 make fonts。"
        ) from error
    return True


def is_built(target: Path) -> bool:
    """Whether the folder holds every face of this recipe."""
    stamp = target / STAMP
    complete = all((target / f"{stem}.ttf").is_file() for stem in BUILT)
    return complete and stamp.is_file() and stamp.read_text(encoding="utf-8") == STAMP_TEXT


def _make_faces(root: Path, made: Path) -> None:
    """Convert the CFF faces, in parallel, and copy the others."""
    with ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        jobs = []
        for stem, family in BUILT.items():
            source, target = _find_source(root, stem), made / f"{stem}.ttf"
            if source.suffix == ".otf":
                jobs.append(pool.submit(convert, source, target, family))
            else:
                shutil.copyfile(source, target)
        for job in jobs:
            job.result()


def _find_source(root: Path, stem: str) -> Path:
    for path in sorted(root.rglob(f"{stem}.[ot]tf")):
        return path
    raise BuildError(f"软件包里没有字体 {stem}：软件包的版本可能变了，请把这一行反馈给开发者。")


def _copy_licences(root: Path, made: Path) -> None:
    for name in LICENCES:
        for folder in root.glob(f"usr/share/doc/**/{name}"):
            for file in folder.glob("*"):
                if file.is_file() and file.name.upper().startswith(("COPY", "LICEN", "README", "OFL")):
                    shutil.copyfile(file, made / f"{name}-{file.name}")


def _put_in_place(made: Path, target: Path, work: Path) -> None:
    """Swap the finished folder in; another build may have been quicker, then its result stays."""
    if is_built(target):
        return
    if target.exists():
        target.rename(work / "old")
    made.rename(target)


def main() -> int:
    """Build, and say in one line what happened. 0: there are fonts to set with; 2: there are none."""
    parser = argparse.ArgumentParser(prog="python -m resources.fonts.build", description="制作备用字体")
    parser.add_argument("--from", dest="given", type=Path, default=None, help="装有 .deb 文件的文件夹（离线时用）")
    given: Path | None = parser.parse_args().given
    target = cache_folder()
    try:
        print(f"字体已制作在 {target}" if build(target, given) else f"字体已就绪：{target}")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 0 if _machine_has_fonts() else 2
    return 0


def _machine_has_fonts() -> bool:
    try:
        find_fonts()
    except FontsMissing:
        return False
    print("本机已安装的中文字体可以排版，将使用它们。")
    return True


if __name__ == "__main__":
    sys.exit(main())
