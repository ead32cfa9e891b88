"""What every store has to do, whatever it keeps the archive in: the contract of search/store/contract.py."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.records import Citation, Metadata
from search.store.contract import Session, Store
from search.store.errors import ArchiveError
from search.store.sqlite.database import FILE_NAME, Database
from search.store.values import NewRecord, actor
from search.store.vault import Sealed

Opened = Callable[[Path], Store]

STORES: dict[str, Opened] = {
    "sqlite": lambda folder: Database(folder / FILE_NAME, read_only=False),
    "sqlite, sealed": lambda folder: Database(folder / FILE_NAME, read_only=False, vault=Sealed(bytes(32))),
}


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest) -> Opened:
    return STORES[request.param]


@pytest.fixture
def store(opened: Opened, tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    yield store
    store.close()


def paper(title: str, text: str = "正文。", **fields: str) -> NewRecord:
    sha = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
    return NewRecord(text, Metadata(title=title, **fields), sha, sha, 0, f"{title}.txt", "text/plain")  # type: ignore[arg-type]


def added(store: Store, *papers: NewRecord) -> tuple[int, ...]:
    with store.writing() as session:
        return tuple(session.records.insert(each) for each in papers)


def test_what_was_written_is_there_when_the_store_is_opened_again(opened: Opened, tmp_path: Path) -> None:
    first = opened(tmp_path)
    (number,) = added(first, paper("路灯的通知", kind="通知"))
    first.close()
    second = opened(tmp_path)
    assert second.reader().records.get(number).kind == "通知"
    second.close()


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.writing() as session:
            session.records.insert(paper("甲"))
            with store.writing() as inner:
                inner.settings.put("名", "值")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (store.reader().records.count(), store.reader().settings.get("名")) == (0, "")


ASKED: dict[str, Callable[[Session], object]] = {
    "record": lambda session: session.records.get(9),
    "summary": lambda session: session.records.summary(9),
    "source": lambda session: session.records.source(9),
    "texts": lambda session: session.texts.stored(9),
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_not_there_is_said_in_a_sentence(store: Store, asked: str) -> None:
    with pytest.raises(ArchiveError, match="没有编号为 9 的文件"):
        ASKED[asked](store.reader())


def test_a_correction_counts_is_kept_and_stands_in_the_history(store: Store) -> None:
    (number,) = added(store, paper("旧题"))
    before = store.reader().records.revision()
    with store.writing() as session:
        session.records.correct(number, "title", "关于新题的意见")
    records = store.reader().records
    (change,) = records.history(number)
    assert (records.get(number).title, change.before, change.after, change.actor) == (
        *("关于新题的意见", "旧题", "关于新题的意见", actor()),
    )
    assert records.revision() > before
    assert records.later_than(before) == {number}
    assert [facts.title for facts in records.changed_since(before)] == ["关于新题的意见"]
    assert store.reader().relations.find("关于新题的意见") == [number]


def test_the_bin_and_what_goes_for_good(store: Store) -> None:
    one, two = added(store, paper("一"), paper("二"))
    with store.writing() as session:
        session.records.move(one, "2026-01-01T00:00:00+00:00")
    records = store.reader().records
    assert (records.binned(), records.live(), records.count(), records.ids()) == ((one,), {two}, 1, {one, two})
    assert records.binned("2025-12-31") == ()
    with store.writing() as session:
        sha = session.records.source(one).file_sha256
        assert session.records.purge(one) == sha
    assert (store.reader().records.ids(), store.reader().records.last_id()) == ({two}, two)
    assert store.reader().files.orphaned() == (sha,)


def test_papers_that_cite_one_another_find_one_another_in_any_order(store: Store) -> None:
    cited = Citation("关于路灯的意见", "", 2, 11)
    citing = NewRecord(
        "根据《关于路灯的意见》", Metadata(title="甲", citations=(cited,)), "1" * 64, "1" * 64, 0, "a", "b"
    )
    (first,) = added(store, citing)
    (second,) = added(store, paper("关于路灯的意见"))
    (relation,) = store.reader().relations.of(first)
    assert (relation.target, relation.kind, relation.confirmed) == (second, "依据", False)
    with store.writing() as session:
        session.relations.confirm(first, "关于路灯的意见", "引用")
    assert store.reader().relations.of(second)[0].kind == "引用"


def test_shelves_hold_what_is_put_there(store: Store) -> None:
    one, two = added(store, paper("一"), paper("二"))
    with store.writing() as session:
        session.shelves.tag(one, "要")
        session.shelves.tag(one, "要")
        session.shelves.set_note(one, "甲")
        session.shelves.set_note(one, "乙")
        session.shelves.collect("夹", one)
        session.shelves.collect("夹", two)
        session.shelves.take_out("夹", two)
        session.shelves.save_search("名", "词")
        session.shelves.watch("/夹")
    shelves = store.reader().shelves
    assert (shelves.tags(), shelves.note(one), shelves.collections()) == ({"要": 1}, "乙", {"夹": (one,)})
    assert (shelves.saved_searches(), shelves.watched(), shelves.collection("无")) == ({"名": "词"}, ("/夹",), ())


def test_the_log_is_a_chain_that_names_who(store: Store) -> None:
    with store.writing() as session:
        heads = [session.audit.append("导出", str(number)) for number in range(3)]
    audit = store.reader().audit
    assert (audit.head(), [entry.actor for entry in audit.entries()]) == (heads[-1], [actor()] * 3)
    assert audit.problems(heads[0]) == []
    assert audit.problems("f" * 64) != []


def test_a_step_is_undone_as_a_whole(store: Store) -> None:
    one, two = added(store, paper("一"), paper("二"))
    with store.writing() as session:
        step = session.steps.begin("整理")
        session.shelves.tag(one, "要")
        session.records.correct(two, "title", "改了")
        session.steps.end()
    with store.writing() as session:
        assert session.steps.undo(step) == (one, two)
    reader = store.reader()
    assert (reader.shelves.tags(), reader.records.get(two).title, reader.steps.newest()) == ({}, "二", None)
