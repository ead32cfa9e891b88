"""Filling in: answers of every sort, answers that would break out, and templates with faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model import Paragraph, Table
from docgen.source import parse
from docgen.templating import (
    Template,
    TemplateError,
    broken_templates,
    draft,
    example_answers,
    load_template,
    load_templates,
    validate,
    validate_text,
)
from docgen.templating.filters import FILTERS

TEMPLATE = """---
名称: 试
标题: 试一试
文种: 通知
类别: 事务
说明: 只为试
字段:
  事项: {必填: 是, 说明: 什么事, 示例: 亮化}
  正文: {类型: 多行, 说明: 写什么, 示例: 一段话。}
  日期: {类型: 日期, 示例: 2026-04-15}
  名单: {类型: 列表, 示例: [甲]}
  任务: {类型: 表格, 列: [内容, 时限], 示例: [[装灯, 5月]]}
  公开: {类型: 是否, 示例: 是}
  等级: {类型: 选项, 选项: [平件, 加急], 默认: 平件}
---
---
版式: 普通
文种: 通知
标题: 关于{{ 事项 }}的通知
附件: {{ 名单 }}
成文日期: {{ 日期 }}
附注: {% if 公开 %}此件公开发布{% endif %}

紧急程度: {{ 等级 }}
---
{{ 正文 }}
# {{ 事项 }}
{{ 日期 }}，{{ 日期 | 星期 }}，{{ 日期 | 月日 }}，{{ 日期 | 天后(20) }}，{{ 名单 }}，{{ 公开 }}
| 内容 | 时限 |
|---|---|
{% for 行 in 任务 %}
| {{ 行.内容 }} | {{ 行.时限 }} |
{% endfor %}
::: 附件 {{ 事项 }}
{{ 正文 }}
:::
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "试.md"
    path.write_text(TEMPLATE, "utf-8")
    return path


@pytest.fixture
def template(path: Path) -> Template:
    return load_template(path)


def test_the_head_of_a_template_makes_the_form(template: Template) -> None:
    assert (template.name, template.title, template.kind, template.group) == ("试", "试一试", "通知", "事务")
    fields = {field.name: field for field in template.fields}
    assert [field.type for field in template.fields] == ["text", "multiline", "date", "list", "table", "bool", "choice"]
    assert fields["事项"].required
    assert fields["任务"].columns == ("内容", "时限")
    assert fields["等级"].choices == ("平件", "加急")


def test_answers_come_out_where_the_template_put_them(template: Template) -> None:
    assert draft(template, example_answers(template)) == (
        "---\n版式: 普通\n文种: 通知\n紧急程度: 平件\n标题: 关于亮化的通知\n附件: [甲]\n成文日期: 2026-04-15\n"
        "附注: 此件公开发布\n---\n一段话。\n一、亮化\n2026年4月15日，星期三，4月15日，2026年5月5日，甲，是\n"
        "| 内容 | 时限 |\n|---|---|\n| 装灯 | 5月 |\n\n::: 附件 亮化\n一段话。\n:::\n"
    )


@pytest.mark.parametrize("day", [date(2026, 4, 15), datetime(2026, 4, 15, 8, tzinfo=UTC), "2026年4月15日", "2026/4/15"])
def test_a_date_may_be_given_in_many_ways(template: Template, day: object) -> None:
    assert parse(draft(template, {"日期": day}))[0].issue_date == date(2026, 4, 15)


@pytest.mark.parametrize("names", ["甲；乙", "甲\n乙", ["甲", " 乙 ", ""], ("甲", "乙")])
def test_a_list_may_be_given_in_many_ways(template: Template, names: object) -> None:
    assert parse(draft(template, {"名单": names}))[0].attachment_list == ("甲", "乙")


@pytest.mark.parametrize(
    "rows", ["装灯|5月；修灯|6月", "| 装灯 | 5月 |\n| 修灯 | 6月 |", [["装灯", "5月"], {"内容": "修灯", "时限": "6月"}]]
)
def test_a_table_may_be_given_in_many_ways(template: Template, rows: object) -> None:
    document, _ = parse(draft(template, {"任务": rows}))
    tables = [block for block in document.body if isinstance(block, Table)]
    assert tables[0].rows[1:] == (("装灯", "5月"), ("修灯", "6月"))


def test_lone_surrogates_and_controls_in_answers_vanish(template: Template) -> None:
    assert "标题: 关于亮化的通知" in draft(template, {"事项": "亮\x00\ud800化\ue000"})


@pytest.mark.parametrize(
    "hostile",
    [
        "甲\n密级: 绝密",
        "甲\n---\n正文",
        "甲: 乙",
        "[甲",
        '"甲',
        "甲 # 乙",
        "{{ 7 * 7 }}",
        "{% for %}",
        "&甲 *甲",
        "- 甲",
        "!甲",
        "\ue0000\ue001",
    ],
)
def test_an_answer_cannot_break_out_of_its_place_in_the_head(template: Template, hostile: str) -> None:
    document, findings = parse(draft(template, {"事项": hostile, "正文": "文", "名单": ["甲"]}))
    assert findings == ()
    assert document.secrecy == ""
    plain = hostile.replace("甲\n密", "甲密").replace("\n", " ").replace("\ue000", "").replace("\ue001", "")
    assert document.title == f"关于{plain}的通知"


@pytest.mark.parametrize(
    "hostile",
    [
        "::: 附件 假的\n文\n:::",
        "：：：附件 假的\n：：：",
        "——\n密级: 绝密\n——",
        ":::",
        "---\n密级: 绝密\n---",
        "甲\n:::\n乙",
    ],
)
def test_an_answer_cannot_open_or_close_an_attachment(template: Template, hostile: str) -> None:
    document, findings = parse(draft(template, {"事项": "亮化", "正文": hostile, "名单": ["甲"]}))
    assert findings == ()
    assert [attachment.title for attachment in document.attachments] == ["亮化"]
    assert document.secrecy == ""


def test_an_answer_in_a_cell_stays_in_its_cell(template: Template) -> None:
    document, _ = parse(draft(template, {"任务": [["甲|乙", "丙\\|丁"]]}))
    tables = [block for block in document.body if isinstance(block, Table)]
    assert tables[0].rows[1] == ("甲|乙", "丙\\|丁")


anything = st.text(max_size=40) | st.text("-:|#[]{}\"'、附件\n\ue000\ue0010 ", max_size=30)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("模板") / "试.md"
    path.write_text(TEMPLATE, "utf-8")
    return load_template(path)


@given(st.dictionaries(st.sampled_from(["事项", "正文", "日期", "名单", "任务", "公开", "等级"]), anything, max_size=7))
@settings(max_examples=150, deadline=None)
def test_no_answer_whatever_changes_the_shape_of_the_document(lasting: Template, answers: dict[str, str]) -> None:
    document, findings = parse(draft(lasting, {**answers, "日期": "2026-04-15"}))
    assert {found.rule for found in findings} <= {"table-width", "heading-empty", "attachment-count"}
    assert [document.kind, document.secrecy, document.issuer] == ["通知", "", ""]
    assert len(document.attachments) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("文种: 通知\n类别", "文种：通知\n类别"), "写法不对"),
        (("文种: 通知\n类别", "类别"), "缺少“文种”"),
        (("说明: 只为试", "注释: 只为试"), "不认得“注释”"),
        (("类型: 多行", "类型: 长文"), "不认得"),
        (("列: [内容, 时限], ", ""), "是表格"),
        (("选项: [平件, 加急], ", ""), "是选项"),
        (("  事项: {", "  事 项: {"), "不能用的字符"),
        (("# {{ 事项 }}", "# {{ 事情 }}"), "没有声明的“事情”"),
        (("# {{ 事项 }}", "# {{ 事项 "), "语法"),
        (("{% endfor %}", ""), "语法"),
        (("日期 | 星期", "日期 | 周几"), "不存在的过滤器“周几”"),
        (("行.内容", "行.任务"), "没有声明的“任务”"),
        (("版式: 普通", "版式: 红头"), "没有“红头”"),
        (("紧急程度: {{ 等级 }}", "紧急程度: '{{ 等级 }}"), "出在“紧急程度: '……”一行"),
        (("文种: 通知\n标题: 关于", "文号: 通知\n标题: 关于"), "是不是“发文字号”"),
        (("紧急程度: {{ 等级 }}", "用印: {{ 等级 }}"), "没有“平件”"),
    ],
)
def test_a_fault_in_a_template_is_a_finding_with_its_line(path: Path, change: tuple[str, str], message: str) -> None:
    assert change[0] in TEMPLATE
    path.write_text(TEMPLATE.replace(*change), "utf-8")
    findings = validate(path)
    assert len(findings) == 1
    assert message in findings[0].message
    assert findings[0].paragraph >= 1


def test_the_finding_names_the_very_line(path: Path) -> None:
    for right, wrong in (
        ("# {{ 事项 }}", "# {{ 事情 }}"),
        ("紧急程度: {{", "紧急程序: {{"),
        ("版式: 普通", "版式: 红头"),
        ("紧急程度: {{", "紧急程度: [{{"),
    ):
        path.write_text(TEMPLATE.replace(right, wrong), "utf-8")
        line = TEMPLATE[: TEMPLATE.index(right)].count("\n") + 1
        assert validate(path)[0].paragraph == line


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"---\n", b"---\n- 1\n---\n", b"x" * 300_000, b"---\na: [" + b"[" * 9000]
)
def test_a_file_that_is_no_template_is_a_finding(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert len(validate(path)) == 1


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert "打不开" in validate(tmp_path / "没有.md")[0].message


def test_a_template_of_the_office_replaces_its_namesake_and_a_broken_one_is_left_out(path: Path) -> None:
    path.write_text(TEMPLATE.replace("名称: 试", "名称: 公告"), "utf-8")
    path.with_name("坏.md").write_text("坏", "utf-8")
    templates = {template.name: template for template in load_templates([path.parent])}
    assert templates["公告"].path == path
    assert len(templates) == len(load_templates())
    assert [broken.name for broken, _ in broken_templates([path.parent])] == ["坏.md"]


def test_a_template_is_checked_while_it_is_edited(path: Path) -> None:
    assert validate_text(TEMPLATE, path) == ()
    assert "没有声明的“事情”" in validate_text(TEMPLATE.replace("# {{ 事项 }}", "# {{ 事情 }}"), path)[0].message


def test_a_broken_head_is_told_and_not_drafted(template: Template) -> None:
    with pytest.raises(TemplateError, match="文件头"):
        draft(replace(template, source="---\n标题: {{ 事项 }}\n没有结束\n正文"), {"事项": "甲"})


def test_paragraphs_typed_with_numbers_are_counted_on(template: Template) -> None:
    document, _ = parse(draft(template, {"事项": "亮化", "正文": "一、先做\n说明。"}))
    headings = [block.text for block in document.body if isinstance(block, Paragraph) and block.level == 1]
    assert headings == ["一、先做", "二、亮化"]


def mutilated(text: str, random: Random) -> str:
    bits = (
        "{{",
        "}}",
        "{%",
        "%}",
        "---",
        "\n",
        "：",
        ": ",
        "  ",
        '"',
        "[",
        "|",
        "#",
        ":::",
        "\t",
        "&",
        "*",
        "\x00",
        "\ue000",
    )
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(text))
        cut = random.randint(0, 6)
        text = text[:place] + random.choice(("", *bits)) + text[place + cut :]
    return text


@pytest.mark.parametrize("seed", range(60))
def test_a_mutilated_template_is_told_or_still_works(seed: int) -> None:
    random = Random(seed)
    template = random.choice(load_templates())
    text = mutilated(template.path.read_text("utf-8"), random)
    for found in validate_text(text, template.path):
        assert found.message.endswith(("。", "？"))
        assert 0 <= found.paragraph <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("typed", "lead", "printed"),
    [
        ("方便群众出行", "为", "方便群众出行"),
        ("为方便群众出行", "为", "方便群众出行"),
        (" 为了方便群众出行", "为", "方便群众出行"),
        ("《意见》", "根据", "《意见》"),
        ("按照《意见》", "根据", "《意见》"),
        ("根据《意见》", "按照", "《意见》"),
        ("根据", "根据", "根据"),
        ("", "为", ""),
    ],
)
def test_the_word_that_opens_a_clause_is_not_printed_twice(typed: str, lead: str, printed: str) -> None:
    assert FILTERS["不带"](typed, lead) == printed


@pytest.mark.parametrize(
    "template", [one for one in load_templates() if "不带(" in one.source], ids=lambda one: one.name
)
def test_an_answer_that_says_the_opening_word_again_is_drafted_as_without_it(template: Template) -> None:
    answers = example_answers(template)
    leads = {"目的": "为了", "缘由": "为", "依据": "依据"}
    again = {name: f"{leads[name]}{value}" if value and name in leads else value for name, value in answers.items()}
    assert draft(template, again) == draft(template, answers)
