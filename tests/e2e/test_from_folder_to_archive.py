"""One walk through the whole program as a secretary does it, with keyboard and mouse alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx import Document as WordDocument

from tests.conftest import PROJECT
from tests.e2e.screen import Screen, missing, open_screen, wait_for

SAMPLES = PROJECT / "resources" / "samples"
TAKEN = ("01", "05", "06", "08", "18")
TOPIC = "城区路灯养护"
NUMBER = "青管〔2026〕23号"
TITLE = f"关于印发《{TOPIC}实施方案》的通知"
CITED = "《关于做好2026年防汛工作的通知》（青管办〔2026〕18号）"
ACCENT, WASH, LIT = "#B3261E", "#FBECEA", "#FFC24D"
PAGE = (760, 70, 1360, 800)
"""Where 档案 shows the page."""
EXPORT = (1240, 0, 1360, 60)
"""Where the main action of 起草 is; it is red once there are pages."""

RAIL = {"档案": 98, "起草": 158, "体检": 218, "模板": 278}
"""The middle of each button of the rail, pixels from the top; they stand 38 from the left."""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the screen is an X server"),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}"),
]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with documents, as they lie on a file share."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for path in sorted(SAMPLES.glob("*.md")):
        if path.name.startswith(TAKEN):
            shutil.copy(path, folder / f"{path.name[:2]}.md")
    return folder


@contextmanager
def started(screen: Screen, home: Path) -> Generator[subprocess.Popen[bytes]]:
    """The program on an archive in `home`; what it says on stderr stands in `home`/log."""
    home.mkdir(exist_ok=True)
    with (home / "log").open("wb") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "desktop.start", "--archive", str(home / "archive")],
            env=screen.environment | {"HOME": str(home)}, cwd=PROJECT, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield program
        finally:
            program.kill()
            program.wait(10)


def asked(home: Path, *words: str) -> Any:  # noqa: ANN401  JSON
    """What the command line says about the archive."""
    command = [sys.executable, "-m", "desktop.cli.main", *words, "--archive", str(home / "archive"), "--json"]
    return json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, timeout=60).stdout)


def drafted(home: Path) -> str:
    """The draft as it lies on the disk, "" before there is one."""
    return "".join(path.read_text("utf-8") for path in (home / "archive" / "drafts").glob("*.json"))


def saved_as(screen: Screen, title: str, target: Path) -> Path:
    """Answer the file dialog `title` with a path; wait until the file is there."""
    screen.window(title)
    screen.key("ctrl+a")
    screen.type(str(target))
    screen.key("Return")
    screen.gone(title)
    wait_for(target.exists, f"{target.name} to be written")
    return target


def test_a_secretary_finds_drafts_checks_exports_prints_and_files_a_plan(papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with open_screen(tmp_path) as screen, started(screen, home) as program:
        try:
            walk(screen, home, papers, tmp_path)
            screen.window("文渊")
            screen.key("ctrl+q")
            assert program.wait(10) == 0
        except BaseException:
            screen.look().save(tmp_path / "last.png")
            raise
    assert "Traceback" not in (home / "log").read_text("utf-8")
    found = asked(home, "search", TITLE)
    assert [(hit["title"], hit["document_number"]) for hit in found["hits"]][:1] == [(TITLE, NUMBER)]
    assert asked(home, "stats")["documents"] == len(TAKEN) + 1


def walk(screen: Screen, home: Path, papers: Path, folder: Path) -> None:
    """Start to archive."""
    screen.window("文渊")
    screen.place_of(ACCENT, (76, 0, 1200, 64))  # the search box has the focus
    screen.rest()
    bring_in(screen, home, papers)
    find_and_open(screen)
    draft(screen, home)
    cite(screen, home)
    check(screen)
    export(screen, folder)
    print_to_file(screen, folder)
    put_into_the_archive(screen)


def bring_in(screen: Screen, home: Path, papers: Path) -> None:
    screen.key("ctrl+shift+o")
    screen.window("导入哪个文件夹")
    screen.type(str(papers))
    screen.key("Return")
    screen.gone("导入哪个文件夹")
    screen.window("文渊")
    screen.rest()
    wait_for(lambda: len(list((home / "archive" / "originals").rglob("*"))) >= len(TAKEN), "the files to come in")


def find_and_open(screen: Screen) -> None:
    screen.key("ctrl+f")
    screen.paste("亮化工程")
    screen.place_of(LIT, PAGE)
    screen.key("Down")
    screen.rest()
    screen.place_of(LIT, PAGE)


def go_to(screen: Screen, page: str) -> None:
    """Click on the rail; wait until the page is the chosen one."""
    y = RAIL[page]
    screen.click(38, y)
    screen.place_of(WASH, (10, y - 24, 66, y + 24))


def draft(screen: Screen, home: Path) -> None:
    go_to(screen, "模板")
    screen.place_of(ACCENT, (76, 0, 1200, 64))  # the search box has the focus
    screen.paste("实施方案")
    screen.key("Return")  # the first one
    screen.place_of(ACCENT, EXPORT)
    screen.rest()
    screen.paste(TOPIC)
    wait_for(lambda: TOPIC in drafted(home), "the draft to be kept")


def cite(screen: Screen, home: Path) -> None:
    screen.click(1120, 27)  # 填入示例
    screen.rest()
    screen.key("Home", "shift+End")
    screen.paste(TOPIC)
    screen.key(*["Tab"] * 6)  # 依据
    screen.key("End")
    screen.click(1230, 122)  # the drawer's search box
    screen.paste("防汛")
    screen.click(1200, 220, double=True)  # the first hit
    wait_for(lambda: CITED in drafted(home), "the citation to be kept with the draft")


def check(screen: Screen) -> None:
    screen.key("F7")
    screen.place_of(ACCENT, (76, 150, 560, 220))  # 必须改: the example's number stands on another paper


def export(screen: Screen, folder: Path) -> None:
    go_to(screen, "起草")
    screen.place_of(ACCENT, EXPORT)
    screen.key("ctrl+e")
    path = saved_as(screen, "导出", folder / "plan.docx")
    words = "\n".join(paragraph.text for paragraph in WordDocument(str(path)).paragraphs)
    assert CITED in words


def print_to_file(screen: Screen, folder: Path) -> None:
    screen.window("文渊")
    screen.key("ctrl+p")
    screen.window("打印")
    screen.rest()
    screen.key("Return")
    path = saved_as(screen, "存为 PDF", folder / "plan.pdf")
    with pdfplumber.open(path) as pdf:
        assert TOPIC in "".join(page.extract_text() for page in pdf.pages).replace("\n", "")


def put_into_the_archive(screen: Screen) -> None:
    screen.window("文渊")
    screen.key("ctrl+shift+s")
    screen.window("存档")
    screen.rest()
    screen.key("ctrl+a")
    screen.paste(NUMBER)
    screen.key("Return")
    screen.gone("存档")
    screen.window("文渊")
    screen.rest()
    screen.key("ctrl+f")
    screen.key("ctrl+a")
    screen.paste(TOPIC)
    screen.place_of(LIT, PAGE)
