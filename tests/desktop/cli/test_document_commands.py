"""templates, draft, render and check answer in the contract's JSON, with its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from desktop.cli.main import main

Run = Callable[..., tuple[int, str, str]]

SOURCE = """---
版式: 文件
文种: 通知
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会文件
发文字号: 青管〔2026〕17号
标题: 关于开展城区亮化工程的通知
主送机关: 各街道办事处，区直各部门
署名: 青澜新区管理委员会
成文日期: 2026-04-15
印发机关: 青澜新区管理委员会办公室
印发日期: 2026-04-16
---
为改善城区夜间照明，现就有关事项通知如下。
一、总体要求
坚持节俭适用，分步实施。
二、工作任务
请于2026年5月31日前完成主次干道路灯检修。
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: (exit code, stdout, stderr)."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return call


def value(text: str) -> Any:  # noqa: ANN401  whatever JSON holds
    return json.loads(text)


def test_templates_declare_their_fields(run: Run) -> None:
    code, out, _ = run("templates", "--json")
    shelf = value(out)
    assert code == 0
    assert {"实施方案", "意见", "新闻通稿"} <= {template["name"] for template in shelf}
    assert all(set(template) == {"name", "title", "kind", "fields"} for template in shelf)
    fields = [field for template in shelf for field in template["fields"]]
    assert all(set(field) == {"name", "label", "type", "required", "help"} for field in fields)


def test_render_writes_both_files_and_reports(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "通知.md"
    source.write_text(SOURCE, encoding="utf-8")
    pdf, docx = tmp_path / "通知.pdf", tmp_path / "通知.docx"
    code, out, err = run("render", source, "--pdf", pdf, "--docx", docx, "--json")
    report = value(out)
    assert (code, err) == (0, "")
    assert {"pages", "lines_per_page", "fonts", "missing_glyphs", "findings"} <= set(report)
    assert all({"role", "family", "file", "official"} == set(use) for use in report["fonts"])
    assert report["pages"] == len(report["lines_per_page"]) >= 1
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert docx.read_bytes().startswith(b"PK")


def test_the_same_source_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "通知.md"
    source.write_text(SOURCE, encoding="utf-8")
    made: list[tuple[bytes, bytes]] = []
    for turn in ("a", "b"):
        pdf, docx = tmp_path / f"{turn}.pdf", tmp_path / f"{turn}.docx"
        run("render", source, "--pdf", pdf, "--docx", docx)
        made.append((pdf.read_bytes(), docx.read_bytes()))
    assert made[0] == made[1]


def test_check_speaks_the_contract_and_tells_errors_by_its_exit_code(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "通知.md"
    source.write_text(SOURCE.replace("〔2026〕", "[2026]"), encoding="utf-8")
    code, out, _ = run("check", source, "--json", "--archive", tmp_path / "none")
    findings = value(out)
    keys = {"rule", "severity", "clause", "strength", "message", "paragraph", "start", "end", "text", "suggestion"}
    assert findings
    assert all(set(finding) == keys for finding in findings)
    assert code == (1 if any(finding["severity"] == "error" for finding in findings) else 0)


def test_a_correct_notice_checks_without_errors(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "通知.md"
    source.write_text(SOURCE, encoding="utf-8")
    code, out, _ = run("check", source, "--json", "--archive", tmp_path / "none")
    assert (code, [f for f in value(out) if f["severity"] == "error"]) == (0, [])


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00\xd8\x01", b"PK\x03\x04\xb0broken"],
    ids=["not text", "not a zip"],
)
def test_unreadable_input_is_one_plain_line_and_nothing_is_written(run: Run, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "坏.md"
    source.write_bytes(content)
    pdf = tmp_path / "坏.pdf"
    code, out, err = run("render", source, "--pdf", pdf)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert not pdf.exists()
    broken = tmp_path / "坏.docx"
    broken.write_bytes(content)
    code, out, err = run("check", broken, "--archive", tmp_path / "none")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "没有.md"),
        ("check", "没有.docx"),
        ("check", "表.xlsx"),
        ("draft", "没有的模板", "-o", "x.md"),
        ("draft", "意见", "--set", "没有的字段=1", "-o", "x.md"),
        ("draft", "意见", "--set", "不成对", "-o", "x.md"),
        ("draft", "意见"),
    ],
)
def test_wrong_use_is_one_plain_chinese_line_and_exit_code_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert any("一" <= character <= "鿿" for character in err)
    assert list(tmp_path.iterdir()) == []


def test_a_fixed_file_tells_what_it_does_not_keep(run: Run, tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("关于做好路灯养护工作的通知")
    word.add_paragraph("请各单位").add_run("务必落实。").underline = True
    word.save(str(tmp_path / "来稿.docx"))
    _, out, _ = run("check", tmp_path / "来稿.docx", "--fix", tmp_path / "重排.docx")
    assert "· 没有保留：下划线 1 处（“务必落实。”）" in out
