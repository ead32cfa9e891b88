"""Nothing typed is lost: not by a kill in the middle of steady typing, nor where the system ends the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.drafting.page import DraftingPage
from desktop.jobs.autosave import Autosave
from desktop.parts.draft_saver import DraftSaver
from desktop.window.window import Window
from office.drafts import Draft, DraftFolder
from tests.desktop.window.settling import settle, until

PROJECT = Path(__file__).resolve().parents[3]
AT_RISK = 2.0
"""Seconds of typing that a kill may take."""
EVERY = 60
"""Milliseconds between two keys: no pause that an autosave could wait for."""


@contextmanager
def typing(tmp_path: Path) -> Generator[subprocess.Popen[str]]:
    """The program with somebody typing in it, once it has begun."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "TMPDIR"):
        (tmp_path / name).mkdir()
        surroundings[name] = str(tmp_path / name)
    command = [sys.executable, "-m", "tests.desktop.window.typist", str(tmp_path / "archive"), str(EVERY)]
    with subprocess.Popen(command, cwd=PROJECT, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "1\n"
            yield process
        finally:
            process.kill()


def typed_until(process: subprocess.Popen[str], seconds: float) -> list[tuple[float, int]]:
    """What was typed by when, for so long."""
    assert process.stdout is not None
    found: list[tuple[float, int]] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found.append((time.monotonic(), int(process.stdout.readline())))
    return found


def on_disk(tmp_path: Path) -> int:
    """How many letters the draft on the disk has."""
    texts = [json.loads(path.read_text("utf-8"))["text"] for path in (tmp_path / "archive/drafts").glob("*.json")]
    return max((text.count("a") for text in texts), default=0)


def test_a_kill_in_the_middle_of_steady_typing_takes_two_seconds_of_it_at_most(tmp_path: Path) -> None:
    with typing(tmp_path) as process:
        typed = typed_until(process, 6)
        process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        process.wait()
    safe = [number for when, number in typed if when < killed - AT_RISK]
    assert on_disk(tmp_path) >= safe[-1]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_all_that_was_typed_is_there_when_the_system_asks_the_program_to_end(tmp_path: Path, name: str) -> None:
    with typing(tmp_path) as process:
        typed = typed_until(process, 1)
        process.send_signal(getattr(signal, name))
        rest = [int(line) for line in process.communicate(timeout=60)[0].split()]
    assert on_disk(tmp_path) >= max([typed[-1][1], *rest])
    assert process.returncode == 0


def test_steady_typing_is_saved_although_no_key_rests(qtbot: QtBot, empty_window: Window) -> None:
    saves: list[float] = []
    autosave = Autosave(empty_window, lambda: saves.append(time.monotonic()))
    began = time.monotonic()
    while not saves and time.monotonic() < began + 20:
        autosave.changed()
        qtbot.wait(20)
    assert saves
    assert saves[0] - began < AT_RISK


def test_an_older_state_never_replaces_a_newer_one(qtbot: QtBot, empty_window: Window) -> None:
    saver: DraftSaver = empty_window.services.drafts
    saver.worker.submit(lambda: time.sleep(0.2))
    saver.save(Draft("a", text="旧"))
    saver.save(Draft("a", text="新"))
    assert saver.flush() is None  # before the thread has come to either
    assert [draft.text for draft in saver.folder.all()] == ["新"]
    settle(qtbot, empty_window)
    assert [draft.text for draft in saver.folder.all()] == ["新"]


def test_a_dropped_draft_does_not_come_back_by_an_autosave_under_way(qtbot: QtBot, empty_window: Window) -> None:
    saver: DraftSaver = empty_window.services.drafts
    saver.worker.submit(lambda: time.sleep(0.2))
    saver.save(Draft("a", text="不要了"))
    saver.drop("a")
    settle(qtbot, empty_window)
    assert saver.folder.all() == ()


def test_a_full_disk_is_told_where_the_draft_is_written_and_saving_goes_on_by_itself(
    qtbot: QtBot, empty_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_window.pages.begin_text("---\n标题: 试\n---\n", "试")
    page: DraftingPage = empty_window.pages.drafting
    settle(qtbot, empty_window)
    keep = DraftFolder.keep

    def full(*_: object) -> Draft:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DraftFolder, "keep", full)
    page.editor.source.appendPlainText("写到这里")
    until(qtbot, lambda: "还没有保存：磁盘满了" in page.editor.frame.saved_told)
    monkeypatch.setattr(DraftFolder, "keep", keep)
    until(qtbot, lambda: "已保存" in page.editor.frame.saved_told)
    assert "写到这里" in empty_window.services.drafts.folder.all()[0].text


def test_the_window_asks_before_it_closes_on_what_cannot_be_saved(
    qtbot: QtBot, empty_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_window.pages.begin_text("---\n标题: 试\n---\n", "试")
    settle(qtbot, empty_window)

    def full(*_: object) -> Draft:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(DraftFolder, "keep", full)
        empty_window.pages.drafting.editor.source.appendPlainText("写到这里")
        assert not empty_window.close()
        assert empty_window.isVisible()
    assert empty_window.close()
    assert "写到这里" in DraftFolder(empty_window.archives.folder / "drafts").all()[0].text
