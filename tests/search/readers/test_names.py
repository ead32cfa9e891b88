"""Whatever a file is called, it comes in under its name and nothing is written anywhere else."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from desktop.cli.main import main
from search.archive import Archive
from search.readers import Readers
from tests.search.readers.hostile_names import IN_ZIP, ON_DISK, RAW
from tests.search.readers.making import NOTICE, zip_bytes

POSIX_ONLY = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="this system does not take such names")


def tree(folder: Path) -> set[str]:
    """All files under a folder but those of the archive."""
    return {str(path) for path in folder.rglob("*") if path.is_file() and "库" not in path.parts}


def test_there_are_two_hundred_names() -> None:
    assert len(ON_DISK) + len(IN_ZIP) + len(RAW) >= 200


@POSIX_ONLY
def test_files_of_any_name_come_in_under_it(tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    names = [f"{name}.txt" for name in ON_DISK]
    paths = [folder / name for name in names]
    for index, path in enumerate(paths):
        path.write_text(f"{NOTICE}\n第{index}份", encoding="utf-8")
    before = tree(tmp_path)
    with Archive.open(tmp_path / "库") as archive:
        results = list(archive.importing.paths(paths))
        assert [result.path for result in results if result.status != "added"] == []
        kept = [archive.records.get(result.ids[0]).original_name for result in results]
        assert kept == [re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", " ", name) for name in names]  # no control characters
        assert archive.care.verify()["problems"] == []
    assert tree(tmp_path) == before


@POSIX_ONLY
def test_names_in_no_encoding_are_no_hindrance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for index, raw in enumerate(RAW):
        path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), raw + b".txt")))  # noqa: PTH118  of bytes
        path.write_text(f"{NOTICE}\n第{index}份", encoding="utf-8")
    code = main(["import", *map(str, tmp_path.glob("*.txt")), "--archive", str(tmp_path / "库"), "--json"])
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (code, [result["status"] for result in results]) == (0, ["added"] * len(RAW))
    assert "公文.txt" in {Path(result["path"]).name for result in results}


def test_members_of_any_name_are_read_and_written_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    package = folder / "a.zip"
    package.write_bytes(zip_bytes({f"{name}.txt": f"{NOTICE}\n第{index}份" for index, name in enumerate(IN_ZIP)}))
    before = tree(tmp_path)
    with Readers() as readers:
        texts = [parsed.text for parsed in readers.read(package)]
    assert len(texts) >= len(IN_ZIP) - 12  # those that begin with a dot are litter of the system
    assert tree(tmp_path) == before
