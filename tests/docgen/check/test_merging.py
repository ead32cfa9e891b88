"""Several rules that speak of one place are told as one finding, the gravest of them."""

from __future__ import annotations

from docgen.check.merging import one_for_each_place
from docgen.finding import Finding, Severity


def finding(
    rule: str, start: int, end: int, severity: Severity = Severity.WARNING, *, fixable: bool = False
) -> Finding:
    return Finding(rule, severity, "", paragraph=1, start=start, end=end, suggestion="改", fixable=fixable)


def left(*findings: Finding) -> list[str]:
    return [one.rule for one in one_for_each_place(findings)]


def test_the_gravest_speaks_for_a_place() -> None:
    assert left(finding("提示", 0, 4, Severity.HINT), finding("错", 1, 4, Severity.ERROR)) == ["错"]


def test_what_can_be_put_right_goes_before_what_cannot() -> None:
    assert left(finding("看", 0, 4), finding("改", 0, 3, fixable=True)) == ["改"]


def test_places_apart_and_passages_stand_for_themselves() -> None:
    assert left(finding("一", 0, 4), finding("二", 4, 8), finding("整段", 0, 80)) == ["一", "二", "整段"]


def test_what_concerns_the_whole_paper_is_kept() -> None:
    whole = Finding("全文", Severity.HINT, "")
    assert one_for_each_place((whole, whole)) == (whole, whole)
