"""`wenyuan password`, and every other command on an archive that has one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli import asking
from desktop.cli.main import main
from search.archive import has_password
from search.store import keys

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "青澜路灯2026"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)


def _type(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Give these answers at the terminal."""
    left = iter(answers)

    def answer(_: str) -> str:
        return next(left)

    monkeypatch.setattr("getpass.getpass", answer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "库"


@pytest.fixture
def run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on an archive with one notice in it: (exit code, stdout, stderr)."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--archive", str(folder)])
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    notice = tmp_path / "通知.txt"
    notice.write_text("关于路灯检修的通知\n请于5月31日前修好路灯。", encoding="utf-8")
    assert call("import", str(notice))[0] == 0
    return call


@pytest.fixture
def sealed(run: Run, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The archive with a password; what the command answered."""
    monkeypatch.setenv("WENYUAN_NEW_PASSWORD", PASSWORD)
    code, out, _ = run("password", "--json")
    assert code == 0
    return json.loads(out)


def test_a_password_is_set_and_the_recovery_code_shown(sealed: dict[str, object], folder: Path) -> None:
    assert sealed["password"] is True
    assert len(str(sealed["recovery_code"]).split("-")) == 8
    assert has_password(folder)


def test_without_the_password_commands_say_how_to_give_it(sealed: dict[str, object], run: Run) -> None:
    assert sealed
    for command in (("search", "路灯"), ("stats",), ("verify",), ("password",)):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert "WENYUAN_PASSWORD" in err


def test_a_wrong_password_is_one_sentence(sealed: dict[str, object], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sealed
    monkeypatch.setenv("WENYUAN_PASSWORD", "猜一个口令")
    code, _, err = run("search", "路灯")
    assert code == 2
    assert err.count("\n") == 1
    assert "口令不对" in err


def test_with_the_password_commands_work(
    sealed: dict[str, object], run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert sealed
    monkeypatch.setenv("WENYUAN_PASSWORD", PASSWORD)
    assert json.loads(run("search", "路灯", "--json")[1])["total"] == 1
    assert json.loads(run("verify", "--json")[1])["problems"] == []
    assert run("backup", str(tmp_path / "备份.wyb"))[0] == 0
    assert run("restore", str(tmp_path / "备份.wyb"))[0] == 0
    assert run("restore", "--from-originals")[0] == 0
    assert json.loads(run("stats", "--json")[1])["documents"] == 1
    code, _, err = run("reindex", "--engine", "tantivy")
    assert code == 2
    assert "whoosh" in err


def test_a_password_is_changed_and_taken_away(
    sealed: dict[str, object], run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    assert sealed
    monkeypatch.setenv("WENYUAN_PASSWORD", PASSWORD)
    monkeypatch.setenv("WENYUAN_NEW_PASSWORD", "另一个口令2026")
    assert "以前的备份" in run("password")[1]
    assert run("stats")[0] == 2
    monkeypatch.setenv("WENYUAN_PASSWORD", "另一个口令2026")
    assert "明文" in run("password", "--remove")[1]
    assert not has_password(folder)
    monkeypatch.delenv("WENYUAN_PASSWORD")
    assert run("stats")[0] == 0


def test_at_a_terminal_the_password_is_asked_for(
    sealed: dict[str, object], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sealed
    monkeypatch.setattr(asking, "at_terminal", lambda: True)
    _type(monkeypatch, PASSWORD)
    assert json.loads(run("search", "路灯", "--json")[1])["total"] == 1


def test_two_different_new_passwords_change_nothing(run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(asking, "at_terminal", lambda: True)
    _type(monkeypatch, "口令一二三四五六", "口令一二三四五七")
    code, _, err = run("password")
    assert code == 2
    assert "不同" in err
    assert not has_password(folder)
