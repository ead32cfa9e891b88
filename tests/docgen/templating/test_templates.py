"""Every shipped template: its example fills it in to a source text without findings, in the shape of its kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest

from docgen.model import Block, Document, Form, Paragraph, Table
from docgen.source import parse
from docgen.templating import Template, draft, example_answers, load_templates, unanswered, validate

SHIPPED = load_templates()
NAMES = [template.name for template in SHIPPED]
WANTED = [
    "实施方案",
    "意见",
    "新闻通稿",
    "会议纪要",
    "会议记录",
    "评论员文章",
    "部署通知",
    "印发通知",
    "转发通知",
    "会议通知",
    "表扬通报",
    "批评通报",
    "请示",
    "报告",
    "批复",
    "函",
    "决定",
    "公告",
    "通告",
    "讲话稿",
    "工作总结",
    "任免通知",
    "情况通报",
    "命令",
]
ENDINGS = {
    "部署通知": "特此通知。",
    "会议通知": "特此通知。",
    "请示": "妥否，请批示。",
    "报告": "特此报告。",
    "批复": "此复。",
    "函": "请予函复。",
    "公告": "特此公告。",
    "通告": "特此通告。",
    "意见": "请结合实际认真贯彻执行。",
}
FORMS = {
    "函": Form.LETTER,
    "命令": Form.ORDER,
    "会议纪要": Form.MINUTES,
    "会议记录": Form.PLAIN,
    "讲话稿": Form.PLAIN,
    "工作总结": Form.PLAIN,
    "新闻通稿": Form.PRESS,
    "评论员文章": Form.PRESS,
}


def named(name: str) -> Template:
    return next(template for template in SHIPPED if template.name == name)


def example(name: str, **changes: object) -> Document:
    document, findings = parse(draft(named(name), {**example_answers(named(name)), **changes}))
    assert findings == ()
    return document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.body if isinstance(block, Paragraph)]


def test_all_wanted_templates_are_shipped() -> None:
    assert set(WANTED) <= set(NAMES)


@pytest.mark.parametrize("template", SHIPPED, ids=NAMES)
def test_a_shipped_template_has_nothing_wrong_with_it(template: Template) -> None:
    assert validate(template.path) == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_example_gives_a_text_without_findings_and_placeholders(name: str) -> None:
    document = example(name)
    assert document.form is FORMS.get(name, Form.DOCUMENT)
    assert "待补" not in draft(named(name), example_answers(named(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_help_and_required_ones_an_example(name: str) -> None:
    for field in named(name).fields:
        assert field.help, field.name
        assert field.example or not field.required, field.name


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_gives_a_draft_that_shows_what_is_missing(name: str) -> None:
    template = named(name)
    text = draft(template, {})
    for field in unanswered(template, {}):
        assert f"【待补：{field.label}】" in text
    assert {found.rule for found in parse(text)[1]} <= {"head-missing"}
    assert "（）" not in text


@pytest.mark.parametrize("name", NAMES)
def test_required_answers_alone_give_a_sound_draft(name: str) -> None:
    template = named(name)
    required = {field.name for field in template.fields if field.required}
    answers = {key: value for key, value in example_answers(template).items() if key in required}
    findings = parse(draft(template, answers))[1]
    assert {found.message for found in findings if "发文字号" not in found.message} == set()


@pytest.mark.parametrize(("name", "ending"), ENDINGS.items())
def test_a_kind_ends_as_its_kind_ends(name: str, ending: str) -> None:
    assert texts(example(name))[-1] == ending


def test_issued_and_forwarded_papers_do_not_say_hereby_notify() -> None:
    for name in ("印发通知", "转发通知", "任免通知", "实施方案"):
        assert "特此通知。" not in texts(example(name))


def test_the_tasks_of_a_plan_make_both_text_and_table() -> None:
    document = example("实施方案")
    plan, tasks = document.attachments
    assert document.attachment_list == (plan.title, tasks.title)
    table = next(block for block in tasks.blocks if isinstance(block, Table))
    text = "".join(block.text for block in plan.blocks if isinstance(block, Paragraph))
    for row in table.rows[1:]:
        assert all(cell in text for cell in row[1:])


def test_a_plan_of_its_own_has_no_red_head() -> None:
    document = example("实施方案", 行文方式="直接成文")
    assert (document.form, document.issuer_mark, document.title) == (Form.PLAIN, "", "城区亮化工程实施方案")


def test_an_opinion_upward_asks_to_be_passed_on() -> None:
    document = example("意见", 行文方向="上行", 签发人="方某")
    assert document.signers == ("方某",)
    assert texts(document)[-1] == "以上意见如无不妥，请批转有关单位执行。"


def test_a_reply_quotes_the_letter() -> None:
    document = example(
        "函", 类型="复函", 事项="借调人员", 来函标题="关于商请借调人员的函", 来函字号="青水函〔2026〕6号"
    )
    assert document.title == "关于借调人员的复函"
    assert texts(document)[0].startswith("《关于商请借调人员的函》（青水函〔2026〕6号）收悉。")
    assert texts(document)[-1] == "特此函复。"


def test_a_forwarding_title_does_not_say_notice_of_a_notice() -> None:
    assert example("转发通知").title == "转发兰江市住房和城乡建设局关于做好城市照明节能工作的通知"
    assert example("转发通知", 来文标题="关于城市照明的意见").title.endswith("关于城市照明的意见》的通知")


def test_a_lone_requirement_is_not_numbered() -> None:
    document = example("请示", 请示事项="增加编制")
    assert "为此，我局请求批准增加编制。" in texts(document)


def test_a_commentary_has_a_thousand_characters() -> None:
    assert 1000 <= sum(map(len, texts(example("评论员文章")))) <= 1800


def lone_children(blocks: Iterable[Block]) -> list[str]:
    """Headings that are the only one of their level under their parent."""
    groups: dict[tuple[str, ...], list[str]] = {}
    parents: list[str] = ["", "", "", ""]
    for block in blocks:
        if isinstance(block, Paragraph) and block.level:
            parents[block.level - 1 :] = [block.text] + [""] * (4 - block.level)
            groups.setdefault((*parents[: block.level - 1], str(block.level)), []).append(block.text)
    return [texts[0] for texts in groups.values() if len(texts) == 1]


def cut(value: object) -> object:
    return cast("list[object]", value)[:1] if isinstance(value, list) else value


@pytest.mark.parametrize("name", NAMES)
def test_no_heading_is_numbered_for_itself_alone(name: str) -> None:
    template = named(name)
    full = example_answers(template)
    required = {field.name for field in template.fields if field.required}
    for answers in (
        full,
        {key: cut(value) for key, value in full.items()},
        {key: value for key, value in full.items() if key in required},
        {key: cut(value) for key, value in full.items() if key in required},
    ):
        document, _ = parse(draft(template, answers))
        for blocks in (document.body, *(attachment.blocks for attachment in document.attachments)):
            assert lone_children(blocks) == []
