"""Saving a file: wholly or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from search.saving import save, save_with


def test_save_writes_a_new_file(tmp_path: Path) -> None:
    save(tmp_path / "意见.md", b"abc")
    assert (tmp_path / "意见.md").read_bytes() == b"abc"


def test_save_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    save(path, b"old")
    save(path, b"new")
    assert path.read_bytes() == b"new"


def test_save_leaves_no_temporary_file(tmp_path: Path) -> None:
    save(tmp_path / "a", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_save_takes_names_of_full_length(tmp_path: Path) -> None:
    path = tmp_path / ("文" * 84 + ".md")
    save(path, b"x")
    assert path.read_bytes() == b"x"


def test_save_keeps_the_mode_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    save(path, b"old")
    path.chmod(0o640)
    save(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_save_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "a")
    save(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"x"


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        save(tmp_path / "none" / "a.md", b"x")
    assert caught.value.filename == str(tmp_path / "none" / "a.md")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(28, os.strerror(28))

    save(tmp_path / "a", b"old")
    with pytest.raises(OSError, match="space"):
        save_with(tmp_path / "a", fail)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_failed_flush_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_file: int) -> None:
        raise OSError(5, os.strerror(5))

    save(tmp_path / "a", b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="rror"):
        save(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_pipe_or_what_links_to_one_is_never_replaced(tmp_path: Path) -> None:
    pipe, link = tmp_path / "管", tmp_path / "表.csv"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for target in (pipe, link):
        with pytest.raises(OSError, match="not a plain file"):
            save(target, b"x")
    assert pipe.is_fifo()
