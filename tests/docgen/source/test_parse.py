"""What the parser makes of a source text, and what it says about a faulty one."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from docgen.finding import Finding, Severity
from docgen.model import Align, Document, Ending, Form, Paragraph, Picture, Table
from docgen.source import KEYS, NotText, decode, head_lines, parse

OPINION = """---
版式: 文件            # 文件 信函 命令 纪要 普通 新闻稿
文种: 意见
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会文件
发文字号: 青管〔2026〕15号
标题: 关于开展美丽新区建设的意见
主送机关: 各乡镇人民政府、街道办事处，区直各部门
附件: [美丽新区建设任务分解表]
署名: 青澜新区管理委员会
成文日期: 2026-04-15
抄送机关: 区人大办公室，区政协办公室
印发机关: 青澜新区管理委员会办公室
印发日期: 2026-04-16
---
为建设美丽新区，现提出以下意见。
一、总体要求
（一）指导思想。坚持绿色发展。
1.完善设施
（1）补齐短板

::: 附件 美丽新区建设任务分解表
表：任务分解表
| 序号 | 任务 |
|:---:|---:|
| 1 | 亮化 |
:::
"""


def body(text: str) -> Document:
    return parse(f"---\n版式: 普通\n标题: 试\n---\n{text}")[0]


INCOMPLETE = {"text-empty", "attachment-absent", "attachment-count"}


def told(text: str) -> tuple[Finding, ...]:
    """The findings on what is written, not on what is still missing."""
    return tuple(found for found in parse(text)[1] if found.rule not in INCOMPLETE)


def finding(text: str) -> Finding:
    findings = told(text)
    assert len(findings) == 1, findings
    return findings[0]


def head_finding(head: str) -> Finding:
    return finding(f"---\n版式: 普通\n标题: 试\n{head}\n---\n正文。")


def test_the_example_of_the_design_reads_without_findings() -> None:
    document, findings = parse(OPINION)
    assert findings == ()
    assert document.form is Form.DOCUMENT
    assert document.document_number == "青管〔2026〕15号"
    assert document.issue_date == date(2026, 4, 15)
    assert document.attachment_list == ("美丽新区建设任务分解表",)


def test_levels_come_from_the_numbering_and_lines_are_kept() -> None:
    document, _ = parse(OPINION)
    paragraphs = [(p.level, p.lead, p.line) for p in document.body if isinstance(p, Paragraph)]
    assert paragraphs == [(0, 0, 16), (1, 6, 17), (2, 8, 18), (3, 6, 19), (4, 7, 20)]


def test_an_attachment_carries_its_table() -> None:
    attachment = parse(OPINION)[0].attachments[0]
    assert attachment.title == "美丽新区建设任务分解表"
    assert attachment.blocks == (
        Table((("序号", "任务"), ("1", "亮化")), (Align.CENTRE, Align.RIGHT), 1, "任务分解表", line=23),
    )


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_any_line_ending_reads_the_same(end: str) -> None:
    assert parse("\ufeff" + OPINION.replace("\n", end)) == parse(OPINION)


def test_ideographic_spaces_and_tabs_as_indent_vanish() -> None:
    assert body("　　一、总则\n\t 正文　").body == (Paragraph("一、总则", 1, 4, 5), Paragraph("正文", line=6))


def test_sharp_headings_are_numbered_and_start_anew_under_a_new_parent() -> None:
    document = body("# 甲\n## 乙\n## 丙\n### 丁\n#### 戊\n# 己\n## 庚\n")
    texts = [p.text for p in document.body if isinstance(p, Paragraph)]
    assert texts == ["一、甲", "（一）乙", "（二）丙", "1.丁", "（1）戊", "二、己", "（一）庚"]


def test_sharp_headings_count_on_from_typed_numbers() -> None:
    document = body("二、甲\n# 乙\n# 七、丙\n# 丁")
    texts = [p.text for p in document.body if isinstance(p, Paragraph)]
    assert texts == ["二、甲", "三、乙", "七、丙", "八、丁"]


def test_marks_typed_with_a_chinese_input_method_are_understood() -> None:
    text = "——\n版式: 普通\n标题: 试\n附件: 乙\n——\n＃ 甲\n：：：附件 乙\n文\n：：：\n"
    document, findings = parse(text)
    assert findings == ()
    assert document.body == (Paragraph("一、甲", 1, 3, 6),)
    assert [attachment.title for attachment in document.attachments] == ["乙"]


def test_a_backslash_makes_running_text_of_anything() -> None:
    document = body("\\一、不是标题\n\\# 井号\n\\| 竖线")
    assert [p.text for p in document.body if isinstance(p, Paragraph)] == ["一、不是标题", "# 井号", "| 竖线"]
    assert {p.level for p in document.body if isinstance(p, Paragraph)} == {0}


def test_a_picture_has_path_and_caption() -> None:
    assert body("![路灯](图/路灯.png)").body == (Picture("图/路灯.png", "路灯", 5),)


def test_a_table_without_alignment_row_has_one_header_row() -> None:
    assert body("|甲|乙|\n|1|2|").body == (Table((("甲", "乙"), ("1", "2")), line=5),)


def test_a_landscape_mark_and_two_header_rows() -> None:
    table = body("横排表：\n|甲||\n|乙|丙|\n|---|---|\n|1|2|").body[0]
    assert isinstance(table, Table)
    assert (table.landscape, table.header_rows, table.caption) == (True, 2, "")


def test_cells_hold_pipes_and_breaks() -> None:
    table = body("|甲\\|乙<br>丙|丁|\n|---|---|").body[0]
    assert isinstance(table, Table)
    assert table.rows == (("甲|乙\n丙", "丁"),)


def test_numbers_stay_as_typed() -> None:
    document, findings = parse("---\n版式: 普通\n标题: 2026\n份号: 000001\n附注: yes\n---\n正文。")
    assert findings == ()
    assert (document.title, document.copy_number, document.note) == ("2026", "000001", "yes")


def test_signers_may_be_a_list_or_one_line() -> None:
    for value in ("[张某, 李某]", "张某、李某", "\n- 张某\n- 李某"):
        assert parse(f"---\n版式: 普通\n标题: 试\n签发人: {value}\n---\n")[0].signers == ("张某", "李某")


def test_ending_stamp_and_preprinted_paper() -> None:
    head = "版式: 普通\n标题: 试\n用印: 签名章\n签名章职务: 主任\n签名章姓名: 王某\n套印: 是"
    document, findings = parse(f"---\n{head}\n---\n正文。")
    assert findings == ()
    assert (document.ending, document.stamp_post, document.preprinted) == (Ending.SIGNATURE_STAMP, "主任", True)


@pytest.mark.parametrize(
    ("typed", "near"), [("主送", "主送机关"), ("发文字好", "发文字号"), ("落款", "署名"), ("成文时间", "成文日期")]
)
def test_an_unknown_key_gets_its_line_and_a_suggestion(typed: str, near: str) -> None:
    found = head_finding(f"{typed}: 值")
    assert (found.rule, found.paragraph, found.suggestion) == ("head-unknown-key", 4, near)
    assert near in found.message


@pytest.mark.parametrize("open_end", ["附件: [甲, 乙", '附注: "甲', "附注: '甲", "附注: {甲"])
def test_what_is_not_closed_is_told_where_it_was_opened(open_end: str) -> None:
    assert head_finding(f"{open_end}\n文种: 通知\n发文机关: 乙").paragraph == 4


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("成文日期: 2026-02-30", "head-date"),
        ("成文日期: 春天", "head-date"),
        ("用印: 随便", "head-type"),
        ("套印: 也许", "head-type"),
        ("附注: {甲: 乙}", "head-type"),
        ("附注: [[甲]]", "head-type"),
        ("主送机关: [甲, 乙]", "head-type"),
        ("标题: 又一个", "head-duplicate"),
        ('附注: "没有结束', "head-syntax"),
        ("附注：全角", "head-colon"),
    ],
)
def test_a_faulty_value_is_a_finding_with_its_line(head: str, rule: str) -> None:
    found = head_finding(head)
    assert (found.rule, found.paragraph) == (rule, 4)
    assert "第 4 行" in found.message


def test_what_is_pending_is_missing_and_not_wrong() -> None:
    assert parse("---\n版式: 普通\n标题: 试\n成文日期: 【待补：成文日期】\n---\n文。")[1] == ()
    assert [
        f.rule for f in parse("---\n版式: 命令\n发文机关标志: 某令\n令号: 1\n成文日期: 【待补】\n---\n正文。")[1]
    ] == ["head-missing"]


def test_what_a_broken_head_says_elsewhere_is_kept() -> None:
    document, _ = parse("---\n版式: 普通\n标题：关于“亮化”的通知\n附件: [甲, 乙]\n成文日期: 2026-04-15\n---\n正文。")
    assert (document.title, document.attachment_list) == ("关于“亮化”的通知", ("甲", "乙"))
    assert document.issue_date == date(2026, 4, 15)


def test_a_full_width_colon_can_be_put_right() -> None:
    found = head_finding("附注：全角")
    assert (found.start, found.end, found.text, found.suggestion, found.fixable) == (2, 3, "：", ": ", True)


def test_text_without_head_is_plain_and_told() -> None:
    document, findings = parse("一段话。")
    assert document.form is Form.PLAIN
    assert [f.rule for f in findings] == ["head-absent"]


def test_a_head_without_end_keeps_head_and_text() -> None:
    document, findings = parse("---\n版式: 普通\n标题: 试\n正文第一段。\n第二段。")
    assert document.title == "试"
    assert len(document.body) == 2
    assert [f.rule for f in findings] == ["head-open"]


@pytest.mark.parametrize(
    ("kind", "field"), [("请示", "签发人"), ("请示", "主送机关"), ("通知", "主送机关"), ("通知", "标题")]
)
def test_a_missing_element_is_told_at_the_kind(kind: str, field: str) -> None:
    findings = [f for f in parse(f"---\n版式: 文件\n文种: {kind}\n---\n")[1] if f"“{field}”" in f.message]
    assert [(f.rule, f.paragraph, f.severity) for f in findings] == [("head-missing", 3, Severity.ERROR)]


def test_a_joint_paper_needs_no_mark_of_its_own() -> None:
    head = "版式: 文件\n发文机关: 甲局\n联合发文机关: [乙局]\n"
    _, findings = parse(f"---\n{head}---\n正文。\n")
    assert not any("发文机关标志" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("::: 附件 甲\n文", "attachment-open", 5),
        (":::", "attachment-stray", 5),
        ("::: 表格 甲", "directive-unknown", 5),
        ("|甲|乙|\n|1|", "table-width", 5),
        ("好\n文\x00字", "text-control", 6),
        ("好\n文\ud800字", "text-control", 6),
    ],
)
def test_a_faulty_body_is_a_finding_with_its_line(text: str, rule: str, line: int) -> None:
    found = finding(f"---\n版式: 普通\n标题: 试\n---\n{text}")
    assert (found.rule, found.paragraph) == (rule, line)


def test_head_lines_tell_where_each_name_stands() -> None:
    assert head_lines(OPINION)["标题"] == 7


def test_two_hundred_pages_take_twenty_times_as_long_as_ten() -> None:
    page = "（一）指导思想。坚持绿色发展，建设美丽新区，让群众有更多获得感。\n" * 22

    def seconds(pages: int) -> float:
        text = OPINION + page * pages
        start = time.process_time()
        parse(text)
        return time.process_time() - start

    best = min(seconds(200) for _ in range(3)) / min(seconds(10) for _ in range(5))
    assert best < 40


def test_the_manual_names_every_key() -> None:
    manual = (Path(__file__).resolve().parents[3] / "docs" / "manual" / "源文本写法.md").read_text("utf-8")
    named = [line.split("|")[1].strip() for line in manual.split("\n") if line.startswith("| ")]
    assert [name for name in named if name in {key.name for key in KEYS}] == [key.name for key in KEYS]
    example = manual.split("```")[1].strip()
    assert {found.rule for found in parse(example)[1]} <= {"attachment-absent"}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("标题: 关于 #1 泵站改造的通知", "关于 #1 泵站改造的通知"),
        ("标题: 关于召开第2次会议: 议程的通知", "关于召开第2次会议: 议程的通知"),
        ("标题: [试行]办法", "[试行]办法"),
        ("标题: {甲}方案", "{甲}方案"),
        ('标题: "十四五"规划', '"十四五"规划'),
        ('标题: "关于 \\"甲\\" 的通知"', '关于 "甲" 的通知'),
        ("标题: &甲 *乙 !丙 %丁 @戊 `己", "&甲 *乙 !丙 %丁 @戊 `己"),
        ("标题: - 甲", "- 甲"),
        ("标题: 甲   # 这是说明", "甲"),
        ("　标题: 关于甲的通知", "关于甲的通知"),
        ("\t标题:关于甲的通知", "关于甲的通知"),
        ("标题: 关于甲的\n  通知", "关于甲的通知"),
        ("标题: |\n  关于甲的\n  通知", "关于甲的通知"),
        ("标题: ", ""),
        ("标题: # 待定", ""),
    ],
)
def test_a_value_is_the_rest_of_its_line(typed: str, value: str) -> None:
    document, findings = parse(f"---\n版式: 普通\n{typed}\n---\n正文。")
    assert document.title == value
    assert {found.rule for found in findings} <= {"head-missing"}


@pytest.mark.parametrize("text", ["", "  \n\n　\n", "---\n版式: 普通\n标题: 试\n---\n", "---\n---", "\ufeff"])
def test_a_draft_without_text_is_an_error(text: str) -> None:
    assert [found.severity for found in parse(text)[1] if found.rule == "text-empty"] == [Severity.ERROR]


def test_the_list_of_attachments_and_the_attachments_are_as_many() -> None:
    def rules(head: str, body: str) -> list[str]:
        return [found.rule for found in parse(f"---\n版式: 普通\n标题: 试\n{head}---\n正文。\n{body}")[1]]

    assert rules("附件: 甲\n", "") == ["attachment-absent"]
    assert rules("", "::: 附件 甲\n文\n:::") == ["attachment-count"]
    assert rules("附件: [甲, 乙]\n", "::: 附件 甲\n文\n:::") == ["attachment-count"]
    assert rules("附件: 甲\n", "::: 附件 甲\n文\n:::") == []


def test_full_width_figures_number_a_heading_too() -> None:
    levels = [p.level for p in body("１．完善设施\n（２）补齐短板\n３、抓好落实").body if isinstance(p, Paragraph)]
    assert levels == [3, 4, 3]


def test_radicals_are_read_as_the_characters_that_they_show() -> None:
    document, findings = parse("---\n版式: 普通\n标题: ⻘澜新区⽂件\n---\n⻓江路。")
    assert document.title == "青澜新区文件"
    assert [(found.rule, found.paragraph) for found in findings] == [("text-radical", 3)]


def test_a_draft_of_an_old_editor_is_read() -> None:
    text = "---\n标题: 关于镕的通知\n---\n正文。"
    assert {decode(text.encode(name)) for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16")} == {text}


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xfe\x00", b"\x80\x81\xff\xff"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_places_in_the_head_are_those_of_the_source() -> None:
    text = '---\n版式: 普通\n标题:   "甲通知"\n附件: [一表, "二表"]\n签发人:\n  - 张某\n  - 李某\n---\n正文。'
    document, _ = parse(text)
    lines = text.split("\n")

    def at(field: str, item: int = 0) -> str:
        place = document.place(field, item)
        return lines[place.line - 1][place.column :]

    assert at("title").startswith("甲通知")
    assert [at("attachment_list", item)[:2] for item in (0, 1)] == ["一表", "二表"]
    assert [at("signers", item) for item in (0, 1)] == ["张某", "李某"]
