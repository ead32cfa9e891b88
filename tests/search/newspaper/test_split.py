"""A newspaper page is cut into its articles; each says what it is; what is odd is told and left as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.cli.main import main
from search.archive import Archive, Query
from search.metadata import read_metadata
from search.newspaper import as_article, split
from search.records import Metadata, Parsed
from tests.search.newspaper.pages import ARTICLES, LIGHTS, MEETING, PAGE

LINES = st.sampled_from([line for line in PAGE.split("\n") if line])


@pytest.fixture(scope="module")
def articles() -> tuple[Parsed, ...]:
    return split(PAGE)


@pytest.fixture(scope="module")
def about(articles: tuple[Parsed, ...]) -> list[Metadata]:
    return [article.metadata for article in articles]


def test_each_article_is_a_document_of_its_own(articles: tuple[Parsed, ...]) -> None:
    assert tuple(article.text for article in articles) == ARTICLES


def test_the_title_is_told_from_the_lines_above_and_below_it(about: list[Metadata]) -> None:
    assert [(each.lead_title, each.title, each.subtitle) for each in about] == [
        ("同心协力 实干为先", "青澜新区召开美丽新区建设动员会", ""),
        ("", "美丽新区建设四项任务", "规划新城 绿色发展 塑造形象 提升文明"),
        ("", "新区城区照明亮化工程启动", ""),
        ("", "万众一心 众志成城 建设美丽新区", ""),
    ]


def test_news_policy_and_comment_are_told_apart(about: list[Metadata]) -> None:
    assert [each.kind for each in about] == ["消息", "政策文本", "消息", "评论员文章"]


def test_the_reporter_is_the_one_in_the_dateline_and_not_the_photographer(about: list[Metadata]) -> None:
    assert [each.reporter for each in about] == ["甲乙", "", "甲乙", ""]


def test_a_day_without_a_year_stays_as_printed(about: list[Metadata]) -> None:
    assert [(each.stated_date, each.issue_date) for each in about] == [
        ("4月15日", ""),
        ("", ""),
        ("", ""),  # 5月31日 is a deadline
        ("", ""),
    ]


def test_a_day_with_its_year_is_the_date() -> None:
    (dated,) = split(LIGHTS.replace("新区近日", "2026年5月8日，新区"))
    assert dated.metadata.issue_date == "2026-05-08"


def test_a_deadline_is_no_date_of_an_article() -> None:
    (dated,) = split(LIGHTS.replace("5月31日", "2026年5月31日"))
    assert (dated.metadata.issue_date, dated.metadata.stated_date) == ("", "")


def test_two_days_in_a_text_without_a_dated_opening_are_no_date() -> None:
    (undated,) = split(LIGHTS + "\n\n验收在6月30日进行。")
    assert undated.metadata.stated_date == ""


def test_a_repeated_paragraph_is_told(articles: tuple[Parsed, ...]) -> None:
    assert articles[0].warnings == ("《青澜新区召开美丽新区建设动员会》第8段与第7段完全重复。",)


def test_parts_out_of_order_and_a_part_without_its_number_are_told(articles: tuple[Parsed, ...]) -> None:
    assert articles[1].warnings == (
        "《美丽新区建设四项任务》各部分的次序是一、三、二，与序号不符。",
        "《美丽新区建设四项任务》第9段“提升文明”像是第4部分，但没有序号。",
    )


def test_an_article_without_faults_warns_of_nothing(articles: tuple[Parsed, ...]) -> None:
    assert articles[2].warnings == articles[3].warnings == ()


def test_what_an_article_cites_is_kept(about: list[Metadata]) -> None:
    assert [(each.title, each.document_number) for each in about[0].citations] == [
        ("关于开展美丽新区建设的意见", "青管〔2026〕15号")
    ]


def test_a_page_with_one_article_stays_whole() -> None:
    assert [article.text for article in split(MEETING)] == [MEETING]


def test_running_text_is_not_cut() -> None:
    text = "各街道办事处：\n请于5月31日前完成。\n青澜新区管理委员会\n2026年4月15日"
    assert [article.text for article in split(text)] == [text]


RELEASE = """从群众身边的小事做起
青澜新区动员建设美丽新区
五项任务都有时间表
本报讯（记者 甲乙）4月10日上午，青澜新区召开美丽新区建设动员会，部署五项重点任务。"""


def test_a_release_alone_has_its_headlines_told_apart() -> None:
    about = as_article(RELEASE, read_metadata(RELEASE))
    assert (about.lead_title, about.title) == ("从群众身边的小事做起", "青澜新区动员建设美丽新区")
    assert (about.subtitle, about.reporter, about.kind) == ("五项任务都有时间表", "甲乙", "消息")


def test_a_paper_that_is_no_press_is_left_as_it_was_read() -> None:
    text = "关于路灯检修的通知\n各街道办事处：\n请于5月31日前完成。"
    read = read_metadata(text)
    assert as_article(text, read) is read


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES | st.text("甲。一、 　（）", max_size=9), max_size=25).map("\n".join))
def test_whatever_the_page_nothing_is_lost_or_changed(page: str) -> None:
    together = "".join(article.text for article in split(page))
    assert re.sub(r"\s", "", together) == re.sub(r"\s", "", page)


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with the real page of the shared corpus."""
    (page,) = (shared / "corpus" / "newspaper").glob("*.txt")
    with Archive.open(tmp_path_factory.mktemp("newspaper")) as archive:
        (result,) = archive.importing.paths([page], split=True)
        assert len(result.ids) == 6
        assert archive.care.wait_for_index(30)
        yield archive


@pytest.mark.corpus
def test_in_the_real_page_the_lighting_project_comes_first_and_its_deadline_is_no_date(real: Archive) -> None:
    first = real.search(Query("亮化工程")).hits[0]
    assert ("照明亮化工程启动" in first.title, first.issue_date) == (True, "")


@pytest.mark.corpus
def test_in_the_real_page_521_finds_the_study_meeting(real: Archive) -> None:
    assert "中心组学习会议" in real.search(Query("521")).hits[0].title


@pytest.mark.corpus
def test_in_the_real_page_are_four_news_one_policy_and_one_comment(real: Archive) -> None:
    assert real.search(Query("示范区")).facets["kind"] == {"消息": 4, "政策文本": 1, "评论员文章": 1}


def test_the_command_line_splits_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "版面.txt"
    page.write_text(PAGE, encoding="utf-8")
    archive = ["--archive", str(tmp_path / "库")]
    assert main(["import", "--split", str(page), "--json", *archive]) == 0
    assert len(json.loads(capsys.readouterr().out)["ids"]) == 4
    assert main(["search", "亮化工程", *archive]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "[3] 新区城区照明亮化工程启动"
