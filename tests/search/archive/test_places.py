"""A collection and the recycle bin are searched as the whole archive is: same language, filters, facets, order."""

from __future__ import annotations

import pytest

from search.archive import Archive, Query
from tests.search.archive.papers import LIGHTS, MINUTES, PAPERS, RULES, WATER, add, plain

NAME = "水与灯"


@pytest.fixture
def shelf(archive: Archive) -> Archive:
    """All four papers are in a collection; a fifth that answers as well is not."""
    for number in range(1, len(PAPERS) + 1):
        archive.shelves.put_into_collection(NAME, number)
    archive.importing.add([plain("水源与亮化工程的意见", "水源保护和亮化工程。")], b"outside", "外.txt")
    assert archive.care.wait_for_index(30)
    return archive


def ids(archive: Archive, query: Query) -> list[int]:
    return sorted(hit.id for hit in archive.search(query).hits)


QUERIES = (
    ("", (1, 2, 3, 4)),
    ("亮化工程", (2, 4)),
    ('"亮化工程"', (2, 4)),
    ("文种:意见", (1,)),
    ("年:2016", (2,)),
    ("亮化工程 -实施方案", (4,)),
    ("水源 或 亮化工程", (1, 2, 4)),
    ("青管〔2014〕15号", (1,)),
    ("没有的话", ()),
)


@pytest.mark.parametrize(("text", "expected"), QUERIES)
def test_the_query_language_holds_in_a_collection(shelf: Archive, text: str, expected: tuple[int, ...]) -> None:
    result = shelf.search(Query(text, collection=NAME))
    assert tuple(sorted(hit.id for hit in result.hits)) == expected or result.related
    assert 5 not in {hit.id for hit in result.hits}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Query(years=("1999",)), []),
        (Query(issuers=("不存在",)), []),
        (Query(years=("2014", "2016")), [1, 2]),
        (Query(kinds=("意见", "办法")), [1, 3]),
        (Query(since="2013", until="2016-06-01"), [1, 2]),
        (Query(tags=("要",)), [3]),
    ],
)
def test_chips_narrow_a_collection(shelf: Archive, filters: Query, expected: list[int]) -> None:
    from dataclasses import replace

    shelf.shelves.tag(3, "要")
    assert ids(shelf, replace(filters, collection=NAME)) == expected


def test_a_collection_that_is_not_there_holds_nothing(shelf: Archive) -> None:
    assert shelf.search(Query(collection="没有")).total == 0


def test_a_collection_has_facets_and_pages(shelf: Archive) -> None:
    result = shelf.search(Query(collection=NAME, limit=2, order="date"))
    rest = shelf.search(Query(collection=NAME, limit=2, offset=2, order="date"))
    assert (result.total, [hit.id for hit in (*result.hits, *rest.hits)]) == (4, [4, 2, 1, 3])
    assert result.facets["kind"] == {"意见": 1, "通知": 1, "办法": 1, "纪要": 1}


@pytest.mark.parametrize(("text", "expected"), QUERIES)
def test_the_query_language_holds_in_the_recycle_bin(shelf: Archive, text: str, expected: tuple[int, ...]) -> None:
    shelf.records.delete(1, 2, 3, 4)
    assert tuple(ids(shelf, Query(text, binned=True))) == expected
    assert not set(ids(shelf, Query(text))) & {1, 2, 3, 4}


def test_the_recycle_bin_shows_the_latest_first_and_takes_chips(shelf: Archive) -> None:
    for number in (3, 1, 2):
        shelf.records.delete(number)
    assert {hit.id for hit in shelf.search(Query(binned=True)).hits} == {1, 2, 3}
    assert ids(shelf, Query(binned=True, years=("2014",))) == [1]
    assert ids(shelf, Query(binned=True, kinds=("意见",))) == [1]
    shelf.records.undelete(1)
    assert ids(shelf, Query(binned=True)) == [2, 3]


def test_who_may_see_only_so_much_sees_no_more_of_hits_totals_and_facets(empty: Archive) -> None:
    for text in (WATER, LIGHTS, RULES, MINUTES):
        add(empty, text)
    for number, secrecy in ((1, "秘密"), (2, "机密★1年"), (3, "内部"), (4, "怪密")):
        empty.records.update(number, "secrecy", secrecy)
    assert empty.care.wait_for_index(30)
    allowed = {"": [1, 2, 3, 4], "无": [], "内部": [3], "秘密": [1, 3], "机密": [1, 2, 3], "绝密": [1, 2, 3, 4]}
    for who, expected in allowed.items():
        result = empty.search(Query(visible_to=who))
        assert sorted(hit.id for hit in result.hits) == expected
        assert (result.total, sum(result.facets["kind"].values())) == (len(expected), len(expected))
    with pytest.raises(ValueError, match="全部"):
        empty.search(Query(visible_to="全部"))
