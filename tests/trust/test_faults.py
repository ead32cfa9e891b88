"""A full disk and a failing one: at every write the old state stays, one plain sentence comes, and work goes on."""

from __future__ import annotations

import copy
import errno
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from office.sentences import sentence
from search.archive import Archive, ArchiveError, check_backup
from tests.trust.conftest import Figure, whoosh_forgets
from tests.trust.disk import needs_sqlite_library, watched
from tests.trust.steps import DAY, State, Step, backup_step, state_of

pytestmark = needs_sqlite_library


@dataclass
class Fault:
    """Refuses the `at`-th change that `thread` makes, and with `lasting` all after it."""

    at: int
    number: int
    lasting: bool
    thread: str = "MainThread"
    seen: list[str] = field(default_factory=list[str])

    @property
    def refused(self) -> str:
        """The first change that was refused."""
        return self.seen[self.at - 1] if 0 < self.at <= len(self.seen) else ""

    def told(self, action: str, path: Path) -> int:
        if threading.current_thread().name != self.thread:
            return 0
        self.seen.append(f"{action} {path.name}")
        return self.number if len(self.seen) == self.at or (self.lasting and len(self.seen) > self.at) else 0


def steps(folder: Path) -> tuple[Step, ...]:
    return (*DAY, (backup_step(folder), 1))


def run(folder: Path, fault: Fault) -> tuple[list[State], list[str]]:
    """Do the day's steps in a new archive under the fault; what may be there then, and the sentences of what failed.

    All that was acknowledged must be there. A step whose very sync was refused may be wholly there as well, if the disk
    took nothing any more that could have taken it back: nobody can know what such a disk has kept, and we say so.
    """
    state, torn, sentences = State(), list[State](), list[str]()
    with watched(folder, fault.told):
        try:
            archive = Archive.open(folder / "库")
        except (ArchiveError, OSError) as error:
            return [state], [sentence(error)]
        for step, number in steps(folder):
            hoped = copy.deepcopy(state)
            try:
                step(archive, hoped, number)
                state = hoped
            except (ArchiveError, OSError) as error:
                sentences.append(sentence(error))
                if not torn:
                    torn.append(hoped)
        archive.close()
    unknowable = fault.lasting and fault.refused == "sync archive.db-wal"
    return [state, *(torn if unknowable else [])], sentences


def check(folder: Path, fault: Fault) -> None:
    """All acknowledged is there, nothing else is, the archive is sound, and every refusal was one plain sentence."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    states, sentences = run(folder, fault)
    for told in sentences:
        assert "\n" not in told
        assert told.endswith(("。", "）。"))
        assert "程序出了意外" not in told
    with Archive.open(folder / "库") as archive:
        assert archive.care.wait_for_index(30)
        assert state_of(archive) in states, f"{fault.at}: {fault.refused}"
        assert archive.care.verify()["problems"] == [], f"{fault.at}: {fault.refused}"
    for path in folder.glob("*.wyb"):
        assert check_backup(path) == ()


def changes(folder: Path, thread: str = "MainThread") -> int:
    """How many changes the day makes when nothing is refused."""
    fault = Fault(0, 0, lasting=False, thread=thread)
    folder.mkdir()
    (state,), sentences = run(folder, fault)
    assert sentences == []
    assert len(state.texts) == 3
    return len(fault.seen)


def places(total: int, wanted: int) -> list[int]:
    """That many of the changes, evenly spread."""
    return sorted({1 + place * (total - 1) // max(1, wanted - 1) for place in range(wanted)})


@pytest.mark.parametrize(("number", "lasting"), [(errno.ENOSPC, True), (errno.EIO, False)], ids=["full", "failing"])
def test_a_refused_write_loses_nothing(tmp_path: Path, number: int, lasting: bool) -> None:
    for at in places(changes(tmp_path / "all"), 10):
        check(tmp_path / "at", Fault(at, number, lasting))


@whoosh_forgets
def test_a_refused_write_of_the_index_loses_nothing(tmp_path: Path) -> None:
    for at in places(changes(tmp_path / "all", "index"), 5):
        check(tmp_path / "at", Fault(at, errno.ENOSPC, lasting=True, thread="index"))


@pytest.mark.slow
@pytest.mark.parametrize(("number", "lasting"), [(errno.ENOSPC, True), (errno.EIO, False)], ids=["full", "failing"])
def test_a_refused_write_anywhere_loses_nothing(tmp_path: Path, figure: Figure, number: int, lasting: bool) -> None:
    total = changes(tmp_path / "all")
    assert total > 400
    for at in range(1, total + 1):
        check(tmp_path / "at", Fault(at, number, lasting))
    figure(f"{total} changes refused ({errno.errorcode[number]}), nothing lost")


@pytest.mark.slow
@whoosh_forgets
@pytest.mark.parametrize(("number", "lasting"), [(errno.ENOSPC, True), (errno.EIO, False)], ids=["full", "failing"])
def test_a_refused_write_anywhere_in_the_index_loses_nothing(
    tmp_path: Path, figure: Figure, number: int, lasting: bool
) -> None:
    tried = places(changes(tmp_path / "all", "index"), 200)
    for at in tried:
        check(tmp_path / "at", Fault(at, number, lasting, thread="index"))
    figure(f"{len(tried)} changes of the index refused ({errno.errorcode[number]}), nothing lost")
