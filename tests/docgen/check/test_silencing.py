"""A rule silenced for three texts offers to be switched off."""

from __future__ import annotations

from docgen.check.silencing import offer_text, offered, switched_on
from docgen.finding import Finding, Severity

THREE = [("two-form", "二个"), ("two-form", "二名"), ("two-form", "二家")]


def test_a_rule_is_offered_after_three_texts_and_not_before() -> None:
    assert offered(THREE[:2]) == ()
    assert offered(THREE) == ("two-form",)


def test_the_same_text_counts_once() -> None:
    assert offered([THREE[0]] * 5) == ()


def test_what_is_off_or_no_rule_is_not_offered() -> None:
    assert offered(THREE, off={"two-form"}) == ()
    assert offered([("head-date", text) for text in "一二三四"]) == ()


def test_the_offer_names_the_rule_and_the_way_back() -> None:
    assert "量词前用“两”" in offer_text("two-form")
    assert "再打开" in offer_text("two-form")


def test_a_rule_that_is_off_says_nothing() -> None:
    found = [Finding("two-form", Severity.HINT, ""), Finding("weekday", Severity.ERROR, "")]
    assert [one.rule for one in switched_on(found, {"two-form"})] == ["weekday"]
