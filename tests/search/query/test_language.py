"""The query language, asked of both engines."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.records import Query
from tests.search.query.library import ENGINES, Library

WATER, LIGHTS, RULES, MINUTES = 1, 2, 3, 4  # ids of tests.search.archive.papers


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("水源保护", {WATER, MINUTES}),
        ("水源保护 排污口", {WATER}),
        ("水源保护 亮化工程", {MINUTES}),
        ("“水源保护和亮化”", {MINUTES}),
        ('"水源 保护"', {WATER, MINUTES}),
        ("「亮化工程」", {LIGHTS, MINUTES}),
        ("水源保护 -排污口", {MINUTES}),
        ("-水源保护", {LIGHTS, RULES}),
        ("-“水源保护”", {LIGHTS, RULES}),
        ("排污口 或 521", {WATER, LIGHTS}),
        ("排污口 或 521 -亮化", {WATER}),
        ("-排污口 或 水源保护", {WATER, LIGHTS, RULES, MINUTES}),
        ("标题:意见", {WATER}),
        ("标题：关于 亮化", {LIGHTS}),
        ("文种:办法", {RULES}),
        ("年:2014", {WATER}),
        ("年:2012..2014", {WATER, RULES}),
        ("年：2014至2016 水源", {WATER}),
        ("-年:2014", {LIGHTS, RULES, MINUTES}),
        ("機關:青瀾新區管理委員會 亮化", {LIGHTS, MINUTES}),
        ("机关:管理委员会 亮化工程", {LIGHTS, MINUTES}),
        ("依据:环境保护办法", {WATER}),
        ("gdp", {MINUTES}),
        ("會議認為", {MINUTES}),
        ("会议认为应当", set[int]()),
        ("521", {LIGHTS}),
        ("文号:青管", {WATER, LIGHTS, RULES}),
        ("文号:青管〔2014", {WATER}),
    ],
)
def test_a_query_means_what_it_says(papers: Library, engine: str, query: str, answer: set[int]) -> None:
    assert set(papers.ids(engine, query)) == answer


@pytest.mark.parametrize(
    "number",
    [
        "青管〔2014〕15号",
        "青管［2014］15号",
        "青管[2014]15号",
        "青管【2014】15号",
        "青管（2014）15号",
        "青管(2014)15号",
        "青管2014 15",
        "青管2014年15号",
        "青管 〔2014〕 15 号",
        "青管〔２０１４〕１５号",
        "文号:青管2014-15",
        "文号:青管〔2014〕15号",
        "文号：青管［2014］15",
    ],
)
def test_a_document_number_is_found_in_any_writing(papers: Library, engine: str, number: str) -> None:
    assert papers.ids(engine, number)[:1] == [WATER]


def test_a_cited_number_leads_to_the_paper_itself_before_those_citing_it(papers: Library, engine: str) -> None:
    assert papers.ids(engine, "青管〔2012〕3号") == [RULES, WATER]


def test_a_title_leads_to_its_paper_first(papers: Library, engine: str) -> None:
    assert papers.ids(engine, "青澜新区环境保护办法") == [RULES, WATER]


@pytest.mark.parametrize(
    "query", ["", " ", "-", "或", "或 或", '"', '""', "标题:", "年:", "年:去年", "文号:", "《》", "()", "\ud800水"]
)
def test_half_a_query_is_a_query(papers: Library, engine: str, query: str) -> None:
    assert papers.ask(engine, query).total >= 0


def test_an_empty_query_asks_for_everything(papers: Library, engine: str) -> None:
    assert set(papers.ids(engine, " ")) == {1, 2, 3, 4}


_PARTS = st.sampled_from(
    [
        *'水源保护亮化工程 或-"“”「」〔〕[]():：.\0\n',
        "标题:",
        "文号:",
        "年:",
        "2014",
        "..",
        "标签:",
        "依据:",
        " 或 ",
        "-",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(st.characters(), max_size=40), st.lists(_PARTS, max_size=14).map("".join)))
def test_any_string_is_a_query_that_both_engines_answer_alike(papers: Library, query: str) -> None:
    one, other = (papers.ids(engine, query) for engine in ENGINES)
    assert set(one) == set(other)


@pytest.mark.parametrize(
    "query",
    [
        "关于加强饮用水水源保护的意见" * 700,
        "水 " * 5000,
        '"' * 10_000,
        "-" * 10_000,
        " 或 ".join(["水源"] * 2500),
        "标题:" * 3000,
        "（" * 10_000,
        "2" * 10_000,
        "水2014" * 2000,
    ],
    ids=range(9),
)
def test_a_query_of_any_length_is_answered_at_once(some: Library, engine: str, query: str) -> None:
    start = time.process_time()
    some.ask(engine, query, limit=20)
    assert time.process_time() - start < 0.2


def test_a_question_without_a_literal_hit_leads_to_related_papers(papers: Library, engine: str) -> None:
    result = papers.ask(engine, "怎样保护饮用水的水源")
    assert (result.related, result.hits[0].id) == (True, WATER)


def test_related_papers_fulfil_what_else_was_asked(papers: Library, engine: str) -> None:
    result = papers.ask(engine, "怎样保护饮用水的水源 -排污口 -标题:意见")
    assert WATER not in [hit.id for hit in result.hits]


def test_related_papers_pass_the_filters(papers: Library, engine: str) -> None:
    result = papers.ask(engine, "怎样保护饮用水的水源", Query(kinds=("纪要",)))
    assert {hit.kind for hit in result.hits} <= {"纪要"}


def test_what_the_filters_keep_out_is_not_made_up_for(papers: Library, engine: str) -> None:
    assert papers.ask(engine, "排污口", Query(kinds=("通知",))).total == 0
    assert papers.ask(engine, "亮化", Query(since="2014", until="2014")).total == 0


def test_quotes_ask_for_this_text_and_no_other(papers: Library, engine: str) -> None:
    assert papers.ask(engine, "“怎样保护饮用水的水源”").total == 0


def test_an_excluded_word_is_not_brought_back_as_related(papers: Library, engine: str) -> None:
    assert papers.ask(engine, "办法 -环境").total == 0
