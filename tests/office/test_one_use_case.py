"""Each use case once: what the window does and what the command line does is the same, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from pytestqt.qtbot import QtBot

from desktop.cli.main import main
from desktop.drafting import export
from desktop.parts.examining import Examined, examine_file
from desktop.parts.making import render
from desktop.parts.searching import Query as WindowQuery
from office.archiving import file_draft
from office.exporting import save_listing, save_original
from office.house import NAME, keep_house_in
from search.archive import Archive
from search.records import Query

NOTICE = """---
版式: 文件
文种: 通知
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会文件
发文字号: 青管[2026]17号
标题: 关于开展城区亮化工程的通知
主送机关: 各街道办事处，区直各部门
署名: 青澜新区管理委员会
成文日期: 2026-04-15
印发机关: 青澜新区管理委员会办公室
印发日期: 2026-04-16
---
为改善城区夜间照明，现就有关事项通知如下。
一、工作任务
请于2026年5月31日前完成路灯检修。
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's own profile, which differs from the standard, where the program looks for it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("office.house._PLACES", [])
    folder = tmp_path / "config" / "wenyuan"
    folder.mkdir(parents=True)
    (folder / NAME).write_text("标题加粗: 是\n页码: 居中\n从严: [task-deadline]\n", "utf-8")
    return keep_house_in(folder)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "通知.md"
    path.write_text(NOTICE, "utf-8")
    return path


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:  # noqa: ANN401  whatever JSON holds
    """What a command answers as JSON."""
    capsys.readouterr()
    assert main([*map(str, arguments), "--json"]) in {0, 1}
    return json.loads(capsys.readouterr().out)


def told(found: Examined) -> list[tuple[str, str, int, str]]:
    return [(one.rule, one.severity.value, one.paragraph, one.message) for one in found.findings]


def checked(capsys: pytest.CaptureFixture[str], path: Path) -> list[tuple[str, str, int, str]]:
    answer = command(capsys, "check", path, "--archive", path.parent / "none")
    return [(one["rule"], one["severity"], one["paragraph"], one["message"]) for one in answer]


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".ofd"])
def test_a_draft_is_rendered_alike_with_the_offices_own_profile(
    qtbot: QtBot, house: Path, draft: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qtbot
    assert house.is_file()
    target = draft.with_name(f"成稿{suffix}")
    report = command(capsys, "render", draft, f"--{suffix[1:]}", target)
    assert len(report["deviations"]) >= 1
    assert target.read_bytes() == export.data_of(render(NOTICE, draft.parent), suffix)


def test_a_profile_that_is_named_goes_before_the_offices_own(
    house: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standard = draft.with_name("标准.yaml")
    standard.write_text("", "utf-8")
    assert command(capsys, "render", draft, "--profile", standard)["deviations"] == []
    house.unlink()
    assert command(capsys, "render", draft)["deviations"] == []


def test_a_profile_that_cannot_be_used_is_told_at_both_ends(
    qtbot: QtBot, house: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qtbot
    house.write_text("没有的设置: 1\n", "utf-8")
    findings = command(capsys, "render", draft)["findings"]
    (problem,) = [one["message"] for one in findings if one["rule"] == "house-profile"]
    assert "没有的设置" in problem
    assert problem in [finding.message for finding in render(NOTICE).findings]


def test_a_title_that_leaves_page_one_without_text_is_an_error_at_both_ends(
    qtbot: QtBot, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qtbot
    draft.write_text(NOTICE.replace("开展城区亮化工程", "开展城区亮化工程" * 60), "utf-8")
    found = checked(capsys, draft)
    assert ("first-page", "error") in [(rule, severity) for rule, severity, _, _ in found]
    assert main(["check", str(draft), "--archive", str(draft.parent / "none")]) == 1
    assert found == told(examine_file(draft))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_draft_in_any_encoding_has_the_same_findings_at_both_ends(
    qtbot: QtBot, draft: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qtbot
    expected = checked(capsys, draft)
    draft.write_bytes(NOTICE.replace("\n", "\r\n").encode(encoding))
    assert expected
    assert checked(capsys, draft) == expected == told(examine_file(draft))


def test_foreign_papers_have_the_same_findings_at_both_ends(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qtbot
    word = docx.Document()
    for line in ("关于做好路灯养护工作的通知", "各街道办事处：", "请于2026年5月31日前，，完成检修。"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "来稿.docx"))
    (tmp_path / "来稿.txt").write_text("关于做好路灯养护工作的通知\n请于5月31日前，，完成检修。\n", "utf-8")
    (tmp_path / "来稿.html").write_text("<p>关于做好路灯养护工作的通知</p><p>请，，完成检修。</p>", "utf-8")
    for name in ("来稿.docx", "来稿.txt", "来稿.html"):
        found = checked(capsys, tmp_path / name)
        assert found
        assert found == told(examine_file(tmp_path / name))


def test_a_rule_that_the_office_is_strict_on_is_an_error_at_both_ends(
    qtbot: QtBot, house: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert qtbot
    rule = checked(capsys, draft)[0][0]
    house.write_text(f"从严: [{rule}]\n", "utf-8")
    found = checked(capsys, draft)
    assert {severity for name, severity, _, _ in found if name == rule} == {"error"}
    assert found == told(examine_file(draft))


@pytest.mark.parametrize(
    "profile", ["名称: 青澜新区管理委员会", "发文机关:\n- 名称: 青澜新区管理委员会\n- 名称: 某办公室"]
)
def test_the_office_of_ones_own_is_meant_alike(
    house: Path, tmp_path: Path, profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    house.write_text(f"{profile}\n", "utf-8")
    with Archive.open(tmp_path / "档案") as archive:
        file_draft(archive, "通知.md", NOTICE)
        found = WindowQuery("本机关").run(archive)
    answer = command(capsys, "search", "本机关", "--archive", tmp_path / "档案")
    assert [hit.id for hit in found.hits] == [hit["id"] for hit in answer["hits"]] == [1]
    assert found.understood == ("本机关：青澜新区管理委员会",)
    assert main(["search", "本机关", "--archive", str(tmp_path / "档案")]) == 0
    assert "“本机关”按青澜新区管理委员会来查。" in capsys.readouterr().out


def test_an_original_and_a_list_come_out_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "档案"
    with Archive.open(folder) as archive:
        assert file_draft(archive, "通知.md", NOTICE).startswith("已存档")
        assert file_draft(archive, "通知.md", NOTICE).startswith("档案里已经有")
    with Archive.open(folder, read_only=True) as archive:
        hits = archive.search(Query(limit=100)).hits
        save_original(archive, hits[0].id, tmp_path / "窗口.md")
        save_listing(archive, hits, tmp_path / "窗口.csv")
    command(capsys, "export", hits[0].id, tmp_path / "命令.md", "--archive", folder)
    command(capsys, "search", "--table", tmp_path / "命令.csv", "--archive", folder)
    assert (tmp_path / "命令.md").read_bytes() == (tmp_path / "窗口.md").read_bytes() == NOTICE.encode()
    assert (tmp_path / "命令.csv").read_bytes() == (tmp_path / "窗口.csv").read_bytes()
