"""Every widget of every page and dialog, in light and dark: named, reached by Tab, not clipped, of good contrast."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from search.archive import Archive

PROJECT = Path(__file__).resolve().parents[3]


def walk(archive: Path, scale: str) -> str:
    """What is wrong at a scale; a process each, since Qt reads the scale once."""
    with Archive.open(archive):
        pass  # nobody else has it open
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    command = [sys.executable, "-m", "tests.desktop.window.walking", str(archive)]
    done = subprocess.run(
        command, cwd=PROJECT, env=surroundings, capture_output=True, text=True, timeout=280, check=False
    )
    return done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize("scale", ["1", "2"])
def test_every_widget_can_be_read_reached_and_named(sample_archive: Path, scale: str) -> None:
    assert walk(sample_archive, scale).strip() == ""


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["1.25", "1.5"])
def test_every_widget_can_be_read_reached_and_named_in_between(sample_archive: Path, scale: str) -> None:
    assert walk(sample_archive, scale).strip() == ""
