"""The power fails at any moment: what was acknowledged is on the disk; what was not is wholly there or not at all."""

from __future__ import annotations

import copy
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveError, check_backup
from search.records import Query
from tests.trust.conftest import Figure, whoosh_forgets
from tests.trust.disk import needs_sqlite_library, watched
from tests.trust.durable import Durable
from tests.trust.steps import DAY, State, backup_step, state_of

pytestmark = [needs_sqlite_library, whoosh_forgets]


@dataclass
class Picture:
    """What was on the disk at a cut, and after which of the day's steps it came."""

    folder: Path
    moment: str
    step: int
    states: list[State]

    def allowed(self) -> list[State]:
        """What was acknowledged, and that with the step that was under way."""
        return self.states[self.step : self.step + 2]


class Cuts:
    """Does the day's steps and lets the power fail at some of the changes, on paper: each cut is a picture."""

    def __init__(self, folder: Path, chance: random.Random, share: float) -> None:
        self._work, self._pictures = folder / "work", folder / "pictures"
        self._work.mkdir(parents=True)
        self._pictures.mkdir()
        self._chance, self._share = chance, share
        self._states = [State()]
        self._disk = Durable(self._work)
        self.pictures: list[Picture] = []

    def _told(self, action: str, path: Path) -> int:
        if self._chance.random() < self._share:
            moment = f"before {action} {path.name} in {threading.current_thread().name}"
            folder = self._pictures / str(len(self.pictures))
            self.pictures.append(Picture(folder, moment, len(self._states) - 1, self._states))
            self._disk.cut(folder, self._chance)
        self._disk.told(action, path)
        return 0

    def run(self) -> list[Picture]:
        """The day, and its pictures."""
        with watched(self._work, self._told):
            archive = Archive.open(self._work / "库")
            for step, number in (*DAY, (backup_step(self._work), 1)):
                state = copy.deepcopy(self._states[-1])
                step(archive, state, number)
                self._states.append(state)
            archive.close()
        self._disk.close()
        return self.pictures


def check(picture: Picture) -> None:
    """Open what is left, and compare."""
    try:
        archive = Archive.open(picture.folder / "库")
    except ArchiveError as error:
        pytest.fail(f"{picture.moment}: {error}")
    with archive:
        assert archive.care.wait_for_index(30)
        state = state_of(archive)
        assert state in picture.allowed(), picture.moment
        assert archive.search(Query("路灯检修", exact=True)).total == len(state.texts.keys() - state.binned), (
            picture.moment
        )
    with Archive.open(picture.folder / "库", read_only=True) as archive:
        assert archive.care.verify()["problems"] == [], picture.moment
    for path in picture.folder.glob("*.wyb"):
        assert check_backup(path) == (), picture.moment


def days(folder: Path, cuts: int, share: float) -> Iterator[Picture]:
    """Pictures of as many days as it takes."""
    done = 0
    for day in range(cuts):
        for picture in Cuts(folder / str(day), random.Random(day), share).run():
            yield picture
            done += 1
            if done == cuts:
                return


def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    for picture in days(tmp_path, 20, 0.01):
        check(picture)


@pytest.mark.slow
def test_a_thousand_power_cuts_lose_nothing_acknowledged(tmp_path: Path, figure: Figure) -> None:
    for picture in days(tmp_path, 1000, 0.05):
        check(picture)
    figure("1000 power cuts, nothing acknowledged lost")
