"""Bombs through every door: whoever asks for a foreign file, the program stays small and says a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from resources import PROGRAM
from tests.office.bombs import BOMBS, DOORS, lay

LARGEST = 400_000_000
"""Bytes of real memory that the program's own process may ever have had (issue “Trust II”)."""

NET = 120.0
"""Seconds by the clock on the wall: what a bomb may take on a busy machine. Its processor time is held by the fence."""


def set_off(door: str, names: list[str], folder: Path) -> dict[str, dict[str, object]]:
    """Bomb → {seconds, told, peak}, all of them in a process of their own."""
    for name in names:
        lay(name, folder)
    command = [sys.executable, "-m", "tests.office.bombs", door, str(folder), *names]
    done = subprocess.run(command, cwd=PROGRAM, capture_output=True, text=True, check=False, timeout=1500)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def hold(found: dict[str, dict[str, object]]) -> None:
    large = {name: each["peak"] for name, each in found.items() if float(str(each["peak"])) > LARGEST}
    slow = {name: each["seconds"] for name, each in found.items() if float(str(each["seconds"])) > NET}
    odd = {name: each["told"] for name, each in found.items() if not str(each["told"]).endswith(("。", "read"))}
    assert (large, slow, odd) == ({}, {}, {})


QUICK = [name for name, bomb in BOMBS.items() if bomb.quick]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("door", DOORS)
def test_the_programs_own_process_stays_small(door: str, tmp_path: Path) -> None:
    hold(set_off(door, QUICK, tmp_path))


@pytest.mark.slow
@pytest.mark.timeout(1600)  # forty bombs of up to ten seconds of processor time each, on a busy machine
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("door", DOORS)
def test_the_programs_own_process_stays_small_with_every_bomb(door: str, tmp_path: Path) -> None:
    hold(set_off(door, list(BOMBS), tmp_path))


def test_there_are_thirty_bombs_and_five_doors() -> None:
    assert len(BOMBS) >= 30
    assert set(DOORS) == {"import", "check", "fix", "pages", "templates"}
