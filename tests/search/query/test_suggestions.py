"""您是不是要找, and facets."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.characters.build import SYLLABLES, syllables
from search.query.vocabulary import sound
from search.records import Query
from tests.search.query.library import Library


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("良化工程", "亮化工程"),
        ("青蓝新区", "青澜新区"),
        ("引用水 排污口", "饮用水 排污口"),
        ("亮化工程", ""),
        ("天外飞仙", ""),
        ("良", ""),
        ("", ""),
    ],
)
def test_what_sounds_alike_is_suggested(papers: Library, engine: str, asked: str, meant: str) -> None:
    assert papers.searchers[engine].suggestion(asked) == meant


def test_the_table_of_syllables_is_that_of_pypinyin() -> None:
    assert SYLLABLES.read_text("utf-8").splitlines()[1:] == syllables()


@given(st.text(max_size=30))
def test_any_text_has_a_sound_of_its_length(title: str) -> None:
    assert len(sound(title)) == len(title)


def test_facets_count_what_was_found(some: Library, engine: str) -> None:
    result = some.ask(engine, "人民政府")
    years = Counter(hit.issue_date[:4] for hit in result.hits if hit.issue_date)
    issuers = Counter(hit.issuer for hit in result.hits if hit.issuer)
    kinds = Counter(hit.kind for hit in result.hits if hit.kind)
    assert result.facets == {"kind": dict(kinds), "issuer": dict(issuers), "year": dict(years)}


@pytest.mark.parametrize("part", ["kind", "issuer", "year"])
def test_a_facet_promises_what_its_filter_gives(some: Library, engine: str, part: str) -> None:
    for value, count in some.ask(engine, "人民政府", limit=0).facets[part].items():
        filters = {"kind": Query(kinds=(value,)), "issuer": Query(issuers=(value,)), "year": Query(years=(value,))}[
            part
        ]
        assert some.ask(engine, "人民政府", filters, limit=0).total == count, value
