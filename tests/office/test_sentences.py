"""Every exception becomes one plain Chinese sentence, by its type and never by its words."""

from __future__ import annotations

import errno
import os
import re
import sqlite3

import pytest

from office.sentences import sentence
from papers.problem import Problem

NUMBERS = sorted({number for number in errno.errorcode if number})


def test_a_problem_of_ours_says_its_own_sentence() -> None:
    assert sentence(Problem("第 3 行写错了，请改正。")) == "第 3 行写错了，请改正。"


@pytest.mark.parametrize(
    "error",
    [KeyError("甲"), ValueError("全文在此"), RuntimeError("机密"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "坏")],
    ids=repr,
)
def test_the_words_of_an_exception_that_is_not_ours_are_never_shown(error: Exception) -> None:
    told = sentence(error)
    assert not any(word in told for word in ("甲", "全文", "机密", "坏", "'", type(error).__name__))


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_whatever_the_system_refuses_is_told_in_chinese_alone(number: int) -> None:
    told = sentence(OSError(number, os.strerror(number), "稿.md"))
    assert told.endswith("。")
    assert not re.search("[A-Za-z]", told.replace("稿.md", ""))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_as_one(number: int) -> None:
    assert sentence(OSError(number, "x")).startswith("磁盘满了")


def test_a_damaged_database_is_told_with_the_way_out() -> None:
    assert "备份" in sentence(sqlite3.DatabaseError("file is not a database"))


def test_nothing_is_promised_of_files_that_may_have_changed() -> None:
    assert "没有改动" not in sentence(ZeroDivisionError())


def test_a_path_of_a_thousand_characters_is_shown_by_its_end() -> None:
    told = sentence(OSError(errno.ENAMETOOLONG, "x", "长" * 1000 + "尾.md"))
    assert "尾.md" in told
    assert len(told) < 200


def test_a_number_that_no_store_can_hold_is_told_as_one_that_is_too_large() -> None:
    with pytest.raises(OverflowError) as told:
        sqlite3.connect(":memory:").execute("SELECT ?", (10**20,))
    assert "超出了范围" in sentence(told.value)
