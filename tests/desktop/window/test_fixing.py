from __future__ import annotations

from docgen.finding import Finding, Severity
from office.fixing import fixed


def finding(line: int, start: int, text: str, suggestion: str) -> Finding:
    return Finding(
        "rule",
        Severity.ERROR,
        "改",
        paragraph=line,
        start=start,
        end=start + len(text),
        text=text,
        suggestion=suggestion,
    )


def test_several_places_of_one_line_are_put_right() -> None:
    text = "认真布署,截止目前"
    found = [finding(1, 2, "布署", "部署"), finding(1, 4, ",", "，"), finding(1, 5, "截止", "截至")]
    assert fixed(text, found) == "认真部署，截至目前"


def test_a_place_that_changed_meanwhile_is_left_alone() -> None:
    assert fixed("认真部署", [finding(1, 2, "布署", "部署")]) == "认真部署"


def test_overlapping_findings_are_not_both_put_in() -> None:
    found = [finding(1, 0, "布署工", "部署工"), finding(1, 2, "工作", "任务")]
    assert fixed("布署工作", found) == "布署任务"


def test_a_finding_without_a_suggestion_changes_nothing() -> None:
    assert fixed("甲\n乙", [finding(2, 0, "乙", "")]) == "甲\n乙"


def test_a_finding_beyond_the_text_changes_nothing() -> None:
    assert fixed("甲", [finding(9, 0, "乙", "丙")]) == "甲"
