"""No output lands on an archive's own files, on its own input, on another output, or unasked on an existing file."""

from __future__ import annotations

import hashlib
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from desktop.cli.main import main
from tests.desktop.minutes import MINUTES

Run = Callable[..., tuple[int, str, str]]
NOTICE = "关于开展城区路灯检修的通知\n各街道办事处：\n请于5月31日前完成路灯检修。\n青澜新区管理委员会\n2026年4月15日\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an archive A of one notice, minutes, a plan, a Word file, answers and a backup."""
    folder = tmp_path / "我的 文件"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "家"))
    (tmp_path / "家").mkdir()
    Path("通知.txt").write_text(NOTICE, "utf-8")
    Path("x.md").write_text(MINUTES, "utf-8")
    Path("方案.md").write_text("---\n版式: 普通\n标题: 方案\n---\n逐杆排查。\n", "utf-8")
    Path("答案.yaml").write_text("{}\n", "utf-8")
    word = docx.Document()
    word.add_paragraph("关于做好路灯养护工作的通知")
    word.save("来稿.docx")
    assert main(["import", "通知.txt", "--archive", "A"]) == 0
    return folder


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the working folder: (exit code, stdout, stderr)."""
    assert place.is_dir()
    capsys.readouterr()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--archive", "A"])
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return call


WRITERS: dict[str, tuple[str, ...]] = {
    "export": ("export", "1", "{}"),
    "backup": ("backup", "{}"),
    "render --pdf": ("render", "x.md", "--pdf", "{}"),
    "render --docx": ("render", "x.md", "--docx", "{}"),
    "draft": ("draft", "意见", "-o", "{}"),
    "check --fix": ("check", "来稿.docx", "--fix", "{}"),
    "tasks --xlsx": ("tasks", "x.md", "--xlsx", "{}"),
    "tasks -o": ("tasks", "x.md", "--into", "方案.md", "-o", "{}"),
    "search --table": ("search", "--table", "{}"),
}
"""Every command that writes a file which a person names."""

SUFFIX = {"search --table": ".csv"}


def command(name: str, target: str) -> list[str]:
    return [part.replace("{}", target) for part in WRITERS[name]]


def state(folder: Path) -> dict[str, str]:
    """Every file below a folder but the index, which is a cache, and what SQLite keeps beside its file."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "index" not in path.parts and not path.name.endswith(("-wal", "-shm"))
    }


def is_refused(run: Run, arguments: list[str], folder: Path) -> str:
    """Whether a command ends in one Chinese sentence, exit code 2, and every file as it was; the sentence."""
    before = state(folder)
    code, out, err = run(*arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1), (out, err)
    assert "意外" not in err
    assert state(folder) == before
    return err


@pytest.mark.parametrize("target", ["A/archive.db", "A/新.csv", "A/originals/新.csv", "link/archive.db"])
@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_written_into_an_archive_not_even_by_force(run: Run, place: Path, name: str, target: str) -> None:
    Path("link").symlink_to("A")
    told = is_refused(run, [*command(name, target), "--force"], place)
    assert "档案库" in told


@pytest.mark.parametrize("name", WRITERS)
def test_a_link_into_the_archive_is_no_way_round(run: Run, place: Path, name: str) -> None:
    target = f"链接{SUFFIX.get(name, '.x')}"
    Path(target).symlink_to(Path("A/archive.db").absolute())
    is_refused(run, [*command(name, target), "--force"], place)


@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "x.md", "--pdf", "x.md"),
        ("render", "x.md", "--docx", "./x.md"),
        ("draft", "意见", "--answers", "答案.yaml", "-o", "答案.yaml"),
        ("check", "来稿.docx", "--fix", "来稿.docx"),
        ("tasks", "x.md", "--xlsx", "x.md"),
        ("tasks", "x.md", "--into", "方案.md", "-o", "方案.md"),
        ("search", "--batch", "x.md", "--table", "x.md"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_on_its_own_input_not_even_by_force(
    run: Run, place: Path, arguments: tuple[str, ...]
) -> None:
    is_refused(run, [*arguments, "--force"], place)


def test_two_outputs_on_one_file_are_refused(run: Run, place: Path) -> None:
    is_refused(run, ["render", "x.md", "--pdf", "a.pdf", "--docx", f"{place}/./a.pdf"], place)
    is_refused(run, ["tasks", "x.md", "--xlsx", "a", "--into", "方案.md", "-o", "a"], place)


@pytest.mark.parametrize("name", WRITERS)
def test_an_existing_file_is_replaced_only_by_force(run: Run, place: Path, name: str) -> None:
    target = f"成果{SUFFIX.get(name, '.x')}"
    Path(target).write_text("我的", "utf-8")
    assert "--force" in is_refused(run, command(name, target), place)
    assert run(*command(name, target), "--force")[0] in {0, 1}
    assert Path(target).read_bytes() != "我的".encode()


@pytest.mark.parametrize("answer", [True, False])
def test_at_a_terminal_a_person_is_asked(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, *, answer: bool
) -> None:
    Path("成果.pdf").write_text("我的", "utf-8")
    monkeypatch.setattr("desktop.cli.asking.at_terminal", lambda: True)

    def reply(_question: str, *, err: bool) -> bool:
        assert err
        return answer

    monkeypatch.setattr("desktop.cli.asking.typer.confirm", reply)
    code = run("render", "x.md", "--pdf", "成果.pdf")[0]
    assert (code == 2, (place / "成果.pdf").read_bytes() == "我的".encode()) == (not answer, not answer)


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_is_no_file_to_write(run: Run, place: Path, name: str) -> None:
    target = f"夹{SUFFIX.get(name, '.x')}"
    Path(target).mkdir()
    is_refused(run, [*command(name, target), "--force"], place)


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_that_is_not_there_is_told(run: Run, place: Path, name: str) -> None:
    is_refused(run, command(name, f"没有的/新{SUFFIX.get(name, '.x')}"), place)


@pytest.mark.parametrize("name", WRITERS)
def test_relative_paths_and_the_home_folder_work_everywhere(run: Run, place: Path, tmp_path: Path, name: str) -> None:
    suffix = SUFFIX.get(name, ".x")
    assert run(*command(name, f"~/新 文件{suffix}"))[0] in {0, 1}
    assert (tmp_path / "家" / f"新 文件{suffix}").is_file()
    assert run(*command(name, f"../我的 文件/../旁边{suffix}"))[0] in {0, 1}
    assert (tmp_path / f"旁边{suffix}").is_file()
    assert place.is_dir()


READERS: dict[str, tuple[str, ...]] = {
    "import": ("import", "{}"),
    "render": ("render", "{}", "--pdf", "out.pdf"),
    "render --profile": ("render", "x.md", "--profile", "{}", "--pdf", "out.pdf"),
    "check": ("check", "{}"),
    "check --fix": ("check", "{}", "--fix", "out.docx"),
    "tasks": ("tasks", "{}"),
    "tasks --into": ("tasks", "x.md", "--into", "{}", "-o", "out.md"),
    "draft --answers": ("draft", "意见", "--answers", "{}", "-o", "out.md"),
    "search --batch": ("search", "--batch", "{}"),
    "restore": ("restore", "{}"),
    "verify --head-file": ("verify", "--head-file", "{}"),
}
"""Every command that reads a file which a person names."""


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("管"))
    path.symlink_to("管")


KINDS = [make_pipe, make_socket, make_device, make_link_to_a_pipe]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", READERS)
def test_what_is_no_file_is_refused_at_once(run: Run, name: str, make: Callable[[Path], None]) -> None:
    suffix = ".docx" if "check" in name else ".md"
    make(Path(f"来{suffix}").absolute())
    code, _, err = run(*(part.replace("{}", f"来{suffix}") for part in READERS[name]))
    assert code == (1 if name == "import" else 2)
    assert "意外" not in err
    assert not any(Path().glob("out.*"))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_written_into_what_is_no_file(run: Run, name: str, make: Callable[[Path], None]) -> None:
    target = f"去{SUFFIX.get(name, '.x')}"
    make(Path(target).absolute())
    code, _, err = run(*command(name, target), "--force")
    assert (code, len(err.splitlines())) == (2, 1)
    assert threading.active_count() < 20


@pytest.mark.parametrize("make", KINDS)
def test_a_number_is_not_taken_for_what_is_no_draft(run: Run, make: Callable[[Path], None]) -> None:
    make(Path("稿.md"))
    code, _, told = run("number", "take", "青管办", "--draft", "稿.md")
    assert code == 2
    assert "不是普通文件" in told
    assert "青管办" not in run("number", "list")[1]


def test_a_number_is_not_written_into_the_archives_own_files(run: Run, place: Path) -> None:
    before = (place / "A" / "archive.db").read_bytes()
    code, _, told = run("number", "take", "青管办", "--draft", "A/archive.db")
    assert code == 2
    assert "在档案库自己的文件夹里" in told
    assert (place / "A" / "archive.db").read_bytes() == before


@pytest.mark.parametrize("path", ["", "甲\0乙"])
@pytest.mark.parametrize("command", [("import",), ("check",), ("backup",), ("restore",), ("export", "1")])
def test_an_empty_name_does_not_stand_for_the_working_folder(run: Run, command: tuple[str, ...], path: str) -> None:
    code, said, told = run(*command, path)
    assert (code, said) == (2, "")
    assert "请核对后再试" in told
