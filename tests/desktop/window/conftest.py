"""Fixtures of the window's tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.jobs.worker import Worker
from desktop.parts.pdf_pages import close_all
from desktop.theme.look import Look, Scheme, start_look
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from search.archive import Archive, set_password
from tests.desktop.window.opening import WORD, Clock, unlock
from tests.desktop.window.settling import settle


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return start_look(qapp, Scheme.LIGHT)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what can be made anew, for one test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    made = Worker("test", qapp, last=close_all)
    yield made
    assert made.stop(5)


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample documents; tests that change it take `fresh_archive`."""
    folder = tmp_path_factory.mktemp("samples") / "archive"
    with Archive.open(folder) as archive:
        for result in archive.importing.paths(sorted(SAMPLES.glob("*.md"))):
            assert result.status == "added", result
    return folder


@pytest.fixture
def open_window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Callable[[Path], Window]]:
    """Opens windows that are closed after the test, and waits until they have settled."""
    opened: list[Window] = []

    def make(folder: Path) -> Window:
        assert not look.colours.dark
        window = Window(folder, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        opened.append(window)
        window.show()
        settle(qtbot, window)
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: Callable[[Path], Window], sample_archive: Path) -> Window:
    """The window on the sample documents."""
    return open_window(sample_archive)


@pytest.fixture
def empty_window(open_window: Callable[[Path], Window], tmp_path: Path) -> Window:
    """The window on an archive that has nothing in it yet."""
    return open_window(tmp_path / "archive")


@pytest.fixture(scope="session")
def sealed_samples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An archive of the samples with a password, and its recovery code; tests take a copy."""
    folder = tmp_path_factory.mktemp("sealed") / "archive"
    with Archive.open(folder) as archive:
        assert all(result.status == "added" for result in archive.importing.paths(sorted(SAMPLES.glob("*.md"))))
    return folder, set_password(folder, None, WORD)


@pytest.fixture
def locked(qtbot: QtBot, look: Look, sealed_samples: tuple[Path, str], tmp_path: Path) -> Iterator[Window]:
    """The window on the locked archive, just started."""
    assert not look.colours.dark
    shutil.copytree(sealed_samples[0], tmp_path / "archive")
    window = Window(tmp_path / "archive", QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    window.show()
    window.activateWindow()
    settle(qtbot, window)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, locked: Window) -> Window:
    """The window once its archive has been opened."""
    unlock(qtbot, locked)
    return locked


@pytest.fixture
def clock() -> Clock:
    return Clock()
