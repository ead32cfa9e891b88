"""Killed at any moment (kill -9): nothing that was acknowledged is lost or changed, and nothing is half done."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.archive import Archive, check_backup
from search.records import Query
from tests.conftest import PROJECT
from tests.trust.conftest import Figure
from tests.trust.steps import TEXT
from tests.trust.victim import VARIABLE, draft

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
AFRESH = 100  # cycles after which a new archive is begun: it would grow without end


class Victim:
    """The program that is killed again and again."""

    def __init__(self, folder: Path, password: str | None) -> None:
        self._folder = folder
        self._complaints = (folder / "stderr").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.trust.victim", str(folder)],
            cwd=PROJECT,
            env={**os.environ, VARIABLE: password} if password else None,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
        )
        self.next = 0

    def live_and_die(self, deeds: int, seconds: float) -> list[str]:
        """Have it open the archive, do so many things, work on for `seconds`, and die; what it was told was done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{self.next}\n")
        self._process.stdin.flush()
        lines: list[str] = []
        pid = 0
        while not pid or len(lines) < deeds + 2:
            line = self._process.stdout.readline().strip()
            assert line != "gone", (lines, (self._folder / "stderr").read_text(encoding="utf-8"))
            pid = int(line.removeprefix("pid ")) if line.startswith("pid ") else pid
            lines.append(line)
        time.sleep(seconds)  # the moment of death is what is tried here
        os.kill(pid, signal.SIGKILL)
        while (line := self._process.stdout.readline().strip()) != "gone":
            lines.append(line)
        self.next += len(lines) + 2
        return lines

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()
        self._complaints.close()


@contextmanager
def victim(folder: Path, password: str | None = None) -> Generator[Victim]:
    """A victim that is let go at the end."""
    one = Victim(folder, password)
    try:
        yield one
    finally:
        one.close()


class Witness:
    """Remembers all that was acknowledged, and looks for it."""

    def __init__(self, folder: Path, password: str | None = None) -> None:
        self._folder = folder
        self._password = password
        self._drafts = {0}
        self.documents: dict[int, int] = {}
        self.tagged: set[int] = set()

    def hear(self, lines: list[str]) -> None:
        """Take in what was acknowledged."""
        for line in lines:
            word, *numbers = line.split()[0], *line.split()[1:]
            if word == "added":
                self.documents[int(numbers[0])] = int(numbers[1])
            elif word == "tagged":
                self.tagged.add(int(numbers[0]))
            elif word == "saved":
                self._drafts = {int(numbers[0])}

    def look(self, documents: list[int]) -> None:
        """Look at these documents, the draft and the backup, as a program that only reads."""
        with Archive.open(self._folder / "库", read_only=True, password=self._password) as archive:
            for record in documents:
                text = TEXT.format(self.documents[record])
                assert archive.records.get(record).text == text
                assert archive.records.original(record).decode() == text
                assert record not in self.tagged or archive.records.get(record).tags == ("路灯",)
        path = self._folder / "草稿.md"
        if path.exists():
            data = path.read_bytes()
            number = int(data.split(b"\n", 1)[0])
            assert number >= max(self._drafts)
            assert data == draft(number)
        backup = self._folder / "备份.wyb"
        assert not backup.exists() or check_backup(backup) == ()

    def look_at_all(self) -> None:
        """Look at everything, the index too."""
        self.look(list(self.documents))
        with Archive.open(self._folder / "库", password=self._password) as archive:
            assert archive.care.wait_for_index(60)
        with Archive.open(self._folder / "库", read_only=True, password=self._password) as archive:
            assert archive.care.verify()["problems"] == []
            assert (
                archive.search(Query("路灯检修", exact=True)).total
                == archive.care.stats()["documents"]
                >= len(self.documents)
            )


def die(folder: Path, cycles: int, chance: random.Random, password: str | None = None) -> int:
    """So many deaths in one archive; how many documents had been acknowledged."""
    folder.mkdir(exist_ok=True)
    witness = Witness(folder, password)
    with victim(folder, password) as one:
        for _ in range(cycles):
            before = len(witness.documents)
            witness.hear(one.live_and_die(chance.randrange(8), chance.uniform(0, 0.06)))
            witness.look(list(witness.documents)[before:])
        witness.look_at_all()
    return len(witness.documents)


def test_a_killed_program_loses_nothing_acknowledged(tmp_path: Path) -> None:
    assert die(tmp_path / "a", 8, random.Random(1)) > 0


@pytest.mark.slow
def test_a_thousand_kills_lose_nothing_acknowledged(tmp_path: Path, figure: Figure) -> None:
    documents = 0
    for part in range(10):
        documents += die(tmp_path / str(part), AFRESH, random.Random(part))
        shutil.rmtree(tmp_path / str(part))
    figure(f"1000 kills, {documents} documents acknowledged, 0 lost or changed")
