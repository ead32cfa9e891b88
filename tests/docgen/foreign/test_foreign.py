"""A plain text from elsewhere is recognised into elements, and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.check import examine
from docgen.check.files import foreign_subject
from docgen.foreign.lines import Line
from docgen.foreign.recognition import recognise_document
from docgen.model import Document, Form
from papers.problem import Problem
from tests.docgen.foreign.reading import check_file

NOTICE = """机密★5年
特急
青澜新区城市管理局文件
青城管〔2026〕8号
关于做好城区路灯巡查
工作的通知
各街道办事处：
现将有关事项通知如下。
一、加强巡查
各街道要逐杆排查。
附件：1. 路灯登记表
2. 巡查记录表
青澜新区城市管理局
2026年4月15日
（联系人：何某）
附件1
路灯登记表
按月填报。
附件2
巡查记录表
按周填报。
抄送：区政府办公室。
青澜新区城市管理局办公室　2026年4月16日印发"""


def lines(text: str) -> list[Line]:
    return [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]


@pytest.fixture
def notice() -> Document:
    return recognise_document(lines(NOTICE))[0]


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("form", Form.DOCUMENT),
        ("kind", "通知"),
        ("secrecy", "机密"),
        ("secrecy_period", "5年"),
        ("urgency", "特急"),
        ("issuer_mark", "青澜新区城市管理局文件"),
        ("document_number", "青城管〔2026〕8号"),
        ("title", "关于做好城区路灯巡查工作的通知"),
        ("recipients", "各街道办事处："),
        ("attachment_list", ("路灯登记表", "巡查记录表")),
        ("signature", "青澜新区城市管理局"),
        ("issue_date", date(2026, 4, 15)),
        ("note", "联系人：何某"),
        ("copies_to", "区政府办公室。"),
        ("printing_office", "青澜新区城市管理局办公室"),
        ("printing_date", date(2026, 4, 16)),
    ],
)
def test_an_element_is_recognised(notice: Document, element: str, value: object) -> None:
    assert getattr(notice, element) == value


def test_attachments_are_cut_off_the_body(notice: Document) -> None:
    assert [one.title for one in notice.attachments] == ["路灯登记表", "巡查记录表"]
    assert len(notice.body) == 3


def test_attachments_bound_apart_stand_behind_the_imprint() -> None:
    *before, copies, printed = NOTICE.replace("附件1\n", "青城管〔2026〕8号附件1\n").split("\n")
    first = next(index for index, line in enumerate(before) if line.endswith("号附件1"))
    apart = "\n".join([*before[:first], copies, printed, *before[first:]])
    document = recognise_document(lines(apart.replace("\n附件2", "\n青城管〔2026〕8号附件2")))[0]
    assert document.attachments_apart
    assert [one.title for one in document.attachments] == ["路灯登记表", "巡查记录表"]
    assert (document.copies_to, document.printing_office) == ("区政府办公室。", "青澜新区城市管理局办公室")


def test_a_number_beside_its_signer_is_taken_apart() -> None:
    text = "青澜新区管理委员会文件\n青管〔2026〕9号　签发人：秦某 陆某\n关于安排资金的请示\n市人民政府：\n拟安排资金。"
    document = recognise_document(lines(text))[0]
    assert (document.document_number, document.signers) == ("青管〔2026〕9号", ("秦某", "陆某"))


def test_a_speech_keeps_its_address_as_text() -> None:
    document = recognise_document(lines("在路灯养护会议上的讲话\n同志们：\n今天召开会议。"))[0]
    assert (document.recipients, len(document.body)) == ("", 2)


@pytest.mark.parametrize("end", ["会议要求抓好落实。", "散会。"])
def test_minutes_without_those_present_are_told(end: str) -> None:
    text = f"青澜新区管理委员会会议纪要\n第3期\n关于路灯养护的会议纪要\n会议听取了汇报。\n{end}\n2026年4月15日"
    assert "attendance-missing" in {finding.rule for finding in examine(foreign_subject(lines(text)))}
    named = text.replace("会议听取", "出席：秦某\n会议听取")
    assert "attendance-missing" not in {finding.rule for finding in examine(foreign_subject(lines(named)))}


@pytest.mark.parametrize("end", ["", "，"])
def test_copies_without_a_full_stop_are_told(end: str) -> None:
    told = [one.text for one in examine(foreign_subject(lines(NOTICE.replace("办公室。", f"办公室{end}"))))]
    assert (end or "室") in told
    assert "copies-stop" not in {one.rule for one in examine(foreign_subject(lines(NOTICE)))}


@pytest.mark.parametrize("kind", ["请示", "报告"])
def test_an_upward_paper_without_its_signer_is_told(kind: str) -> None:
    text = f"青澜新区管理委员会文件\n青管〔2026〕9号\n关于资金的{kind}\n市人民政府：\n现将有关情况报告如下。"
    assert "signer-missing" in {one.rule for one in examine(foreign_subject(lines(text)))}
    signed = text.replace("9号", "9号　签发人：秦某")
    assert "signer-missing" not in {one.rule for one in examine(foreign_subject(lines(signed)))}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("attendance-missing", NOTICE.replace("关于做好城区路灯巡查\n工作的通知", "关于印发路灯巡查会议纪要的通知")),
        ("copies-stop", "\n".join(line for line in NOTICE.split("\n") if not line.startswith("抄送"))),
        ("copies-stop", NOTICE.replace("抄送：区政府办公室。", "抄送：区政府办公室，区财政局，\n各街道办事处。")),
        ("signer-missing", NOTICE.replace("关于做好城区路灯巡查\n工作的通知", "关于申请路灯资金的请示的批复")),
        ("signer-missing", NOTICE.replace("关于做好城区路灯巡查\n工作的通知", "关于报送路灯巡查情况报告的通知")),
    ],
)
def test_a_near_miss_in_a_foreign_text_is_let_alone(rule: str, text: str) -> None:
    assert rule not in {finding.rule for finding in examine(foreign_subject(lines(text)))}


def test_a_plain_text_is_checked_at_its_places(tmp_path: Path) -> None:
    path = tmp_path / "来稿.txt"
    path.write_bytes(NOTICE.replace("〔2026〕8", "[2026]8").encode("gb18030"))
    (finding,) = [one for one in check_file(path) if one.rule == "number-brackets"]
    assert (finding.paragraph, finding.start, finding.end) == (4, 3, 9)


def test_source_text_in_a_txt_is_known_by_its_head(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("---\n标题: 方案\n密级: 内部\n---\n正文。\n", "utf-8")
    assert "secrecy-level" in {finding.rule for finding in check_file(path)}


def test_what_is_no_text_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "坏.txt"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(Problem, match="不是文本文件"):
        check_file(path)


SCRAPS = st.sampled_from(
    [
        "青澜新区文件",
        "青管〔2026〕8号",
        "关于路灯的通知",
        "各街道：",
        "一、任务",
        "附件",
        "附件：1. 表",
        "2. 表",
        "2026年4月15日",
    ]
)


@given(st.lists(SCRAPS | st.text(max_size=12).filter(lambda text: "\n" not in text), max_size=14))
def test_any_text_is_recognised_and_checked_without_an_error(scraps: list[str]) -> None:
    subject = foreign_subject(lines("\n".join(scraps)))
    for finding in examine(subject):
        assert 0 <= finding.start <= finding.end
        assert 0 <= finding.paragraph <= len(subject.lines)
