"""What a paper says of itself: what is doubtful is named, the day of an answer told, nothing read elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from papers.head import Head, head_lines, read_head
from papers.radicals import without_radicals

NOTICE = """青澜新区管理委员会办公室文件
青管办〔2026〕37号
关于报送路灯台账的通知
各街道办事处：
请于5月20日17:00前将路灯台账报送区城市管理局。整治工作于2026年9月30日前完成。
附件：路灯台账
青澜新区管理委员会办公室
2026年4月15日"""


def head(text: str, name: str = "") -> Head:
    return read_head(head_lines(text), name)


def test_a_whole_paper_leaves_nothing_doubtful() -> None:
    assert head(NOTICE).doubtful == ()


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ("青管办〔2026〕37号\n", "document_number"),
        ("\n2026年4月15日", "issue_date"),
        ("关于报送路灯台账的通知\n", "title"),
    ],
)
def test_what_a_paper_might_have_and_has_not_is_doubtful(missing: str, field: str) -> None:
    assert field in head(NOTICE.replace(missing, "", 1), "扫描件001").doubtful


def test_a_list_of_attachments_that_is_not_understood_is_doubtful() -> None:
    assert "attachments" in head(NOTICE.replace("附件：路灯台账", "附件（另发）")).doubtful


def test_the_day_of_an_answer_is_a_field_of_its_own() -> None:
    read = head(NOTICE)
    assert (read.due, read.due_text, read.issue_date) == (date(2026, 5, 20), "5月20日17:00前", date(2026, 4, 15))


@pytest.mark.parametrize(
    "text",
    [
        "路灯整治方案\n为改善照明，制定本方案。\n完成时限：\n2026年9月30日\n责任单位：区城市管理局",
        "路灯整治方案\n一、任务\n1\t修灯\t城管局\t2026年9月30日",
        "路灯整治会议安排\n会议时间：2026年9月30日\n请准时参加。",
        "路灯整治工作动态\n来源：办公室　发布时间：2026-09-30\n近日，整治工作启动。",
    ],
)
def test_a_deadline_a_meeting_or_a_day_of_publishing_is_no_date_of_a_paper(text: str) -> None:
    assert head(text).issue_date is None


@pytest.mark.parametrize(
    "line", ["现将有关事项通知如下：", "同志们：", "本办法所称路灯，包括：", "各单位要做好下列工作：", "附件："]
)
def test_a_sentence_that_ends_with_a_colon_names_no_recipients(line: str) -> None:
    assert head(f"关于做好路灯养护的通知\n{line}\n一、加强巡查。").recipients == ""


def test_without_a_title_the_files_name_stands_in_and_no_heading_does() -> None:
    text = NOTICE.replace("关于报送路灯台账的通知\n", "")
    assert head(text, "关于报送路灯台账的通知").title == "关于报送路灯台账的通知"


def test_radicals_are_read_as_the_characters_that_they_show() -> None:
    assert (
        without_radicals("⻘澜新区管理委员会⽂件，⻓江路、⻋站、⻄⻔") == "青澜新区管理委员会文件，长江路、车站、西门"
    )
    assert head(NOTICE.replace("青", "⻘").replace("文", "⽂")).issuer_mark == "青澜新区管理委员会办公室文件"


def test_each_element_knows_where_it_stands() -> None:
    read = head(NOTICE)
    shown = {name: NOTICE[place.start : place.end] for name, place in read.places.items()}
    assert shown["title"] == "关于报送路灯台账的通知"
    assert shown["recipients"] == "各街道办事处"
    assert (shown["issue_date"], shown["signature"]) == ("2026年4月15日", "青澜新区管理委员会办公室")
