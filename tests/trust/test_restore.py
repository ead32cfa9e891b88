"""Restoring is done wholly or not at all: whatever fails on the way, the old archive stands or the new one."""

from __future__ import annotations

import copy
import errno
import random
import shutil
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveError, restore
from tests.trust.conftest import Figure, whoosh_forgets
from tests.trust.disk import needs_sqlite_library, watched
from tests.trust.durable import Durable
from tests.trust.steps import State, add, note, state_of, tag
from tests.trust.test_faults import Fault, places

pytestmark = [needs_sqlite_library, whoosh_forgets]


class Restoring:
    """An archive, a backup of what it was before, and both states."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.backup = folder / "库", folder / "备份.wyb"
        self.old = State()
        with Archive.open(self.folder) as archive:
            for step, number in ((add, 1), (add, 2), (tag, 1)):
                step(archive, self.old, number)
            archive.backups.write(self.backup)
            self.now = copy.deepcopy(self.old)
            for step, number in ((add, 3), (note, 1)):
                step(archive, self.now, number)

    def check(self, folder: Path, *, done: bool, at: str) -> None:
        """One of the two states is there, the old one for sure when restoring was `done`, and it is sound."""
        with Archive.open(folder) as archive:
            assert archive.care.wait_for_index(30)
            assert state_of(archive) in ([self.old] if done else [self.old, self.now]), at
            assert archive.care.verify()["problems"] == [], at


@pytest.fixture
def restoring(tmp_path: Path) -> Restoring:
    (tmp_path / "base").mkdir()
    return Restoring(tmp_path / "base")


def restored(base: Restoring, work: Path, fault: Fault) -> bool:
    """Restore in a copy under the fault; whether that was reported as done."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base.folder, work)
    with watched(work, fault.told):
        try:
            restore(base.backup, work, force=True)
        except (ArchiveError, OSError):
            return False
    return True


def refuse(base: Restoring, work: Path, wanted: int) -> int:
    """Refuse at so many places; at how many there were to."""
    count = Fault(0, 0, lasting=False)
    assert restored(base, work, count)
    tried = places(len(count.seen), wanted)
    for at in tried:
        for number, lasting in ((errno.ENOSPC, True), (errno.EIO, False)):
            fault = Fault(at, number, lasting)
            done = restored(base, work, fault)
            base.check(work, done=done, at=f"{at}: {fault.refused}")
    return len(tried)


def cut(base: Restoring, folder: Path, share: float) -> int:
    """Let the power fail during a restoring, on paper, at a share of its changes; how often."""
    work = folder / "work" / "库"
    shutil.copytree(base.folder, work)
    disk, chance = Durable(work.parent), random.Random(5)
    moments: list[str] = []

    def told(action: str, path: Path) -> int:
        if chance.random() < share:
            disk.cut(folder / str(len(moments)), chance)
            moments.append(f"before {action} {path.name}")
        disk.told(action, path)
        return 0

    with watched(work.parent, told):
        restore(base.backup, work, force=True)
    disk.cut(folder / "done", chance)
    disk.close()
    for number, moment in enumerate(moments):
        base.check(folder / str(number) / "库", done=False, at=moment)
    base.check(folder / "done" / "库", done=True, at="when all was done")
    return len(moments)


def test_a_refused_restoring_leaves_the_archive_as_it_was(restoring: Restoring, tmp_path: Path) -> None:
    refuse(restoring, tmp_path / "at", 5)


def test_a_power_cut_while_restoring_leaves_one_or_the_other(restoring: Restoring, tmp_path: Path) -> None:
    cut(restoring, tmp_path / "cuts", 0.1)


@pytest.mark.slow
def test_restoring_survives_a_refusal_or_a_cut_anywhere(restoring: Restoring, tmp_path: Path, figure: Figure) -> None:
    refused = refuse(restoring, tmp_path / "at", 10_000)
    cuts = sum(cut(restoring, tmp_path / str(day), 1.0) for day in range(3))
    figure(
        f"restoring refused at each of {refused} changes twice, and cut {cuts} times: the old archive or the new one"
    )
