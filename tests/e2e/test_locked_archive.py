"""An archive with a password, from outside: opened, locked and opened again by the keyboard alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from search.archive import Archive, set_password
from tests.e2e.screen import Screen, missing, open_screen, wait_for
from tests.e2e.test_from_folder_to_archive import ACCENT, SAMPLES, started

PAPERS = sorted(SAMPLES.glob("0[1-5]-*.md"))
WORD = "Lianghua-2026"
BUTTON = (775, 340, 890, 410)
"""Where the lock page has its button, red while a password may be tried."""
SEARCH = (76, 0, 1200, 64)
"""Where 档案 has its search box, red-rimmed while it has the keyboard."""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the screen is an X server"),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an archive in it that has a password."""
    with Archive.open(tmp_path / "home" / "archive") as archive:
        assert all(result.status == "added" for result in archive.importing.paths(PAPERS))
    set_password(tmp_path / "home" / "archive", None, WORD)
    return tmp_path / "home"


def test_the_archive_is_opened_locked_and_opened_again(home: Path, tmp_path: Path) -> None:
    with open_screen(tmp_path) as screen, started(screen, home) as program:
        try:
            walk(screen, home)
            screen.key("ctrl+q")
            assert program.wait(10) == 0
        except BaseException:
            screen.look().save(tmp_path / "last.png")
            raise
    assert "Traceback" not in (home / "log").read_text("utf-8")


def walk(screen: Screen, home: Path) -> None:
    screen.window("文渊")
    screen.place_of(ACCENT, BUTTON)
    screen.type("a wrong word")
    screen.key("Return")
    wait_for(lambda: not shows(screen, ACCENT, BUTTON), "the waiting time")
    screen.place_of(ACCENT, BUTTON)  # it is over
    screen.key("ctrl+a")
    screen.type(WORD)
    screen.key("Return")
    screen.place_of(ACCENT, SEARCH)
    screen.rest()
    screen.key("ctrl+l")
    screen.place_of(ACCENT, BUTTON)
    assert not shows(screen, ACCENT, SEARCH)
    with Archive.open(home / "archive", password=WORD) as archive:  # nobody else has it open
        assert archive.care.stats()["documents"] == len(PAPERS)
    screen.type(WORD)
    screen.key("Return")
    screen.place_of(ACCENT, SEARCH)
    screen.rest()


def shows(screen: Screen, colour: str, within: tuple[int, int, int, int]) -> bool:
    """Whether a colour is to be seen there now."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (red, green, blue) in {pixel for _, pixel in screen.look().crop(within).getcolors(1 << 20) or ()}
