"""tasks reads who, what and by when from minutes and plans, into .xlsx and into a plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop.cli.main import main
from docgen.formats.docx import write_docx
from docgen.source import parse
from tests.desktop.minutes import MINUTES

Run = Callable[..., tuple[int, str, str]]

PLAN = """---
版式: 文件
文种: 方案
标题: 路灯养护方案
附件:
  - 路灯登记表
自定: 留着
---
# 总体要求
逐杆排查。

::: 附件 路灯登记表
每杆一行。
:::
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: (exit code, stdout, stderr)."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return call


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "纪要.md"
    path.write_text(MINUTES, "utf-8")
    return path


def test_the_tasks_are_told_with_what_they_lack(run: Run, minutes: Path) -> None:
    code, out, _ = run("tasks", minutes, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["tasks"][0] == {
        "what": "路灯安装",
        "lead": ["区城市管理局"],
        "support": ["区供电公司"],
        "due": "2026-05-31",
        "due_text": "5月31日前",
        "paragraph": 11,
        "targets": [],
    }
    assert [(one["rule"], one["paragraph"]) for one in told["findings"]] == [("task-deadline", 12)]


def test_people_see_a_table(run: Run, minutes: Path) -> None:
    code, out, _ = run("tasks", minutes)
    assert code == 0
    assert "2026年5月31日前" in out
    assert "“巡查台账”没有写明完成时限" in out


def test_word_and_plain_text_are_read_too(run: Run, tmp_path: Path) -> None:
    word, plain = tmp_path / "纪要.docx", tmp_path / "纪要.txt"
    word.write_bytes(write_docx(parse(MINUTES)[0]))
    plain.write_text("关于路灯养护的会议纪要\n\n" + MINUTES.split("---\n")[2], "utf-8")
    for path in (word, plain):
        assert [task["what"] for task in json.loads(run("tasks", path, "--json")[1])["tasks"]] == [
            "路灯安装",
            "巡查台账",
        ]


def test_the_table_is_saved_as_xlsx(run: Run, minutes: Path, tmp_path: Path) -> None:
    assert run("tasks", minutes, "--xlsx", tmp_path / "表.xlsx")[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert [row[1].value for row in sheet.iter_rows()] == ["任务", "路灯安装", "巡查台账"]


def test_the_table_goes_into_a_plan_that_otherwise_stays(run: Run, minutes: Path, tmp_path: Path) -> None:
    plan, made = tmp_path / "方案.md", tmp_path / "新方案.md"
    plan.write_text(PLAN, "utf-8")
    assert run("tasks", minutes, "--into", plan, "-o", made)[0] == 0
    text = made.read_text("utf-8")
    assert parse(text)[0].attachment_list == ("路灯登记表", "任务分解表")
    assert plan.read_text("utf-8") == PLAN
    assert "自定: 留着" in text


def test_without_tasks_nothing_is_written(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "公告.md"
    plan.write_text("---\n标题: 公告\n---\n特此公告。\n", "utf-8")
    code, _, err = run("tasks", plan, "--xlsx", tmp_path / "表.xlsx")
    assert (code, (tmp_path / "表.xlsx").exists()) == (2, False)
    assert "没有读到任务" in err


@pytest.mark.parametrize("wrong", [("--into", "方案.md"), ("-o", "新.md")])
def test_into_needs_to_know_where_to(run: Run, minutes: Path, wrong: tuple[str, str]) -> None:
    code, _, err = run("tasks", minutes, *wrong)
    assert (code, "--into 和 -o 要一起写" in err) == (2, True)


def test_a_file_of_another_kind_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "程序.exe").write_bytes(b"MZ\x90\x00\x03\x00\x00\x00")
    code, _, err = run("tasks", tmp_path / "程序.exe")
    assert (code, "还不能读“程序.exe”" in err) == (2, True)
