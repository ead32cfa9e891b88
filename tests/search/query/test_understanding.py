"""What people mean in a query is told, and undone by quoting it; what stands in a text is taken for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from search.query.offices import is_end_of, is_short_for
from search.query.understanding import at_once, further, literally, told_of
from search.records import Metadata, Query
from tests.search.query.library import Library, library

TODAY = "2026-03-02"
OWN = "青澜新区水务局"


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    papers = [
        ("关于安全生产的通知", "通知", "青澜新区应急管理局", "2025-05-06"),
        ("关于防汛工作的意见", "意见", OWN, "2025-11-12"),
        ("关于营商环境的方案", "方案", "青澜新区发展和改革委员会", "2024-04-01"),
        ("关于学校食堂的通知", "通知", "青澜新区教育局", "2026-02-20"),
        ("关于去年的通知的说明", "说明", "教育局", "2019-01-01"),
    ]
    documents = [
        (f"{title}\n请遵照执行。", Metadata(title, kind, name, issue_date=day)) for title, kind, name, day in papers
    ]
    with library(tmp_path_factory.mktemp("offices"), documents) as made:
        yield made


def titles(offices: Library, engine: str, text: str) -> tuple[set[int], tuple[str, ...]]:
    result = offices.searchers[engine].search(Query(text, own=OWN, today=TODAY))
    return (set() if result.related else {hit.id for hit in result.hits}), result.understood


@pytest.mark.parametrize(
    ("typed", "found", "told"),
    [
        ("去年", {1, 2}, ("去年：2025年1月1日至2025年12月31日",)),
        ("去年 意见", {2}, ("去年：2025年1月1日至2025年12月31日",)),
        ("上个月", {4}, ("上个月：2026年2月1日至2026年2月28日",)),
        ("2024年3月到6月", {3}, ("2024年3月到6月：2024年3月1日至2024年6月30日",)),
        ("近三年 方案", {3}, ("近三年：2023年3月3日至2026年3月2日",)),
        ("最近的通知", {4}, ("最近的：2026年2月1日至2026年3月2日",)),
        ("去年防汛", {2}, ("去年：2025年1月1日至2025年12月31日",)),
        ("我局 防汛", {2}, (f"我局：{OWN}",)),
        ("我局的防汛", {2}, (f"我局：{OWN}",)),
        ("anquanshengchan", {1}, ("anquanshengchan：安全生产",)),
        ("aqsc", {1}, ("aqsc：安全生产",)),
        ("fangxun 去年", {2}, ("fangxun：防汛", "去年：2025年1月1日至2025年12月31日")),
        ("去年的通知", {5}, ()),
        ('"去年"', {5}, ()),
        ("机关:教育局", {4, 5}, ()),
        ("机关:区教育局", {4, 5}, ()),
        ("机关:青澜新区教育局", {4, 5}, ()),
        ("机关:发改委", {3}, ()),
        ("机关:应急局", {1}, ()),
        ("防汛", {2}, ()),
    ],
)
def test_what_is_meant_is_found_and_told(
    offices: Library, engine: str, typed: str, found: set[int], told: tuple[str, ...]
) -> None:
    assert titles(offices, engine, typed) == (found, told)


def test_without_an_office_of_ones_own_the_words_are_words() -> None:
    assert at_once("我局 防汛", date(2026, 3, 2)).told == ()


@pytest.mark.parametrize("query", ["青政〔2026〕12号", '"去年"', "-去年", "标题:去年", '="去年"', ""])
def test_what_is_no_bare_word_is_left_alone(query: str) -> None:
    today = date(2026, 3, 2)
    assert at_once(query, today, OWN).query == further(query, today, OWN, lambda _: []).query == query


@pytest.mark.parametrize(
    ("short", "full", "so"),
    [
        ("人社局", "青澜新区人力资源和社会保障局", True),
        ("住建局", "青澜新区住房和城乡建设局", True),
        ("卫健委", "青澜新区卫生健康委员会", True),
        ("管委会", "青澜新区管理委员会", False),
        ("政府办", "青澜新区人民政府办公室", True),
        ("教育局", "青澜新区财政局", False),
        ("局", "青澜新区财政局", False),
    ],
)
def test_a_short_name_stands_for_a_full_one(short: str, full: str, so: bool) -> None:
    assert is_short_for(short, full) is so


def test_a_name_without_its_place_is_the_same_office() -> None:
    assert is_end_of("教育局", "青澜新区教育局")
    assert not is_end_of("局", "青澜新区教育局")


@pytest.mark.parametrize(
    ("typed", "words", "sentence"),
    [
        ("去年 意见", '"去年" 意见', "“去年”按2025年1月1日至2025年12月31日来查。"),
        ("去年防汛", '"去年防汛"', "“去年”按2025年1月1日至2025年12月31日来查。"),
        ("我局 防汛", '"我局" 防汛', f"“我局”按{OWN}来查。"),
        ("fangxun 去年", '"fangxun" "去年"', "“fangxun”按防汛，“去年”按2025年1月1日至2025年12月31日来查。"),
        ("AQSC", '"AQSC"', "“aqsc”按安全生产来查。"),
        ("-食堂 标题:通知 去年", '-食堂 标题:通知 "去年"', "“去年”按2025年1月1日至2025年12月31日来查。"),
        ("防汛 意见", "防汛 意见", ""),
    ],
)
def test_what_was_meant_is_said_in_a_sentence_and_undone_by_quotes(
    offices: Library, engine: str, typed: str, words: str, sentence: str
) -> None:
    understood = titles(offices, engine, typed)[1]
    assert told_of(understood) == sentence
    assert literally(typed, understood) == words
    assert titles(offices, engine, literally(typed, understood))[1] == ()
