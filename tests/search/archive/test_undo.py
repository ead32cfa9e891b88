"""Every change of an archive can be undone, in the session and after it, also for a thousand papers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.archive import Archive, ArchiveError, Query
from tests.search.archive.papers import PAPERS, add, plain

Work = Callable[[Archive], object]

CHANGES: dict[str, Work] = {
    "加标签“要”": lambda a: a.shelves.tag(1, "要"),
    "去掉标签“旧”": lambda a: a.shelves.untag(1, "旧"),
    "写备注": lambda a: a.records.set_note(1, "改过的"),
    "去掉备注": lambda a: a.records.set_note(1, ""),
    "改正标题": lambda a: a.records.update(1, "title", "关于路灯的意见"),
    "改正密级": lambda a: a.records.update(2, "secrecy", "秘密"),
    "移入回收站": lambda a: a.records.delete(2),
    "移出回收站": lambda a: a.records.undelete(3),
    "放进收藏夹“新夹”": lambda a: a.shelves.put_into_collection("新夹", 1),
    "从收藏夹“夹”取出": lambda a: a.shelves.take_from_collection("夹", 2),
    "撤掉收藏夹“夹”": lambda a: a.shelves.remove_collection("夹"),
    "保存搜索“水”": lambda a: a.shelves.save_search("水", "水源"),
    "删掉搜索“灯”": lambda a: a.shelves.forget_search("灯"),
    "监视文件夹": lambda a: a.shelves.watch("/甲"),
    "不再监视文件夹": lambda a: a.shelves.unwatch("/乙"),
    "确认关系": lambda a: a.relations.confirm(1, "青澜新区环境保护办法"),
    "去掉关系": lambda a: a.relations.confirm(1, "青澜新区环境保护办法", keep=False),
}


def arranged(archive: Archive) -> Archive:
    archive.shelves.tag(1, "旧")
    archive.records.set_note(1, "原来的")
    archive.shelves.put_into_collection("夹", (1, 2))
    archive.shelves.save_search("灯", "亮化")
    archive.shelves.watch("/乙")
    archive.records.delete(3)
    return archive


def state(archive: Archive) -> object:
    """All that a person sees, searches included."""
    numbers = sorted(archive.store.reader().records.ids())
    return (
        [(archive.records.get(number), archive.records.note(number)) for number in numbers],
        (archive.shelves.tags(), archive.shelves.collections(), archive.shelves.saved_searches()),
        (archive.shelves.watched(), archive.records.deleted()),
        [
            sorted(hit.id for hit in archive.search(Query(text)).hits)
            for text in ("水源", "标题:路灯", "标签:要", "亮化")
        ],
    )


@pytest.mark.parametrize("label", CHANGES)
def test_every_change_is_one_step_with_a_label_that_can_be_undone_and_redone(archive: Archive, label: str) -> None:
    before = state(arranged(archive))
    CHANGES[label](archive)
    after = state(archive)
    step = archive.undo.last_undoable()
    assert step is not None
    assert (step.label, after != before) == (label, True)
    archive.undo.undo()
    assert state(archive) == before
    redo = archive.undo.last_redoable()
    assert redo is not None
    archive.undo.undo(redo)
    assert state(archive) == after
    again = archive.undo.last_undoable()
    assert again is not None
    assert again.id == step.id
    assert archive.care.wait_for_index(30)
    assert archive.care.verify()["problems"] == []


def test_undo_goes_on_after_the_archive_was_closed(archive: Archive) -> None:
    before = archive.records.get(1).title
    archive.records.update(1, "title", "另一个标题")
    archive.close()
    with Archive.open(archive.store.folder) as again:
        again.undo.undo()
        assert again.records.get(1).title == before
        assert again.care.wait_for_index(30)
        assert again.care.verify()["problems"] == []


def test_a_thousand_papers_are_tagged_in_one_step(empty: Archive) -> None:
    with empty.store.database.writing():
        numbers = tuple(
            empty.importing.add([plain(f"第{n}号通知", f"正文{n}")], str(n).encode(), f"{n}.txt")[0]
            for n in range(1000)
        )
    empty.shelves.tag(numbers, "一批")
    step = empty.undo.last_undoable()
    assert step is not None
    assert (step.label, empty.shelves.tags()) == ("加标签“一批”（1,000 篇）", {"一批": 1000})
    empty.undo.undo()
    assert empty.shelves.tags() == {}
    sidecar = empty.store.originals.sidecar(empty.records.get(500).sha256)
    assert sidecar.records == {}


def test_different_changes_made_within_a_step_are_undone_together(archive: Archive) -> None:
    before = state(archive)
    with archive.undo.step("整理一下"):
        archive.shelves.tag(1, "甲")
        archive.records.update(1, "title", "乙")
        archive.records.delete(2)
    assert [step.label for step in archive.undo.steps()] == ["整理一下"]
    archive.undo.undo()
    assert state(archive) == before


def test_a_step_that_fails_half_way_leaves_nothing_behind(archive: Archive) -> None:
    before = state(archive)

    def both() -> None:
        with archive.undo.step("半途而废"):
            archive.shelves.tag(1, "甲")
            archive.records.update(99, "title", "没有")

    with pytest.raises(ArchiveError, match="99"):
        both()
    assert (state(archive), archive.undo.last_undoable()) == (before, None)


def test_what_was_changed_again_is_not_undone_over_the_head_of_the_later_change(archive: Archive) -> None:
    archive.records.update(1, "title", "第一次")
    first = archive.undo.last_undoable()
    archive.records.update(1, "title", "第二次")
    with pytest.raises(ArchiveError, match="之后又改动过"):
        archive.undo.undo(first)
    assert archive.records.get(1).title == "第二次"


def test_what_went_for_good_leaves_nothing_in_the_history(archive: Archive, tmp_path: Path) -> None:
    archive.records.set_note(2, "只在备注里的话")
    archive.records.update(2, "title", "只在改正里的题")
    archive.records.delete(2)
    archive.records.purge(2)
    archive.backups.write(tmp_path / "备份.wyb")
    data = "".join(archive.store.database.reader().connection.iterdump())
    assert "只在备注里的话" not in data
    assert "只在改正里的题" not in data
    assert all("撤销" not in step.label for step in archive.undo.steps())


def test_with_nothing_to_undo_a_sentence_says_so(empty: Archive) -> None:
    with pytest.raises(ArchiveError, match="没有可以撤销"):
        empty.undo.undo()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=8))
def test_any_changes_undone_one_after_another_lead_back(
    tmp_path_factory: pytest.TempPathFactory, done: list[str]
) -> None:
    with Archive.open(tmp_path_factory.mktemp("库")) as archive:
        for paper in PAPERS:
            add(archive, paper)
        before = state(arranged(archive))
        start = len(archive.undo.steps(500))
        for label in done:
            CHANGES[label](archive)
        for _ in range(len(archive.undo.steps(500)) - start):
            archive.undo.undo()
        assert state(archive) == before
