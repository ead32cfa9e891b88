"""The archive's commands answer in the contract's JSON, with its exit codes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import main
from search.archive import Archive
from search.records import HIT_END, HIT_START

Run = Callable[..., tuple[int, str, str]]

NOTICE = (
    "关于开展城区路灯检修的通知\n\n各街道办事处：\n请于5月31日前完成路灯检修。\n青澜新区管理委员会\n2026年4月15日\n"
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on an archive of this test's own: (exit code, stdout, stderr)."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([*(str(argument) for argument in arguments), "--archive", str(tmp_path / "archive")])
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return call


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "路灯通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def one(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    return value


def test_import_says_added_then_duplicate(run: Run, notice: Path) -> None:
    code, out, _ = run("import", notice, "--json")
    first = one(out)
    assert (code, first["status"], first["reason"]) == (0, "added", "")
    assert first["path"] == str(notice)
    assert len(first["ids"]) == 1
    code, out, _ = run("import", notice, "--json")
    assert (code, one(out)["status"]) == (0, "duplicate")


def test_what_is_doubtful_is_told_to_people_and_changes_nothing_of_the_contract(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "扫描件.txt"
    paper.write_text("各街道办事处：\n请完成路灯检修。\n", "utf-8")
    _, out, _ = run("import", paper)
    assert "请核对标题、文种、发文机关、发文字号、成文日期" in out
    paper.write_text("各街道办事处：\n请再次完成路灯检修。\n", "utf-8")
    _, out, _ = run("import", paper, "--json")
    assert (one(out)["status"], one(out)["reason"]) == ("added", "")
    assert set(one(out)) == {"path", "status", "ids", "reason"}


def test_a_missing_file_fails_alone_and_the_others_go_in(run: Run, notice: Path, tmp_path: Path) -> None:
    code, out, _ = run("import", notice, tmp_path / "没有.txt", "--json")
    states = [one(line)["status"] for line in out.splitlines()]
    assert (code, states) == (1, ["added", "failed"])


def test_a_container_is_told_as_one_file(run: Run, tmp_path: Path) -> None:
    rows = [{"title": f"关于第{n}号路灯的通知", "text": f"第{n}号路灯已检修。" * 5} for n in range(7)]
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()))
    _, out, _ = run("import", path, "--json")
    assert [len(one(line)["ids"]) for line in out.splitlines()] == [7]
    _, out, _ = run("import", path, "--json")
    assert [(one(line)["status"], len(one(line)["ids"])) for line in out.splitlines()] == [("duplicate", 7)]


def test_search_answers_in_the_contracts_json(run: Run, notice: Path) -> None:
    run("import", notice)
    code, out, err = run("search", "路灯检修", "--json")
    answer = one(out)
    assert (code, err) == (0, "")
    assert set(answer) == {"query", "total", "exact", "elapsed_ms", "hits", "facets"}
    assert set(answer["facets"]) == {"kind", "issuer", "year"}
    keys = {"id", "title", "kind", "issuer", "document_number", "issue_date", "score", "snippet"}
    assert [set(hit) for hit in answer["hits"]] == [keys]
    assert f"{HIT_START}路灯检修{HIT_END}" in answer["hits"][0]["snippet"]
    assert (answer["total"], answer["exact"], answer["facets"]["kind"]) == (1, True, {"通知": 1})


def test_a_query_may_begin_with_a_minus(run: Run, notice: Path) -> None:
    run("import", notice)
    code, out, _ = run("search", "通知 -路灯", "--json")
    assert (code, one(out)["total"]) == (0, 0)
    code, out, _ = run("search", "-路灯", "--json")
    assert (code, one(out)["query"]) == (0, "-路灯")


def test_batch_answers_one_object_a_line(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    queries = tmp_path / "queries.txt"
    queries.write_text("路灯\n桥梁\n", encoding="utf-8")
    _, out, _ = run("search", "--batch", queries, "--json")
    assert [(one(line)["query"], one(line)["total"]) for line in out.splitlines()] == [("路灯", 1), ("桥梁", 0)]


def test_an_archive_may_be_named_before_the_command(
    run: Run, notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", notice)
    assert main(["--archive", str(tmp_path / "archive"), "search", "路灯", "--json"]) == 0
    assert one(capsys.readouterr().out)["total"] == 1


def test_what_was_found_is_saved_as_a_table(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    table = tmp_path / "目录.csv"
    code, out, _ = run("search", "路灯", "--table", table, "--json")
    assert (code, one(out)["documents"]) == (0, 1)
    assert "关于开展城区路灯检修的通知" in table.read_text("utf-8-sig")


def test_a_saved_table_is_noted_in_the_log(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    run("search", "路灯", "--table", tmp_path / "目录.csv")
    with Archive.open(tmp_path / "archive", read_only=True) as archive:
        newest = archive.audit.entries(1)[0]
    assert (newest.action, newest.subject, newest.detail) == ("导出", "目录", "1 篇")


def test_without_a_query_the_table_lists_the_whole_archive(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    code, out, _ = run("search", "--table", tmp_path / "目录.xlsx", "--json")
    assert (code, one(out)["documents"]) == (0, 1)
    assert (tmp_path / "目录.xlsx").read_bytes().startswith(b"PK")


def test_a_table_of_another_kind_is_refused_in_a_sentence(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    code, out, error = run("search", "路灯", "--table", tmp_path / "目录.pdf")
    assert (code, out) == (2, "")
    assert "只能存成 .xlsx 或 .csv" in error
    assert not (tmp_path / "目录.pdf").exists()


def test_show_and_export_give_back_what_went_in(run: Run, notice: Path, tmp_path: Path) -> None:
    _, out, _ = run("import", notice, "--json")
    number = str(one(out)["ids"][0])
    _, out, _ = run("show", number, "--json")
    record = one(out)
    assert record["title"] == "关于开展城区路灯检修的通知"
    assert {"text", "sha256", "relations", "document_number", "issue_date"} <= set(record)
    copy = tmp_path / "copy.txt"
    assert run("export", number, copy)[0] == 0
    assert copy.read_bytes() == notice.read_bytes()


def test_verify_reindex_and_stats_speak_the_contract(run: Run, notice: Path) -> None:
    run("import", notice)
    code, out, _ = run("verify", "--json")
    assert code == 0
    assert one(out) == {"documents": 1, "originals_ok": 1, "index_matches": True, "problems": []}
    assert run("reindex", "--engine", "whoosh")[0] == 0
    _, out, _ = run("stats", "--json")
    report = one(out)
    assert set(report) == {"documents", "bytes", "index"}
    assert set(report["index"]) == {"engine", "documents", "bytes", "state"}
    assert report["documents"] == report["index"]["documents"] == 1


def test_a_backup_restores_into_an_empty_folder(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    copy = tmp_path / "备份.wyb"
    assert run("backup", copy)[0] == 0
    elsewhere = tmp_path / "elsewhere"
    assert main(["restore", str(copy), "--archive", str(elsewhere)]) == 0
    assert main(["verify", "--archive", str(elsewhere)]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "路灯"),
        ("show", "1"),
        ("search",),
        ("search", "路灯", "--since", "去年"),
        ("search", "路灯", "--lmit", "3"),
        ("nonsense",),
        ("import",),
        ("restore", "没有.wyb"),
        ("export", "x", "y"),
    ],
)
def test_wrong_use_is_one_plain_chinese_line_and_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert any("一" <= character <= "鿿" for character in err)
    assert "Traceback" not in err


def test_an_unknown_number_is_told_plainly(run: Run, notice: Path) -> None:
    run("import", notice)
    code, _, err = run("show", "999")
    assert (code, len(err.splitlines())) == (2, 1)


def test_an_export_is_written_into_the_log(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    run("export", "1", tmp_path / "copy.txt")
    with Archive.open(tmp_path / "archive", read_only=True) as archive:
        assert [(entry.action, entry.subject) for entry in archive.audit.entries(1)] == [("导出", "1")]


def test_the_head_of_the_log_is_noted_and_a_log_without_it_is_told(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    head = tmp_path / "校验值.txt"
    assert run("verify", "--head-file", head)[0] == 0
    assert len(head.read_text(encoding="utf-8").strip()) == 64
    assert run("verify", "--head-file", head)[0] == 0
    head.write_text("0" * 63 + "1\n", encoding="utf-8")
    code, out, _ = run("verify", "--head-file", head, "--json")
    assert code == 1
    assert "另存的那个校验值" in one(out)["problems"][0]
    assert head.read_text(encoding="utf-8") == "0" * 63 + "1\n"


def test_repair_mends_what_can_be_made_anew(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    for path in (tmp_path / "archive" / "originals").rglob("*.json"):
        path.unlink()
    assert run("verify")[0] == 1
    assert run("verify", "--repair")[0] == 0
    assert run("verify")[0] == 0


def test_an_automatic_backup_is_made_once(run: Run, notice: Path) -> None:
    run("import", notice)
    code, out, _ = run("backup", "--auto", "--json")
    first = one(out)
    assert (code, first["documents"], Path(first["path"]).is_file()) == (0, 1, True)
    code, out, _ = run("backup", "--auto", "--json")
    assert (code, one(out)["path"]) == (0, None)


def test_a_backup_needs_a_file_or_auto(run: Run, notice: Path) -> None:
    run("import", notice)
    assert run("backup")[0] == 2


def test_an_archive_is_made_anew_from_its_originals(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    (tmp_path / "archive" / "archive.db").write_bytes(b"damaged beyond reading")
    assert run("search", "路灯")[0] == 2
    code, out, _ = run("restore", "--from-originals", "--json")
    assert (code, one(out)["documents"]) == (0, 1)
    assert run("verify")[0] == 0


def test_an_original_that_cannot_be_read_again_is_told(run: Run, notice: Path, tmp_path: Path) -> None:
    run("import", notice)
    (original,) = (path for path in (tmp_path / "archive" / "originals").glob("??/*") if not path.suffix)
    original.write_bytes(b"damaged")
    code, _, err = run("restore", "--from-originals")
    assert code == 1
    assert "路灯通知.txt没有读回来" in err
