"""Numbers are given once, and none is without a row: whoever takes them, in whatever order, and however it ends."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office.examining import asked_of, examine_file
from office.registers.followups import FollowUpRegister
from office.registers.numbers import Number, NumberError, NumberRegister, Outcome, number_text, read_number
from office.registers.opening import register_database
from office.registers.taking import take_for_draft, with_number
from papers.workdays import weekdays
from search.archive import Archive, ArchiveError, restore
from search.store.registers.followups import FollowUps, Item
from search.store.registers.incoming import IncomingEntry, IncomingPapers
from search.store.registers.numbers import Numbers

PROJECT = Path(__file__).resolve().parents[3]


@contextmanager
def numbers(folder: Path) -> Generator[NumberRegister]:
    with register_database(folder / "archive") as database:
        yield NumberRegister(Numbers(database), "林青")


def states(register: NumberRegister, code: str = "青管") -> dict[int, str]:
    return {row.n: row.state for row in register.rows(code)}


def number(outcome: Outcome) -> str:
    return number_text(outcome.row)


@pytest.mark.parametrize(
    ("written", "code", "n"),
    [
        ("青管〔2026〕20号", "青管", 20),
        ("青管[2026]20号", "青管", 20),
        ("青管（2026）第020号", "青管", 20),
        ("青管［２０２６］２０号", "青管", 20),
        ("青管 〔 2026 〕 20 号", "青管", 20),
        ("青管（办）〔2026〕37号", "青管（办）", 37),
        ("QG〔2026〕3号", "QG", 3),
        ("管委会简报〔2026〕第3期", "管委会简报", 3),
    ],
)
def test_a_number_is_read_in_all_its_writings(written: str, code: str, n: int) -> None:
    assert read_number(written) == Number(code, 2026, n)


@pytest.mark.parametrize("written", ["青管", "青管〔2026〕号", "青管〔2026〕0号", "〔2026〕3号", "青管〔26〕3号", ""])
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_number(written) is None


@given(st.text(alphabet="青管办委字（）ABC", min_size=1, max_size=8), st.integers(1900, 2099), st.integers(1, 99_999))
def test_a_number_that_is_printed_reads_back(code: str, year: int, n: int) -> None:
    printed = Number(code, year, n)
    again = read_number(str(printed))
    assert again is None or str(again) == str(printed)


def test_the_next_number_is_shown_and_not_taken(tmp_path: Path) -> None:
    with numbers(tmp_path) as register:
        assert [str(register.next("青管", 2026)) for _ in range(2)] == ["青管〔2026〕1号"] * 2
        assert states(register) == {}


def test_each_code_and_each_year_count_from_one(tmp_path: Path) -> None:
    with numbers(tmp_path) as register:
        taken = [register.take("青管", 2026), register.take("青管", 2027), register.take("青管办", 2026)]
        assert [number(one) for one in taken] == ["青管〔2026〕1号", "青管〔2027〕1号", "青管办〔2026〕1号"]


def test_a_void_number_is_never_given_again(tmp_path: Path) -> None:
    with numbers(tmp_path) as register:
        first = register.take("青管", 2026, "关于路灯的通知")
        assert register.void(Number("青管", 2026, 1), "重复发文").row.why == "重复发文"
        refused = register.take_reserved(Number("青管", 2026, 1))
        assert refused.refused
        assert "作废" in refused.reason
        assert number(register.take("青管", 2026)) == "青管〔2026〕2号"
        assert number(first) == "青管〔2026〕1号"


def test_voiding_asks_for_a_reason(tmp_path: Path) -> None:
    with numbers(tmp_path) as register:
        register.take("青管", 2026)
        with pytest.raises(NumberError, match="原因"):
            register.void(Number("青管", 2026, 1), "  ")


def test_a_reserved_number_is_taken_once(tmp_path: Path) -> None:
    with numbers(tmp_path) as register:
        register.reserve("青管", 2026, 3, "手工签发")
        assert not register.take_reserved(Number("青管", 2026, 2), "关于路灯的通知").refused
        again = register.take_reserved(Number("青管", 2026, 2), "关于停车的通知")
        assert again.refused
        assert "关于路灯的通知" in again.reason
        assert states(register) == {1: "reserved", 2: "taken", 3: "reserved"}


def test_a_number_that_was_never_given_is_neither_taken_nor_issued(tmp_path: Path) -> None:
    with numbers(tmp_path) as register:
        unknown = Number("青管", 2026, 5)
        assert register.take_reserved(unknown).refused
        assert register.issue(unknown).refused
        assert register.void(unknown, "写错").refused
        assert states(register) == {}


def test_a_paper_that_is_not_there_takes_no_number(tmp_path: Path) -> None:
    with numbers(tmp_path) as register:
        assert register.take("青管", 2026, record_id=99).refused
        assert states(register) == {}


_STEPS = st.lists(
    st.tuples(st.sampled_from(["take", "reserve", "void", "issue", "taken"]), st.integers(1, 6)), max_size=25
)


@settings(max_examples=12, deadline=None)
@given(_STEPS)
def test_every_number_below_the_next_has_exactly_one_row(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    with numbers(tmp_path_factory.mktemp("numbers")) as register:
        for step, n in steps:
            work = {
                "take": lambda: register.take("青管", 2026),
                "reserve": lambda n=n: register.reserve("青管", 2026, n),
                "void": lambda n=n: register.void(Number("青管", 2026, n), "写错"),
                "issue": lambda n=n: register.issue(Number("青管", 2026, n)),
                "taken": lambda n=n: register.take_reserved(Number("青管", 2026, n)),
            }
            work[step]()
        rows = register.rows("青管", 2026)
        assert [row.n for row in rows] == list(range(1, register.next("青管", 2026).n))


def test_a_draft_gets_its_number_and_keeps_all_else() -> None:
    text = "---\n文种: 通知\n标题: 关于 “甲” 的通知\n---\n\n一、正文\n"
    assert with_number(text, "青管〔2026〕3号") == text.replace("---\n\n", "发文字号: 青管〔2026〕3号\n---\n\n")
    assert with_number(with_number(text, "青管〔2026〕3号"), "青管〔2026〕4号").count("发文字号") == 1


def run_batch(folder: Path, lines: list[str], name: str) -> subprocess.Popen[str]:
    file = folder.parent / name
    file.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "desktop.cli.main", "--archive", str(folder), "number", "--batch", str(file)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def batch_lines(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    kinds = [
        "take 青管 --year 2026 --title 新",
        "reserve 青管 --year 2026 --count 2",
        "take 青管〔2026〕{n}号",
        "void 青管〔2026〕{n}号 --why 写错",
    ]
    return [chance.choice(kinds).format(n=chance.randint(1, 2 * count)) for _ in range(count)]


def given_out(output: str) -> list[str]:
    """The numbers that a batch acknowledged as newly given: those taken in turn, and those reserved."""
    rows: list[dict[str, str]] = []
    for line in output.splitlines():
        answer: object = json.loads(line) if line.endswith(("}", "]")) else []
        rows += cast("list[dict[str, str]]", answer) if isinstance(answer, list) else [cast("dict[str, str]", answer)]
    done = [row for row in rows if row.get("status") == "done"]
    return [row["number"] for row in done if row["state"] == "reserved" or (row["state"] == "taken" and row["title"])]


@pytest.mark.parametrize("count", [60, pytest.param(5000, marks=pytest.mark.slow)])
def test_four_processes_of_which_some_are_killed_give_no_number_twice_and_leave_no_hole(
    tmp_path: Path, count: int
) -> None:
    folder = tmp_path / "archive"
    with numbers(tmp_path):
        pass
    processes = [run_batch(folder, batch_lines(seed, count), f"{seed}.txt") for seed in range(4)]
    killed = processes[0]
    assert killed.stdout is not None
    killed.stdout.readline()
    os.kill(killed.pid, signal.SIGKILL)
    outputs = [process.communicate()[0] for process in processes]
    acknowledged = [number for output in outputs for number in given_out(output)]
    with numbers(tmp_path) as register:
        rows = register.rows("青管", 2026)
        assert len(acknowledged) == len(set(acknowledged))
        assert set(acknowledged) <= {number_text(row) for row in rows}
        assert [row.n for row in rows] == list(range(1, len(rows) + 1))
        assert len(rows) == register.next("青管", 2026).n - 1


def test_a_second_paper_with_the_same_number_is_told_when_it_comes_in(tmp_path: Path) -> None:
    notice = "青管〔2026〕19号\n\n关于{}的通知\n\n各乡镇人民政府：\n\n请照办。\n\n青澜新区管理委员会\n2026年4月15日\n"
    for name in ("路灯", "停车", "绿化"):
        (tmp_path / f"{name}.txt").write_text(notice.format(name), "utf-8")
    with Archive.open(tmp_path / "archive") as archive:
        (first,) = archive.importing.paths([tmp_path / "路灯.txt"])
        (second,) = archive.importing.paths([tmp_path / "停车.txt"])
        with numbers(tmp_path) as register:
            register.void(Number("青管", 2026, 19), "写错")
        (third,) = archive.importing.paths([tmp_path / "绿化.txt"])
    assert first.reason == ""
    assert "青管〔2026〕19号" in second.reason
    assert "关于路灯的通知" in second.reason
    assert "作废" in third.reason


def test_a_draft_with_a_number_of_another_paper_is_told_by_the_check(tmp_path: Path) -> None:
    draft = tmp_path / "稿.md"
    draft.write_text("---\n文种: 通知\n发文字号: 青管〔2026〕1号\n标题: 关于停车的通知\n---\n\n请照办。\n", "utf-8")
    with numbers(tmp_path) as register:
        register.take("青管", 2026, "关于路灯的通知")
    with Archive.open(tmp_path / "archive", read_only=True) as archive:
        found = examine_file(draft, asked_of(archive)).findings
        same = archive.records.number_told("青管[2026]1号", "关于路灯的通知")
    told = [finding for finding in found if finding.rule == "number-register"]
    assert [(finding.paragraph, "关于路灯的通知" in finding.message) for finding in told] == [(3, True)]
    assert same == ""


HOSTILE = "开\x1b]52;c;AAAA\x07\x9b31m\x00始\ud800"


def test_the_registers_keep_no_control_characters_nor_halves_of_characters(tmp_path: Path) -> None:
    day = date(2026, 6, 1)
    with register_database(tmp_path / "archive") as database:
        register = NumberRegister(Numbers(database), HOSTILE)
        register.take("青管", 2026, HOSTILE)
        register.reserve("青管", 2026, why=HOSTILE)
        item = Item(HOSTILE, HOSTILE, (HOSTILE,), "2026-06-01", source_text=HOSTILE)
        FollowUpRegister(FollowUps(database), day, weekdays, HOSTILE).add((item,))
        incoming = IncomingPapers(database)
        incoming.hand_on(incoming.add(IncomingEntry(title=HOSTILE, attachments=(HOSTILE,))).serial, HOSTILE, "", "")
        kept = "\n".join(database.reader().connection.iterdump())
    assert "始" in kept
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|\\u00", kept)


@pytest.mark.parametrize("code", [HOSTILE, "青\x1b管", "青\x00管", "\ud800", "〔2026〕", "青管〔99999〕1号", "青" * 41])
def test_a_code_with_what_no_paper_can_bear_is_refused(tmp_path: Path, code: str) -> None:
    with numbers(tmp_path) as register, pytest.raises(NumberError, match="不能作机关代字"):
        register.reserve(code, 2026)


@pytest.mark.parametrize("written", ["青管〔2026〕5号", "青管[2026]第05号"])
def test_a_draft_that_has_a_number_gets_no_second_one(tmp_path: Path, written: str) -> None:
    draft = tmp_path / "通知.md"
    source = f"---\n版式: 文件\n文种: 通知\n发文字号: {written}\n标题: 关于亮化的通知\n---\n请执行。\n"
    draft.write_text(source, encoding="utf-8")
    with numbers(tmp_path) as register:
        with pytest.raises(NumberError, match="已经是青管〔2026〕5号"):
            take_for_draft(register, "青管", 2026, draft=draft)
        assert register.rows("青管") == ()
    assert draft.read_text(encoding="utf-8") == source


def test_a_backup_does_not_silently_take_back_numbers_given_since(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with numbers(tmp_path) as register:
        register.take("青管", 2026, "甲")
    with Archive.open(folder) as archive:
        archive.backups.write(tmp_path / "b.wyb")
    restore(tmp_path / "b.wyb", folder)
    with numbers(tmp_path) as register:
        register.take("青管", 2026, "乙")
    with pytest.raises(ArchiveError, match="字号登记 1 行"):
        restore(tmp_path / "b.wyb", folder)
    with numbers(tmp_path) as register:
        assert register.next("青管", 2026).n == 3
    restore(tmp_path / "b.wyb", folder, force=True)
    with numbers(tmp_path) as register:
        assert register.next("青管", 2026).n == 2
