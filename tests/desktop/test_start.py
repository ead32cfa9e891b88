"""`wenyuan` without a command opens the window; everything else is the command line's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.start import asks_for_the_window, has_display, named

PROJECT = Path(__file__).resolve().parents[2]


def python(code: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python that runs `code`."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **surroundings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("arguments", [[], ["--archive", "库"], ["--archive=库"]])
def test_no_command_means_the_window(arguments: list[str]) -> None:
    assert asks_for_the_window(arguments)
    assert named(arguments) == (Path("库") if arguments else None)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--archive"], ["--archive="], ["stats"], ["--archive", "库", "stats"], ["--archive", ""]]
)
def test_everything_else_is_for_the_command_line(arguments: list[str]) -> None:
    assert not asks_for_the_window(arguments)


def test_without_a_display_there_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_display()


def test_without_a_display_one_sentence_says_so() -> None:
    code = "import sys; sys.argv = ['wenyuan']; from desktop.start import main; sys.exit(main())"
    done = python(code, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 2
    assert done.stderr.strip() == "没有可用的显示器，窗口打不开；其他命令照常可用，见 wenyuan --help。"


def test_a_fault_before_the_window_stands_is_a_sentence(tmp_path: Path) -> None:
    code = f"""
import sys
sys.argv = ["wenyuan", "--archive", {str(tmp_path)!r}]
import desktop.app
def broken(_): raise PermissionError(13, "Permission denied", "某处")
desktop.app.run = broken
from desktop.start import main
sys.exit(main())
"""
    done = python(code, XDG_STATE_HOME=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.strip() == "没有权限读写“某处”；请换一个位置，或者关掉正在用它的程序再试。"


def test_what_the_first_key_needs_leaves_the_rest_alone(tmp_path: Path) -> None:
    """The enumerations of Qt take 9 ms to make, the command line and the archive far more to import."""
    code = f"""
import sys
from pathlib import Path
import desktop.app
from PySide6 import QtCore
from PySide6.QtCore import QSettings
from desktop.theme.look import Scheme, start_look
from desktop.window.window import Window
application = desktop.app.start_application()
start_look(application, Scheme.SYSTEM)
folder = Path({str(tmp_path)!r})
window = Window(folder / "archive", QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
window.show()
window.grab()
print(window.focusWidget().objectName())
needless = ("typer", "rich", "search.archive", "desktop.archive.page", "json")
print([name for name in needless if name in sys.modules], "Qt" in vars(QtCore))
"""
    done = python(code)
    assert done.stdout.split("\n")[:2] == ["search", "[] False"], done.stderr
