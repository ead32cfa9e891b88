"""The start looks for no garbage; the window at rest does, and gives memory back."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import desktop.jobs.tidying
from desktop.jobs.tidying import Tidying, collect_all, end_start
from desktop.jobs.worker import Worker
from tests.desktop.window.settling import until


class _Ring:
    """An object that only a look for garbage lets go of."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def starting() -> Iterator[None]:
    """As while the program starts."""
    thresholds = gc.get_threshold()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


@pytest.mark.usefixtures("starting")
def test_garbage_is_looked_for_once_the_start_is_over() -> None:
    end_start()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


@pytest.mark.usefixtures("starting")
def test_what_the_start_has_made_can_still_be_let_go_of() -> None:
    ring = _Ring()
    seen = weakref.ref(ring)
    end_start()
    del ring
    gc.collect()
    assert seen() is not None
    collect_all()
    assert seen() is None


@pytest.mark.usefixtures("starting")
def test_a_window_at_rest_is_tidied(
    qtbot: QtBot, qapp: QApplication, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[None] = []
    monkeypatch.setattr(desktop.jobs.tidying, "_REST", 0)
    monkeypatch.setattr(desktop.jobs.tidying, "_give_back", lambda: lambda: given.append(None))
    parent = QObject(qapp)
    tidying = Tidying((worker,), parent)
    worker.submit(lambda: None)
    until(qtbot, lambda: bool(given))
    assert gc.isenabled()
    assert tidying.parent() is parent
    parent.deleteLater()
