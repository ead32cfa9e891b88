"""您是不是要找, and facets."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.characters.build import SYLLABLES, syllables
from search.index.engine import DAMAGE
from search.query.suggest import likely
from search.query.vocabulary import Vocabulary, packed, pieces, sound
from search.records import Metadata, Query
from tests.search.query.library import Library, library


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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("营商环镜", "营商环境"),
        ("营商境环", "营商环境"),
        ("营商环环境", "营商环境"),
        ("营环境", "营商环境"),
        ("安全升产", "安全生产"),
        ("推进安全升产工作", "推进安全生产工作"),
        ("营商环境", ""),
    ],
)
def test_a_typing_error_leads_to_what_stands_in_a_title(tmp_path: Path, engine: str, typed: str, meant: str) -> None:
    titles = ["关于优化营商环境的意见", "关于推进安全生产工作的通知", "关于环境的报告"]
    with library(tmp_path, [(f"{title}\n请照办。", Metadata(title)) for title in titles]) as made:
        assert made.searchers[engine].suggestion(typed) == meant


@given(st.text(max_size=12), st.lists(st.text(max_size=20), max_size=5))
def test_any_vocabulary_answers_any_word(word: str, titles: list[str]) -> None:
    vocabulary = Vocabulary(memoryview(packed(pieces(titles, ()))))
    assert word not in likely(word, vocabulary)
    assert vocabulary.spelt(word) == list(dict.fromkeys(vocabulary.spelt(word)))


@given(st.binary(max_size=200), st.integers(0, 200))
def test_a_damaged_vocabulary_is_damage(data: bytes, at: int) -> None:
    good = packed(pieces(["关于优化营商环境的意见"], ()))
    for spoilt in (data, good[: at % len(good)], good[:at] + data + good[at + len(data) :]):
        with contextlib.suppress(*DAMAGE, TypeError):
            list(Vocabulary(memoryview(spoilt)).near("营商环镜"))
