"""Whatever is done, in whatever order, and however it ends: the archive holds what it should, and so does the index."""

from __future__ import annotations

import copy
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from search.archive import Archive, restore, set_password
from search.records import Metadata, Parsed, Query
from search.store import keys
from tests.trust.conftest import Figure

WORDS = ("路灯", "水源", "垃圾分类", "亮化工程", "防汛", "521", "会议纪要", "水")
words = st.sampled_from(WORDS)
texts = st.lists(words, min_size=1, max_size=6).map("。".join)
titles = words.map("关于{}的通知".format)
any_paper = st.integers(0, 999)


@dataclass
class Paper:
    """What is known of one record."""

    title: str
    text: str
    original: bytes
    tags: set[str] = field(default_factory=set[str])
    note: str = ""
    binned: bool = False

    def has(self, word: str) -> bool:
        """Whether a search for the word must find it."""
        return not self.binned and word in f"{self.title}\n{self.text}"


class Office(RuleBasedStateMachine):
    """An archive, and beside it a dictionary that does the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="wenyuan-test-"))
        self.place = self.folder / "0"
        self.password: str | None = None
        self.archive = self.opened()
        self.model: dict[int, Paper] = {}
        self.saved: dict[int, Paper] = {}
        self.count = 0

    def opened(self) -> Archive:
        """The archive as it is opened at present."""
        return Archive.open(self.place, password=self.password)

    def pick(self, number: int) -> int:
        """One of the records."""
        return sorted(self.model)[number % len(self.model)]

    @rule(title=titles, text=texts)
    def add(self, title: str, text: str) -> None:
        self.count += 1
        original = f"{self.count}\n{text}".encode()
        (number,) = self.archive.importing.add([Parsed(text, Metadata(title=title))], original, f"{self.count}.txt")
        self.model[number] = Paper(title, text, original)

    @precondition(lambda self: self.model)
    @rule(number=any_paper, title=titles)
    def correct(self, number: int, title: str) -> None:
        self.archive.records.update(self.pick(number), "title", title)
        self.model[self.pick(number)].title = title

    @precondition(lambda self: self.model)
    @rule(number=any_paper, tag=words)
    def tag(self, number: int, tag: str) -> None:
        self.archive.shelves.tag(self.pick(number), tag)
        self.model[self.pick(number)].tags.add(tag)

    @precondition(lambda self: self.model)
    @rule(number=any_paper, tag=words)
    def untag(self, number: int, tag: str) -> None:
        self.archive.shelves.untag(self.pick(number), tag)
        self.model[self.pick(number)].tags.discard(tag)

    @precondition(lambda self: self.model)
    @rule(number=any_paper, note=st.sampled_from(("", "已办", "待办")))
    def annotate(self, number: int, note: str) -> None:
        self.archive.records.set_note(self.pick(number), note)
        self.model[self.pick(number)].note = note

    @precondition(lambda self: self.model)
    @rule(number=any_paper)
    def throw(self, number: int) -> None:
        self.archive.records.delete(self.pick(number))
        self.model[self.pick(number)].binned = True

    @precondition(lambda self: self.model)
    @rule(number=any_paper)
    def take_back(self, number: int) -> None:
        self.archive.records.undelete(self.pick(number))
        self.model[self.pick(number)].binned = False

    @precondition(lambda self: any(paper.binned for paper in self.model.values()))
    @rule(number=any_paper)
    def purge(self, number: int) -> None:
        binned = [each for each in sorted(self.model) if self.model[each].binned]
        self.archive.records.purge(binned[number % len(binned)])
        del self.model[binned[number % len(binned)]]

    @rule()
    def back_up(self) -> None:
        self.archive.backups.write(self.folder / "备份.wyb")
        self.saved = copy.deepcopy(self.model)

    @precondition(lambda self: (self.folder / "备份.wyb").exists())
    @rule()
    def restore(self) -> None:
        self.archive.close(finish_index=False)
        restore(self.folder / "备份.wyb", self.place, self.password, force=True)
        self.model = copy.deepcopy(self.saved)
        self.archive = self.opened()

    @rule()
    def reindex(self) -> None:
        self.archive.care.reindex()

    @rule(finish=st.booleans())
    def reopen(self, finish: bool) -> None:
        self.archive.close(finish_index=finish)
        self.archive = self.opened()

    @rule()
    def give_or_take_password(self) -> None:
        """Backups of before do not go back over it."""
        self.archive.close(finish_index=False)
        new = None if self.password else "青澜路灯2026"
        set_password(self.place, self.password, new)
        self.password = new
        (self.folder / "备份.wyb").unlink(missing_ok=True)
        self.archive = self.opened()

    @rule()
    def crash(self) -> None:
        """Go on with the files as they are at this moment, in the midst of whatever the index is doing."""
        after = self.folder / str(int(self.place.name) + 1)
        copy_as_it_is(self.place, after)
        self.archive.close(finish_index=False)
        shutil.rmtree(self.place)
        self.place = after
        self.archive = self.opened()

    @rule(word=words)
    def search(self, word: str) -> None:
        found = self.archive.search(Query(word, limit=1000, exact=True))
        wanted = {number for number, paper in self.model.items() if paper.has(word)}
        assert found.related or {hit.id for hit in found.hits} == wanted
        assert not (found.related and wanted)

    def teardown(self) -> None:
        try:
            self.compare()
            assert self.archive.care.wait_for_index(60)
            assert self.archive.care.verify()["problems"] == []
            for word in WORDS:
                self.search(word)
        finally:
            self.archive.close()
            shutil.rmtree(self.folder)

    def compare(self) -> None:
        """The archive holds just what the model does."""
        rows = self.archive.store.database.reader().connection.execute("SELECT id FROM records").fetchall()
        assert {number for (number,) in rows} == set(self.model)
        for number, paper in self.model.items():
            record = self.archive.records.get(number)
            assert (record.title, record.text, set(record.tags)) == (paper.title, paper.text, paper.tags)
            assert (self.archive.records.note(number), bool(record.deleted_at)) == (paper.note, paper.binned)
            assert self.archive.records.original(number) == paper.original


def copy_as_it_is(folder: Path, target: Path) -> None:
    """Copy a folder that is being written; what goes meanwhile is not there any more."""
    target.mkdir()
    with suppress(FileNotFoundError):
        for path in sorted(folder.iterdir(), key=lambda each: each.name.endswith("-wal")):  # the log last: it grows
            if path.is_dir():
                copy_as_it_is(path, target / path.name)
            elif not path.name.endswith("-shm"):
                with suppress(FileNotFoundError):
                    (target / path.name).write_bytes(path.read_bytes())


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)


QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def test_an_office_and_its_archive_agree() -> None:
    short = settings(
        max_examples=4, stateful_step_count=25, deadline=None, suppress_health_check=QUIET, derandomize=True
    )
    run_state_machine_as_test(Office, settings=short)


@pytest.mark.slow
def test_an_office_and_its_archive_agree_for_years(figure: Figure) -> None:
    long = settings(max_examples=500, stateful_step_count=40, deadline=None, suppress_health_check=QUIET)
    run_state_machine_as_test(Office, settings=long)
    figure("500 runs of 40 steps: archive and index as they should be")
