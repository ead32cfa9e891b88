"""Fixtures that every test may use."""

from __future__ import annotations

import os
import sys
from inspect import currentframe
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROJECT = Path(__file__).resolve().parents[1]
_TRUSTED = frozenset({"multiprocessing", "concurrent", "hypothesis", "_pytest", "execnet", "xdist", "copyreg"})


def _watch(event: str, _arguments: tuple[object, ...]) -> None:
    """Fail what unpickles objects; what processes of the program tell each other is no file."""
    if event != "pickle.find_class":
        return
    frame = currentframe()
    asking = str(frame.f_back.f_globals.get("__name__", "")) if frame and frame.f_back else ""
    if asking.partition(".")[0] not in _TRUSTED:
        raise RuntimeError(f"{asking} unpickled an object")


sys.addaudithook(_watch)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real official texts beside the project; the test is skipped where it is absent."""
    folder = PROJECT.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("the shared corpus is not beside the project")
    return folder
