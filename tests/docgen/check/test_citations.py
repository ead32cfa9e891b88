"""Cited papers are asked for in the archive: number, force, presence."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from docgen.check import check
from docgen.finding import Finding, Severity
from docgen.source import parse


@dataclass(frozen=True)
class Answer:
    status: str
    document_number: str = ""
    issue_date: str = ""


OTHER = "《某办法》（青管〔2025〕9号）"
KNOWN = {
    "路灯养护办法": Answer("found", "青管〔2025〕3号", "2025-03-10"),
    "路灯验收办法": Answer("found", "", "2025-12-20"),
    "路灯巡查办法": Answer("number mismatch", "青管〔2025〕4号"),
    "路灯移交办法": Answer("repealed", "青管〔2019〕7号"),
}


def cite(title: str, document_number: str = "", /) -> Answer:
    del document_number
    return KNOWN.get(title, Answer("unknown"))


def findings(sentence: str) -> list[Finding]:
    text = f"---\n版式: 普通\n标题: 路灯养护方案\n---\n{sentence}\n"
    return [one for one in check(parse(text)[0], text, cite) if one.rule.startswith("cite-")]


@pytest.mark.parametrize(
    ("sentence", "rule", "severity", "marked"),
    [
        ("按《路灯巡查办法》（青管〔2025〕5号）执行。", "cite-mismatch", Severity.ERROR, "青管〔2025〕5号"),
        (
            "落实《路灯养护办法》和《路灯巡查办法》（青管〔2024〕4号）。",
            "cite-mismatch",
            Severity.ERROR,
            "青管〔2024〕4号",
        ),
        (
            "落实2025年2月10日印发的《路灯养护办法》（青管〔2025〕3号）。",
            "cite-date",
            Severity.WARNING,
            "2025年2月10日",
        ),
        (
            "按《路灯验收办法》（青管〔2023〕9号）执行。",
            "cite-date",
            Severity.WARNING,
            "《路灯验收办法》（青管〔2023〕9号）",
        ),
        ("管委会2024年3月10日印发《路灯养护办法》。", "cite-date", Severity.WARNING, "2024年3月10日"),
        ("按《路灯养护办法》（2025年5月10日）执行。", "cite-date", Severity.WARNING, "2025年5月10日"),
        ("按2024年印发的《路灯养护办法》执行。", "cite-date", Severity.WARNING, "2024年"),
        ("按2025年4月20日，管委会发布的《路灯养护办法》执行。", "cite-date", Severity.WARNING, "2025年4月20日"),
        (
            "按2024年5月6日印发的《没有的办法》（青管〔2023〕9号）办理。",
            "cite-date",
            Severity.WARNING,
            "2024年5月6日",
        ),
        ("根据《路灯移交办法》，制定本方案。", "cite-repealed", Severity.ERROR, "《路灯移交办法》"),
        ("有关情况可参阅《路灯移交办法》。", "cite-repealed", Severity.WARNING, "《路灯移交办法》"),
        (
            f"根据{OTHER}，制定本方案。",
            "cite-unknown",
            Severity.HINT,
            f"{OTHER}",
        ),
        (
            f"依据《路灯养护办法》和{OTHER}执行。",
            "cite-unknown",
            Severity.HINT,
            f"{OTHER}",
        ),
    ],
)
def test_a_wrong_citation_is_told_where_it_stands(sentence: str, rule: str, severity: Severity, marked: str) -> None:
    assert [(one.rule, one.severity, one.text) for one in findings(sentence)] == [(rule, severity, marked)]


NEAR = [
    ("cite-mismatch", "根据《路灯养护办法》（青管〔2025〕3号），制定本方案。"),
    ("cite-mismatch", "按《路灯养护办法》（青管〔2025〕3号，2025年3月10日）执行。"),
    ("cite-repealed", "《路灯移交办法》自即日起废止。"),
    ("cite-unknown", "根据《中华人民共和国城乡规划法》，制定本方案。"),
    ("cite-unknown", f"可参阅{OTHER}。"),
    ("cite-date", "按2025年3月10日印发的《路灯养护办法》（青管〔2025〕3号）执行。"),
    ("cite-date", "按2025年3月18日印发的《路灯养护办法》执行。"),
    ("cite-date", "按2025年3月印发的《路灯养护办法》执行。"),
    ("cite-date", "按2026年1月5日印发的《路灯验收办法》执行。"),
    ("cite-date", "按《路灯验收办法》（青管〔2025〕9号）执行。"),
    ("cite-date", "按0001年1月1日印发的《没有的办法》（青管〔2025〕9号）办理。"),
    ("cite-date", "2019年3月1日印发的《路灯养护办法》（青管〔2025〕3号）同时废止。"),
    ("cite-date", "对2019年3月1日印发的《路灯养护办法》作如下修改。"),
    ("cite-date", "自2025年5月1日起施行的《路灯养护办法》。"),
    ("cite-date", "2025年5月1日前报送《路灯养护办法》修改建议。"),
    ("cite-date", "按2024年1月6日印发的《没有的办法》（青管〔2023〕9号）办理。"),
    ("cite-date", "按2024年5月6日印发的《没有的办法》（青管〔2024〕9号）办理。"),
    ("cite-date", "按2024年13月6日印发的《没有的办法》办理。"),
]
"""By the rule that has to be silent."""


@pytest.mark.parametrize(("rule", "sentence"), NEAR)
def test_a_right_citation_and_one_that_nothing_rests_on_are_let_alone(rule: str, sentence: str) -> None:
    assert findings(sentence) == [], rule


def test_every_rule_on_citations_of_the_archive_has_a_near_miss() -> None:
    assert {rule for rule, _ in NEAR} == {"cite-mismatch", "cite-date", "cite-repealed", "cite-unknown"}


def test_without_an_archive_nothing_is_said_of_it() -> None:
    text = "---\n版式: 普通\n标题: 方案\n---\n根据《路灯移交办法》，制定本方案。\n"
    assert [one for one in check(parse(text)[0], text) if one.rule == "cite-repealed"] == []
