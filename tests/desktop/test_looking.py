"""Looking into watched folders: what is finished and new, how deep, and what is left alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from office import watched_folders as looking
from office.watched_folders import DEEPEST, Memory, survey

NOWHERE = Path("/nowhere")


def put(path: Path, text: str = "文", moment: int = 3000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (moment, moment))
    return path


def names(folder: Path, without: Path = NOWHERE) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in survey(folder, without).files)


def test_files_are_found_in_folders_below(tmp_path: Path) -> None:
    for name in ("甲.txt", "2026年/乙.docx", "2026年/4月/丙.pdf"):
        put(tmp_path / name)
    assert names(tmp_path) == ["2026年/4月/丙.pdf", "2026年/乙.docx", "甲.txt"]


@pytest.mark.parametrize(
    "name", ["~$锁.docx", ".隐.txt", "下载.docx.tmp", "下载.pdf.crdownload", ".git/甲.txt", "表.xlsx", "程序.exe"]
)
def test_hidden_unfinished_and_unreadable_files_are_left_alone(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)
    assert names(tmp_path) == []


def test_an_empty_file_is_not_finished(tmp_path: Path) -> None:
    put(tmp_path / "空.docx", "")
    assert names(tmp_path) == []


def test_the_archive_inside_a_watched_folder_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "文渊" / "originals" / "甲.txt")
    put(tmp_path / "收文" / "乙.txt")
    assert names(tmp_path, tmp_path / "文渊") == ["收文/乙.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_go_round_in_circles_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "里" / "甲.txt")
    (tmp_path / "里" / "回头").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "别处.txt").symlink_to(tmp_path / "里" / "甲.txt")
    assert names(tmp_path) == ["里/甲.txt"]


def test_what_lies_too_deep_or_in_too_many_folders_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path.joinpath(*"层" * DEEPEST) / "甲.txt")
    assert len(survey(tmp_path, NOWHERE).files) == 1
    assert not survey(tmp_path, NOWHERE).more
    put(tmp_path.joinpath(*"层" * (DEEPEST + 1)) / "乙.txt")
    assert len(survey(tmp_path, NOWHERE).files) == 1
    assert "没有全部看到；请改为监视里面的一个" in Memory(str(tmp_path), 0).look(NOWHERE).problem
    monkeypatch.setattr(looking, "MOST_FOLDERS", 3)
    found = survey(tmp_path, NOWHERE)
    assert found.more
    assert len(found.folders) == 3


def test_a_file_is_taken_once_it_is_the_same_at_two_looks(tmp_path: Path) -> None:
    memory = Memory(str(tmp_path), 0)
    path = put(tmp_path / "甲.txt", "一半")
    first = memory.look(NOWHERE)
    assert (first.new, first.waiting) == ((), True)
    put(path, "一半，还有一半")
    assert memory.look(NOWHERE).new == ()
    third = memory.look(NOWHERE)
    assert (third.new, third.waiting) == ((path,), False)
    assert memory.look(NOWHERE).new == ()


def test_a_file_that_is_changed_later_is_taken_again(tmp_path: Path) -> None:
    memory = Memory(str(tmp_path), 0)
    path = put(tmp_path / "甲.txt")
    assert [memory.look(NOWHERE).new for _ in range(2)] == [(), (path,)]
    put(path, "改过", 4000)
    assert [memory.look(NOWHERE).new for _ in range(2)] == [(), (path,)]


def test_what_was_there_at_the_last_look_is_not_new_after_a_start(tmp_path: Path) -> None:
    put(tmp_path / "旧.txt")
    later = (tmp_path / "旧.txt").stat().st_ctime + 1
    assert not Memory(str(tmp_path), later).look(NOWHERE).waiting
    assert Memory(str(tmp_path), later - 2).look(NOWHERE).waiting


def test_a_file_moved_in_with_its_old_date_is_new_all_the_same(tmp_path: Path) -> None:
    memory = Memory(str(tmp_path), 0)
    memory.look(NOWHERE)
    path = put(tmp_path / "旧文.txt", moment=1000)
    assert [memory.look(NOWHERE).new for _ in range(2)] == [(), (path,)]


def test_a_folder_that_is_gone_is_a_plain_sentence_and_forgets_nothing(tmp_path: Path) -> None:
    folder, away = tmp_path / "网络盘", tmp_path / "断开"
    put(folder / "甲.txt")
    memory = Memory(str(folder), 0)
    assert [len(memory.look(NOWHERE).new) for _ in range(2)] == [0, 1]
    folder.rename(away)
    assert memory.look(NOWHERE).problem.endswith("现在打不开，可能断开了；连上以后自动继续。")
    away.rename(folder)
    assert memory.look(NOWHERE).new == ()
