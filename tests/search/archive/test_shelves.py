"""Keeping order in the archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from search.archive import Archive, ArchiveError
from search.records import Query
from tests.search.archive.papers import WATER, add


def test_a_correction_is_kept_and_remembered(archive: Archive) -> None:
    archive.records.update(1, "title", "新标题")
    assert archive.records.get(1).title == "新标题"
    assert [(c.field, c.after) for c in archive.records.history(1)] == [("title", "新标题")]


def test_a_corrected_title_is_found(archive: Archive) -> None:
    archive.records.update(1, "title", "崭新的题目")
    assert [hit.id for hit in archive.search(Query("崭新的题目")).hits] == [1]
    assert archive.care.wait_for_index(30)
    assert [hit.id for hit in archive.search(Query("崭新的题目")).hits] == [1]


def test_a_corrected_number_is_found(archive: Archive) -> None:
    archive.records.update(4, "document_number", "青会〔2017〕2号")
    assert [hit.id for hit in archive.search(Query("青会[2017]2号")).hits] == [4]


def test_an_unknown_field_is_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="没有“colour”这个字段"):
        archive.records.update(1, "colour", "red")


def test_a_title_cannot_be_empty(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="标题不能是空的"):
        archive.records.update(1, "title", " ")


def test_a_deleted_paper_is_not_found(archive: Archive) -> None:
    archive.records.delete(1)
    assert [hit.id for hit in archive.search(Query("水源保护")).hits] == [4]
    assert archive.records.deleted() == (1,)


def test_an_undeleted_paper_is_found_again(archive: Archive) -> None:
    archive.records.delete(1)
    archive.records.undelete(1)
    assert archive.search(Query("水源保护")).total == 2


def test_bringing_a_deleted_paper_again_tells_where_it_is(archive: Archive) -> None:
    archive.records.delete(1)
    assert add(archive, WATER) == 1


def test_only_what_is_in_the_bin_can_be_purged(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="回收站"):
        archive.records.purge(1)


def test_a_purged_paper_is_gone_with_its_original(archive: Archive) -> None:
    sha = archive.records.get(1).sha256
    archive.records.delete(1)
    archive.records.purge(1)
    assert not archive.store.originals.path(sha).exists()
    assert archive.search(Query("水源保护")).total == 1
    with pytest.raises(ArchiveError):
        archive.records.get(1)


def test_a_purged_paper_can_come_again_and_gets_a_new_number(archive: Archive) -> None:
    archive.records.delete(4)
    archive.records.purge(4)
    assert add(archive, WATER.replace("排污口", "码头")) == 5


def test_the_bin_keeps_papers_for_thirty_days(archive: Archive) -> None:
    archive.records.delete(1)
    assert archive.records.purge_expired() == ()
    assert archive.records.purge_expired(datetime.now(UTC) + timedelta(days=31)) == (1,)


def test_tags_narrow_a_search(archive: Archive) -> None:
    archive.shelves.tag(1, "重要")
    assert archive.shelves.tags() == {"重要": 1}
    assert [hit.id for hit in archive.search(Query("水源保护", tags=("重要",))).hits] == [1]
    assert [hit.id for hit in archive.search(Query("标签:重要")).hits] == [1]
    archive.shelves.untag(1, "重要")
    assert archive.search(Query("标签:重要")).total == 0


def test_notes(archive: Archive) -> None:
    archive.records.set_note(1, "催办")
    assert archive.records.note(1) == "催办"
    archive.records.set_note(1, "")
    assert archive.records.note(1) == ""


def test_collections(archive: Archive) -> None:
    archive.shelves.put_into_collection("水务", 1)
    archive.shelves.put_into_collection("水务", 4)
    assert archive.shelves.collections() == {"水务": (1, 4)}
    archive.shelves.take_from_collection("水务", 4)
    assert archive.shelves.collections() == {"水务": (1,)}
    archive.shelves.remove_collection("水务")
    assert archive.shelves.collections() == {}


def test_saved_searches_and_watched_folders(archive: Archive) -> None:
    archive.shelves.save_search("水", "水源 -亮化")
    archive.shelves.watch("收件")
    assert archive.shelves.saved_searches() == {"水": "水源 -亮化"}
    assert archive.shelves.watched() == ("收件",)
    archive.shelves.forget_search("水")
    archive.shelves.unwatch("收件")
    assert archive.shelves.saved_searches() == {}
    assert archive.shelves.watched() == ()


def test_citations_become_relations(archive: Archive) -> None:
    (relation,) = archive.relations.of(1)
    assert (relation.kind, relation.target) == ("依据", 3)
    assert [hit.id for hit in archive.search(Query("依据:青澜新区环境保护办法")).hits] == [1]


def test_a_relation_is_confirmed_or_removed(archive: Archive) -> None:
    archive.relations.confirm(1, "青澜新区环境保护办法")
    assert archive.relations.of(1)[0].confirmed
    archive.relations.confirm(1, "青澜新区环境保护办法", keep=False)
    assert archive.relations.of(1) == ()


def test_a_citation_is_judged(archive: Archive) -> None:
    title = "青澜新区环境保护办法"
    assert archive.relations.cite(title, "青管[2012]3号").status == "found"
    assert archive.relations.cite(title, "青管〔2012〕4号").status == "number mismatch"
    assert archive.relations.cite("没有的办法", "").status == "unknown"


def test_a_cited_paper_comes_with_its_day(archive: Archive) -> None:
    day = archive.records.get(3).issue_date
    assert day
    assert archive.relations.cite("青澜新区环境保护办法").issue_date == day


def test_a_repealed_paper_is_told(archive: Archive) -> None:
    add(archive, "青澜新区生态环境办法\n第一条 总则。\n第九条 《青澜新区环境保护办法》（青管〔2012〕3号）同时废止。")
    assert archive.relations.cite("青澜新区环境保护办法", "").status == "repealed"


def test_versions_of_one_paper_are_found_with_their_difference(archive: Archive) -> None:
    long = WATER + "\n" + "\n".join(f"第{n}项 继续抓好水源保护区的日常巡查和管护工作。" for n in range(20))
    one = add(archive, long)
    two = add(archive, long.replace("第3项", "第三项"))
    archive.care.wait_for_index(30)
    assert archive.relations.versions(one)[0].id == two
    assert "+第三项" in archive.relations.difference(one, two)


def test_completions_come_from_titles_initials_and_words(archive: Archive) -> None:
    assert archive.search.complete("青澜新区环境") == ("青澜新区环境保护办法",)
    assert "青澜新区环境保护办法" in archive.search.complete("hjbh")
    assert "水源" in archive.search.complete("水")
    assert archive.search.complete("青管[2014") == ("青管〔2014〕15号",)


def test_similar_papers(archive: Archive) -> None:
    assert 1 not in {hit.id for hit in archive.relations.similar(1)}


def test_every_change_is_in_the_log(archive: Archive) -> None:
    archive.records.delete(1)
    archive.audit.log("打印", "2")
    assert [entry.action for entry in archive.audit.entries(2)] == ["打印", "移入回收站"]
