"""Whoever answers, the answer is the same: both engines, and looking through every text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query import request
from search.query.searcher import Searcher
from search.records import Metadata, Query, SearchResult
from tests.search.query.library import ALL, ENGINES, NONE, Library, library

# The last two stand in few texts, their pairs in most.
_WORDS = (
    "人民政府",
    "意见",
    "的",
    "办公室",
    "国务院关于",
    "2014",
    "企业",
    "第一条",
    "加强对",
    "无此字样",
    "a",
    "行政府",
    "主管理",
)
_LEAVES = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_WORDS).map(lambda word: f'"{word}"'),
    st.sampled_from(
        ["标题:意见", "文种:意见", "文种:通", "机关:政府", "年:2014", "年:2013..2015", "年:..2012", "文号:国发"]
    ),
)
_QUERIES = st.lists(
    st.tuples(st.sampled_from([" ", " ", " 或 ", " -"]), _LEAVES).map("".join), min_size=1, max_size=4
).map("".join)
_FILTERS = st.builds(
    Query,
    kinds=st.sampled_from([(), (), ("意见",), ("通知",), ("通",), ("意见", "通知")]),
    issuers=st.sampled_from([(), (), ("国务院",), ("政府",)]),
    years=st.sampled_from([(), (), ("2014",), ("2013", "2016")]),
    since=st.sampled_from(["", "", "2013", "2014-05", "2018-11-23", "去年"]),
    until=st.sampled_from(["", "", "2014", "2016-02", "2020-12-29", "去年"]),
)


def ask(found: Library, engine: str, query: str, filters: Query, limit: int = ALL) -> SearchResult:
    """Newest first: an order that all agree on."""
    searcher = found.searchers[engine]
    return searcher.search(replace(filters, text=query, limit=limit, order="date", exact=True))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_QUERIES, filters=_FILTERS)
def test_engines_answer_as_looking_through_every_text_does(some: Library, query: str, filters: Query) -> None:
    true = ask(some, NONE, query, filters)
    for engine in ENGINES:
        answer = ask(some, engine, query, filters, limit=20)
        if answer.related:
            assert true.total == 0
            continue
        assert [hit.id for hit in answer.hits] == [hit.id for hit in true.hits[:20]]
        assert (answer.total, answer.exact, answer.facets) == (true.total, True, true.facets)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_QUERIES, filters=_FILTERS)
def test_pages_by_relevance_are_parts_of_one_order(some: Library, query: str, filters: Query) -> None:
    for engine in ENGINES:
        searcher = some.searchers[engine]
        whole = searcher.search(replace(filters, text=query, limit=ALL, exact=True))
        second = searcher.search(replace(filters, text=query, limit=10, offset=10, exact=True))
        assert [hit.id for hit in second.hits] == [hit.id for hit in whole.hits[10:20]]
        assert len({hit.id for hit in whole.hits}) == len(whole.hits)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few texts are looked into, as in an archive with very many."""
    monkeypatch.setattr(request, "_CHECKED", 3)


@pytest.mark.usefixtures("hasty")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_QUERIES)
def test_a_page_is_full_and_right_however_little_is_looked_into(some: Library, query: str) -> None:
    true = {hit.id for hit in ask(some, NONE, query, Query()).hits}
    for engine in ENGINES:
        answer = some.searchers[engine].search(Query(query, limit=5))
        if not answer.related:
            assert {hit.id for hit in answer.hits} <= true
            assert len(answer.hits) == min(5, len(true))
            assert len(answer.hits) <= answer.total <= len(true)
            assert not answer.exact or answer.total == len(true)


def test_a_literal_of_many_documents_is_taken_over_in_one_order(some: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {engine: some.ids(engine, "的") for engine in ENGINES}
    monkeypatch.setattr(request, "_BLOCK", 2)
    assert {engine: sorted(some.ids(engine, "的")) for engine in ENGINES} == {
        engine: sorted(whole[engine]) for engine in ENGINES
    }


@pytest.fixture
def notices(tmp_path: Path) -> Iterator[Library]:
    chance = random.Random(5)
    documents = [
        (f"水源保护第{number}号", Metadata(title=f"第{number}号通知", kind="通知", issue_date=f"2014-01-{number:02}"))
        for number in range(1, 9)
    ]
    chance.shuffle(documents)
    with library(tmp_path, documents) as made:
        yield made


def counted(searcher: Searcher) -> tuple[int, dict[str, int]]:
    result = searcher.search(Query("水源"))
    assert len(result.hits) == result.total
    return result.total, result.facets["kind"]


@pytest.mark.parametrize("engine", [*ENGINES, NONE])
def test_what_has_changed_since_the_index_was_written_counts_as_it_is_now(notices: Library, engine: str) -> None:
    searcher = notices.searchers[engine]
    assert counted(searcher) == (8, {"通知": 8})
    with notices.database.writing() as session:
        session.connection.execute("UPDATE records SET kind = '通报', revision = 100 WHERE id = 2")
        session.connection.execute("UPDATE records SET deleted_at = 'now', revision = 101 WHERE id = 5")
        session.connection.execute("UPDATE counters SET value = 101 WHERE name = 'revision'")
    assert counted(searcher) == (7, {"通知": 6, "通报": 1})
    with notices.database.writing() as session:
        session.connection.execute("DELETE FROM records WHERE id IN (5, 8)")
        session.connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'purges'")
    assert counted(searcher) == (6, {"通知": 5, "通报": 1})
    assert searcher.nearest(("水源",), 10) == [] or {8, 5}.isdisjoint(dict(searcher.nearest(("水源",), 10)))
